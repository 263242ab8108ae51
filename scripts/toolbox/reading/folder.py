"""Puts the data package in place in one step, or nothing at all."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from toolbox.core.errors import Broken
from toolbox.machine.aside import put_aside


class Taken(Broken):
    """The target cannot become the package."""


def check_target(target: Path) -> None:
    """Raises Taken when the package cannot be written at `target`: only a new or an empty folder will do."""
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise Taken(f"‘{target}’ is geen map. Kies met --to een andere naam.")
    if target.is_dir() and any(target.iterdir()):
        raise Taken(f"In de map ‘{target}’ staat al iets. Kies met --to een andere map, of haal deze eerst weg.")
    if not target.absolute().parent.is_dir():
        raise Taken(f"De map waarin ‘{target}’ moet komen, is er niet. Maak die eerst.")


def write_package(files: Mapping[str, bytes], target: Path) -> None:
    """Put the whole package at `target` in one step, readable by its owner only; or nothing at all."""
    target = target.absolute()
    with put_aside(f".{target.name}-", beside=target) as folder:
        for name, data in files.items():
            path = folder / name
            path.touch(mode=0o600)
            with path.open("wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
        folder.rename(target)
