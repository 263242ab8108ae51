"""Waiting without asking how fast the machine is: far longer than anything takes that works."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

HANGS = 60.0  # seconds of processor time
PATIENCE = 120.0  # seconds: a build on a busy machine


@contextmanager
def ends() -> Iterator[None]:
    """What is inside does not hang."""
    start = time.process_time()
    yield
    assert time.process_time() - start < HANGS


def comes_true(is_so: Callable[[], bool], seconds: float = PATIENCE, pause: float = 0.05) -> bool:
    """Of what happens in another process, or in a browser."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if is_so():
            return True
        time.sleep(pause)
    return is_so()
