"""One piece of work in a process of its own, while this one goes on.

A pool (`fanout`) takes longer to load than this takes to do: `toolbox check` of one changed file is over by then.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable

from toolbox.machine.confine import die_with
from toolbox.machine.stops import STOPPING


class OtherProcess:
    """`work` is done from here on, and ends with this process, however that ends. Only the answer comes back.

    Raises OSError when the system gives no other process.
    """

    def __init__(self, work: Callable[[], str]) -> None:
        parent = os.getpid()
        reading, writing = os.pipe()
        before = signal.pthread_sigmask(signal.SIG_BLOCK, STOPPING)
        try:
            self._child = os.fork()
            if self._child == 0:
                # What asks to stop stays blocked here: it is for the one who waits.
                _do(work, parent, writing)
        except OSError:
            os.close(reading)
            raise
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
            os.close(writing)
        self._answer = reading

    def take(self) -> str | None:
        """What `work` gave, once; None when it ended without an answer. Waits for it."""
        with os.fdopen(self._answer, "rb") as file:
            answer = file.read()
        _, status = os.waitpid(self._child, 0)
        return None if status else answer.decode()


def _do(work: Callable[[], str], parent: int, answer: int) -> None:
    """Does not return."""
    status = 1
    try:
        die_with(parent)
        text = work()
        with os.fdopen(answer, "wb") as file:
            file.write(text.encode())
        status = 0
    finally:
        os._exit(status)
