"""The site of a region as it came out, kept whole: one of which nothing changed is put there as it was.

Whose site is still to be made is known before anything is; another process puts the others in place meanwhile. The
files themselves are kept in a folder, each with a second name in the new site, so that none is written again; what each
must hold is in the store. What is damaged is made anew.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Collection, Mapping
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

from toolbox.build.files import link_files
from toolbox.machine.beside import OtherProcess
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


def read_finished(keys: Mapping[str, str], store: Store) -> Mapping[str, Finished]:
    """The sites that are kept, by their roots. `keys` are their names in the store by root."""
    found: dict[str, Finished] = {}
    for root, key in keys.items():
        if kept := store.get(key):
            told = json.loads(kept)
            found[root] = Finished(told["files"], told["stamps"], tuple(told["made_of"]))
            store.used.update({key, *found[root].made_of})
            store.kept += [root + path for path in told["files"]]
    return found


def put_finished(found: Mapping[str, Finished], work: Path, target: Path) -> Callable[[], Collection[str]]:
    """From here on these are put where they belong in the folder `target`, from the folder `work`. What comes back
    waits for that, and gives the roots of those that were not as they should be."""
    put = partial(_put_all, found, work, target)
    if not found:
        return tuple
    try:
        other = OtherProcess(put)
    except OSError:
        # The system gives no other process.
        answer = put()
        return lambda: answer.split()

    def wait() -> Collection[str]:
        answer = other.take()
        # When it ended too early nothing is sure.
        return found if answer is None else answer.split()

    return wait


def _put_all(found: Mapping[str, Finished], work: Path, target: Path) -> str:
    return " ".join(root for root, one in found.items() if not _put(one, work / root / FOLDER, target / root))


def _put(finished: Finished, folder: Path, target: Path) -> bool:
    """False when it is not there as it should be."""
    for path, digest in finished.files.items():
        # To look at what nobody touched would take as long as to draw a page.
        if _stamp(folder / path) != finished.stamps[path] and _digest(folder / path) != digest:
            return False
    link_files(folder, finished.files, target)
    return True


def _stamp(path: Path) -> str:
    """As git tells whether a file was touched: its number, its size and when it was written (ns since 1970)."""
    try:
        found = path.stat()
    except OSError:
        return ""
    return f"{found.st_ino} {found.st_size} {found.st_mtime_ns}"


def _digest(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def keep_finished(key: str, root: str, store: Store, work: Path, target: Path) -> None:
    """Keep the site at `root` as it now stands in the folder `target`. `store` was asked for what it is made of."""
    folder, site = work / root / FOLDER, target / root
    paths = [path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()]
    shutil.rmtree(folder, ignore_errors=True)
    link_files(site, paths, folder)
    made_of = {name for path, names in store.asked.items() if path.startswith(root) for name in names}
    stamps = {path: _stamp(folder / path) for path in paths}
    finished = Finished({path: _digest(folder / path) for path in paths}, stamps, tuple(sorted(made_of)))
    store.put(key, json.dumps(asdict(finished)).encode())
    store.used.add(key)
