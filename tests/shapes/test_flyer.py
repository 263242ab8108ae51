"""A format that is folded: A4 lying, folded to A5, and a picture of it for a telephone."""

from __future__ import annotations

import io

import pypdfium2
import pytest
from PIL import Image

from papers import FORMATS, fillable, format_paper, squeeze, stamp
from toolbox.shapes.paper.single import render_phone
from toolbox.shapes.preview import PHONE_WIDTH, phone_picture

# What one worker drew serves all.
pytestmark = pytest.mark.xdist_group("paper")

FLYER = FORMATS["2.3"]
A4, MARGIN = (297, 210), 12  # mm
MM = 72 / 25.4  # points


def halves(data: bytes) -> list[tuple[str, str]]:
    """The text on the left and the right half of each page."""
    document = pypdfium2.PdfDocument(data)
    found = []
    for page in document:
        width, height = page.get_size()
        text = page.get_textpage()
        sides = ((0, 0, width / 2, height), (width / 2, 0, width, height))
        found.append(tuple(squeeze(text.get_text_bounded(*side)) for side in sides))
    document.close()
    return [(left, right) for left, right in found]


def test_it_folds_to_a_front_a_back_and_two_pages_inside() -> None:
    (back, front), inside = halves(format_paper("2.3").data)
    first, what, how, contact = FLYER.sections
    assert squeeze(first.title) in front
    assert squeeze(contact.title) in back
    assert all(squeeze(question.title) in back for question in FLYER.questions)
    assert all(squeeze(section.title) in half for section, half in zip((what, how), inside, strict=True))
    assert squeeze("Concept van de redactie") in back


def test_nothing_stands_in_the_fold_or_at_the_edge() -> None:
    for paper in (format_paper("2.3"), fillable("2.3")):
        for *things, page in paper.drawn:
            assert page[2:] == pytest.approx(A4, abs=0.5)
            for left, bottom, right, top in things:
                assert min(left, bottom, A4[0] - right, A4[1] - top) > MARGIN
                assert right < A4[0] / 2 - MARGIN or left > A4[0] / 2 + MARGIN


def test_the_front_is_read_first_and_the_fields_are_those_of_the_school() -> None:
    text = format_paper("2.3").texts[0]
    assert text.index(FLYER.sections[0].title) < text.index(FLYER.sections[-1].title)
    assert {question.name for question in FLYER.questions} == {"bij_wie", "waar", "telefoon", "email", "aanmelden"}


def test_the_picture_fits_a_telephone_and_says_nothing_that_is_filled_in() -> None:
    paper = render_phone(FLYER, stamp(FLYER))
    picture = Image.open(io.BytesIO(phone_picture(paper)))
    assert picture.width == PHONE_WIDTH
    assert picture.height / picture.width == pytest.approx(16 / 9, abs=0.01)
    document = pypdfium2.PdfDocument(paper)
    assert len(document) == 1
    text = squeeze(document[0].get_textpage().get_text_range())
    document.close()
    assert all(squeeze(section.title) in text for section in FLYER.sections[:-1])
    assert squeeze(FLYER.sections[-1].title) not in text
    assert "concept" in text
