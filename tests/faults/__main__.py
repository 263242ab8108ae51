"""`make faults`: what goes wrong on a real machine, done to real builds of a small toolbox, each phase by its name.

Prints what became of each, and ends with 1 when a promise was broken, or when a fault never came about.
"""

from __future__ import annotations

import collections
import errno
import os
import queue
import subprocess
import sys
import tempfile
import threading
import time
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from faults import disks
from faults.calls import WRITES
from faults.checkout import COMMAND, Checkout
from faults.clocks import CLOCKS, under
from faults.phases import MOVES, PHASES, Phase, phase
from faults.power import after_each, recorded
from faults.trial import (
    Outcome,
    Strike,
    ask,
    fail,
    fail_to_write,
    go_on,
    hang_up,
    interrupt_twice,
    judge_done,
    kill,
    kill_caller,
    strike_at,
    struck,
)

PROMISES = ("whole-site",)
Trial = Callable[[Checkout], Outcome]
# Of the command, told by name; and of a process that it started.
TWICE = "Ctrl+C twice"
SIGNALS: Mapping[str, Strike] = {
    "SIGKILL": kill,
    "SIGTERM": ask,
    TWICE: interrupt_twice,
}
IMPATIENT = ("put aside", "engine", "tidy", "flush")
IN_ANOTHER_PROCESS = ("papers", "store", "stored", "old pages", "pages", "settings", "engine")
WRITING = ("lock", "store", "pages", "settings", "engine", "record", "note")
NO_MOUNTS = "not tried here, for lack of the right to mount"


def trials(can_mount: bool) -> Iterator[tuple[str, str, Trial]]:
    """(fault, when or where, what to do) for each."""
    yield from at_each_phase()
    yield from where_nothing_can_be_swapped()
    yield from without_power()
    if can_mount:
        yield from on_disks()
    for what, (change, status) in disks.OTHERS.items():
        yield "of another user, or spoiled", what, partial(_of_another, change, status)
    for number in range(3):
        yield "two builds at once", str(number + 1), two_builds
    for name, (outside, inside) in CLOCKS.items():
        yield "clock", name, partial(_clock, outside, inside)


def at_each_phase() -> Iterator[tuple[str, str, Trial]]:
    for found in PHASES:
        for name, strike in SIGNALS.items():
            if name != TWICE or found.name in IMPATIENT:
                yield name, found.name, partial(_strike, found, strike)
        yield "SIGHUP", found.name, partial(_hang_up, found)
        yield "EIO", found.name, partial(_strike, found, fail(errno.EIO))
        yield "ESTALE from then on", found.name, partial(_strike_on, found, fail(errno.ESTALE), ".")
        if found.name in IN_ANOTHER_PROCESS:
            yield "SIGKILL inside", found.name, partial(_strike, found, kill_caller)
        if found.name in WRITING:
            writing = Phase(found.name, found.kinds | WRITES, found.begins)
            yield "EDQUOT from then on", found.name, partial(_strike_on, writing, fail_to_write(errno.EDQUOT), ".")
    for name in ("put aside", "papers"):
        writing = Phase(name, phase(name).kinds | WRITES, phase(name).begins)
        yield "TMPDIR full", name, partial(_strike_on, writing, fail_to_write(errno.ENOSPC), None)


def where_nothing_can_be_swapped() -> Iterator[tuple[str, str, Trial]]:
    for found in MOVES:
        for name, strike in (("SIGKILL", kill), ("SIGTERM", ask), ("EIO", fail(errno.EIO))):
            yield name, found.name, partial(_strike, found, strike, can_swap=False)


def without_power() -> Iterator[tuple[str, str, Trial]]:
    yield "no power after any call", "swap", partial(_power, True, True)
    yield "no power after any call", "two moves", partial(_power, False, True)
    yield "no power after any call", "first site", partial(_power, True, False)


def on_disks() -> Iterator[tuple[str, str, Trial]]:
    for room in disks.BYTES:
        yield "disk full", f"{room:,} bytes left", partial(_full, room, None)
    for files in disks.INODES:
        yield "no inodes", f"{files} left", partial(_full, None, files)
    for room, files in disks.ASIDE:
        yield "TMPDIR full", f"{room:,} bytes, {files} files", partial(_full_aside, room, files)
    for folder in (".", "site", ".build"):
        yield "read-only", folder, partial(_read_only, folder)


