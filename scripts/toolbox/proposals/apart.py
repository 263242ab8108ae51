"""What strangers wrote is looked at in a process of its own: whatever it does, it does to that."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TypeVar

from toolbox.machine.confine import Limits, TooSlow, limit, memory_now
from toolbox.machine.enclosure import shut_in
from toolbox.machine.fanout import fan_out
from toolbox.machine.landlock import Reach
from toolbox.machine.reach import of_machine
from toolbox.machine.worker import WorkerDied
from toolbox.proposals.refused import Refused

T = TypeVar("T")
# The heaviest file that is not refused takes 0.3 GB and 3 s. Memory is counted from what this process has already.
LIMITS = Limits(memory=1_500_000_000, processor=30, file=1_000_000)
MAX_ANSWER = 100_000_000  # bytes


def apart(make: Callable[[], T], reach: Reach | None = None) -> T:
    """What `make` gives, which may only see `reach`. Raises Refused when it takes too much."""
    try:
        prepare = partial(_prepare, of_machine() | (reach or Reach()))
        ((_, made),) = fan_out((make,), prepare, max_answer=MAX_ANSWER)
    except (TooSlow, WorkerDied, MemoryError, RecursionError) as error:
        raise Refused("too-heavy") from error
    return made


def _prepare(reach: Reach) -> None:
    limit(replace(LIMITS, memory=memory_now() + LIMITS.memory))
    shut_in(reach)
