"""A build that lets others go first does so in the process that does its work, too."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

# Linux has it where it divides its time over sessions first.
AUTOGROUP = Path("/proc/self/autogroup")
ASKED = """
import os, subprocess, sys
from pathlib import Path
from toolbox.build.inner import _as_willing

os.nice(int(sys.argv[1]))
with subprocess.Popen(["cat"], stdin=subprocess.PIPE, start_new_session=True) as other:
    _as_willing(other.pid)
    told = Path(f"/proc/{other.pid}/autogroup")
    print(told.read_text() if told.exists() else "")
"""


@pytest.mark.parametrize("nice", [0, 7])
def test_another_session_is_as_willing(nice: int) -> None:
    done = subprocess.run([sys.executable, "-c", ASKED, str(nice)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip().endswith(f"nice {nice}") or not AUTOGROUP.exists()