def _strike(found: Phase, strike: Strike, checkout: Checkout, *, can_swap: bool = True) -> Outcome:
    return strike_at(checkout, found, strike, can_swap=can_swap)


def _hang_up(found: Phase, checkout: Checkout) -> Outcome:
    """Heard as SIGTERM is: that the next build is as it should be is seen there, and in the next trial here."""
    return struck(checkout, found, hang_up)


def _strike_on(found: Phase, strike: Strike, folder: str | None, checkout: Checkout) -> Outcome:
    return strike_at(checkout, found, strike, lasting=checkout.root / folder if folder else checkout.aside)


def _full(room: int | None, files: int | None, checkout: Checkout) -> Outcome:
    return disks.full(checkout, room, files)


def _full_aside(room: int, files: int, checkout: Checkout) -> Outcome:
    return disks.full_aside(checkout, room, files)


def _read_only(folder: str, checkout: Checkout) -> Outcome:
    return disks.read_only(checkout, folder)


def _clock(outside: str, inside: str, checkout: Checkout) -> Outcome:
    return under(checkout, outside, inside)


def _of_another(change: disks.Change, status: int, checkout: Checkout) -> Outcome:
    outcome = disks.of_another(checkout, change)
    if outcome.status != status:
        outcome.broken.append(f"ended with {outcome.status} instead of {status}: {outcome.said}")
    outcome.broken += go_on(checkout, False)
    return outcome


def _power(can_swap: bool, has_site: bool, checkout: Checkout) -> Outcome:
    """The calls of a real build, and what stands after each of them: of which a few may not be what is left."""
    if not has_site:
        subprocess.run(["rm", "-r", checkout.root / "site"], check=True)
    outcome, before = Outcome(), checkout.stands()
    disk, calls, done = recorded(checkout, can_swap=can_swap)
    judge_done(outcome, checkout, done, before)
    found = list(after_each(disk, calls))
    outcome.hit = "new" in dict(found).values()
    outcome.site = ", ".join(f"{many} {name}" for name, many in collections.Counter(dict_of(found)).items())
    outcome.broken += sorted({f"after {call}: {name}" for call, name in found if name == "broken"})
    outcome.broken += go_on(checkout, False)
    return outcome


def dict_of(found: Sequence[tuple[str, str]]) -> list[str]:
    return [name for _, name in found]


def two_builds(checkout: Checkout) -> Outcome:
    outcome = Outcome()
    checkout.edit()
    both = [
        subprocess.Popen(
            [COMMAND, "build"], cwd=checkout.root, env=checkout.environment(), stdout=subprocess.DEVNULL, stderr=-1
        )
        for _ in range(2)
    ]
    said = [process.communicate()[1].decode() for process in both]
    statuses = sorted(process.returncode for process in both)
    outcome.hit = statuses == [0, 2]
    outcome.site = "new" if checkout.stands() == checkout.edits else "broken"
    if not outcome.hit or not any("Er wordt hier al een site gebouwd" in words for words in said):
        outcome.broken.append(f"ended with {statuses}: {said}")
    outcome.broken += go_on(checkout, False)
    return outcome


def run(todo: Sequence[tuple[str, str, Trial]], folder: Path) -> Iterator[tuple[str, str, Outcome]]:
    """As many at once as there are cores, each in a checkout of its own; as each is done."""
    first = Checkout.make(folder / "0" / "toolbox")
    made = first.build()
    assert made.status == 0, made
    waiting: queue.SimpleQueue[tuple[str, str, Trial]] = queue.SimpleQueue()
    ready: queue.SimpleQueue[tuple[str, str, Outcome]] = queue.SimpleQueue()
    for trial in todo:
        waiting.put(trial)
    for number in range(1, len(os.sched_getaffinity(0)) + 1):
        checkout = first.copy(folder / str(number) / "toolbox")
        threading.Thread(target=_work, args=(checkout, waiting, ready), daemon=True).start()
    for number in range(len(todo)):
        fault, when, outcome = ready.get()
        print(f"{number + 1}/{len(todo)} {fault}, {when}: {cell(outcome)}", file=sys.stderr, flush=True)
        yield fault, when, outcome


