"""What LibreOffice needs of a machine, besides what our own code does."""

from __future__ import annotations

import shutil
import socket
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from toolbox.machine.landlock import Reach

PROGRAM = "soffice"
# The folders beside that of the program, of which it reads.
_BESIDE = ("share", "presets")
# Where a distribution keeps its settings and extensions.
_SETTINGS = tuple(map(Path, ("/etc/libreoffice", "/var/lib/libreoffice", "/var/spool/libreoffice")))
# It listens here for a second LibreOffice that is started, wherever TMPDIR is, and does not start where it cannot.
_SOCKETS = (Path("/tmp"), Path("/var/tmp"))
_NAMES = "OSL_PIPE_*SingleOfficeIPC_*"


def office_reach() -> Reach:
    """Nothing where there is no LibreOffice."""
    program = shutil.which(PROGRAM)
    if program is None:
        return Reach()
    # Its own files are not always below /usr: that of The Document Foundation stands in /opt/libreoffice24.8.
    own = Path(program).resolve().parent
    return Reach(programs=(own, *(own.parent / name for name in _BESIDE)), read=_SETTINGS, sockets=_SOCKETS)


@contextmanager
def without_sockets() -> Iterator[None]:
    """No socket that LibreOffice makes meanwhile stays: behind the wall it may not remove one, killed it cannot."""
    before = set(_sockets())
    try:
        yield
    finally:
        for path in set(_sockets()) - before:
            if not _is_listened_at(path):
                with suppress(OSError):
                    path.unlink()


def _sockets() -> Iterator[Path]:
    for folder in _SOCKETS:
        yield from folder.glob(_NAMES)


def _is_listened_at(path: Path) -> bool:
    """Of a LibreOffice that somebody else started."""
    try:
        if not stat.S_ISSOCK(path.lstat().st_mode):
            return True
        with socket.socket(socket.AF_UNIX) as client:
            client.connect(str(path))
    except ConnectionRefusedError:
        return False
    except OSError:
        return True
    return True
