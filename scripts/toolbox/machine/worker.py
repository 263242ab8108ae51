"""A process of our own that does pieces of work, and the pipe to it: the one place that forks for work.

Whatever a piece does costs this process nothing but the answer, and a worker ends with its parent, however that ends.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import sys
import traceback
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from typing import Generic, TypeVar

from toolbox.core.errors import TOO_HEAVY, Broken
from toolbox.machine.answers import is_value, opened
from toolbox.machine.confine import die_with
from toolbox.machine.stops import STOPPING

T = TypeVar("T")
NO_LIMIT = sys.maxsize  # bytes
_fork = multiprocessing.get_context("fork")


class WorkerDied(Broken):
    """Nothing came back of piece `index`: its process was killed or broke off, mostly for taking too much."""

    def __init__(self, index: int, exitcode: int | None) -> None:
        super().__init__(index, exitcode)
        self.index = index
        self.exitcode = exitcode

    def __str__(self) -> str:
        return TOO_HEAVY


class Worker(Generic[T]):
    """Does the pieces of `work` that it is given, one at a time, and ends after `pieces` of them.

    `prepare` is done first, in the process: it may set limits and leave the network. An answer takes at most
    `max_answer` bytes.
    """

    def __init__(
        self,
        work: Sequence[Callable[[], T]],
        prepare: Callable[[], None] | None = None,
        *,
        pieces: int = NO_LIMIT,
        max_answer: int = NO_LIMIT,
    ) -> None:
        self.index = -1
        self._left = pieces
        self.goes_on = True
        self._max_answer = max_answer
        self._is_done = False
        self.pipe, other = _fork.Pipe()
        given = (self.pipe, other, work, prepare, pieces, max_answer, os.getpid())
        self._process = _fork.Process(target=_live, args=given)
        # A Ctrl-C must not fall between the worker's start and its own choice of what to do with it.
        before = signal.pthread_sigmask(signal.SIG_BLOCK, STOPPING)
        try:
            self._process.start()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
        # Now the worker holds the only other end: when it dies, this end says so.
        other.close()

    def give(self, index: int) -> None:
        self.index = index
        self._left -= 1
        try:
            self.pipe.send(index)
        except OSError:
            # It died while it had nothing to do; `take` finds out.
            self.goes_on = False

    def take(self) -> T:
        """What the piece that was given last gave. Waits for it. What it raised is raised here; raises WorkerDied."""
        try:
            answer = self.pipe.recv_bytes(self._max_answer)
        except (EOFError, OSError) as error:
            self.goes_on = False
            # One that says more than it may still runs.
            self._process.kill()
            self._process.join()
            raise WorkerDied(self.index, self._process.exitcode) from error
        self.goes_on = self.goes_on and self._left > 0
        self._is_done = not self.goes_on
        try:
            fine, value = opened(answer)
        except Exception as error:
            # No worker that is still ours sends such a thing.
            raise WorkerDied(self.index, None) from error
        if fine:
            return value  # type: ignore[no-any-return]
        raise value if isinstance(value, Exception) else WorkerDied(self.index, None)

    def close(self) -> None:
        """No process is left; one that has answered all that it may do ends by itself."""
        self.pipe.close()
        if not self._is_done:
            self._process.kill()
        self._process.join()
        self._process.close()


def _live(
    mine: Connection,
    pipe: Connection,
    work: Sequence[Callable[[], object]],
    prepare: Callable[[], None] | None,
    pieces: int,
    max_answer: int,
    parent: int,
) -> None:
    """The worker's whole life. `mine` is the parent's end of `pipe`: open here, it would hide that the parent ended."""
    mine.close()
    # What a terminal tells all (Ctrl-C, that it goes) is for the parent, which ends its workers itself.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPPING)
    die_with(parent)
    if prepare:
        prepare()
    for _ in range(pieces):
        try:
            index = pipe.recv()
        except EOFError:
            return
        answer = _answer(work[index])
        pipe.send_bytes(answer if len(answer) <= max_answer else pickle.dumps((False, MemoryError())))


def _answer(piece: Callable[[], object]) -> bytes:
    try:
        return pickle.dumps((True, piece()))
    except BaseException as error:
        told = error if is_value(type(error)) else RuntimeError(f"{type(error).__name__}: {error}")
        told.add_note(traceback.format_exc())
        return pickle.dumps((False, told))
