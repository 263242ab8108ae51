"""All files, as three people have them  →  all files; one that was moved is found where it went."""

from __future__ import annotations

from collections.abc import Mapping

from toolbox.merging.clash import Bench, Decide, Disagreement, Merged, keep_ours
from toolbox.merging.files import merge_file
from toolbox.merging.identity import likeness

Files = Mapping[str, bytes]
SAME = 0.6


def merge_trees(base: Files, ours: Files, theirs: Files, decide: Decide = keep_ours) -> Merged:
    """What `theirs` made of `base`, in `ours`. Only what `theirs` changed is looked at."""
    mine, other = moves(base, ours), moves(base, theirs)
    files = dict(ours)
    clashes: list[Disagreement] = []
    arrived = set(other.values())
    for path in sorted({*base, *theirs} - arrived):
        here, there = mine.get(path, path), other.get(path, path)
        if base.get(path) == theirs.get(there) and there == path:
            continue
        bench = Bench(there, decide)
        made = merge_file(bench, base.get(path), ours.get(here), theirs.get(there))
        place = _place(bench, path, here, there)
        files.pop(here, None)
        if made is not None:
            files[place] = made
        clashes += bench.clashes
    return Merged(files, tuple(clashes))


def _place(bench: Bench, path: str, here: str, there: str) -> str:
    if there in (path, here):
        return here
    return there if here == path else str(bench.settle(("naam van het bestand",), path, here, there))


def moves(base: Files, side: Files) -> dict[str, str]:
    """Path → where it went, of what has another name in `side`."""
    gone, new = sorted(base.keys() - side.keys()), sorted(side.keys() - base.keys())
    found: dict[str, str] = {}
    for path in gone:
        left = [other for other in new if _kind(other) == _kind(path) and other not in found.values()]
        best = max(((_alike(base[path], side[other]), other) for other in left), default=(0.0, ""))
        if best[0] >= SAME:
            found[path] = best[1]
    return found


def _kind(path: str) -> tuple[str, str]:
    return path.split("/", 1)[0], path.rsplit(".", 1)[-1]


def _alike(old: bytes, new: bytes) -> float:
    if old == new:
        return 1.0
    return likeness(old.decode("utf-8", "replace"), new.decode("utf-8", "replace"))
