"""Part of `make bench`: what the walls against hostile input add to a cold build and to `toolbox check`.

Measured is what an ordinary, honest toolbox pays. In the build: its process apart with its limits, and the wall before
publishing, against the same work in one process without them. In both: the passes over the source that only guard.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from bench.measuring import build, run, spread

RUNS = 3
# The build's steps by themselves, in one process, without limits, and without a look at what came out.
BARE = """
import gc, sys
from pathlib import Path
from toolbox.build import build, inner, publish
from toolbox.core.places import SITE, WORK
from toolbox.core.settings import read_settings
from toolbox.history.history import read_history
from toolbox.source.tree import read_tree
# As the inner build does: it is no wall.
gc.disable()
root = Path(sys.argv[1])
tree, found = read_tree(root)
history = read_history(root)
order = inner.Order(root, root / WORK, tree, tuple(found), history, read_settings(root), history.epoch)
inner._build(order)
publish.write_record(order.new, history, "", publish.hashes(order.new), {})
publish.put_in_place(order.new, root / SITE)
"""
# Seconds of the passes over the source that only guard: names and kinds, the lint, the sanitiser.
GUARDS = """
import sys, time
from pathlib import Path
from toolbox.source import prose, tree
from toolbox.source.check import check_source
spent = 0.0
def timed(owner, name):
    real = getattr(owner, name)
    def run(*arguments, **named):
        global spent
        start = time.perf_counter()
        try:
            return real(*arguments, **named)
        finally:
            spent += time.perf_counter() - start
    setattr(owner, name, run)
timed(prose, "lint")
timed(prose, "sanitise")
timed(tree, "name_problem")
check_source(*tree.read_tree(Path(sys.argv[1])))
start = time.perf_counter()
from toolbox.machine.enclosure import shut_in
from toolbox.machine.reach import of_machine
shut_in(of_machine())
print(spent + time.perf_counter() - start)
"""


def rows(root: Path, cold: Callable[[], None]) -> list[str]:
    """Two rows of Markdown. `cold` throws away what a build kept."""
    added = []
    for _ in range(RUNS):
        cold()
        bare = run([sys.executable, "-I", "-c", BARE, root], root).seconds
        cold()
        walled = build(root).seconds
        added.append(walled / bare - 1)
    guards = [_guards(root) for _ in range(RUNS)]
    return [
        f"| the walls, more on a build from nothing | ≤ 25 % | {spread(added, '.0%')} |",
        f"| the walls, more on `toolbox check`, seconds | ≤ 0.2 | {spread(guards)} |",
    ]


def _guards(root: Path) -> float:
    done = subprocess.run([sys.executable, "-I", "-c", GUARDS, root], capture_output=True, text=True, check=True)
    return float(done.stdout)
