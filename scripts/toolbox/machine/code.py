"""Which code this is: what was made or found with it holds for the same code alone."""

from __future__ import annotations

import hashlib
import os
import site
import sys
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from toolbox.core.places import NPM_LOCK, PACKAGE, PYTHON_LOCK

# What gives the site its looks has no say in a PDF.
SITE_ONLY = ("theme", "templates/site")
COMPILED = "__pycache__"


@cache
def code_hash(*without: str) -> str:
    """SHA-256 over this package, but for the folders `without`, and over the locked dependencies."""
    digest = hashlib.sha256()
    left_out = tuple(f"{PACKAGE / folder}/" for folder in without)
    for path, name, found in _files():
        if not path.startswith(left_out):
            digest.update(name)
            digest.update(found)
    return digest.hexdigest()


@cache
def _files() -> Sequence[tuple[str, bytes, bytes]]:
    """Each file of this package and each lock, once a process: (path, what is hashed of its name, digest)."""
    files = {PYTHON_LOCK, NPM_LOCK}
    for folder, folders, names in os.walk(PACKAGE):
        folders[:] = [name for name in folders if name != COMPILED]
        files.update(path for name in names if (path := Path(folder, name)).is_file())
    return [
        (str(path), f"{path.relative_to(PACKAGE.parent)}\0".encode(), hashlib.sha256(path.read_bytes()).digest())
        for path in sorted(files)
    ]


@cache
def code_stamp() -> str:
    """Another when the package, what is installed or Python is another; on this machine alone, and none of it is read.

    Whatever is written to a file or put in its place changes the time that the system itself keeps of that (`ctime`).
    """
    stamps = [sys.version, *_stamps(str(PACKAGE))]
    for path in (PYTHON_LOCK, NPM_LOCK, *filter(Path.is_dir, map(Path, site.getsitepackages()))):
        stamps.append(_stamp(str(path), path.stat()))
    return hashlib.sha256("\n".join(stamps).encode()).hexdigest()


def _stamps(folder: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            if entry.is_dir():
                yield from _stamps(entry.path) if entry.name != COMPILED else ()
            else:
                yield _stamp(entry.path, entry.stat())


def _stamp(path: str, found: os.stat_result) -> str:
    return f"{path} {found.st_ino} {found.st_size} {found.st_ctime_ns}"
