"""Two texts  →  one text in which the added and removed words are marked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from toolbox.changes.align import opcodes

# A word, with what holds it together ('school-naar-werk', 'SLB’er', '1.2.1'), or one sign; with the space before it.
TOKEN = re.compile(r"\s*(?:\w+(?:[-’'.,]\w+)*|[^\w\s])")
# So few equal letters between two changes only break up what reads as one change.
FEW_LETTERS = 3


class Mark(StrEnum):
    SAME = "gelijk"
    ADDED = "toegevoegd"
    REMOVED = "verwijderd"


@dataclass(frozen=True, slots=True)
class Run:
    """Words that share a mark, with the spaces that belong to them."""

    mark: Mark
    text: str


Marked = tuple[Run, ...]


def marked(text: str, mark: Mark = Mark.SAME) -> Marked:
    """The whole text under one mark; nothing for an empty text."""
    return (Run(mark, text),) if text else ()


def compare_words(old: str, new: str) -> Marked:
    """`old` is what stays without the added words, `new` what stays without the removed ones; spaces count as one."""
    before, after = tokens(old), tokens(new)
    runs: list[Run] = []
    for tag, i1, i2, j1, j2 in opcodes(before, after):
        if tag == "equal":
            runs.append(Run(Mark.SAME, "".join(after[j1:j2])))
            continue
        runs += [Run(Mark.REMOVED, "".join(before[i1:i2]))] if i1 < i2 else []
        runs += [Run(Mark.ADDED, "".join(after[j1:j2]))] if j1 < j2 else []
    return _without_first_space(tuple(_calm(runs)))


def tokens(text: str) -> list[str]:
    """Words and signs, each with one space before it where the text has any. The first always has one."""
    spaced = " " + " ".join(text.split())
    return TOKEN.findall(spaced) if spaced.strip() else []


def text_before(words: Marked) -> str:
    return "".join(run.text for run in words if run.mark is not Mark.ADDED).strip()


def text_after(words: Marked) -> str:
    return "".join(run.text for run in words if run.mark is not Mark.REMOVED).strip()


def is_changed(words: Marked) -> bool:
    return any(run.mark is not Mark.SAME for run in words)


def _calm(runs: list[Run]) -> Iterator[Run]:
    """Changes with hardly anything between them become one: first all that went, then all that came."""
    removed = added = ""
    for index, run in enumerate(runs):
        if run.mark is Mark.REMOVED:
            removed += run.text
        elif run.mark is Mark.ADDED:
            added += run.text
        elif removed and added and index + 1 < len(runs) and is_short(run.text):
            removed, added = removed + run.text, added + run.text
        else:
            yield from _pair(removed, added)
            removed = added = ""
            yield run
    yield from _pair(removed, added)


def is_short(text: str) -> bool:
    return sum(character.isalnum() for character in text) <= FEW_LETTERS


def _pair(removed: str, added: str) -> Iterator[Run]:
    if removed:
        yield Run(Mark.REMOVED, removed)
    if added:
        yield Run(Mark.ADDED, added)


def _without_first_space(runs: Marked) -> Marked:
    """Every text begins with a space that is not the reader's; before a word that was taken out, it is."""
    cleaned: list[Run] = []
    seen: set[Mark] = set()
    for run in runs:
        opens = not seen if run.mark is Mark.SAME else not seen & {Mark.SAME, run.mark}
        seen.add(run.mark)
        text = run.text.removeprefix(" ") if opens else run.text
        cleaned += [Run(run.mark, text)] if text else []
    return tuple(cleaned)
