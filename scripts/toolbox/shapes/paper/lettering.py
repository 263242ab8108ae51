"""The fonts of a fillable PDF's fields: one that knows the letters of people's names, and one for the rest.

A viewer can only type with a *simple* font, of at most 256 characters (ISO 32000-1 clause 9.6). Latin 1 as Windows has
it lacks ğ ş ı ł ě, so signs that nobody types on a form make room for the letters of Turkish, Polish, Czech, Slovak,
Croatian, Hungarian and Icelandic; those of Romanian, Latvian and Lithuanian stand where ASCII has its control
characters. What paper can draw and has no place there, such as ŵ, ħ, ẞ and ×, stands in a second font. A viewer does
not type with that one; who draws an answer itself, as the form page does, goes from one to the other. A form in another
script has fonts with its letters behind these; not so in one whose letters join or run from the right.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path

from fontTools import agl, subset
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable

from toolbox.assets.fonts import Face, drawable_ranges, font_faces, script_letters
from toolbox.assets.lettertype import FAMILY
from toolbox.assets.scripts import SCRIPT_FONTS
from toolbox.shapes.paper.embedding import drop_layout

FIRST, LAST = 1, 255
RESOURCE, SECOND, SCRIPT = "TbF", "TbG", "TbS"
# Where a symbolic font has its codes (ISO 32000-1 clause 9.6.6.4).
SYMBOLS = 0xF000
# Letters that Windows-1252 lacks, and the codes that make room: unused ones, and signs such as ‡ ˆ ™ ¤ ¬.
EXTRA = "ğĞıİşŞąĄćĆęĘłŁńŃśŚźŹżŻčČďĎěĚňŇřŘťŤůŮđĐőŐűŰľĽŕðÞþ"
ROOM = (
    *(0x7F, 0x81, 0x83, 0x86, 0x87, 0x88, 0x89, 0x8B, 0x8D, 0x8F, 0x90, 0x98, 0x99, 0x9B, 0x9D),
    *(0xA1, 0xA2, 0xA4, 0xA5, 0xA6, 0xA8, 0xA9, 0xAA, 0xAC, 0xAD, 0xAE, 0xAF, 0xB4, 0xB5, 0xB6),
    *(0xB7, 0xB8, 0xB9, 0xBA, 0xBC, 0xBE, 0xBF, 0xD0, 0xDE, 0xF0, 0xF7, 0xFE),
    *(0x82, 0xA3, 0xAB, 0xB3, 0xBB, 0xD7),
)
# Below the space; a tab and the ends of lines keep their meaning.
CONTROLS = tuple(code for code in range(FIRST, 32) if code not in (9, 10, 13))
BALTIC = "ăĂșȘțȚāĀēĒīĪūŪģĢķĶļĻņŅėĖįĮųŲ"
# The Adobe Glyph List has no name for ț: that of ţ, whose place in this font it takes.
STANDS_FOR = {"ț": "ţ", "Ț": "Ţ"}
LINE_HEIGHT = 1.25


@dataclass(frozen=True, slots=True)
class Lettering:
    """A TrueType program with its PDF numbers (in thousandths of the size): widths by code from FIRST.

    `codes` are those of its characters. A symbolic font has them in its program, another in its encoding.
    """

    resource: str
    codes: dict[str, int]
    is_symbolic: bool
    program: bytes
    widths: tuple[int, ...]
    box: tuple[int, int, int, int]
    ascent: int
    descent: int
    cap_height: int


@cache
def code_page() -> dict[str, int]:
    """Character → code."""
    page = dict(zip(EXTRA + BALTIC, ROOM + CONTROLS, strict=True))
    for code in range(32, LAST + 1):
        if code not in ROOM:
            page[bytes([code]).decode("cp1252")] = code
    return page


@cache
def second_page() -> dict[str, int]:
    """Character → code in the second font; a space and what shows nowhere is in none."""
    points = (point for first, last in drawable_ranges() for point in range(first, last + 1))
    rest = (chr(point) for point in points if chr(point).isprintable() and chr(point) not in code_page())
    return dict(zip(rest, range(ord("!"), LAST + 1), strict=False))


def encoding_differences() -> Iterator[int | str]:
    """PDF's /Differences: a code, then the glyph name that stands there instead of Windows-1252's."""
    for letter, code in sorted(zip(EXTRA + BALTIC, ROOM + CONTROLS, strict=True), key=lambda pair: pair[1]):
        yield code
        yield f"/{_glyph_name(STANDS_FOR.get(letter, letter))}"


def _glyph_name(letter: str) -> str:
    """As the Adobe Glyph List has it; the list for new fonts, which is shorter, goes before."""
    code = ord(letter)
    if code in agl.UV2AGL:
        return str(agl.UV2AGL[code])
    return next(
        str(name) for name, codes in agl.LEGACY_AGL2UV.items() if list(codes) == [code] and name.endswith("accent")
    )


@cache
def lettering() -> tuple[Lettering, Lettering]:
    """The font to type with and the second one, made of the regular face of paper. The same bytes each time."""
    path = _regular(FAMILY, font_faces())
    first = _subset(path, RESOURCE, code_page(), is_symbolic=False)
    return first, _subset(path, SECOND, second_page(), is_symbolic=True)


@cache
def script_lettering(script: str) -> tuple[Lettering, ...]:
    """More of them, with the letters of a script that are drawn in a word as they are drawn alone; none for another.

    As many as are needed to hold them; like the second one they are for who draws an answer itself.
    """
    font = SCRIPT_FONTS.get(script)
    if font is None or font.letters[1] < font.letters[0]:
        return ()
    first, last = font.letters
    letters = [letter for letter in script_letters(script) if first <= ord(letter) <= last]
    path = _regular(font.on_paper, font_faces(script))
    codes = range(ord("!"), LAST + 1)
    pages = [letters[at : at + len(codes)] for at in range(0, len(letters), len(codes))]
    return tuple(
        _subset(path, f"{SCRIPT}{number}", dict(zip(page, codes, strict=False)), is_symbolic=True)
        for number, page in enumerate(pages)
    )


def _regular(family: str, faces: tuple[Face, ...]) -> Path:
    return next(one.path for one in faces if (one.family, one.weight, one.style) == (family, 400, "normal"))


def _subset(path: Path, resource: str, codes: dict[str, int], *, is_symbolic: bool) -> Lettering:
    with TTFont(path, recalcTimestamp=False) as font:
        options = subset.Options(hinting=False, notdef_outline=True, layout_features=[], name_IDs=[1, 2, 6])
        drop_layout(font)
        subsetter = subset.Subsetter(options)
        subsetter.populate(unicodes=[ord(letter) for letter in codes])
        subsetter.subset(font)
        glyphs, advances = font.getBestCmap(), font["hmtx"]
        if is_symbolic:
            _give_codes(font, {SYMBOLS + code: glyphs[ord(letter)] for letter, code in codes.items()})
        else:
            _give_names(font)
        buffer = io.BytesIO()
        font.save(buffer)
        scale = 1000 / font["head"].unitsPerEm
        by_code = {code: letter for letter, code in codes.items()}
        widths = tuple(
            round(advances[glyphs[ord(by_code[code])]][0] * scale) if ord(by_code.get(code, "\0")) in glyphs else 0
            for code in range(FIRST, LAST + 1)
        )
        head, vertical = font["head"], font["hhea"]
        box = tuple(round(value * scale) for value in (head.xMin, head.yMin, head.xMax, head.yMax))
        cap_height = round(font["OS/2"].sCapHeight * scale)
        ascent, descent = round(vertical.ascent * scale), round(vertical.descent * scale)
    return Lettering(resource, codes, is_symbolic, buffer.getvalue(), widths, box, ascent, descent, cap_height)


def _give_names(font: TTFont) -> None:
    for letter, name in STANDS_FOR.items():
        for table in font["cmap"].tables:
            if ord(letter) in table.cmap:
                table.cmap[ord(name)] = table.cmap[ord(letter)]


def _give_codes(font: TTFont, glyphs: dict[int, str]) -> None:
    """One map from code to glyph, as a symbolic font has it."""
    table = CmapSubtable.newSubtable(4)
    table.platformID, table.platEncID, table.language, table.cmap = 3, 0, 0, glyphs
    font["cmap"].tables = [table]


def runs(text: str) -> Iterator[tuple[Lettering, bytes]]:
    """The text in pieces, each in the codes of its font; without what neither font has, which shows nowhere."""
    known = [(face, letter) for letter in text for face in lettering() if letter in face.codes]
    for _, pairs in groupby(known, key=lambda pair: pair[0].resource):
        piece = list(pairs)
        yield piece[0][0], bytes(own.codes[letter] for own, letter in piece)


def text_width(text: str, size: float) -> float:
    """In points."""
    return sum(face.widths[code - FIRST] for face, codes in runs(text) for code in codes) * size / 1000


def wrap(text: str, width: float, size: float) -> list[str]:
    """The lines of `text` set in `width` points, broken at spaces; a longer word is broken where the line ends."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split(" "):
            longer = f"{line} {word}" if line else word
            if text_width(longer, size) <= width:
                line = longer
                continue
            if line:
                lines.append(line)
            while text_width(word, size) > width and len(word) > 1:
                fits = next(n for n in range(len(word), 0, -1) if n == 1 or text_width(word[:n], size) <= width)
                lines.append(word[:fits])
                word = word[fits:]
            line = word
        lines.append(line)
    return lines
