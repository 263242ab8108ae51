"""The fonts within a paper, made the project's own: named by their face, and cut from its file by fontTools.

Of the machine's libraries, Pango gives a font a name and HarfBuzz a program, and other versions of them give others.
Nothing else of theirs shows in a paper; so with these two the bytes are the same on another system. WeasyPrint leaves
each glyph the number that it has in the font's own file, so what it drew can be drawn with this program as well.
"""

from __future__ import annotations

import io
import re
from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from fontTools import subset
from fontTools.ttLib import TTFont

from toolbox.assets.fonts import font_faces
from toolbox.assets.scripts import SCRIPT_FONTS

# Layout is done: these only take space.
UNUSED_TABLES = ("GSUB", "GPOS", "GDEF", "DSIG")
# A line of a ToUnicode CMap as WeasyPrint writes it (ISO 32000-1 clause 9.10.3). A glyph that is but a part of a letter
# has none.
MAPPED = re.compile(rb"^<([0-9a-f]{4})> <((?:[0-9a-f]{4})*)>$", re.M)
# Six capitals before the name of a part of a font (ISO 32000-1 clause 9.6.4), which WeasyPrint calls it by as well.
NAMED = re.compile(rb"/BaseFont\s*/([A-Z]{6})\+([^\s/>]+)")


class ForeignFont(Exception):
    """Something was laid out in a font of the machine: a fault in a style sheet, for another machine has others."""


def with_own_names(data: bytes) -> bytes:
    """An uncompressed file by WeasyPrint, of the same length: a font is called by what follows on its six capitals."""
    names = {old: _capitals(face) for old, face in NAMED.findall(data)}
    if not names:
        return data
    called = re.compile(rb"/(" + b"|".join(names) + rb")(?=[+\s/>])")
    return called.sub(lambda found: b"/" + names[found[1]], data)


def _capitals(face: bytes) -> bytes:
    return bytes(ord("A") + byte % 26 for byte in sha256(face).digest()[:6])


def embed_own_programs(pdf: Any) -> None:
    """In an open pikepdf.Pdf by WeasyPrint; its pages share their fonts, all of them Type 0."""
    fonts = pdf.pages[0].obj.Resources.get("/Font", {})
    for key in sorted(fonts.keys()):
        glyphs = frozenset(int(glyph, 16) for glyph, _ in MAPPED.findall(fonts[key].ToUnicode.read_bytes()))
        put_program(pdf, fonts[key], glyphs)


def put_program(pdf: Any, font: Any, glyphs: frozenset[int]) -> None:
    """Give a Type 0 font of `pdf`, with a part of one of our faces, these glyphs of it: each with its own number."""
    descriptor = font.DescendantFonts[0].FontDescriptor
    program = _program(_origin(descriptor.FontFile2.read_bytes()), glyphs)
    descriptor.FontFile2 = pdf.make_stream(program, Length1=len(program))


def _kind(program: bytes) -> tuple[int, float, int, bool]:
    """When its family was made and in which version, its weight, and whether it slants: no two faces have the same."""
    font = TTFont(io.BytesIO(program), lazy=True)
    head = font["head"]
    return head.created, head.fontRevision, font["OS/2"].usWeightClass, bool(head.macStyle & 2)


@cache
def _files(script: str) -> dict[tuple[int, float, int, bool], Path]:
    return {_kind(face.path.read_bytes()): face.path for face in font_faces(script)}


def _origin(program: bytes) -> Path:
    """The file that a part of a face was taken from; those of other scripts are opened when it is none of ours.

    Raises ForeignFont.
    """
    kind = _kind(program)
    for script in ("", *SCRIPT_FONTS):
        if found := _files(script).get(kind):
            return found
    raise ForeignFont(kind)


def drop_layout(font: Any) -> None:
    """Drop UNUSED_TABLES of a TTFont before it is subset: reading them, to leave them out, takes two thirds of that."""
    for tag in UNUSED_TABLES:
        if tag in font:
            del font[tag]


# A form on paper and the one to fill in mostly draw the same letters.
@lru_cache(maxsize=8)
def _program(path: Path, glyphs: frozenset[int]) -> bytes:
    """A TrueType program of these glyphs."""
    options = subset.Options(retain_gids=True, hinting=False, notdef_outline=False, layout_features=[])
    font = TTFont(io.BytesIO(path.read_bytes()), recalcTimestamp=False)
    drop_layout(font)
    part = subset.Subsetter(options)
    part.populate(gids=glyphs)
    part.subset(font)
    written = io.BytesIO()
    font.save(written)
    return written.getvalue()
