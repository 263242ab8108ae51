"""Markdown, as three people have it  →  one text: blocks, in these lines, in these sentences."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from toolbox.merging.clash import MISSING, ORDER, Bench, Trail
from toolbox.merging.identity import by_likeness, ids_of
from toolbox.merging.order import clashes, merge_order, put_behind

# Only what ends so is still a sentence of its own when another one comes behind it.
ADDED = "erbij"
FINISHED = re.compile(r"[.?!:]$")
# From large to small: how a text is taken apart, and put together again.
Split = Callable[[str], Sequence[str]]
LEVELS: tuple[tuple[Split, str], ...] = (
    (lambda text: re.split(r"\n{2,}", text), "\n\n"),
    (lambda text: text.split("\n"), "\n"),
    (lambda text: re.split(r"(?<=[.?!:]) +(?=\S)", text), " "),
)


def merge_prose(bench: Bench, keys: Trail, base: str, ours: str, theirs: str) -> str:
    """What stands before and after the text is as in `ours`."""
    bare = ours.strip("\n")
    start = ours[: ours.index(bare)]
    end = ours[len(start) + len(bare) :]
    return start + _merged(bench, keys, base.strip("\n"), bare, theirs.strip("\n"), 0) + end


def _merged(bench: Bench, keys: Trail, base: str, ours: str, theirs: str, level: int) -> str:
    if theirs in (base, ours):
        return ours
    if ours == base:
        return theirs
    if level == len(LEVELS):
        return str(bench.settle((*keys, base), base, ours, theirs))
    split, glue = LEVELS[level]
    parts = [list(split(text)) for text in (base, ours, theirs)]
    if max(map(len, parts)) == 1:
        return _merged(bench, keys, base, ours, theirs, level + 1)
    return glue.join(_parts(bench, keys, parts, level))


def _parts(bench: Bench, keys: Trail, parts: Sequence[Sequence[str]], level: int) -> list[str]:
    ids = [ids_of(parts[0]), *(by_likeness(parts[0], side) for side in parts[1:])]
    sides = [dict(zip(names, side, strict=True)) for names, side in zip(ids, parts, strict=True)]
    if level == len(LEVELS) - 1:
        _choose_unfinished(bench, keys, ids, sides)
    merged: dict[str, str | None] = {}
    for name in dict.fromkeys(name for names in ids for name in names):
        base, ours, theirs = (side.get(name) for side in sides)
        if base is None:
            merged[name] = ours if ours is not None else theirs
        elif ours is None or theirs is None:
            merged[name] = _gone(bench, keys, base, ours, theirs)
        else:
            merged[name] = _merged(bench, keys, base, ours, theirs, level + 1)
    gone = {name for name, text in merged.items() if text is None}
    first, second = ids[1], ids[2]
    if clashes(*ids):
        texts = [" / ".join(side) for side in parts]
        if bench.settle((*keys, ORDER, texts[0]), *texts) == texts[2]:
            first, second = second, first
    return [text for name in merge_order(ids[0], first, second, gone) if (text := merged[name]) is not None]


def _choose_unfinished(bench: Bench, keys: Trail, ids: list[list[str]], sides: list[dict[str, str]]) -> None:
    """Of what both put in one place leave what is chosen, when some of it would become one sentence with the rest.

    Else a third who comes later finds another sentence than who came before, and the order would matter.
    """
    base, (_, ours, theirs) = set(ids[0]), ids
    mine, others = put_behind(ours, base), put_behind(theirs, base)
    for place in [name for name in mine if name in others]:
        runs = [[side[name] for name in new[place]] for side, new in zip(sides[1:], (mine, others), strict=True)]
        if runs[0] == runs[1] or all(FINISHED.search(text) for run in runs for text in run):
            continue
        texts = [" ".join(run) for run in runs]
        found = bench.settle((*keys, sides[0].get(place, ""), ADDED), MISSING, *texts)
        kept, *more = mine[place]
        sides[1][kept] = str(found)
        for name in more:
            ours.remove(name)
        for name in others[place]:
            if name != kept:
                theirs.remove(name)
            else:
                sides[2][kept] = str(found)


def _gone(bench: Bench, keys: Trail, base: str, ours: str | None, theirs: str | None) -> str | None:
    """Somebody took it away: when the other left it as it was, it is gone."""
    if (ours if ours is not None else theirs) in (base, None):
        return None
    mine, other = (MISSING if text is None else text for text in (ours, theirs))
    found = bench.settle((*keys, base), base, mine, other)
    return None if found is MISSING else str(found)
