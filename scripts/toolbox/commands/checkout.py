"""The checkout that a command works in."""

from __future__ import annotations

from pathlib import Path

from toolbox.core.errors import Broken
from toolbox.core.places import CONFIG, WORK
from toolbox.machine.walk import entries_in


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
    below = (entry.path for entry in entries_in(work) if entry.is_symlink()) if work.is_dir() else iter(())
    if link := str(work) if work.is_symlink() else next(below, ""):
        raise Broken(f"{link} is een verwijzing (symbolic link). Haal hem weg.")
