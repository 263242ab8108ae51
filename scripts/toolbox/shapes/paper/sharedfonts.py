"""The fonts of several papers  →  one of each face, with the glyphs of all.

WeasyPrint names a font by its face, and leaves each glyph the number that it has in the font's own file; so what was
drawn with a part of a face can be drawn with any greater part of it.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from fontTools import subset
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary

from toolbox.assets.fonts import font_faces

# Layout is done: these only take space.
UNUSED_TABLES = ("GSUB", "GPOS", "GDEF", "DSIG")
# A line of a ToUnicode CMap as WeasyPrint writes it (ISO 32000-1 clause 9.10.3).
MAPPED = re.compile(rb"^<([0-9a-f]{4})> <((?:[0-9a-f]{4})+)>$", re.M)
BLOCK = 100  # lines of a CMap in one block
HEAD = b"/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo\n<< /Registry (Adobe)\n\
/Ordering (UCS)\n/Supplement 0\n>> def\n/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n\
<0000> <ffff>\nendcodespacerange\n"
TAIL = b"endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"


@dataclass
class _Face:
    """A font in the whole, and what the papers draw with it: by number of the glyph its width and its letters."""

    font: Any
    widths: dict[int, Any] = field(default_factory=dict)
    letters: dict[int, bytes] = field(default_factory=dict)


class FontShelf:
    """Takes the fonts of papers, and gives those of the whole."""

    def __init__(self, whole: Any) -> None:
        self.whole = whole
        self.faces: dict[str, _Face] = {}

    def take(self, fonts: Any) -> None:
        """`fonts` is the Font dictionary of a paper's resources, with Type 0 fonts."""
        for key in sorted(fonts.keys()):
            font = fonts[key]
            face = self.faces.get(key)
            if face is None:
                face = self.faces[key] = _Face(self.whole.copy_foreign(font))
            for glyph, width in _widths(font.DescendantFonts[0].W):
                face.widths.setdefault(glyph, width)
            for glyph, letters in MAPPED.findall(font.ToUnicode.read_bytes()):
                face.letters.setdefault(int(glyph, 16), letters)

    def fonts(self) -> Dictionary:
        """The Font dictionary of the whole."""
        return Dictionary({key: self._whole(face) for key, face in self.faces.items()})

    def _whole(self, face: _Face) -> Any:
        descendant = face.font.DescendantFonts[0]
        program = _program(_origin(descendant.FontDescriptor.FontFile2.read_bytes()), frozenset(face.letters))
        descendant.FontDescriptor.FontFile2 = self.whole.make_stream(program, Length1=len(program))
        descendant.W = Array(it for glyph, width in sorted(face.widths.items()) for it in (glyph, Array([width])))
        face.font.ToUnicode = self.whole.make_stream(_to_unicode(face.letters))
        return face.font


def _widths(numbers: Any) -> Iterator[tuple[int, Any]]:
    """(glyph, width) of a W array in the form c [w₁ w₂ …] (ISO 32000-1 clause 9.7.4.3)."""
    for at in range(0, len(numbers), 2):
        yield from enumerate(numbers[at + 1], int(numbers[at]))


def _to_unicode(letters: dict[int, bytes]) -> bytes:
    lines = [b"<%04x> <%b>" % (glyph, text) for glyph, text in sorted(letters.items())]
    blocks = [lines[at : at + BLOCK] for at in range(0, len(lines), BLOCK)]
    return HEAD + b"".join(_block(block) for block in blocks) + TAIL


def _block(lines: list[bytes]) -> bytes:
    return b"%d beginbfchar\n%b\nendbfchar\n" % (len(lines), b"\n".join(lines))


def _kind(program: bytes) -> tuple[int, bool]:
    """(weight, whether it slants), which tells the faces of our one family apart."""
    font = TTFont(io.BytesIO(program), lazy=True)
    return font["OS/2"].usWeightClass, bool(font["head"].macStyle & 2)


@cache
def _files() -> dict[tuple[int, bool], Path]:
    return {_kind(face.path.read_bytes()): face.path for face in font_faces()}


def _origin(program: bytes) -> Path:
    """The file that a part of a face was taken from."""
    return _files()[_kind(program)]


def _program(path: Path, glyphs: frozenset[int]) -> bytes:
    """A TrueType program of these glyphs, each with its own number."""
    options = subset.Options(retain_gids=True, hinting=False, notdef_outline=False, layout_features=[])
    options.drop_tables += UNUSED_TABLES
    font = TTFont(io.BytesIO(path.read_bytes()), recalcTimestamp=False)
    part = subset.Subsetter(options)
    part.populate(gids=glyphs)
    part.subset(font)
    written = io.BytesIO()
    font.save(written)
    return written.getvalue()
