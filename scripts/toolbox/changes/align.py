"""Two sequences  →  what belongs together: equal things first, then things that are alike."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

T = TypeVar("T", bound=Hashable)
Opcode = tuple[str, int, int, int, int]

# difflib takes time by the number of equal pairs: someone's page of one repeated word must not take minutes.
MAX_EQUAL_PAIRS = 200_000
MAX_ALIKE_PAIRS = 40_000
# Of 1: less alike than this is another thing.
ALIKE = 0.35


class State(StrEnum):
    """What became of one block, row or question."""

    SAME = "gelijk"
    CHANGED = "gewijzigd"
    ADDED = "toegevoegd"
    REMOVED = "verwijderd"
    MOVED_FROM = "stond hier"
    MOVED_TO = "verplaatst"


@dataclass(frozen=True, slots=True)
class Pair(Generic[T]):
    """`old` is None for what is new, `new` for what is gone."""

    old: T | None
    new: T | None

    @property
    def only(self) -> T:
        """The one that is there, of what is only on one side; else the new one."""
        found = self.new if self.new is not None else self.old
        assert found is not None
        return found


def opcodes(old: Sequence[T], new: Sequence[T]) -> list[Opcode]:
    """As `difflib.SequenceMatcher.get_opcodes`; the middle as one replacement when comparing it would take too long."""
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    before, after = old[start : len(old) - end], new[start : len(new) - end]
    if _equal_pairs(before, after) <= MAX_EQUAL_PAIRS:
        middle = difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    else:
        middle = [("replace", 0, len(before), 0, len(after))]
    shifted: list[Opcode] = [("equal", 0, start, 0, start)] if start else []
    shifted += [(tag, i1 + start, i2 + start, j1 + start, j2 + start) for tag, i1, i2, j1, j2 in middle]
    tail = (len(old) - end, len(old), len(new) - end, len(new))
    # What is left between them neither begins nor ends with an equal piece: no two neighbours have the same tag.
    return [*shifted, ("equal", *tail)] if end else shifted


def _common(old: Sequence[T], new: Sequence[T]) -> int:
    count = 0
    for one, other in zip(old, new, strict=False):
        if one != other:
            break
        count += 1
    return count


def _equal_pairs(old: Sequence[T], new: Sequence[T]) -> int:
    counts = Counter(new)
    return sum(counts[item] * count for item, count in Counter(old).items())


def align(old: Sequence[T], new: Sequence[T], alike: Callable[[T, T], float]) -> Iterator[Pair[T]]:
    """Every item of both, in order. `alike` says from 0 to 1 how far two that differ are still the same thing."""
    for tag, i1, i2, j1, j2 in opcodes(old, new):
        if tag == "equal":
            yield from (Pair(one, other) for one, other in zip(old[i1:i2], new[j1:j2], strict=True))
        else:
            yield from _align_alike(old[i1:i2], new[j1:j2], alike)


def _align_alike(old: Sequence[T], new: Sequence[T], alike: Callable[[T, T], float]) -> Iterator[Pair[T]]:
    if not old or not new or len(old) * len(new) > MAX_ALIKE_PAIRS:
        yield from (Pair(item, None) for item in old)
        yield from (Pair(None, item) for item in new)
        return
    best, scores = _best_sums(old, new, alike)
    row = column = 0
    while row < len(old) or column < len(new):
        paired = row < len(old) and column < len(new) and scores[row][column] >= ALIKE
        if paired and best[row][column] == best[row + 1][column + 1] + scores[row][column]:
            yield Pair(old[row], new[column])
            row, column = row + 1, column + 1
        elif row < len(old) and best[row][column] == best[row + 1][column]:
            yield Pair(old[row], None)
            row += 1
        else:
            yield Pair(None, new[column])
            column += 1


def _best_sums(
    old: Sequence[T], new: Sequence[T], alike: Callable[[T, T], float]
) -> tuple[list[list[float]], list[list[float]]]:
    """(the largest sum of likeness that pairs from here on can reach, likeness by place)."""
    scores = [[alike(one, other) for other in new] for one in old]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for row in reversed(range(len(old))):
        for column in reversed(range(len(new))):
            score = scores[row][column]
            together = best[row + 1][column + 1] + score if score >= ALIKE else 0.0
            best[row][column] = max(together, best[row + 1][column], best[row][column + 1])
    return best, scores


def states(pairs: Sequence[Pair[T]]) -> Iterator[tuple[State, Pair[T]]]:
    """What became of each pair; what is equal on both sides but in another place has moved."""
    gone = Counter(pair.old for pair in pairs if pair.new is None)
    come = Counter(pair.new for pair in pairs if pair.old is None)
    moved = gone & come
    left = {State.MOVED_FROM: moved.copy(), State.MOVED_TO: moved.copy()}
    for pair in pairs:
        if pair.old is not None and pair.new is not None:
            yield (State.SAME if pair.old == pair.new else State.CHANGED), pair
            continue
        to, plain = (State.MOVED_TO, State.ADDED) if pair.old is None else (State.MOVED_FROM, State.REMOVED)
        if left[to][pair.only] > 0:
            left[to][pair.only] -= 1
            yield to, pair
        else:
            yield plain, pair


def out_of_order(old: Sequence[T], new: Sequence[T]) -> set[T]:
    """Of the things in both (each once): the fewest that moved, so that the rest kept its order."""
    place = {item: index for index, item in enumerate(old)}
    sequence = [place[item] for item in new if item in place]
    # Longest increasing run, by the best predecessor of each.
    length = [1] * len(sequence)
    previous = [-1] * len(sequence)
    for index in range(len(sequence)):
        for earlier in range(index):
            if sequence[earlier] < sequence[index] and length[earlier] + 1 > length[index]:
                length[index], previous[index] = length[earlier] + 1, earlier
    kept: set[int] = set()
    index = max(range(len(sequence)), key=length.__getitem__, default=-1)
    while index >= 0:
        kept.add(sequence[index])
        index = previous[index]
    return {item for item in new if item in place and place[item] not in kept}


def likeness(old: Counter[str], new: Counter[str]) -> float:
    """The part of their words that two texts share: 1 for the same words in any order, 0 for none."""
    total = old.total() + new.total()
    return 2 * (old & new).total() / total if total else 1.0
