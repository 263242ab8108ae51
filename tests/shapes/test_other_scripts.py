"""A format in another script: its font, the side where it begins, and words that can be read back."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace

import pikepdf
import pypdfium2
import pytest

from otherscripts import FORMS
from papers import FORMATS, ROUTE, stamp
from toolbox.assets.fonts import PLAIN, drawable_ranges, undrawable
from toolbox.assets.lettertype import FAMILY
from toolbox.assets.licences import notices
from toolbox.assets.scripts import SCRIPT_FONTS
from toolbox.core.form import Format
from toolbox.core.language import DUTCH
from toolbox.shapes.office.word import render_word
from toolbox.shapes.office.workbook import render_workbook
from toolbox.shapes.paper import single
from toolbox.shapes.paper.routestrip import route_strip

pytestmark = pytest.mark.xdist_group("papers")

# What a reader finds of each title. Of Arabic no word with لا, whose one sign some readers turn around.
WORDS = {
    "ar": ("تعارف", "جزء من الخطوة", "نعم"),
    "he": ("היכרות", "בעזרת הטופס הזה מכירים את התלמיד"),
    "uk": ("Знайомство", "Як тебе звати?"),
    "ti": ("ምልላይ", "መን ኢዩ ስምካ?"),
    "el": ("Γνωριμία", "Πώς σε λένε;"),
}
FROM_RIGHT = {"ar", "he"}


def test_what_no_font_is_opened_for_is_drawn_by_our_own() -> None:
    ranges = drawable_ranges()
    assert [letter for letter in PLAIN if not any(first <= ord(letter) <= last for first, last in ranges)] == []


def families(paper: bytes) -> set[str]:
    """The fonts on its pages, without their six capitals, weight and slant."""
    with pikepdf.open(io.BytesIO(paper)) as pdf:
        found = {str(font.BaseFont) for page in pdf.pages for font in page.obj.Resources.get("/Font", {}).values()}
    return {re.sub(r"^/[A-Z]{6}\+|-(?:Regular|Semi-Bold|Bold|Italic|Medium)", "", name) for name in found}


@pytest.fixture(scope="module", params=FORMS)
def drawn(request: pytest.FixtureRequest) -> tuple[str, Format, bytes, bytes]:
    form = FORMS[request.param]
    return (request.param, form, *single.render_format(form, stamp(form), ROUTE))


def test_each_script_has_its_own_font_and_its_words_can_be_read(drawn: tuple[str, Format, bytes, bytes]) -> None:
    tag, form, paper, _ = drawn
    own = SCRIPT_FONTS[form.language.script].on_paper
    assert families(paper) == {FAMILY.replace(" ", "-"), own.replace(" ", "-")}
    with pikepdf.open(io.BytesIO(paper)) as pdf:
        assert str(pdf.Root.Lang) == tag
    text = " ".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(paper))
    # A reader may put a mark such as a full stop on either side.
    assert [words for words in WORDS[tag] if words not in re.sub(r"\s+", " ", text)] == []
    # The Dutch beside it.
    assert "Kennismaking" in text


def test_a_dutch_paper_has_our_own_font_alone() -> None:
    form = FORMATS["2.1"]
    assert families(single.render_format(form, stamp(form), ROUTE)[0]) == {FAMILY.replace(" ", "-")}


def test_what_is_written_from_the_right_begins_there(drawn: tuple[str, Format, bytes, bytes]) -> None:
    tag, _, _, fillable = drawn
    with pikepdf.open(io.BytesIO(fillable)) as pdf:
        fields = {str(field.T): field for field in pdf.Root.AcroForm.Fields}
        first, second = (float(fields[name].Rect[0]) for name in ("naam", "geboren"))
        assert (first > second) == (tag in FROM_RIGHT)
        assert int(fields["naam"].get("/Q", 0)) == (2 if tag in FROM_RIGHT else 0)
        # What a screen reader says of it is in the language too.
        assert str(fields["naam"].TU) == next(one.title for one in FORMS[tag].questions if one.name == "naam")


def test_fields_have_fonts_with_the_letters_that_stand_alone_as_they_do_in_a_word(
    drawn: tuple[str, Format, bytes, bytes],
) -> None:
    """The form page draws an answer with whichever of them has the letter, by its own map to Unicode."""
    tag, _, _, fillable = drawn
    with pikepdf.open(io.BytesIO(fillable)) as pdf:
        fonts = pdf.Root.AcroForm.DR.Font
        told = b"".join(font.ToUnicode.read_bytes() for font in fonts.values())
        assert all(font.FirstChar == 1 and len(font.Widths) == 255 for font in fonts.values())
    held = {chr(int(code, 16)) for code in re.findall(rb"<[0-9A-F]{2}> <([0-9A-F]{4})>", told)}
    letters = {letter for words in WORDS[tag] for letter in words if letter.isalpha()}
    assert (letters <= held) == (tag not in FROM_RIGHT)
    # The Latin ones stay.
    assert set("Zoë Ağaoğlu") <= held


def test_the_route_goes_from_the_right_too() -> None:
    there, back = (route_strip(ROUTE, 3, language) for language in (DUTCH, FORMS["ar"].language))
    assert back.width == there.width
    assert [station.mark for station in back.stations] == [station.mark for station in reversed(there.stations)]
    assert [station.x for station in back.stations] == sorted(station.x for station in back.stations)
    assert there.before is not None
    assert back.before is not None
    assert back.before.x > back.stations[-1].x
    assert there.before.x < there.stations[0].x


def test_a_word_file_from_the_right_says_so_of_letters_and_lines() -> None:
    form = FORMS["ar"]
    with zipfile.ZipFile(io.BytesIO(render_word(form, stamp(form)))) as archive:
        styles, document, foot = (
            archive.read(f"word/{name}.xml").decode() for name in ("styles", "document", "footer1")
        )
    assert "<w:rtl/><w:lang" in styles
    # Bold and size of letters from the right are other properties.
    assert '<w:b/><w:bCs/><w:sz w:val="40"/><w:szCs w:val="40"/>' in styles
    assert "<w:b/><w:bCs/>" in document
    # What is Dutch is read from the left, and says once that it is Dutch.
    assert document.count('<w:rtl w:val="0"/><w:lang w:val="nl-NL"/></w:rPr>') == document.count("<w:lang ")
    assert '<w:bidi w:val="0"/><w:jc w:val="right"/>' in document
    assert "<w:lang " in foot
    assert foot.count('<w:bidi w:val="0"/>') == foot.count("<w:p>")


def test_the_sheets_of_a_workbook_begin_at_the_right_where_the_language_does() -> None:
    for tag, form in FORMS.items():
        with zipfile.ZipFile(io.BytesIO(render_workbook(form, stamp(form).toolbox))) as archive:
            sheet = archive.read("xl/worksheets/sheet1.xml").decode()
        assert ('rightToLeft="1"' in sheet) == (tag in FROM_RIGHT)


def test_letters_of_a_script_can_be_drawn_in_its_languages_alone() -> None:
    assert undrawable("Жب") == "Жب"
    assert undrawable("Жب", "Cyrl") == "ب"
    assert undrawable("Жب", "Arab") == "Ж"
    # For Persian, Kurdish, Pashto and Urdu too.
    assert undrawable("پچژگکی ڕڵۆێە ټډړږښڼې ٹڈڑںہھے", "Arab") == ""
    assert undrawable("中", "Hans") == "中"


def test_the_licences_of_a_font_come_along_where_it_does() -> None:
    for script, font in SCRIPT_FONTS.items():
        for package, _ in font.licences:
            assert f"\n{package}: letters voor een taal" in notices([script])
            assert package not in notices()


def test_a_language_without_a_title_for_a_part_keeps_its_side() -> None:
    """Half translated, with a table of which the Dutch stands in it."""
    form = FORMS["ar"]
    assert form.translation is not None
    half = replace(form, translation=replace(form.translation, untranslated=("naam", "taken_lijst")))
    paper, _ = single.render_format(half, stamp(half), ROUTE)
    with pikepdf.open(io.BytesIO(paper)) as pdf:
        dutch = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and one.get("/Lang") == "nl-NL"]
    assert len(dutch) > 5
