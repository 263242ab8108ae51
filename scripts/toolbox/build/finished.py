"""In the inner build: the site of a region of which nothing changed is not made again.

What such a site must hold is in the store. Whether it is there, in the folder of sites that came past the wall
(`keptsites`), is told by whoever started the inner build; that one puts it in the new site as well.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from toolbox.build.folderfacts import OFFER, with_facts
from toolbox.build.keptsites import kept_site
from toolbox.machine.store import Store


@dataclass(frozen=True, slots=True)
class Finished:
    """`files` are SHA-256 by path in the site, `made_of` keys in the store of what these were made of."""

    files: Mapping[str, str]
    made_of: tuple[str, ...]


def find_finished(
    keys: Mapping[str, str], store: Store, offered: Mapping[str, Mapping[str, str]], kept: Path
) -> Mapping[str, Finished]:
    """Of the sites that are `offered` in the folder `kept` (SHA-256 by path, by root), those that are as they must be.

    `keys` are their names in the store by root.
    """
    found: dict[str, Finished] = {}
    for root, key in keys.items():
        if finished := _find(key, store, offered.get(root, {}), kept_site(kept, root)):
            found[root] = finished
            store.used.update({key, *finished.made_of})
            store.kept += [root + path for path in finished.files]
    return found


def _find(key: str, store: Store, there: Mapping[str, str], folder: Path) -> Finished | None:
    kept = store.get(key)
    if kept is None:
        return None
    finished = Finished(**json.loads(kept))
    is_whole = there.keys() == finished.files.keys() and all(
        there[path] == digest or (path == OFFER and _digest(folder, path) == digest)
        for path, digest in finished.files.items()
    )
    return finished if is_whole else None


def _digest(folder: Path, path: str) -> str:
    """Of what is the same in each build."""
    try:
        data = (folder / path).read_bytes()
        return hashlib.sha256(with_facts(data.decode()).encode() if path == OFFER else data).hexdigest()
    except (OSError, UnicodeDecodeError):
        return ""


def note_finished(key: str, root: str, store: Store, target: Path) -> None:
    """Keep what the site at `root` now holds in the folder `target`. `store` was asked for what it is made of."""
    site = target / root
    paths = [path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()]
    made_of = {name for path, names in store.asked.items() if path.startswith(root) for name in names}
    finished = Finished({path: _digest(site, path) for path in paths}, tuple(sorted(made_of)))
    store.put(key, json.dumps(asdict(finished)).encode())
    store.used.add(key)
