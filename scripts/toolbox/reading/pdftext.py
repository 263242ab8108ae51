"""The letters of a PDF's pages with where they stand, and how dark a spot on a page is (through PDFium)."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

MAX_PAGES = 100
MAX_LETTERS = 20_000  # on one page
SCALE = 2  # pixels a point
DARK = 128  # of 255


@dataclass(frozen=True, slots=True)
class PdfBox:
    """On a page, in points, from its bottom left."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def middle(self) -> tuple[float, float]:
        return (self.left + self.right) / 2, (self.bottom + self.top) / 2

    def holds(self, point: tuple[float, float], margin: float = 0) -> bool:
        x, y = point
        return self.left - margin <= x <= self.right + margin and self.bottom - margin <= y <= self.top + margin


@dataclass(frozen=True, slots=True)
class PdfLetter:
    """`at` counts the characters of the page, white space too: `gap` is the white space before it."""

    at: int
    sign: str
    box: PdfBox
    gap: str


@dataclass(frozen=True)
class ReadPage:
    letters: tuple[PdfLetter, ...]
    picture: Any = None

    @cached_property
    def words(self) -> tuple[tuple[str, PdfBox], ...]:
        return tuple((text_of(word), around(word)) for word in split(self.letters))

    def darkness(self, box: PdfBox) -> float:
        """How much of the middle of `box` is dark: 0 to 1."""
        wide, high = (box.right - box.left) / 4, (box.top - box.bottom) / 4
        height = self.picture.height
        edges = (
            (box.left + wide) * SCALE,
            height - (box.top - high) * SCALE,
            (box.right - wide) * SCALE,
            height - (box.bottom + high) * SCALE,
        )
        pixels: bytes = self.picture.crop(tuple(map(round, edges))).tobytes()
        return sum(pixel < DARK for pixel in pixels) / max(1, len(pixels))


def split(letters: Sequence[PdfLetter]) -> Iterator[list[PdfLetter]]:
    """Words: letters without white space between them."""
    word: list[PdfLetter] = []
    for letter in letters:
        if word and letter.gap:
            yield word
            word = []
        word.append(letter)
    if word:
        yield word


def text_of(letters: Sequence[PdfLetter]) -> str:
    """As it reads; white space before the first counts for nothing."""
    return "".join(letter.gap + letter.sign for letter in letters).strip()


def around(letters: Sequence[PdfLetter]) -> PdfBox:
    boxes = [letter.box for letter in letters]
    return PdfBox(
        min(box.left for box in boxes),
        min(box.bottom for box in boxes),
        max(box.right for box in boxes),
        max(box.top for box in boxes),
    )


def pages_of(data: bytes, pictures: bool = False) -> tuple[ReadPage, ...]:
    """Without what stands in fields and comments. Raises pypdfium2.PdfiumError."""
    document = pypdfium2.PdfDocument(data)
    try:
        return tuple(_page(document[number], pictures) for number in range(min(len(document), MAX_PAGES)))
    finally:
        document.close()


def _page(page: Any, pictures: bool) -> ReadPage:
    text = page.get_textpage()
    letters = tuple(_letters(text))
    text.close()
    picture = page.render(scale=SCALE, grayscale=True, may_draw_forms=False).to_pil() if pictures else None
    page.close()
    return ReadPage(letters, picture)


def _letters(text: Any) -> Iterator[PdfLetter]:
    edges = [ctypes.c_double() for _ in range(4)]
    gap = ""
    for index in range(min(text.count_chars(), MAX_LETTERS)):
        sign = chr(pdfium.FPDFText_GetUnicode(text, index))
        if sign.isspace() or sign in "\0\ufffe":
            gap += "\n" if sign in "\r\n" else " "
            continue
        pdfium.FPDFText_GetCharBox(text, index, *map(ctypes.byref, edges))
        left, right, bottom, top = (edge.value for edge in edges)
        yield PdfLetter(index, sign, PdfBox(left, bottom, right, top), "\n" if "\n" in gap else gap[:1])
        gap = ""
