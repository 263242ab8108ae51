"""With what a site is built: Python, the locked packages, and what of the system has a say in the bytes of a paper."""

from __future__ import annotations

import ctypes
import platform
import re
from collections.abc import Iterator
from contextlib import suppress
from importlib import metadata

from toolbox.core.places import PYTHON_LOCK

PYTHON = "python"
# Set-up has both from apt. A paper's bytes do not show which (see `shapes.paper.embedding`), unless a version to come
# lays out otherwise.
SYSTEM = {
    "pango": ("libpango-1.0.so.0", "pango_version_string"),
    "harfbuzz": ("libharfbuzz.so.0", "hb_version_string"),
}


def versions() -> dict[str, str]:
    """Of Python (its minor version: what a patch mends shows in no output), of the system's libraries and of all that
    the lock file names."""
    found = {PYTHON: ".".join(platform.python_version_tuple()[:2]), **dict(_of_system())}
    for name in re.findall(r"^([a-z0-9-]+)==", PYTHON_LOCK.read_text("utf-8"), re.M):
        # Some packages are only for other systems.
        with suppress(metadata.PackageNotFoundError):
            found[name] = metadata.version(name)
    return found


def _of_system() -> Iterator[tuple[str, str]]:
    for name, (library, function) in SYSTEM.items():
        ask = getattr(ctypes.CDLL(library), function)
        ask.restype = ctypes.c_char_p
        yield name, ask().decode()
