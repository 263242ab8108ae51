"""The order of a list that two people changed.

What is new stands behind the thing that it was put behind. What both put in one place keeps, of each, its own order,
and is otherwise in the order of its ids: so it comes out the same whoever is first.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

START = ""


def merge_order(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str], gone: Iterable[str]) -> list[str]:
    """The ids of both, without those that are `gone`. Where both put the old ones in another order, `ours` holds."""
    out = set(gone)
    known = [name for name in base if name not in out]
    sides = (list(ours), list(theirs))
    skeleton = next((found for found in (_kept(side, known) for side in sides) if found != _kept(base, found)), None)
    behind = [put_behind(side, set(base)) for side in sides]
    if skeleton is not None:
        # What is gone stands nowhere now: what was put behind it goes behind what stood before it.
        behind = [_before_gone(found, base, out) for found in behind]
        spine = [START, *skeleton, *(name for name in known if name not in skeleton)]
    else:
        spine = [START, *base]
    result: list[str] = []
    waiting: list[str] = []
    for name in spine:
        if name != START and name not in out:
            result += [*waiting, name]
            waiting = []
        for found in behind:
            waiting = _zipped(waiting, [new for new in found.get(name, ()) if new not in out and new not in waiting])
    return list(dict.fromkeys([*result, *waiting]))


def clashes(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether both put the same old ones in another order, each in their own."""
    common = set(base) & set(ours) & set(theirs)
    orders = [[name for name in side if name in common] for side in (base, ours, theirs)]
    return orders[1] != orders[0] and orders[2] not in (orders[0], orders[1])


def _kept(side: Sequence[str], known: Sequence[str]) -> list[str]:
    names = set(known)
    return [name for name in side if name in names]


def put_behind(side: Sequence[str], old: set[str]) -> dict[str, list[str]]:
    """Old id (or START) → the new ones right behind it; `old` are the ids of the base."""
    found: dict[str, list[str]] = {}
    last = START
    for name in side:
        if name in old:
            last = name
        else:
            found.setdefault(last, []).append(name)
    return found


def _before_gone(found: dict[str, list[str]], base: Sequence[str], gone: set[str]) -> dict[str, list[str]]:
    moved: dict[str, list[str]] = {}
    for name, new in found.items():
        while name in gone:
            at = base.index(name)
            name = base[at - 1] if at else START
        moved[name] = _zipped(moved.get(name, []), new)
    return moved


def _zipped(some: Sequence[str], others: Sequence[str]) -> list[str]:
    """Two runs as one, each in its own order: of the two that are next, the lower one.

    That is sorting by the highest id so far in its run, which stays what it is: runs can be joined in any order.
    """
    left, right = list(some), list(others)
    result: list[str] = []
    while left and right:
        result.append((left if left[0] <= right[0] else right).pop(0))
    return result + left + right
