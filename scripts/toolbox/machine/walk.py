"""What stands below a folder, as the system lists it.

A build leaves thousands of files, and of those a Path each takes longer than some of them to be made.
"""

from __future__ import annotations

import os
from collections.abc import Iterator


def entries_in(folder: str | os.PathLike[str]) -> Iterator[os.DirEntry[str]]:
    """All below `folder`, each folder before what is in it; their paths begin with that of `folder`. No link is
    followed. Raises OSError for what cannot be listed."""
    with os.scandir(folder) as found:
        entries = list(found)
    for entry in entries:
        yield entry
        if entry.is_dir(follow_symlinks=False):
            yield from entries_in(entry.path)


def files_in(folder: str) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """All below `folder` that is no folder, a link to one as well, by its POSIX path from there. Raises OSError."""
    for entry in entries_in(folder):
        if not entry.is_dir(follow_symlinks=False):
            yield entry.path[len(folder) + 1 :], entry
