"""Files by path, written into a folder."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path


def write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write each file at its path in `folder`."""
    _make_folders(folder, files)
    for path, data in files.items():
        (folder / path).write_bytes(data)


def renew_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Make `folder` hold these files and nothing else. What is there as it should be stays; what is not becomes another
    file, for the old one may have a second name (see `link_files`)."""
    try:
        there = list(_plain_files(folder))
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


def _plain_files(folder: Path) -> Iterator[str]:
    """Raises NotADirectoryError for what is neither a file nor a folder."""
    for parent, folders, names in os.walk(folder):
        for name in [*folders, *names]:
            path = Path(parent) / name
            if path.is_symlink() or not (path.is_dir() or path.is_file()):
                raise NotADirectoryError(path)
        yield from ((Path(parent) / name).relative_to(folder).as_posix() for name in names)


def _make_folders(folder: Path, paths: Iterable[str]) -> None:
    for parent in {path.rpartition("/")[0] for path in paths}:
        (folder / parent).mkdir(parents=True, exist_ok=True)
