"""Another clock, by libfaketime: one that was set since the last build, that runs too fast, or that is set meanwhile.

It is set meanwhile by giving the process that does the work another one than the process that waits for it: in one
process libfaketime would set the clock that only counts on as well, which nobody can.
"""

from __future__ import annotations

import json
import shutil
import subprocess

from faults.checkout import Checkout
from faults.trial import Outcome, go_on, judge_done
from faults.watch import Done
from otherclock import BUILD, write_python

# (outside, inside), by name. Twice as fast: each limit on time then holds half as long, and no build needs so much.
CLOCKS = {
    "ten years back": ("-10y", "-10y"),
    "ten years on": ("+10y", "+10y"),
    "twice as fast": ("+0 x2", "+0 x2"),
    "set ten years back meanwhile": ("+0", "-10y"),
    "set ten years on meanwhile": ("+0", "+10y"),
}


def under(checkout: Checkout, outside: str, inside: str) -> Outcome:
    """All is built anew: the same bytes; and then there is nothing to build."""
    outcome, before = Outcome(hit=True), checkout.stands()
    expected = _files(checkout)
    for folder in ("site", ".build/cache"):
        shutil.rmtree(checkout.root / folder)
    judge_done(outcome, checkout, _build(checkout, outside, inside), before)
    if outcome.status or _files(checkout) != expected:
        outcome.broken.append(f"not the same bytes, or none: {outcome.said}")
    again = _build(checkout, outside, inside)
    if "niets veranderd" not in again.out:
        outcome.broken.append(f"built again for nothing: {again.out}{again.said}")
    outcome.broken += go_on(checkout, False)
    return outcome


def _build(checkout: Checkout, outside: str, inside: str) -> Done:
    python = checkout.root.with_name("clock")
    write_python(python, outside, inside)
    command = [str(python), "-c", BUILD, str(python)]
    done = subprocess.run(
        command, cwd=checkout.root, env=checkout.environment(), capture_output=True, text=True, check=False
    )
    return Done(done.returncode, done.stdout, done.stderr)


def _files(checkout: Checkout) -> object:
    return json.loads((checkout.root / "site" / "build.json").read_text("utf-8"))["files"]
