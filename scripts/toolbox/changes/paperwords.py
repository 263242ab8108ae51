"""Two printed PDFs  →  which words differ, and where on which page they stand.

The words of the whole paper are put side by side, line by line and then word by word: what only moved to another page
or place is no change, and an inserted page does not shift the others.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pypdfium2

from toolbox.changes.align import Opcode, opcodes
from toolbox.changes.words import is_short

# Where running heads and feet stand (`sheet.css`): their page numbers and version are no part of the form.
TOP_MARGIN, BOTTOM_MARGIN = 13.5, 29.0  # mm
RUNNING_HEAD = 20.0  # mm, on every page but the first
POINTS_PER_MM = 72 / 25.4
MOST_SPACE = 8.0  # points between two words of one sentence
# A line of so many words that went and came has moved (the route strip, drawn last, when the page breaks elsewhere);
# shorter ones ('Naam', 'ja nee') may be two things.
MOVED_WORDS = 4


@dataclass(frozen=True, slots=True)
class Rectangle:
    """In points, from the page's upper left corner."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class PrintedWord:
    text: str
    page: int
    box: Rectangle


@dataclass(frozen=True, slots=True)
class PageChange:
    """A printed page before and after; an index is -1 on the side where there is no such page."""

    old: int
    new: int
    removed: tuple[PrintedWord, ...] = ()
    added: tuple[PrintedWord, ...] = ()


