"""A page that is a presentation too: its slides, as a PowerPoint file and on paper."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from functools import cache
from pathlib import Path

import outloud
import pypdfium2
import pytest
from pptx import Presentation

from boxes import IMPRINT, ROOT, source_of
from paperfaults import NOT_A_FAULT, NOT_A_FAULT_IN_THE_BOOK
from papers import listening, squeeze
from patience import PATIENCE
from toolbox.core.edition import Stamp
from toolbox.shapes.office.slides import render_slides
from toolbox.shapes.paper.handout import render_handout
from toolbox.source.deck import Deck, Slide, deck_of, slides_of

# What one worker drew serves all.
pytestmark = pytest.mark.xdist_group("slides")

BOX = source_of(ROOT).toolbox
STAMP = Stamp("", "2026-11-23", "1a2b3c4", "https://toolbox.example/bijlagen/1.1.2/", IMPRINT)


@cache
def deck() -> Deck:
    page = BOX.page("1.1.2")
    assert page
    return deck_of(page, BOX)


@cache
def shown() -> bytes:
    return render_slides(deck(), STAMP)


def test_headings_lists_and_text_become_slides() -> None:
    before, after = "<p>Vooraf</p><h2>Dia’s</h2><p>Zo</p>", "<h2>Slot</h2><p>x</p>"
    text = f"{before}<h3>Een</h3><ul><li>a <b>b</b></li></ul><p>Zeg dit.</p>{after}"
    assert list(slides_of(text)) == [Slide("Een", ("a b",), ("Zeg dit.",))]


def test_the_deck_follows_the_text() -> None:
    """A word changed on the page, and a station renamed, are changed on the slides."""
    page = BOX.page("1.1.2")
    assert page
    assert [slide.title for slide in deck().slides][1:] == [
        heading.text for heading in page.body.headings if heading.level == 3
    ]
    assert deck().slides[0].stations == tuple(box.text for box in BOX.diagram("route").boxes)


def test_it_has_the_size_of_a_talk_and_names_its_sources() -> None:
    assert 12 <= len(deck().slides) + 1 <= 15
    assert deck().is_concept
    for slide in deck().slides[1:]:
        assert slide.points, slide.title
        assert re.match(r"Bron: .+\.$", slide.notes[-1]), slide.title


def test_every_slide_has_a_title_notes_and_fields_to_fill_in() -> None:
    slides = list(Presentation(io.BytesIO(shown())).slides)
    assert [slide.shapes.title.text for slide in slides] == [deck().title, *(slide.title for slide in deck().slides)]
    for slide in slides:
        kinds = {shape.element.ph.get("type"): shape.text_frame.text for shape in slide.placeholders}
        assert kinds["dt"] == "[datum]"
        assert kinds["ftr"] == "Concept van de redactie – [naam van de school]"
        assert "sldNum" in kinds
        assert slide.notes_slide.notes_text_frame.text
        # Read in this order: the title first, what can be filled in last.
        assert slide.shapes[0].shape_id == slide.shapes.title.shape_id
        ids = [shape.shape_id for shape in slide.shapes]
        assert ids == sorted(set(ids))
    (drawn,) = (slide for slide in slides if slide.shapes.title.text == BOX.diagram("route").title)
    stations = [shape for shape in drawn.shapes if shape.name.startswith("Station")]
    assert len(stations) == len(BOX.diagram("route").boxes)
    arrows = [shape for shape in drawn.shapes if shape.name == "Pijl"]
    assert {shape.element._nvXxPr.cNvPr.get("descr") for shape in arrows} == {"Daarna"}


def test_all_text_is_dutch_and_nothing_holds_a_clock() -> None:
    assert render_slides(deck(), STAMP) == shown()
    with zipfile.ZipFile(io.BytesIO(shown())) as archive:
        dates = {info.date_time for info in archive.infolist()}
        parts = {name: archive.read(name).decode("utf-8", "replace") for name in archive.namelist()}
    assert len(dates) == 1
    assert "2026-11-23T00:00:00Z" in parts["docProps/core.xml"]
    for name, text in parts.items():
        if re.match(r"ppt/(slides|notesSlides|slideLayouts|slideMasters)/[^/]+\.xml", name):
            assert set(re.findall(r'lang="([^"]*)"', text)) <= {"nl-NL"}, name
        assert "bin" not in name.rsplit(".")[-1]


def test_on_paper_it_says_all_and_is_accessible(tmp_path: Path) -> None:
    data, log = listening(lambda: render_handout(deck(), STAMP))
    assert log == []
    (tmp_path / "deck.pdf").write_bytes(data)
    found = outloud.check(str(tmp_path / "deck.pdf")).findings
    # As in the book: the bullets of a list are painted after its text.
    skipped = {*NOT_A_FAULT, *NOT_A_FAULT_IN_THE_BOOK.keys() & {"ORD-001"}}
    assert [finding for finding in found if finding.rule not in skipped] == []
    document = pypdfium2.PdfDocument(data)
    assert len(document) == -(-(len(deck().slides) + 1) // 2)
    text = squeeze("".join(page.get_textpage().get_text_range() for page in document))
    document.close()
    for slide in deck().slides:
        for piece in (slide.title, *slide.points, *slide.notes, *slide.stations):
            assert squeeze(piece) in text, piece
    assert squeeze("Dit is een concept van de redactie.") in text


@pytest.mark.xdist_group("libreoffice")
def test_libreoffice_shows_every_slide(tmp_path: Path) -> None:
    (tmp_path / "deck.pptx").write_bytes(shown())
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), "deck.pptx"]
    subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE, cwd=tmp_path)
    document = pypdfium2.PdfDocument((tmp_path / "deck.pdf").read_bytes())
    pages = [squeeze(page.get_textpage().get_text_range()) for page in document]
    document.close()
    assert len(pages) == len(deck().slides) + 1
    for slide, page in zip(deck().slides, pages[1:], strict=True):
        assert all(squeeze(piece) in page for piece in (slide.title, *slide.points, *slide.stations)), slide.title