def _work(
    checkout: Checkout,
    waiting: queue.SimpleQueue[tuple[str, str, Trial]],
    ready: queue.SimpleQueue[tuple[str, str, Outcome]],
) -> None:
    while not waiting.empty():
        fault, when, trial = waiting.get()
        try:
            outcome = trial(checkout)
        except BaseException:
            outcome = Outcome(broken=[traceback.format_exc()])
        ready.put((fault, when, outcome))


def table(found: Mapping[tuple[str, str], Outcome]) -> Iterator[str]:
    """Each fault by phase, and below it those that have their own places."""
    phases = [step.name for step in (*PHASES, *MOVES)]
    columns = [
        fault for fault in dict.fromkeys(fault for fault, _ in found) if any((fault, it) in found for it in SPREAD)
    ]
    yield f"| phase | {' | '.join(columns)} |"
    yield "| --- " * (len(columns) + 1) + "|"
    for name in phases:
        cells = (cell(found[fault, name]) if (fault, name) in found else "" for fault in columns)
        yield f"| {name} | {' | '.join(cells)} |"
    yield "\n| fault | where | the site, and how the build ended |\n| --- | --- | --- |"
    for (fault, when), outcome in found.items():
        if fault not in columns or when not in phases:
            yield f"| {fault} | {when} | {cell(outcome)} |"


def expected(fault: str, when: str) -> tuple[tuple[str, int], ...]:
    """How a build must end of which a signal is heard: the old site stands until the swap, and what has begun it ends
    it. Nothing is expected of errors: a build may do without what failed."""
    names = [step.name for step in PHASES]
    moved = {"move away": "old", "move in": "to put back"}
    if fault == "SIGKILL":
        is_old = when in names[: names.index("flush the swap")]
        return ((moved.get(when, "old" if is_old else "new"), -9),)
    if fault in ("SIGTERM", "SIGHUP", TWICE):
        return (("old", 2),) if when in names[: names.index("swap")] else (("new", 0),)
    if fault == "EDQUOT from then on" and when == "note":
        return (("new", 0),)
    return (("old", 2),) if fault in ("SIGKILL inside", "EDQUOT from then on", "TMPDIR full") else ()


SPREAD = ("engine", "put aside")


def cell(outcome: Outcome) -> str:
    return f"{'**BROKEN** ' if outcome.broken else ''}{outcome.site}, {outcome.status}" if outcome.hit else "**never**"


def main(arguments: Sequence[str]) -> int:
    if "inside" not in arguments:
        # Mounts of our own, which end with us; as root without a user namespace, else as root of one.
        own = ["unshare", "-m"] if os.geteuid() == 0 else ["unshare", "-rm"]
        may = subprocess.run([*own, "true"], capture_output=True, check=False).returncode == 0
        here = [sys.executable, "-m", "faults", "inside", *arguments]
        return subprocess.run([*own, *here] if may else here, check=False).returncode
    start, can_mount = time.monotonic(), disks.may_mount()
    chosen = arguments[arguments.index("inside") + 1 :]
    todo = [it for it in trials(can_mount) if not chosen or it[0] in chosen or it[1] in chosen]
    with tempfile.TemporaryDirectory(prefix="faults-") as name:
        done = {(fault, when): outcome for fault, when, outcome in run(todo, Path(name))}
    found = {(fault, when): done[fault, when] for fault, when, _ in todo}
    for (fault, when), outcome in found.items():
        if (wanted := expected(fault, when)) and (outcome.site, outcome.status) not in wanted:
            outcome.broken.append(f"not as it must be, {wanted}: {outcome.said}")
    if not can_mount:
        print(f"Full disks, inodes and read-only folders: {NO_MOUNTS}.\n")
    status = tell(found)
    print(f"{len(found)} trials, {time.monotonic() - start:.0f} s.")
    return status


def tell(found: Mapping[tuple[str, str], Outcome]) -> int:
    """The table, and what was not as promised or never came about; 1 when there is such a thing."""
    print("\n".join(table(found)))
    broken = [f"{fault}, {when}: {what}" for (fault, when), it in found.items() for what in it.broken]
    missed = [f"{fault}, {when}: never came about" for (fault, when), it in found.items() if not it.hit]
    print("\n".join(["", *broken, *missed, f"{len(broken)} broken promises, {len(missed)} that never came about."]))
    return 1 if broken or missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
