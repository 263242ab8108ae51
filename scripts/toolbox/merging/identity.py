"""What in a list is the same thing in two states of it."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from typing import Any

NAMES = ("name", "naam", "value", "nummer")
LIKE = 0.5
# Comparing each with each takes long; nobody rewords so many in one place.
MOST = 40


def by_name(base: Sequence[Any], side: Sequence[Any]) -> list[str] | None:
    """An id for each of `side`; a renamed one has that of its old name. None when they have no names of their own."""
    names = [_name(item) for item in side]
    before = [_name(item) for item in base]
    if None in names or None in before or len(set(names)) < len(names) or len(set(before)) < len(before):
        return None
    found: list[str] = []
    for item, name in zip(side, names, strict=True):
        old = [each for each in _previous(item) if each in before and each not in names]
        found.append(old[-1] if old and name not in before else str(name))
    return found if len(set(found)) == len(found) else [str(name) for name in names]


def _name(item: Any) -> str | None:
    if isinstance(item, dict):
        return next((str(item[key]) for key in NAMES if key in item), None)
    return None


def _previous(item: Any) -> list[str]:
    found = item.get("previousNames", ()) if isinstance(item, dict) else ()
    return [str(name) for name in found]


def by_likeness(base: Sequence[str], side: Sequence[str]) -> list[str]:
    """An id for each text of `side`: that of the text in `base` that it is, or was; else of its own words."""
    place = dict(_pairs(base, side))
    seen: dict[str, int] = {}
    found: list[str] = []
    for index, text in enumerate(side):
        if index in place:
            found.append(f"{place[index]:06d}")
            continue
        # What was split off comes before what is new; both stand behind every number.
        whole = next((old for old, other in enumerate(base) if text and text in other), None)
        start = "~" if whole is None else f"{whole:06d}+"
        seen[text] = seen.get(text, 0) + 1
        found.append(f"{start}{text}" if seen[text] == 1 else f"{start}{text}~{seen[text]}")
    return found


def ids_of(base: Sequence[str]) -> list[str]:
    return [f"{index:06d}" for index in range(len(base))]


def _pairs(base: Sequence[str], side: Sequence[str]) -> list[tuple[int, int]]:
    """(index in `side`, index in `base`) of what is equal in order, then moved, then reworded where it stood."""
    matcher = difflib.SequenceMatcher(None, base, side, autojunk=False)
    pairs: list[tuple[int, int]] = []
    open_base: list[int] = []
    open_side: list[int] = []
    changed: list[tuple[range, range]] = []
    for tag, start, end, other, last in matcher.get_opcodes():
        if tag == "equal":
            pairs += zip(range(other, last), range(start, end), strict=True)
        else:
            open_base += range(start, end)
            open_side += range(other, last)
            changed.append((range(start, end), range(other, last)))
    taken = set[int]()
    moved = {side[index]: index for index in open_side}
    for index in open_base:
        to = moved.pop(base[index], None)
        if to is not None:
            pairs.append((to, index))
            taken |= {index}
    done = {to for to, _ in pairs}
    for old, new in changed:
        pairs += _reworded(base, side, [i for i in old if i not in taken], [i for i in new if i not in done])
    return pairs


def _reworded(base: Sequence[str], side: Sequence[str], old: list[int], new: list[int]) -> list[tuple[int, int]]:
    """In order: each old text with the first new one that is like it."""
    if len(old) > MOST or len(new) > MOST:
        return []
    pairs: list[tuple[int, int]] = []
    start = 0
    for index in old:
        found = [(likeness(base[index], side[to]), -at) for at, to in enumerate(new[start:])]
        best, at = max(found, default=(0.0, 0))
        if best >= LIKE:
            pairs.append((new[start - at], index))
            start += 1 - at
    return pairs


def likeness(old: str, new: str) -> float:
    """0 to 1: the words in common."""
    return difflib.SequenceMatcher(None, old.split(), new.split(), autojunk=False).ratio()


def as_text(item: Any) -> str:
    """The words of an item without a name, to compare it by."""
    if isinstance(item, Mapping):
        return " ".join(as_text(value) for value in item.values())
    if isinstance(item, list):
        return " ".join(as_text(value) for value in item)
    return str(item)
