"""How fast this machine is today: a limit in seconds says nothing of the code, so many times a known
piece of work does.
"""

from __future__ import annotations

import time
from functools import cache

LAPS = 2_000_000
USUAL = 0.03  # seconds of processor time that they take on the machine on which the limits were chosen


@cache
def pace() -> float:
    """1 on a machine as fast as that one, or faster; 2.5 on one that takes two and a half times as long."""
    return max(1.0, min(_lap() for _ in range(3)) / USUAL)


def _lap() -> float:
    start = time.process_time()
    for _ in range(LAPS):
        pass
    return time.process_time() - start
