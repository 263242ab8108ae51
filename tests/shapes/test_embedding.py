"""A paper's bytes do not show which Pango and HarfBuzz the machine has: they name a font and cut its program."""

from __future__ import annotations

import io
import re
from typing import Any

import pikepdf
import pytest
from fontTools.ttLib import TTFont
from weasyprint.pdf import fonts

from otherscripts import FORMS
from papers import FORMATS, ROUTE, stamp
from toolbox.core.form import Format
from toolbox.shapes.paper import single
from toolbox.shapes.paper.embedding import with_own_names

NUMBER = "2.1"


def paper(form: Format) -> bytes:
    return b"".join(single.render_format(form, stamp(form), ROUTE))


@pytest.mark.promise("same-bytes")
@pytest.mark.parametrize("form", [FORMATS[NUMBER], FORMS["ar"]], ids=["nl", "ar"])
def test_another_pango_and_harfbuzz_give_the_same_bytes(form: Format, monkeypatch: pytest.MonkeyPatch) -> None:
    """As another system would: the other way that WeasyPrint knows to cut a font, and other names for each of them."""
    here = paper(form)
    begin = fonts.Font.__init__

    def otherwise(font: Any, *given: Any) -> None:
        begin(font, *given)
        other = "".join(chr(ord("Z") - ord(letter) + ord("A")) for letter in font.hash)
        font.name = font.name.replace(font.hash.encode(), other.encode())
        font.hash = other
        seen.append(other)

    seen: list[str] = []
    monkeypatch.setattr(fonts.Font, "__init__", otherwise)
    monkeypatch.setattr(fonts, "harfbuzz_subset", None)
    assert paper(form) == here
    assert len(seen) > 3


def test_each_font_has_all_that_is_drawn_with_it_and_no_more_than_the_face_has() -> None:
    form = FORMATS[NUMBER]
    data, _ = single.render_format(form, stamp(form), ROUTE)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for font in pdf.pages[0].obj.Resources.Font.values():
            drawn = {int(it, 16) for it in re.findall(rb"^<([0-9a-f]{4})> <", font.ToUnicode.read_bytes(), re.M)}
            program = TTFont(io.BytesIO(font.DescendantFonts[0].FontDescriptor.FontFile2.read_bytes()))
            outlined = {
                glyph for glyph, name in enumerate(program.getGlyphOrder()) if program["glyf"][name].numberOfContours
            }
            letters = {glyph for glyph in drawn if program["hmtx"][program.getGlyphName(glyph)][0]}
            # A space has no outline.
            assert len(letters - outlined) <= 2
            assert outlined


def test_only_what_is_called_by_a_fonts_name_is_renamed() -> None:
    raw = b"/BaseFont /ABCDEF+Our-Face\n/ABCDEF 12 Tf\n(ABCDEF) /ABCDEFG /F << /ABCDEF 3 0 R >>"
    named = with_own_names(raw)
    assert len(named) == len(raw)
    (own,) = set(re.findall(rb"/([A-Z]{6})(?= |\+)", named))
    assert own != b"ABCDEF"
    assert named == b"/BaseFont /%b+Our-Face\n/%b 12 Tf\n(ABCDEF) /ABCDEFG /F << /%b 3 0 R >>" % (own, own, own)
    assert with_own_names(b"no fonts") == b"no fonts"