def read_words(pdf: bytes) -> list[list[PrintedWord]]:
    """The words of each page in the order in which they are printed, without running heads and feet."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [list(_page_words(document[number], number)) for number in range(len(document))]
    finally:
        document.close()


def _page_words(page: pypdfium2.PdfPage, number: int) -> Iterator[PrintedWord]:
    height = page.get_height()
    highest = (RUNNING_HEAD if number else TOP_MARGIN) * POINTS_PER_MM
    lowest = height - BOTTOM_MARGIN * POINTS_PER_MM
    text = page.get_textpage()
    for start, end, word in _spans(text):
        boxes = [text.get_charbox(index) for index in range(start, end)]
        box = Rectangle(
            min(left for left, _, _, _ in boxes),
            height - max(top for _, _, _, top in boxes),
            max(right for _, _, right, _ in boxes),
            height - min(bottom for _, bottom, _, _ in boxes),
        )
        if box.bottom > highest and box.top < lowest:
            yield PrintedWord(word, number, box)


def _spans(text: pypdfium2.PdfTextPage) -> Iterator[tuple[int, int, str]]:
    """(first letter, the one after the last, the word)."""
    letters = [chr(pypdfium2.raw.FPDFText_GetUnicode(text, index)) for index in range(text.count_chars())]
    index = 0
    for blank, group in itertools.groupby(letters, key=lambda letter: letter.isspace() or not letter.isprintable()):
        word = "".join(group)
        if not blank:
            yield index, index + len(word), word
        index += len(word)


def compare_pages(old: Sequence[Sequence[PrintedWord]], new: Sequence[Sequence[PrintedWord]]) -> list[PageChange]:
    """Every page of both, in order; pages that share the most words belong together."""
    before, after = list(itertools.chain(*old)), list(itertools.chain(*new))
    removed, added, shared = _compare(before, after)
    partner = _partners(shared, len(old), len(new))
    changes: list[PageChange] = []
    left = set(range(len(old))) - set(partner.values())
    for number in range(len(new)):
        earlier = partner.get(number, -1)
        while left and earlier >= 0 and min(left) < earlier:
            changes.append(_page_change(min(left), -1, removed, added))
            left.discard(min(left))
        changes.append(_page_change(earlier, number, removed, added))
    changes += [_page_change(number, -1, removed, added) for number in sorted(left)]
    return changes


def _page_change(old: int, new: int, removed: Sequence[PrintedWord], added: Sequence[PrintedWord]) -> PageChange:
    return PageChange(
        old,
        new,
        tuple(word for word in removed if word.page == old),
        tuple(word for word in added if word.page == new),
    )


def _compare(
    old: Sequence[PrintedWord], new: Sequence[PrintedWord]
) -> tuple[list[PrintedWord], list[PrintedWord], Counter[tuple[int, int]]]:
    """(words that went, words that came, how many words each pair of pages shares)."""
    removed: list[PrintedWord] = []
    added: list[PrintedWord] = []
    shared: Counter[tuple[int, int]] = Counter()
    old_lines, new_lines = list(_lines(old)), list(_lines(new))
    codes = opcodes([_texts(line) for line in old_lines], [_texts(line) for line in new_lines])
    gone = [_texts(line) for tag, i1, i2, _, _ in codes if tag != "equal" for line in old_lines[i1:i2]]
    come = [_texts(line) for tag, _, _, j1, j2 in codes if tag != "equal" for line in new_lines[j1:j2]]
    moved = Counter(line for line in gone if len(line) >= MOVED_WORDS) & Counter(come)
    left_old, left_new = moved.copy(), moved.copy()
    for tag, i1, i2, j1, j2 in codes:
        if tag == "equal":
            before, after = list(itertools.chain(*old_lines[i1:i2])), list(itertools.chain(*new_lines[j1:j2]))
            inner = [("equal", 0, len(before), 0, len(after))]
        else:
            before, after = _unmoved(old_lines[i1:i2], left_old), _unmoved(new_lines[j1:j2], left_new)
            inner = list(_calm(opcodes(_texts(before), _texts(after)), before))
        for kind, k1, k2, l1, l2 in inner:
            if kind == "equal":
                pairs = zip(before[k1:k2], after[l1:l2], strict=True)
                shared.update((one.page, other.page) for one, other in pairs)
            else:
                removed += before[k1:k2]
                added += after[l1:l2]
    return removed, added, shared


def _unmoved(lines: Sequence[tuple[PrintedWord, ...]], moved: Counter[tuple[str, ...]]) -> list[PrintedWord]:
    """The words of the lines that only stand here; takes the others out of `moved`."""
    words: list[PrintedWord] = []
    for line in lines:
        if moved[_texts(line)] > 0:
            moved[_texts(line)] -= 1
        else:
            words += line
    return words


def _calm(codes: Sequence[Opcode], before: Sequence[PrintedWord]) -> Iterator[Opcode]:
    """Changes with no more than a short word between them as one, so that what is read aloud is a whole phrase."""
    change: Opcode | None = None
    for index, code in enumerate(codes):
        tag, i1, i2, _, j2 = code
        both = change is not None and change[1] < change[2] and change[3] < change[4]
        short = both and index + 1 < len(codes) and is_short("".join(_texts(before[i1:i2])))
        if tag != "equal" or short:
            change = ("replace", change[1], i2, change[3], j2) if change else code
        else:
            yield from [change] if change else []
            change = None
            yield code
    yield from [change] if change else []


def _lines(words: Sequence[PrintedWord]) -> Iterator[tuple[PrintedWord, ...]]:
    """Words that follow each other on one height of one page."""
    line: list[PrintedWord] = []
    for word in words:
        if line and not _follows(word, line[-1]):
            yield tuple(line)
            line = []
        line.append(word)
    if line:
        yield tuple(line)


def _follows(word: PrintedWord, last: PrintedWord) -> bool:
    """Whether a word stands behind the last one, on the same line."""
    same_height = word.box.top < last.box.bottom and word.box.bottom > last.box.top
    return word.page == last.page and same_height and word.box.left >= last.box.left


def merged_boxes(words: Sequence[PrintedWord]) -> Iterator[Rectangle]:
    """One box around words that stand next to each other."""
    box: Rectangle | None = None
    last: PrintedWord | None = None
    for word in words:
        near = last is not None and _follows(word, last) and word.box.left - last.box.right < MOST_SPACE
        if box and near:
            box = Rectangle(box.left, min(box.top, word.box.top), word.box.right, max(box.bottom, word.box.bottom))
        else:
            yield from [box] if box else []
            box = word.box
        last = word
    yield from [box] if box else []


def _texts(words: Sequence[PrintedWord]) -> tuple[str, ...]:
    return tuple(word.text for word in words)


def _partners(shared: Counter[tuple[int, int]], old: int, new: int) -> dict[int, int]:
    """New page → old page, in order, so that as many words as can be stay on their page."""
    best = [[0] * (new + 1) for _ in range(old + 1)]
    for one in reversed(range(old)):
        for other in reversed(range(new)):
            together = best[one + 1][other + 1] + shared[one, other]
            best[one][other] = max(together, best[one + 1][other], best[one][other + 1])
    partners: dict[int, int] = {}
    one = other = 0
    while one < old and other < new:
        if shared[one, other] and best[one][other] == best[one + 1][other + 1] + shared[one, other]:
            partners[other] = one
            one, other = one + 1, other + 1
        elif best[one][other] == best[one + 1][other]:
            one += 1
        else:
            other += 1
    return partners
