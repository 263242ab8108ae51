"""Requests to stop: Ctrl+C (SIGINT), SIGTERM, and SIGHUP from a terminal that goes."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType

STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_THEIR_OWN = (signal.SIG_DFL, signal.default_int_handler)


@dataclass(slots=True)
class _Requests:
    """Of this process. Python hears every request in its first thread: to block a signal helps against no other one."""

    held_back: int = 0
    came: bool = False


_requests = _Requests()


def end_tidily() -> None:
    """Each ends this process as Ctrl+C does (KeyboardInterrupt): what it had put aside is removed.

    The first one counts alone: a second one would stop the removing.
    """
    for number in STOPPING:
        # With nohup(1) the terminal may go.
        if signal.getsignal(number) in _THEIR_OWN:
            signal.signal(number, _stop)


def _stop(_number: int, _frame: FrameType | None) -> None:
    ignore()
    if not _requests.held_back:
        raise KeyboardInterrupt
    _requests.came = True


def ignore() -> None:
    """From here on none of them does anything: of what is nearly done it would not be true that it was stopped."""
    for number in STOPPING:
        signal.signal(number, signal.SIG_IGN)


def hold_back() -> None:
    """Until as many times `let_go`: who asks to stop waits."""
    _requests.held_back += 1


def let_go() -> None:
    """Raises KeyboardInterrupt when somebody asked to stop meanwhile."""
    _requests.held_back = max(0, _requests.held_back - 1)
    if _requests.came and not _requests.held_back:
        _requests.came = False
        raise KeyboardInterrupt


@contextmanager
def held_back() -> Iterator[None]:
    """Around what must not be stopped halfway."""
    hold_back()
    try:
        yield
    finally:
        let_go()
