"""Waiting without asking how fast the machine is: far longer than anything takes that works.

A limit on work is in seconds of processor time, at the pace that this machine has today.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache

HANGS = 60.0  # seconds of processor time
PATIENCE = 600.0  # seconds: a build on a slow and busy machine
LAPS = 2_000_000
USUAL = 0.03  # seconds of processor time that they take on the machine on which the limits were chosen


@contextmanager
def ends() -> Iterator[None]:
    """What is inside does not hang."""
    start = time.process_time()
    yield
    assert time.process_time() - start < HANGS * pace()


def comes_true(is_so: Callable[[], bool], seconds: float = PATIENCE, pause: float = 0.05) -> bool:
    """Of what happens in another process, or in a browser."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if is_so():
            return True
        time.sleep(pause)
    return is_so()


@cache
def pace() -> float:
    """1 on a machine as fast as that one, or faster; 2.5 on one that takes two and a half times as long."""
    return max(1.0, min(_lap() for _ in range(3)) / USUAL)


def _lap() -> float:
    start = time.process_time()
    for _ in range(LAPS):
        pass
    return time.process_time() - start
