"""What of a machine our own code needs behind the wall: Python with its libraries, this package, fonts, and git.

Nothing of it is written there, and no folder of a person's own is in it but where Python or this package stands.
"""

from __future__ import annotations

import mimetypes
import os
import shutil
import sys
from pathlib import Path

from toolbox.core.places import NODE_MODULES, NPM_LOCK, PACKAGE, PYTHON_LOCK
from toolbox.machine.landlock import Reach

# What a distribution installs (the last three: Nix, Guix, Homebrew). /etc, /var, /opt and /proc are not among them.
_SYSTEM = (
    *("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/nix/store", "/gnu/store"),
    "/home/linuxbrew/.linuxbrew",
)
# How libraries and fonts are found, and what they ask of the machine. None of it is a secret of anyone's.
_SETTINGS = (
    *("/etc/ld.so.cache", "/etc/ld.so.conf", "/etc/ld.so.conf.d", "/etc/ld.so.preload", "/etc/fonts", "/etc/localtime"),
    *(
        "/etc/locale.alias",
        "/etc/alternatives",
        "/etc/ssl/openssl.cnf",
        "/etc/pki/tls/openssl.cnf",
        "/etc/crypto-policies",
    ),
    *("/var/cache/fontconfig", "/run/current-system/sw/share", "/sys/devices/system/cpu"),
    *("/dev/urandom", "/dev/random", "/dev/zero"),
)


def of_machine() -> Reach:
    """Where what runs here already comes from, and /dev/null to write in."""
    python = (sys.prefix, sys.exec_prefix, sys.base_prefix, sys.base_exec_prefix, *filter(None, sys.path))
    ours = (PACKAGE, NODE_MODULES, PYTHON_LOCK, NPM_LOCK)
    programs = (*map(Path, _SYSTEM), *map(Path, python), *ours, *_git())
    return Reach(programs, tuple(map(Path, (*_SETTINGS, *mimetypes.knownfiles))), (Path(os.devnull),))


def _git() -> tuple[Path, ...]:
    """The program and its parts, wherever they were installed; as it is found, for that may be a link."""
    found = shutil.which("git")
    if found is None:
        return ()
    program = Path(found).resolve()
    around = program.parent.parent
    return (
        Path(found),
        program,
        around / "libexec" / "git-core",
        around / "lib" / "git-core",
        around / "share" / "git-core",
    )
