"""Files by path, written into a folder."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from toolbox.machine.walk import files_in


def write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write each file at its path in `folder`."""
    _make_folders(folder, files)
    for path, data in files.items():
        (folder / path).write_bytes(data)


def renew_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Make `folder` hold these files and nothing else. What is there as it should be stays; what is not becomes another
    file, for the old one may have a second name (see `link_files`)."""
    try:
        there = list(plain_files(folder)) if folder.exists() else []
        kept = {path for path in there if path in files and (folder / path).read_bytes() == files[path]}
        for path in there:
            if path not in kept:
                (folder / path).unlink()
        write_files(folder, {path: data for path, data in files.items() if path not in kept})
    except OSError:
        # A file where a folder should be, or what nobody expects.
        shutil.rmtree(folder, ignore_errors=True)
        write_files(folder, files)


def link_files(folder: Path, paths: Iterable[str], target: Path) -> None:
    """Have each of `paths`, files in `folder`, in `target` as well, where none of them is yet: as one file with two
    names, or as another where the system has no such thing."""
    paths = tuple(paths)
    _make_folders(target, paths)
    for path in paths:
        try:
            # As paths some thousands take longer.
            os.link(f"{folder}/{path}", f"{target}/{path}")
        except OSError:
            shutil.copyfile(folder / path, target / path)


def plain_files(folder: Path) -> Iterator[str]:
    """The files in a folder by POSIX path. Raises OSError where it is not there, NotADirectoryError for what is neither
    a file nor a folder, such as a link."""
    for path, entry in files_in(str(folder)):
        if not entry.is_file(follow_symlinks=False):
            raise NotADirectoryError(entry.path)
        yield path


def _make_folders(folder: Path, paths: Iterable[str]) -> None:
    for parent in {path.rpartition("/")[0] for path in paths}:
        (folder / parent).mkdir(parents=True, exist_ok=True)
