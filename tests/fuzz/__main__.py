"""`make fuzz`: every target by turns for FUZZ_MINUTES (5 when not said), and a table of what that gave.

Names of targets as arguments choose some of them.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from multiprocessing import connection
from pathlib import Path

from fuzz.target import Target
from fuzz.targets import TARGETS
from fuzz.targets import kept as kept_faults
from fuzz.worker import Outcome, Plan, Worker

PROMISES = ("no-hang", "limits")
FOUND = Path(__file__).resolve().parent / "found"
TURN = 20.0  # seconds that a target gets before the next one has its turn
EXAMPLES = 2_000  # of one turn: Hypothesis remembers them all
MARGIN = 120.0  # seconds for the last turns to end


def main() -> int:
    targets = [target for target in TARGETS if target.name in sys.argv[1:] or not sys.argv[1:]]
    outcomes = {target.name: Outcome() for target in targets}
    explore(targets, outcomes, time.monotonic() + 60 * float(os.environ.get("FUZZ_MINUTES") or 5))
    print("\n".join(table(outcomes)))
    for path, told in kept(outcomes):
        print(f"\n{path}\n{told.rstrip()}")
    return 1 if any(outcome.failures for outcome in outcomes.values()) else 0


def explore(targets: Sequence[Target], outcomes: Mapping[str, Outcome], end: float) -> None:
    """As many workers as there are cores; the target that has had the least time goes first."""
    spent = dict.fromkeys(outcomes, 0.0)
    running: dict[Worker, float] = {}
    while running or time.monotonic() < end:
        while time.monotonic() < end and len(running) < len(os.sched_getaffinity(0)):
            target = min(targets, key=lambda target: spent[target.name])
            known = frozenset(outcomes[target.name].failures)
            until = min(end, time.monotonic() + TURN)
            # What once went wrong is tried in the tests as well; only here it is told that one takes long.
            before = tuple(data for _, data in kept_faults(target)) if not spent[target.name] else ()
            spent[target.name] += TURN
            worker = Worker(target, Plan(before, EXAMPLES, secrets.randbits(64), until, known))
            running[worker] = time.monotonic()
        for worker in list(ended(running)):
            spent[worker.target.name] += time.monotonic() - running.pop(worker) - TURN
            outcomes[worker.target.name].merge(worker.outcome)
        if time.monotonic() > end + MARGIN:
            raise TimeoutError("a worker does not end")


def ended(running: Iterable[Worker]) -> Iterator[Worker]:
    """Listens to all of them for a moment."""
    by_pipe = {worker.pipe: worker for worker in running}
    ready = connection.wait(list(by_pipe), timeout=1)
    for pipe in [pipe for pipe in by_pipe if pipe in ready]:
        if not by_pipe[pipe].take():
            yield by_pipe.pop(pipe)
    for worker in by_pipe.values():
        worker.stop_sleeper()


def table(outcomes: Mapping[str, Outcome]) -> Iterator[str]:
    yield f"{'target':<14} | {'inputs':>8} | {'slowest (s)':>11} | {'codes':>5} | failures"
    yield f"{'-' * 14} | {'-' * 8} | {'-' * 11} | {'-' * 5} | --------"
    for name, outcome in outcomes.items():
        codes, failures = len(outcome.codes), len(outcome.failures)
        yield f"{name:<14} | {outcome.inputs:>8} | {outcome.slowest:>11.2f} | {codes:>5} | {failures}"


def kept(outcomes: Mapping[str, Outcome]) -> Iterator[tuple[Path, str]]:
    """Keeps the input of each failure, and of a fault its shortest: (where, what was wrong with it)."""
    for name, outcome in outcomes.items():
        for failure in outcome.failures.values():
            path = FOUND / name / hashlib.sha256(failure.data).hexdigest()[:12]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(failure.data)
            yield path, f"{failure.what}\n{failure.told}"


if __name__ == "__main__":
    sys.exit(main())
