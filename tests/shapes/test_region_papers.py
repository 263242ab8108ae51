"""What a region hands out says whose it is: its name, its logo, whom to ask, and of which version it is."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import outloud
import pikepdf
import pypdfium2
import pytest
from lxml import etree

from boxes import ROOT, source_of
from paperfaults import NOT_A_FAULT
from papers import MM, ROUTE, Paper, squeeze, stamp
from toolbox.build.images import LOGO_WIDTH
from toolbox.core.edition import Logo, Stamp
from toolbox.core.method import Imprint
from toolbox.shapes import drawing
from toolbox.shapes.office.word import render_word
from toolbox.shapes.office.workbook import render_workbook
from toolbox.shapes.paper import single
from toolbox.shapes.paper.book import draw_part
from toolbox.shapes.paper.chapters import Binder
from toolbox.shapes.paper.parts import LOGO_IMAGE, parts
from toolbox.source.images import redraw

pytestmark = pytest.mark.xdist_group("papers")

SOURCE = source_of(ROOT)
OWN = next(one for one in SOURCE.overlaid if one.badge.slug == "voorbeeldregio")
FORM = next(form for form in OWN.forms if form.number == "5.3.2")
NAME = f"{SOURCE.toolbox.method.name}, editie Voorbeeldregio"
LOGO = Logo("Voorbeeldregio", redraw((ROOT / OWN.badge.logo).read_bytes(), LOGO_WIDTH))
STAMP: Stamp = replace(
    stamp(FORM), toolbox=Imprint(NAME, "toolbox"), contact="regio@voorbeeld.nl", behind=True, logo=LOGO
)
SAID = (f"{NAME}. Versie 1.0.1+voorbeeldregio", "Vragen: regio@voorbeeld.nl", "Er is een nieuwere gezamenlijke versie.")


def described(data: bytes) -> list[str]:
    """What the pictures of a paper are said to be."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        found = (item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and "/Alt" in item)
        return [str(item.Alt) for item in found if item.get("/S") == "/Figure"]


def test_a_paper_shows_it_and_is_as_accessible(tmp_path: Path) -> None:
    data = single.render_format(FORM, STAMP, ROUTE)[0]
    text = Paper(data, []).squeezed
    assert all(squeeze(part) in text for said in SAID for part in said.split(". "))
    assert "Logo van Voorbeeldregio" in described(data)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        # PDF/A-2, clause 6.2.8.
        images = [item for item in pdf.objects if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Image"]
        assert [image.get("/Interpolate", False) for image in images] == [False]
    file = tmp_path / "paper.pdf"
    file.write_bytes(data)
    assert [found for found in outloud.check(str(file)).findings if found.rule not in NOT_A_FAULT] == []


@pytest.mark.parametrize("word", ["W" * 24, "w" * 60, f"{'W' * 24}-" * 3 + "w", f"1-{'0' * 40}"])
def test_no_word_of_what_it_is_for_runs_off_the_paper(word: str) -> None:
    """Beside a number and a logo; of whatever letters and length, with a hyphen or without."""
    form = replace(FORM, description=f"Dit is voor {word} en anderen. {word} {word}")
    with pypdfium2.PdfDocument(single.render_blank(form, STAMP, ROUTE)[0]) as pdf:
        page = pdf[0]
        text = page.get_textpage()
        right = max(text.get_charbox(index)[2] for index in range(text.count_chars()))
        assert right < page.get_width() - 15 * MM
        assert squeeze(text.get_text_range()).count(squeeze(word)) == 3


def test_the_cover_of_the_book_shows_it() -> None:
    badged = OWN.toolbox
    binder = Binder(badged, {form.number: stamp(form) for form in badged.formats}, ROUTE, drawing.draw, "")
    cover = next(iter(parts(binder, STAMP)))
    data, _ = draw_part(cover, {LOGO_IMAGE: LOGO.data}, None, {})
    assert "Logo van Voorbeeldregio" in described(data)
    text = Paper(data, []).squeezed
    assert all(
        squeeze(words) in text for words in (SOURCE.toolbox.method.name, "Editie Voorbeeldregio", "Voorbeeldschool")
    )


def parsed(data: bytes, name: str) -> Any:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read(name))


def test_a_word_file_has_it_above_and_below_each_page() -> None:
    data = render_word(FORM, STAMP)
    (picture,) = parsed(data, "word/header1.xml").findall(".//{*}docPr")
    assert picture.get("descr") == "Logo van Voorbeeldregio"
    foot = "".join(parsed(data, "word/footer1.xml").itertext())
    assert all(said in foot for said in SAID)
    assert data == render_word(FORM, STAMP)


def test_a_workbook_is_printed_with_it() -> None:
    book = openpyxl.load_workbook(io.BytesIO(render_workbook(FORM, STAMP.toolbox, STAMP.lines)))
    footer = book.worksheets[0].oddFooter
    assert footer is not None
    foot = str(footer.left.text)
    assert all(said in foot for said in SAID)
    assert book.properties.creator == NAME
