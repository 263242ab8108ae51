"""The fonts of several papers  →  one of each face, with the glyphs of all.

A font is named by its face, and each glyph has the number that it has in the font's own file (see `embedding`); so
what was drawn with a part of a face can be drawn with any greater part of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pikepdf import Array, Dictionary

from toolbox.shapes.paper.embedding import MAPPED, put_program

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
        put_program(self.whole, face.font, frozenset(face.letters))
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
