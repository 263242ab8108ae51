"""A PDF without fields (flattened, or printed to a PDF)  →  what stands where the blank form has its fields.

Each page is laid on the page of the blank form with the same words, however it was moved or scaled. The letters that
the blank form has there as well are its own; of the others those inside a field are its answer, and the rest stands
beside. A page that fits nowhere is somebody's own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median

from toolbox.forms.answers import Beside, Found
from toolbox.reading.leftover import is_edition, line_key
from toolbox.reading.pdffields import FieldPlace, gathered, places_of
from toolbox.reading.pdflines import PAGE
from toolbox.reading.pdftext import PdfBox, PdfLetter, ReadPage, around, pages_of, split, text_of

# Of a blank page's words so many must stand on a page of the file, and so many pairs say how it lies.
ENOUGH, ANCHORS = 0.6, 8
NEAR = 2.5  # points within which a letter is the same one
FIT = 3.0  # points that words may stand beside where they should
MARGIN = 2.0  # points around a field
INKED = 0.06  # of the middle of a box


@dataclass(frozen=True, slots=True)
class Lie:
    """How a page of the file lies on one of the blank form: x → scale · x + move, and so y."""

    x: tuple[float, float] = (1.0, 0.0)
    y: tuple[float, float] = (1.0, 0.0)

    def of(self, box: PdfBox) -> PdfBox:
        (a, b), (c, d) = self.x, self.y
        return PdfBox(a * box.left + b, c * box.bottom + d, a * box.right + b, c * box.top + d)


@dataclass(slots=True)
class _PlacedForm:
    texts: dict[int, str] = field(default_factory=dict)
    beside: list[Beside] = field(default_factory=list)
    last: int = -1


def read_by_places(data: bytes, found: Found, blank: bytes) -> tuple[Found, ...]:
    """A Found for each time that the form stands in the file, at least one; `found` says of which file and format."""
    places = places_of(blank)
    models = pages_of(blank)
    forms: list[_PlacedForm] = []
    for number, page in enumerate(pages_of(data, pictures=True), start=1):
        at, lie = _lies(page, models)
        # A page that comes again, or goes back, begins the form anew.
        if not forms or (lie and at <= forms[-1].last):
            forms.append(_PlacedForm())
        form = forms[-1]
        letters = list(page.letters)
        if lie:
            form.last = at
            letters = _strange(letters, models[at], lie)
            letters = _take(page, letters, [place for place in places if place.page == at], lie, form.texts)
        form.beside += [Beside(line, PAGE.format(number)) for line in _lines(letters)]
    return tuple(_found(found, number, form, places) for number, form in enumerate(forms, start=1))


def _found(found: Found, number: int, form: _PlacedForm, places: Sequence[FieldPlace]) -> Found:
    named = found if number == 1 else replace(found, file=f"{found.file}#{number}")
    if form.last < 0:
        return replace(named, beside=tuple(form.beside), unsifted=True)
    fields = {place.index: place for place in places}
    values, rows = gathered((place.path, place.given, form.texts.get(index, "")) for index, place in fields.items())
    comments = tuple(line for line in found.beside if not line.near.startswith(PAGE.format(""))) if number == 1 else ()
    return replace(named, values=values, rows=rows, beside=(*comments, *form.beside), unsifted=False, by_places=True)


def _lies(page: ReadPage, models: Sequence[ReadPage]) -> tuple[int, Lie | None]:
    """(which page of the blank form it is, how it lies there)."""
    words = Counter(word for word, _ in page.words)
    shares = []
    for at, model in enumerate(models):
        own = Counter(word for word, _ in model.words)
        shares.append(((own & words).total() / max(1, own.total()), -at))
    share, at = max(shares, default=(0.0, 0))
    return (-at, _lie(page, models[-at])) if share >= ENOUGH else (-1, None)


def _lie(page: ReadPage, model: ReadPage) -> Lie | None:
    """By the words that both pages have once. None when they do not stand alike."""
    once = [{word: box for word, box in side.words if _is_once(side, word)} for side in (page, model)]
    pairs = [(once[1][word].middle, once[0][word].middle) for word in once[0].keys() & once[1].keys()]
    if len(pairs) < ANCHORS:
        return None
    x, y = (_line(sorted((own[axis], other[axis]) for own, other in pairs)) for axis in (0, 1))
    off = median(
        max(abs(x[0] * own[0] + x[1] - other[0]), abs(y[0] * own[1] + y[1] - other[1])) for own, other in pairs
    )
    return Lie(x, y) if off <= FIT else None


def _is_once(page: ReadPage, word: str) -> bool:
    return Counter(text for text, _ in page.words)[word] == 1


def _line(pairs: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """The straight line through most of the pairs (Theil and Sen), which some wrong ones do not move."""
    half = len(pairs) // 2
    slopes = [(v - u) / (b - a) for (a, u), (b, v) in zip(pairs, pairs[half:], strict=False) if b - a > 1]
    slope = median(slopes) if slopes else 1.0
    return slope, median(v - slope * a for a, v in pairs)


def _strange(letters: Sequence[PdfLetter], model: ReadPage, lie: Lie) -> list[PdfLetter]:
    """The letters that the blank page does not have there."""
    about = {letter.at for line in _split_lines(letters) if is_edition(line_key(text_of(line))) for letter in line}
    letters = [letter for letter in letters if letter.at not in about]
    own: dict[tuple[str, int, int], list[tuple[float, float]]] = {}
    for letter in model.letters:
        x, y = lie.of(letter.box).middle
        own.setdefault((letter.sign, round(x / NEAR), round(y / NEAR)), []).append((x, y))
    return [letter for letter in letters if not _claim(own, letter)]


def _claim(own: dict[tuple[str, int, int], list[tuple[float, float]]], letter: PdfLetter) -> bool:
    """Whether an own letter stands there that no other letter was yet."""
    x, y = letter.box.middle
    for i in (0, -1, 1):
        for j in (0, -1, 1):
            points = own.get((letter.sign, round(x / NEAR) + i, round(y / NEAR) + j), [])
            for point in points:
                if abs(point[0] - x) <= NEAR and abs(point[1] - y) <= NEAR:
                    points.remove(point)
                    return True
    return False


def _take(
    page: ReadPage, letters: Sequence[PdfLetter], places: Sequence[FieldPlace], lie: Lie, texts: dict[int, str]
) -> list[PdfLetter]:
    """Put what stands in `places` in `texts`; what stands in none is given back."""
    left = list(letters)
    for place in places:
        box = lie.of(place.box)
        inside = [letter for letter in left if box.holds(letter.box.middle, MARGIN)]
        if place.state:
            signs = text_of(inside)
            # A sign of one letter is the tick itself; words are somebody's.
            if page.darkness(box) > INKED:
                texts[place.index] = place.state
            inside = inside if len(signs) <= 1 else []
        elif inside:
            texts[place.index] = _flowing(inside, box)
        left = [letter for letter in left if letter not in inside] if inside else left
    return left


def _flowing(letters: Sequence[PdfLetter], box: PdfBox) -> str:
    """The text of a field: a line that ends where the next word had no room is no end of a line."""
    lines = list(_split_lines(letters))
    text = text_of(lines[0])
    for above, line in pairwise(lines):
        word = around(next(split(line)))
        has_room = around(above).right + (word.right - word.left) + NEAR < box.right
        text += ("\n" if has_room else " ") + text_of(line)
    return text


def _lines(letters: Sequence[PdfLetter]) -> Iterator[str]:
    yield from (text for line in _split_lines(letters) if (text := text_of(line)))


def _split_lines(letters: Sequence[PdfLetter]) -> Iterator[list[PdfLetter]]:
    """By the ends of lines on the page, and where letters between were left out and the next stands lower."""
    line: list[PdfLetter] = []
    for letter in letters:
        if line and ("\n" in letter.gap or letter.box.top < line[-1].box.bottom):
            yield line
            line = []
        line.append(letter)
    if line:
        yield line
