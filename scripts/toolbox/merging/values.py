"""Trail, lists and texts of YAML, as three people have them  →  one value; what clashes is settled at the bench."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from toolbox.merging.clash import MISSING, ORDER, Bench, Trail
from toolbox.merging.identity import as_text, by_likeness, by_name, ids_of
from toolbox.merging.order import clashes, merge_order
from toolbox.merging.prose import merge_prose

# Of these the highest holds: each of two changes makes a new version.
VERSION = "version"


def merge_value(bench: Bench, keys: Trail, base: Any, ours: Any, theirs: Any) -> Any:
    """MISSING when there is no such thing any more."""
    if theirs == base or ours == theirs:
        return ours
    if ours == base:
        return theirs
    kinds = {type(value) for value in (base, ours, theirs) if value is not MISSING}
    if MISSING in (ours, theirs):
        return bench.settle(keys, base, ours, theirs)
    if all(issubclass(kind, dict) for kind in kinds):
        return merge_keys(bench, keys, {} if base is MISSING else base, ours, theirs)
    if all(issubclass(kind, list) for kind in kinds):
        return merge_list(bench, keys, [] if base is MISSING else base, ours, theirs)
    if all(issubclass(kind, str) for kind in kinds) and base is not MISSING:
        if keys[-1:] == (VERSION,):
            return max(ours, theirs, key=_version)
        return merge_prose(bench, keys, base, ours, theirs)
    return bench.settle(keys, base, ours, theirs)


def _version(text: str) -> tuple[int, ...]:
    return tuple(int(part) if part.isdecimal() else 0 for part in str(text).split("."))


def merge_keys(bench: Bench, keys: Trail, base: Any, ours: Any, theirs: Any) -> Any:
    """A block of keys, each merged by itself."""
    order = merge_order(list(base), list(ours), list(theirs), ())
    merged = {
        key: merge_value(bench, (*keys, key), *(side.get(key, MISSING) for side in (base, ours, theirs)))
        for key in order
    }
    made = type(ours)()
    made.update({key: value for key, value in merged.items() if value is not MISSING})
    return made


def merge_list(bench: Bench, keys: Trail, base: Sequence[Any], ours: Any, theirs: Any) -> Any:
    """Things by name; those without one by what they say."""
    ids = _ids(base, ours, theirs)
    sides = [dict(zip(names, side, strict=True)) for names, side in zip(ids, (base, ours, theirs), strict=True)]
    merged: dict[str, Any] = {}
    for name in dict.fromkeys(name for names in ids for name in names):
        values = [side.get(name, MISSING) for side in sides]
        merged[name] = merge_value(bench, (*keys, _label(name, values)), *values)
    gone = {name for name, value in merged.items() if value is MISSING}
    first, second = ids[1], ids[2]
    if clashes(*ids):
        titles = [
            [_label(name, [side.get(name, MISSING)]) for name in names] for side, names in zip(sides, ids, strict=True)
        ]
        if bench.settle((*keys, ORDER), *titles) is titles[2]:
            first, second = second, first
    made = type(ours)()
    made.extend(merged[name] for name in merge_order(ids[0], first, second, gone))
    return made


def _ids(*sides: Sequence[Any]) -> list[list[str]]:
    base = sides[0]
    names = [by_name(base, side) for side in sides]
    if all(found is not None for found in names):
        return [found or [] for found in names]
    texts = [[as_text(item) for item in side] for side in sides]
    return [ids_of(texts[0]), *(by_likeness(texts[0], side) for side in texts[1:])]


def _label(name: str, values: Sequence[Any]) -> str:
    """What people call it: its name, or its words as they were."""
    if name[:1] != "~" and not name[:6].isdecimal():
        return name
    return next((as_text(value) for value in values if value is not MISSING), name)
