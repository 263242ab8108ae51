"""Who works behind walls ends at once, with all that was said."""

from __future__ import annotations

import subprocess
import sys

from toolbox.machine import ending

WALLED = """
import atexit, sys
from toolbox.machine import ending
atexit.register(print, "opgeruimd")
ending.behind_walls()
print("gezegd")
print("en geklaagd", file=sys.stderr)
ending.end(3)
"""


def test_all_is_said_and_nothing_is_taken_apart() -> None:
    done = subprocess.run([sys.executable, "-c", WALLED], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (3, "gezegd\n", "en geklaagd\n")


def test_without_walls_nothing_ends() -> None:
    ending.end(3)
