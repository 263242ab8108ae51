"""The site of a region as it came out, kept whole: one of which nothing changed is put there as it was.

That is done before anything is made, so that it is known whose site is still to be made. The files themselves are kept
in a folder, where each is a second name of the one in the site that stands. That folder becomes the new site's, and the
one of the old site is kept in its place: so nothing is written, however many regions there are. What each must hold is
in the store; what is damaged or lost on the way is made anew.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from toolbox.build.files import link_files, plain_files
from toolbox.build.folderfacts import OFFER, with_facts
from toolbox.core.places import REGION_WORK
from toolbox.machine.store import Store

# In the folder of a region's work.
FOLDER = "site"


@dataclass(frozen=True, slots=True)
class Finished:
    """`files` are SHA-256 by path in the site, `stamps` what the system said of each when that was so; `made_of` are
    keys in the store of what these were made of."""

    files: Mapping[str, str]
    stamps: Mapping[str, str]
    made_of: tuple[str, ...]


def put_finished(keys: Mapping[str, str], store: Store, work: Path, target: Path) -> Mapping[str, Finished]:
    """Put the sites that are kept in the folder `work` where they belong in the folder `target`, and say which by their
    roots.

    `keys` are their names in the store by root.
    """
    found: dict[str, Finished] = {}
    for root, key in keys.items():
        if finished := _put(key, store, work / root / FOLDER, target / root):
            found[root] = finished
            store.used.update({key, *finished.made_of})
            store.kept += [root + path for path in finished.files]
    return found


def _put(key: str, store: Store, folder: Path, target: Path) -> Finished | None:
    """None when it is not there as it should be."""
    kept = store.get(key)
    if kept is None:
        return None
    finished = Finished(**json.loads(kept))
    if not _is_whole(folder, finished):
        return None
    target.parent.mkdir(parents=True, exist_ok=True)
    folder.rename(target)
    return finished


def _is_whole(folder: Path, finished: Finished) -> bool:
    """To read what nobody touched would take as long as to make a page."""
    try:
        there = frozenset(plain_files(folder))
    except OSError:
        return False
    return there == finished.files.keys() and all(
        _stamp(f"{folder}/{path}") == finished.stamps[path] or _digest(folder, path) == digest
        for path, digest in finished.files.items()
    )


def _stamp(file: str) -> str:
    """As git tells whether a file was touched: its number, its size and when it was written (ns since 1970)."""
    try:
        found = os.stat(file)  # noqa: PTH116  of some thousands a Path takes as long
    except OSError:
        return ""
    return f"{found.st_ino} {found.st_size} {found.st_mtime_ns}"


def _digest(folder: Path, path: str) -> str:
    """Of what is the same in each build."""
    try:
        data = (folder / path).read_bytes()
        return hashlib.sha256(with_facts(data.decode()).encode() if path == OFFER else data).hexdigest()
    except (OSError, UnicodeDecodeError):
        return ""


def keep_old(old: Path, work: Path) -> None:
    """Of a site that is about to be removed, keep in the folder `work` that of each region of which none is there.

    What is not as the store has it is found out when it is put somewhere. No link is followed: the inner build can make
    one in both, and here nothing is confined.
    """
    kept, sites = work / REGION_WORK, old / REGION_WORK
    if not all(map(_is_plain, (old, sites, kept))):
        return
    # What cannot be kept is made anew.
    with suppress(OSError):
        for region in filter(_is_plain, kept.iterdir()):
            site = sites / region.name
            if _is_plain(site) and not os.path.lexists(region / FOLDER):
                site.rename(region / FOLDER)


def _is_plain(folder: Path) -> bool:
    return folder.is_dir() and not folder.is_symlink()


def keep_finished(key: str, root: str, store: Store, work: Path, target: Path) -> None:
    """Keep the site at `root` as it now stands in the folder `target`. `store` was asked for what it is made of."""
    folder, site = work / root / FOLDER, target / root
    paths = [path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()]
    shutil.rmtree(folder, ignore_errors=True)
    link_files(site, paths, folder)
    made_of = {name for path, names in store.asked.items() if path.startswith(root) for name in names}
    stamps = {path: _stamp(f"{folder}/{path}") for path in paths}
    files = {path: _digest(folder, path) for path in paths}
    finished = Finished(files, stamps, tuple(sorted(made_of)))
    store.put(key, json.dumps(asdict(finished)).encode())
    store.used.add(key)
