"""`make fuzz`: every target by turns for FUZZ_MINUTES (5 when not said), and a table of what that gave.

Names of targets as arguments choose some of them. What was new is kept for the next run (`kept`); what failed is made
smaller, and written in found/.
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

from fuzz.kept import KEPT, Known, keep, kept_inputs
from fuzz.smaller import smaller
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
    known = {target.name: Known() for target in targets}
    explore(targets, outcomes, known, time.monotonic() + 60 * float(os.environ.get("FUZZ_MINUTES") or 5))
    for target in targets:
        keep(target, outcomes[target.name].new, KEPT)
        outcomes[target.name].failures = {
            what: smaller(target, failure) for what, failure in outcomes[target.name].failures.items()
        }
    print("\n".join(table(outcomes)))
    for path, told in kept(targets, outcomes):
        print(f"\n{path}\n{told.rstrip()}")
    return 1 if any(outcome.failures for outcome in outcomes.values()) else 0


def explore(targets: Sequence[Target], outcomes: Mapping[str, Outcome], known: Mapping[str, Known], end: float) -> None:
    """As many workers as there are cores; the target that has had the least time goes first."""
    spent = dict.fromkeys(outcomes, 0.0)
    running: dict[Worker, float] = {}
    while running or time.monotonic() < end:
        while time.monotonic() < end and len(running) < len(os.sched_getaffinity(0)):
            target = min(targets, key=lambda target: spent[target.name])
            faults = frozenset(outcomes[target.name].failures)
            until = min(end, time.monotonic() + TURN)
            kept_before = kept_inputs(target, KEPT)
            # What once went wrong is tried in the tests as well; only here it is told that one takes long.
            before = (*(data for _, data in kept_faults(target)), *kept_before) if not spent[target.name] else ()
            spent[target.name] += TURN
            more = tuple(dict.fromkeys((*kept_before, *outcomes[target.name].new)))
            plan = Plan(before, EXAMPLES, secrets.randbits(64), until, faults, kept=more, traced=True)
            worker = Worker(target, plan, known[target.name])
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


def kept(targets: Sequence[Target], outcomes: Mapping[str, Outcome]) -> Iterator[tuple[Path, str]]:
    """Keeps the input of each failure, and of a fault its shortest: (where, what was wrong with it)."""
    for target in targets:
        for failure in outcomes[target.name].failures.values():
            path = FOUND / target.name / hashlib.sha256(failure.data).hexdigest()[:12]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(failure.data)
            yield path, f"{failure.what}\n{failure.told}{_made(target, path)}"


def _made(target: Target, path: Path) -> str:
    """The file that a recipe makes stands beside the recipes, for a person to open."""
    if not target.file:
        return ""
    made = FOUND / f"{target.name}-made" / f"{path.name}{target.suffix}"
    made.parent.mkdir(parents=True, exist_ok=True)
    made.write_bytes(target.file(path.read_bytes()))
    return f"\nWhat it makes: {made}"


if __name__ == "__main__":
    sys.exit(main())
