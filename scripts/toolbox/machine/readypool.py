"""A pool that loads what its work takes before it knows what that work is, while who asks for it finds that out.

What it is given goes through a pipe: so it is functions of modules with values, where `fanout` takes anything.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import pickle
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from multiprocessing.connection import Connection
from typing import Any, Self, TypeVar

from toolbox.machine.answers import opened
from toolbox.machine.confine import die_with
from toolbox.machine.fanout import fan_out, idle
from toolbox.machine.worker import WorkerDied

T = TypeVar("T")
Load = Callable[[], object]
_fork = multiprocessing.get_context("fork")


class ReadyPool:
    """A process that does `load` from here on. It ends with this one, however that ends, and with the context."""

    def __init__(self, load: Load) -> None:
        self._pipe, other = _fork.Pipe()
        self._process = _fork.Process(target=_live, args=(load, self._pipe, other, os.getpid()))
        self._process.start()
        other.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Those that it forked follow by themselves."""
        self._pipe.close()
        self._process.kill()
        self._process.join()

    def fan_out(
        self, work: Sequence[Callable[[], T]], loads: Sequence[Load], *, pieces: int, meanwhile: Load = idle
    ) -> Iterator[tuple[int, T]]:
        """As `fanout.fan_out`, by processes that are forked from that one when it has done `loads` as well."""
        # One that ended is found out about below.
        with suppress(BrokenPipeError):
            self._pipe.send_bytes(pickle.dumps((work, loads, pieces)))
        meanwhile()
        while (answer := self._take()) is not None:
            yield answer

    def _take(self) -> Any:
        try:
            index, value = opened(self._pipe.recv_bytes())
        except (EOFError, OSError) as error:
            self._process.join()
            raise WorkerDied(0, self._process.exitcode) from error
        if index >= 0:
            return index, value
        if isinstance(value, Exception):
            raise value
        return None if value is None else _died(*value)


def _died(index: int, exitcode: int | None) -> None:
    raise WorkerDied(index, exitcode)


def _live(load: Load, mine: Connection, pipe: Connection, parent: int) -> None:
    """The process's whole life. `mine` is the parent's end of `pipe`."""
    mine.close()
    die_with(parent)
    wrong = _wrong(load)
    while True:
        try:
            work, loads, pieces = pickle.loads(pipe.recv_bytes())
        except EOFError:
            return
        # What could not be loaded is told to who asks for it.
        ended = wrong or _wrong(partial(_do, work, loads, pieces, pipe))
        pipe.send_bytes(pickle.dumps((-1, ended)))


def _do(work: Sequence[Callable[[], Any]], loads: Sequence[Load], pieces: int, pipe: Connection) -> None:
    """Send (index, result) of each."""
    for one in loads:
        one()
    for answer in fan_out(work, gc.freeze, pieces=pieces):
        pipe.send_bytes(pickle.dumps(answer))


def _wrong(do: Load) -> Exception | tuple[int, int | None] | None:
    """What went wrong, as `_take` reads it."""
    try:
        do()
    except WorkerDied as died:
        return died.index, died.exitcode
    except Exception as error:
        return error
    return None
