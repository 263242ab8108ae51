"""The site of a region as it came out, kept whole: one of which nothing changed is put there as it was.

That is done before anything is made, so that it is known whose site is still to be made. The files themselves are kept
in a folder, each with a second name in the new site, so that none is written again; what each must hold is in the
store. What is damaged is made anew.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

from toolbox.build.files import link_files
from toolbox.machine.fanout import fan_out
from toolbox.machine.store import Store

# In the folder of a region's work.
FOLDER = "site"


@dataclass(frozen=True, slots=True)
class Finished:
    """`files` are SHA-256 by path in the site; `made_of` are keys in the store of what these were made of."""

    files: Mapping[str, str]
    made_of: tuple[str, ...]


def put_finished(keys: Mapping[str, str], store: Store, work: Path, target: Path) -> Mapping[str, Finished]:
    """Put the sites that are kept in the folder `work` where they belong in the folder `target`, and say which by their
    roots.

    `keys` are their names in the store by root.
    """
    roots, found = list(keys), {}
    todo = [partial(_put, keys[root], store.folder, work / root / FOLDER, target / root) for root in roots]
    for index, finished in fan_out(todo, pieces=len(todo)):
        if finished:
            root = roots[index]
            found[root] = finished
            store.used.update({keys[root], *finished.made_of})
            store.kept += [root + path for path in finished.files]
    return found


def _put(key: str, store: Path, folder: Path, target: Path) -> Finished | None:
    """None when it is not there as it should be."""
    kept = Store(store).get(key)
    if kept is None:
        return None
    told = json.loads(kept)
    finished = Finished(told["files"], tuple(told["made_of"]))
    if any(_digest(folder / path) != digest for path, digest in finished.files.items()):
        return None
    link_files(folder, finished.files, target)
    return finished


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
    finished = Finished({path: _digest(folder / path) for path in paths}, tuple(sorted(made_of)))
    store.put(key, json.dumps(asdict(finished)).encode())
    store.used.add(key)
