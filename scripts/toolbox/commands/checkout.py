"""The checkout that a command works in."""

from __future__ import annotations

import os
from pathlib import Path

from toolbox.core.errors import Broken
from toolbox.core.places import CONFIG, WORK


def find_checkout(start: Path) -> Path:
    """The checkout that `start` lies in. Raises Broken."""
    for folder in (start, *start.parents):
        if (folder / CONFIG).is_file() and (folder / "content").is_dir():
            refuse_links(folder / WORK)
            return folder
    raise Broken("Dit is geen map van de toolbox. Ga naar de map waarin mkdocs.yml staat.")


def refuse_links(work: Path) -> None:
    """Raises Broken when the folder `work` or anything in it is a symbolic link: what is written there must land there.

    Git ignores the folder, but a commit can hold it all the same.
    """
    link = str(work) if work.is_symlink() else _link_in(str(work)) if work.is_dir() else ""
    if link:
        raise Broken(f"{link} is een verwijzing (symbolic link). Haal hem weg.")


def _link_in(folder: str) -> str:
    """The first link in a folder or below it, '' when there is none. A build leaves thousands of files there."""
    with os.scandir(folder) as found:
        entries = list(found)
    links = (entry.path for entry in entries if entry.is_symlink())
    below = (_link_in(entry.path) for entry in entries if entry.is_dir(follow_symlinks=False))
    return next(links, "") or next(filter(None, below), "")
