"""Where tests put aside: in memory where there is plenty of it. On a disk all of it takes a third longer.

Only the process that starts the tests decides; those that it starts find the folder in their environment.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

MEMORY = Path("/dev/shm")
VARIABLE = "TMPDIR"
# Bytes: what a whole run has there at one time is a quarter of it.
ROOM = 4 << 30


def begin() -> Path | None:
    """The folder in memory, which becomes that of all processes; None where there is no room, or one was chosen."""
    if VARIABLE in os.environ or not _has_room():
        return None
    folder = tempfile.mkdtemp(prefix="toolbox-", dir=MEMORY)
    # As a folder for this always is: a web server that is another user has to get in.
    Path(folder).chmod(0o755)
    os.environ[VARIABLE] = folder
    # It is looked up once a process.
    tempfile.tempdir = None
    return Path(folder)


def end(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)


def _has_room() -> bool:
    try:
        system = os.statvfs(MEMORY)
        told = dict(line.split(":") for line in Path("/proc/meminfo").read_text("ascii").splitlines())
        free = int(told["MemAvailable"].removesuffix("kB")) * 1024
    except (OSError, LookupError, ValueError):
        return False
    return os.access(MEMORY, os.W_OK) and min(system.f_bavail * system.f_frsize, free) > ROOM
