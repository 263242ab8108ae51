"""One thing that goes wrong in one phase of one build, and what became of it."""

from __future__ import annotations

import errno
import os
import signal
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from faults.calls import REMOVES, RENAMES, WRITES, Call, is_swap
from faults.checkout import COMMAND, Checkout, untrue
from faults.phases import Phase
from faults.watch import Done, Watched, watch

# What is done when the phase begins: 0, or the error that its first call gives.
Strike = Callable[[Call, Watched], int]


@dataclass(slots=True)
class Outcome:
    """`site` is the old or the new one, `status` how the build ended; `broken` says what was not as promised.

    `excused`: something may be left of it.
    """

    hit: bool = False
    site: str = ""
    status: int = 0
    said: str = ""
    excused: bool = False
    broken: list[str] = field(default_factory=list)


def kill(_call: Call, watched: Watched) -> int:
    """As `kill -9` does, and a machine that is short of memory."""
    watched.tell(signal.SIGKILL)
    return 0


def kill_caller(call: Call, _watched: Watched) -> int:
    """Not the command, but the process of it that is at work."""
    os.kill(call.process, signal.SIGKILL)
    return 0


def ask(_call: Call, watched: Watched) -> int:
    watched.tell(signal.SIGTERM)
    return 0


def hang_up(_call: Call, watched: Watched) -> int:
    """A terminal that goes tells all that was started from it."""
    watched.tell(signal.SIGHUP, group=True)
    return 0


def interrupt_twice(_call: Call, watched: Watched) -> int:
    watched.tell(signal.SIGINT, group=True)
    watched.tell(signal.SIGINT, group=True)
    return 0


def fail(code: int) -> Strike:
    return lambda call, watched: code


def fail_to_write(code: int) -> Strike:
    """What is read goes on."""
    return lambda call, watched: code if call.makes or call.name in WRITES else 0


def strike_at(
    checkout: Checkout, phase: Phase, strike: Strike, *, lasting: Path | None = None, can_swap: bool = True
) -> Outcome:
    """As `struck`, and the build after it."""
    outcome = struck(checkout, phase, strike, lasting=lasting, can_swap=can_swap)
    outcome.broken += go_on(checkout, outcome.excused)
    return outcome


def struck(
    checkout: Checkout, phase: Phase, strike: Strike, *, lasting: Path | None = None, can_swap: bool = True
) -> Outcome:
    """A build in which it strikes once, or from then on at every call of the kinds of the phase in a folder, `lasting`.

    `can_swap`: whether the file system can swap two folders in one step.
    """
    outcome, before = Outcome(), checkout.stands()
    refused: list[int] = []
    checkout.edit()

    def judge(call: Call, watched: Watched) -> int:
        if not can_swap and is_swap(call):
            return errno.EINVAL
        main = call.process == watched.main
        if outcome.hit:
            return strike(call, watched) if lasting and call.path.startswith(f"{lasting}/") else 0
        if call.name in phase.kinds and phase.begins(call, checkout.place, main):
            outcome.hit = True
            refused.append(strike(call, watched))
            return refused[0]
        return 0

    kinds = phase.kinds if can_swap else phase.kinds | RENAMES
    around = checkout.environment()
    done = watch([COMMAND, "build"], checkout.root, kinds, judge, around, checkout.rights, phase.umask)
    judge_done(outcome, checkout, done, before)
    # A disk that does not let anything be removed keeps what is there.
    outcome.excused = done.status == -signal.SIGKILL or bool(lasting or (any(refused) and phase.kinds <= REMOVES))
    left = checkout.left()
    if strike is kill_caller:
        # What it was writing in the store goes with the next build.
        left = {name for name in left if not name.startswith(".")}
    if not outcome.excused and left:
        outcome.broken.append(f"left behind: {sorted(left)}")
    return outcome


def judge_done(outcome: Outcome, checkout: Checkout, done: Done, before: int | None) -> None:
    """Of a build that was to bring the site from edit `before` (None: there was none) to the last one."""
    now = checkout.stands()
    names = {before: "old", checkout.edits: "new"}
    outcome.status, outcome.said, outcome.site = done.status, done.said, names.get(now, "broken")
    if now is None and before is not None and checkout.will_be_put_back():
        outcome.site, now = "to put back", before
    outcome.broken += untrue(done, before, now, checkout.edits)


def go_on(checkout: Checkout, left_aside: bool) -> Iterable[str]:
    """Nothing works on, and the next build brings the newest site and leaves nothing else.

    But for what was put aside outside of the checkout, when `left_aside`.
    """
    if running := checkout.running():
        yield f"still running: {running}"
    done = checkout.build()
    if done.status or checkout.stands() != checkout.edits:
        yield f"the next build failed: {done.out[-300:]}{done.said[-800:]}"
    if left_aside:
        checkout.empty_aside()
    if left := checkout.left():
        yield f"left behind by the next build: {sorted(left)}"
