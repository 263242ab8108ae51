"""A word across each sheet of a paper, under what stands there.

Its letters are drawn as outlines, and marked as a watermark among what belongs to no content (ISO 32000-1 clause
14.8.2.2.2): no screen reader says it, no search finds it, and black on white stays as it was.
"""

from __future__ import annotations

import math
from functools import cache
from typing import Any

from fontTools.pens.basePen import BasePen
from fontTools.ttLib import TTFont

from toolbox.assets.fonts import font_faces

MARK = b"/Artifact <</Type /Pagination /Subtype /Watermark>> BDC\n"
# Of the diagonal, the part that the word takes; its line in points; and how light both are: a copier keeps the line.
SHARE, LINE, LINE_GREY, GREY = 0.8, 0.8, 0.72, 0.92
BOLD = 700


class _PathPen(BasePen):  # type: ignore[misc]  # fontTools has no types
    """Glyphs as path operators (ISO 32000-1 clause 8.5.2), each `shift` units further to the right."""

    def __init__(self, glyphs: Any) -> None:
        super().__init__(glyphs)
        self.shift = 0.0
        self.operators: list[str] = []

    def _moveTo(self, point: tuple[float, float]) -> None:
        self._add("m", point)

    def _lineTo(self, point: tuple[float, float]) -> None:
        self._add("l", point)

    def _curveToOne(self, *points: tuple[float, float]) -> None:
        self._add("c", *points)

    def _closePath(self) -> None:
        self.operators.append("h")

    def _add(self, operator: str, *points: tuple[float, float]) -> None:
        numbers = " ".join(f"{x + self.shift:.1f} {y:.1f}" for x, y in points)
        self.operators.append(f"{numbers} {operator}")


@cache
def _outline(word: str) -> tuple[str, float, float]:
    """(path, width, height of the capitals) in units of the font."""
    path = next(face.path for face in font_faces() if face.weight == BOLD and face.style == "normal")
    with TTFont(path, recalcTimestamp=False) as font:
        glyphs, names = font.getGlyphSet(), font.getBestCmap()
        pen = _PathPen(glyphs)
        for letter in word:
            glyph = glyphs[names[ord(letter)]]
            glyph.draw(pen)
            pen.shift += glyph.width
        return "\n".join(pen.operators), pen.shift, float(font["OS/2"].sCapHeight)


def draw_across(pdf: Any, word: str) -> None:
    """Draw `word` from corner to corner under each page of an open pikepdf.Pdf by WeasyPrint."""
    path, wide, high = _outline(word)
    for page in pdf.pages:
        left, bottom, right, top = (float(value) for value in page.obj.MediaBox)
        width, height = right - left, top - bottom
        scale = math.hypot(width, height) * SHARE / wide
        angle = math.atan2(height, width)
        cos, sin = math.cos(angle), math.sin(angle)
        x = left + (width - scale * (wide * cos - high * sin)) / 2
        y = bottom + (height - scale * (wide * sin + high * cos)) / 2
        place = f"{scale * cos:.5f} {scale * sin:.5f} {-scale * sin:.5f} {scale * cos:.5f} {x:.2f} {y:.2f} cm"
        drawn = f"q {GREY} g {LINE_GREY} G {LINE / scale:.2f} w 1 j {place}\n{path}\nB Q\n".encode()
        page.obj.Contents = pdf.make_stream(MARK + drawn + b"EMC\n" + page.obj.Contents.read_bytes())
