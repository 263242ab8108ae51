"""A concept says what it is in each shape, and each of its questions where it comes from; no other format does."""

from __future__ import annotations

import io
import json
import zipfile

import openpyxl
import pytest

from boxes import IMPRINT, ROOT, source_of
from papers import FORMATS, fillable, format_paper, squeeze, stamp
from toolbox.core.form import Format
from toolbox.forms import datapackage
from toolbox.forms.concept import NOTE, source_words
from toolbox.shapes.office.word import render_word
from toolbox.shapes.office.workbook import render_workbook
from toolbox.site.form.form import FormView

# What a fixture makes for one test serves the next: another worker would make it again.
pytestmark = pytest.mark.xdist_group("paper")

CONCEPT, FINISHED = "5.5", "5.3.2"
BOX = source_of(ROOT).toolbox


def document_xml(form: Format) -> str:
    with zipfile.ZipFile(io.BytesIO(render_word(form, stamp(form)))) as archive:
        return archive.read("word/document.xml").decode()


def sources(form: Format) -> list[str]:
    return [source_words(question.source) for question in form.questions]


@pytest.mark.slow
def test_on_paper_and_in_the_fillable_pdf() -> None:
    for paper in (format_paper(CONCEPT), fillable(CONCEPT)):
        assert squeeze(NOTE) in paper.squeezed
        assert [source for source in sources(FORMATS[CONCEPT]) if squeeze(source) not in paper.squeezed] == []
    assert squeeze(NOTE) not in format_paper(FINISHED).squeezed


def test_in_word() -> None:
    text = document_xml(FORMATS[CONCEPT])
    assert NOTE in text
    assert [source for source in sources(FORMATS[CONCEPT]) if source not in text] == []
    assert "Concept" not in document_xml(FORMATS[FINISHED])


def test_in_the_workbook() -> None:
    book = openpyxl.load_workbook(io.BytesIO(render_workbook(FORMATS[CONCEPT], IMPRINT)))
    sheet = book.worksheets[0]
    assert sheet["A1"].value == "Formulier (concept)"
    assert sheet["A1"].comment.text == NOTE
    assert sheet.oddHeader is not None
    assert sheet.oddHeader.center.text == "Formulier (concept)"
    hints = " ".join(str(rule.prompt) for rule in sheet.data_validations.dataValidation)
    assert "Bron: 5.4, Uiting geven aan wie je bent." in hints
    plain = openpyxl.load_workbook(io.BytesIO(render_workbook(FORMATS[FINISHED], IMPRINT))).worksheets[0]
    assert plain["A1"].value == "Formulier"


def test_in_the_data_package() -> None:
    package = datapackage.descriptor(FORMATS[CONCEPT])
    assert package["status"] == "concept"
    assert all(field["source"] for field in package["resources"][0]["schema"]["fields"])
    assert "status" not in datapackage.descriptor(FORMATS[FINISHED])


def test_on_the_page_to_fill_in() -> None:
    assert json.loads(FormView.of(FORMATS[CONCEPT], "merk").definition)["concept"] == NOTE
    assert json.loads(FormView.of(FORMATS[FINISHED], "merk").definition)["concept"] == ""
