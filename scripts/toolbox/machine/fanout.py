"""Work spread over the cores: the one pool."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection, wait
from typing import TypeVar

from toolbox.machine.worker import NO_LIMIT, Worker

T = TypeVar("T")


def idle() -> None:
    """There is nothing to do."""


def fan_out(
    work: Sequence[Callable[[], T]],
    prepare: Callable[[], None] | None = None,
    *,
    pieces: int = 1,
    max_answer: int = NO_LIMIT,
    instead: Callable[[int, Exception], T] | None = None,
    meanwhile: Callable[[], None] = idle,
) -> Iterator[tuple[int, T]]:
    """(index, result) as each comes in; begun in the order of `work`.

    A process does `pieces` of them and is then followed by a fresh one, for none may live for long on the time and
    memory of others. `instead` is the result of a piece that raised something or that ended its
    process (WorkerDied); without it that is raised here. `meanwhile` is done in this process as soon as the others have
    something to do, once. Whatever happens, no process is left behind.
    """
    todo = list(reversed(range(len(work))))
    workers: dict[Connection, Worker[T]] = {}
    try:
        while todo or workers:
            while todo and len(workers) < len(os.sched_getaffinity(0)):
                worker = Worker(work, prepare, pieces=pieces, max_answer=max_answer)
                workers[worker.pipe] = worker
                worker.give(todo.pop())
            meanwhile()
            meanwhile = idle
            for pipe in wait(list(workers)):
                assert isinstance(pipe, Connection)
                worker = workers[pipe]
                yield worker.index, _result(worker, instead)
                if worker.goes_on and todo:
                    worker.give(todo.pop())
                else:
                    workers.pop(pipe).close()
    finally:
        for worker in workers.values():
            worker.close()


def _result(worker: Worker[T], instead: Callable[[int, Exception], T] | None) -> T:
    try:
        return worker.take()
    except Exception as error:
        if instead is None:
            raise
        return instead(worker.index, error)
