"""Work spread over the cores, each piece in a fresh fork: what one does must not depend on what was done before it."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import traceback
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, TypeVar

from toolbox.machine.confine import die_with

T = TypeVar("T")
_fork = multiprocessing.get_context("fork")


class WorkerDied(Exception):
    """Nothing came back of piece `index`: its process was killed, mostly for taking too much."""

    def __init__(self, index: int) -> None:
        super().__init__(index)
        self.index = index


def fan_out(work: Sequence[Callable[[], T]]) -> Iterator[tuple[int, T]]:
    """(index, result) as each comes in; begun in the order of `work`. What a piece raises is raised here.

    Raises WorkerDied. Whatever happens, no process is left behind.
    """
    todo = list(reversed(range(len(work))))
    busy: dict[Connection, tuple[int, BaseProcess]] = {}
    try:
        while todo or busy:
            while todo and len(busy) < len(os.sched_getaffinity(0)):
                index = todo.pop()
                reader, process = _start(work[index])
                busy[reader] = index, process
            for ready in wait(list(busy)):
                assert isinstance(ready, Connection)
                index, process = busy.pop(ready)
                yield index, _result(ready, index)
                process.join()
    finally:
        for _, process in busy.values():
            process.kill()
            process.join()


def _start(piece: Callable[[], object]) -> tuple[Connection, BaseProcess]:
    reader, writer = _fork.Pipe(duplex=False)
    process = _fork.Process(target=_do, args=(piece, writer, os.getpid()))
    process.start()
    writer.close()
    return reader, process


def _do(piece: Callable[[], object], writer: Connection, parent: int) -> None:
    die_with(parent)
    try:
        answer = pickle.dumps((True, piece()))
    except BaseException as error:
        error.add_note(traceback.format_exc())
        answer = pickle.dumps((False, error))
    writer.send_bytes(answer)
    writer.close()


def _result(reader: Connection, index: int) -> Any:
    try:
        # The bytes come from our own fork.
        fine, value = pickle.loads(reader.recv_bytes())
    except EOFError as error:
        raise WorkerDied(index) from error
    finally:
        reader.close()
    if not fine:
        raise value
    return value
