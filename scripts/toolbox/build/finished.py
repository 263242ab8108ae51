"""The site of a region as it came out, kept whole in the store: one of which nothing changed is put there as it was.

That is done before anything is made, so that it is known whose site is still to be made. What is damaged in the store
is made anew.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path

from toolbox.build.files import write_files
from toolbox.machine.fanout import fan_out
from toolbox.machine.store import Store, digest_of


@dataclass(frozen=True, slots=True)
class Finished:
    """`files` are keys in the store by path in the site; `made_of` are those of what these were made of."""

    files: Mapping[str, str]
    made_of: tuple[str, ...]


def put_finished(keys: Mapping[str, str], store: Store, target: Path) -> Mapping[str, Finished]:
    """Put the sites that are in the store where they belong in the folder `target`, and say which by their roots.

    `keys` are the names in the store by root.
    """
    roots, found = list(keys), {}
    work = [partial(_put, keys[root], store.folder, target / root) for root in roots]
    for index, finished in fan_out(work, pieces=len(work)):
        if finished:
            root = roots[index]
            found[root] = finished
            store.used.update({keys[root], *finished.files.values(), *finished.made_of})
            store.kept += [root + path for path in finished.files]
    return found


def _put(key: str, store: Path, target: Path) -> Finished | None:
    """None when it is not there as it should be."""
    shelf = Store(store)
    kept = shelf.get(key)
    if kept is None:
        return None
    told = json.loads(kept)
    files = {path: shelf.get(name) for path, name in told["files"].items()}
    whole = {path: data for path, data in files.items() if data is not None}
    if len(whole) < len(files):
        return None
    shutil.rmtree(target, ignore_errors=True)
    write_files(target, whole)
    return Finished(told["files"], tuple(told["made_of"]))


def keep_finished(key: str, root: str, outputs: Mapping[str, bytes], pages: Mapping[str, str], store: Store) -> None:
    """Keep the site at `root`: `outputs` are the files by path in the whole, with pages as they were staged, `pages`
    the keys of those as they came out, by path in that site."""
    files = dict(pages)
    for path, data in outputs.items():
        if path.startswith(root) and not path.endswith(".md"):
            files[path.removeprefix(root)] = _kept(path, data, store)
    made_of = {name for path, names in store.asked.items() if path.startswith(root) for name in names}
    store.put(key, json.dumps(asdict(Finished(files, tuple(sorted(made_of))))).encode())
    store.used.update({key, *files.values()})


def _kept(path: str, data: bytes, store: Store) -> str:
    """Where in the store the file is; there from now on if no job gave it."""
    asked = store.asked.get(path)
    if asked:
        return asked[-1]
    key = sha256(f"file\0{digest_of(data)}".encode()).hexdigest()
    if not store.has(key):
        store.put(key, data)
    return key
