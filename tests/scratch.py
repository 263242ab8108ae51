"""Where tests put aside: in memory where there is plenty of it. On a disk all of it takes a third longer.

Only the process that starts the tests decides; those that it starts find the folder in their environment. What a failed
or killed run left there is kept until the next run begins.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

MEMORY = Path("/dev/shm")
VARIABLE = "TMPDIR"
# Short: a socket below it has a name of 107 bytes at most (unix(7)).
NAME = "tb"
# Bytes: what a whole run has there at one time is a quarter of it.
ROOM = 4 << 30


def begin(memory: Path = MEMORY) -> Path | None:
    """The folder in memory, which becomes that of all processes; None where there is no room, or one was chosen."""
    if VARIABLE in os.environ or not _has_room(memory):
        return None
    _sweep(memory)
    folder = Path(tempfile.mkdtemp(prefix=f"{NAME}-{os.getpid()}-", dir=memory))
    # As a folder for this always is: a web server that is another user has to get in.
    folder.chmod(0o755)
    os.environ[VARIABLE] = str(folder)
    # It is looked up once a process.
    tempfile.tempdir = None
    return folder


def end(folder: Path, *, keep: bool = False) -> None:
    """All is as before `begin`, for the next run in this process (mutmut's); unless `keep`, the folder goes."""
    if os.environ.get(VARIABLE) == str(folder):
        del os.environ[VARIABLE]
        tempfile.tempdir = None
    if not keep:
        shutil.rmtree(folder, ignore_errors=True)


def _has_room(memory: Path) -> bool:
    try:
        system = os.statvfs(memory)
        told = dict(line.split(":") for line in Path("/proc/meminfo").read_text("ascii").splitlines())
        free = int(told["MemAvailable"].removesuffix("kB")) * 1024
    except (OSError, LookupError, ValueError):
        return False
    return os.access(memory, os.W_OK) and min(system.f_bavail * system.f_frsize, free) > ROOM


def _sweep(memory: Path) -> None:
    """Memory is dearer than room on a disk: what runs that have ended left goes."""
    for folder in memory.glob(f"{NAME}-*-*"):
        pid = folder.name.removeprefix(f"{NAME}-").partition("-")[0]
        if folder.lstat().st_uid == os.getuid() and pid.isdigit() and not Path("/proc", pid).exists():
            shutil.rmtree(folder, ignore_errors=True)
