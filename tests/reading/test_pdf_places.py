"""PDFs that came back without fields, and several forms in one: read by their places, each apart."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import pymupdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import pdfium_fill
from boxes import IMPRINT, ROOT, source_of
from examples import examples
from filled import answer, fill_in
from joinedpdf import joined_by_mupdf, joined_by_pikepdf
from toolbox.core.edition import Stamp
from toolbox.core.form import Question, QuestionType
from toolbox.core.model import Toolbox
from toolbox.reading.pdfmerged import take_apart
from toolbox.reading.refusal import Refusal
from toolbox.reading.run import Form, Read, read_one
from toolbox.shapes.paper import single

TOOLBOX = source_of(ROOT).toolbox
FORMATS = {form.number: form for form in TOOLBOX.formats}
A4 = {"width": 595, "height": 842}
TOKEN = "ZQ7"


@cache
def blank(number: str) -> bytes:
    form, route = FORMATS[number], TOOLBOX.diagram("route")
    address = f"https://toolbox.example/bijlagen/{number}/"
    stamp = Stamp(form.version, "2026-11-23", "1a2b3c4", address, IMPRINT)
    return single.render_fillable(form, stamp, route, single.lay_out_format(form, stamp, route).density)


def typed(question: Question, number: int) -> object:
    free = question.type is QuestionType.TEXT and not question.choices
    return f"Anna {number}" if free else answer(question, number)


@cache
def filled(number: str) -> bytes:
    return pdfium_fill.fill(blank(number), dict(fill_in(FORMATS[number], typed).fields()))


@cache
def other(number: str) -> bytes:
    return pdfium_fill.fill(blank(number), {"naam": "Bram", "leefgebieden_lijst.2.probleem": True})


@cache
def flattened(data: bytes) -> bytes:
    with pymupdf.open(stream=data) as document:
        document.bake()
        return bytes(document.tobytes())


def printed(data: bytes, scale: float = 0.95, x: float = 15, y: float = 20) -> bytes:
    """As a printer's program makes a PDF of a PDF: smaller, moved, and nothing in it but what is to be seen."""
    with pymupdf.open(stream=flattened(data)) as source, pymupdf.open() as target:
        for page in source:
            box = pymupdf.Rect(x, y, x + A4["width"] * scale, y + A4["height"] * scale)
            target.new_page(**A4).show_pdf_page(box, source, page.number)
        return bytes(target.tobytes())


def read(tmp_path: Path, data: bytes, box: Toolbox = TOOLBOX) -> Read:
    (tmp_path / "x.pdf").write_bytes(data)
    return read_one(tmp_path / "x.pdf", box)


def forms(tmp_path: Path, data: bytes) -> tuple[Form, ...]:
    result = read(tmp_path, data)
    assert result.refusal is None
    return result.forms


@pytest.mark.parametrize("number", ["2.2.2", "1.4"])
@pytest.mark.parametrize("change", [flattened, printed])
def test_every_answer_is_read_by_its_place(number: str, change: Callable[[bytes], bytes], tmp_path: Path) -> None:
    (whole,), (bare,) = forms(tmp_path, filled(number)), forms(tmp_path, change(filled(number)))
    assert bare.placed.answers == whole.placed.answers
    assert bare.placed.unplaced == ()
    assert "filled-by-places" in [note.code for note in bare.placed.notes]
    assert bare.needs_a_look


def test_a_long_text_flows_on(tmp_path: Path) -> None:
    text = "Gaat goed. " * 12 + "\nMaar rekenen niet."
    data = pdfium_fill.fill(blank("2.2.2"), {"studievoortgang": text})
    (form,) = forms(tmp_path, flattened(data))
    assert form.placed.answers.values["studievoortgang"] == " \n".join(text.split(" \n")).replace(" \n", "\n")


def test_what_is_typed_on_a_paper_without_fields_is_told(tmp_path: Path) -> None:
    with pymupdf.open(stream=flattened(blank("2.2.2"))) as document:
        document[0].insert_text((300, 14), TOKEN)
        data = bytes(document.tobytes())
    (form,) = forms(tmp_path, data)
    assert [item.value for item in form.placed.unplaced] == [TOKEN]


@settings(max_examples=examples(12), deadline=None)
@given(page=st.integers(0, 3), x=st.integers(20, 520), y=st.integers(20, 820))
def test_what_is_typed_anywhere_is_told(page: int, x: int, y: int, tmp_path_factory: Any) -> None:
    with pymupdf.open(stream=flattened(filled("2.2.2"))) as document:
        document[page].insert_text((x, y), TOKEN)
        data = bytes(document.tobytes())
    (form,) = forms(tmp_path_factory.mktemp("typed"), data)
    cells = [cell for rows in form.placed.answers.rows.values() for row in rows for cell in row]
    said = "".join([*form.placed.answers.values.values(), *cells, *(item.value for item in form.placed.unplaced)])
    # Between other letters, its own may stand apart.
    assert all(said.count(letter) for letter in "ZQ7")


def test_a_page_of_somebodys_own_is_listed(tmp_path: Path) -> None:
    with pymupdf.open(stream=flattened(filled("1.4"))) as document:
        document.new_page(**A4).insert_text((60, 60), "Beste meneer")
        data = bytes(document.tobytes())
    (form,) = forms(tmp_path, data)
    assert [item.value for item in form.placed.unplaced] == ["Beste meneer"]


def test_a_letter_is_no_form_and_a_paper_without_answers_is_blank(tmp_path: Path) -> None:
    with pymupdf.open() as document:
        document.new_page(**A4).insert_text((60, 60), "Beste meneer")
        refusal = read(tmp_path, bytes(document.tobytes())).refusal
    assert refusal is not None
    assert refusal.code == "file-without-fields"
    (form,) = forms(tmp_path, printed(blank("2.2.2")))
    assert form.is_blank


def test_pages_that_lie_otherwise_than_the_form_are_listed(tmp_path: Path) -> None:
    """Laid out anew: the same words, elsewhere."""
    with pymupdf.open(stream=flattened(blank("2.2.2"))) as source, pymupdf.open() as target:
        for page in source:
            new = target.new_page(**A4)
            for number, (*_, word, _, _, _) in enumerate(page.get_text("words")):
                new.insert_text((30 + 90 * (number % 6), 30 + 11 * (number // 6)), word, fontsize=8)
        target[0].insert_text((300, 700), TOKEN)
        data = bytes(target.tobytes())
    (form,) = forms(tmp_path, data)
    assert not form.placed.answers.values
    assert TOKEN in " ".join(item.value for item in form.placed.unplaced)


def test_a_page_with_too_few_words_to_lay_it_by_is_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("toolbox.reading.pdfplaces.ANCHORS", 10_000)
    (form,) = forms(tmp_path, flattened(other("2.2.2")))
    assert not form.placed.answers.values
    assert "Bram" in {item.value for item in form.placed.unplaced}


def test_where_no_paper_can_be_made_all_is_listed(tmp_path: Path) -> None:
    (form,) = read(tmp_path, flattened(filled("2.2.2")), replace(TOOLBOX, diagrams=())).forms
    assert not form.placed.answers.values
    assert "Anna 0" in " ".join(item.value for item in form.placed.unplaced)


# Several forms in one file


def joined_flat(one: bytes, two: bytes) -> bytes:
    return joined_by_mupdf(flattened(one), flattened(two))


def joined_and_printed(one: bytes, two: bytes) -> bytes:
    return printed(joined_flat(one, two))


joins = [joined_by_pikepdf, joined_by_mupdf, joined_flat, joined_and_printed]


@pytest.mark.filterwarnings("ignore:Copying pages", "ignore:This document has .* form widget")
@pytest.mark.parametrize("join", joins)
def test_two_forms_in_one_file_are_read_apart(join: Callable[[bytes, bytes], bytes], tmp_path: Path) -> None:
    one, two = forms(tmp_path, join(filled("2.2.2"), other("2.2.2")))
    (whole,), (second,) = forms(tmp_path, filled("2.2.2")), forms(tmp_path, other("2.2.2"))
    assert one.placed.answers == whole.placed.answers
    assert two.placed.answers == second.placed.answers
    assert (one.placed.unplaced, two.placed.unplaced) == ((), ())


def off_its_pages(data: bytes, name: str) -> bytes:
    """The fields of this name without their places: programs that take a page out can leave them so."""
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            page.obj.Annots = pikepdf.Array([note for note in page.obj.Annots if str(note.get("/T", "")) != name])
        pdf.save(buffer)
    return buffer.getvalue()


@pytest.mark.filterwarnings("ignore:Copying pages", "ignore:This document has .* form widget")
def test_what_stands_on_no_page_of_several_forms_is_listed_and_nobodys_answer(tmp_path: Path) -> None:
    """A question, and cells of a table: the file does not say in which of the two forms they were filled in."""
    expected = {
        "2.2.2": {"naam (op geen bladzijde)": "Anna 0"},
        "1.4": {f"sociale_kaart.{row}.organisatie (op geen bladzijde)": f"Anna {row - 1}" for row in (10, 11, 12)},
    }
    for number, taken in (("2.2.2", "naam"), ("1.4", "organisatie")):
        first, second = forms(tmp_path, joined_by_pikepdf(off_its_pages(filled(number), taken), other("2.2.2")))
        assert {item.name: item.value for item in first.placed.unplaced} == expected[number]
        assert "naam" not in first.placed.answers.values
        assert second.placed.answers.values["naam"] == "Bram"
        assert second.placed.unplaced == ()


@pytest.mark.filterwarnings("ignore:Copying pages", "ignore:This document has .* form widget")
def test_forms_of_two_formats_in_one_file_are_read_apart(tmp_path: Path) -> None:
    for join in (joined_by_pikepdf, joined_by_mupdf):
        read_forms = forms(tmp_path, join(filled("2.2.2"), filled("1.4")))
        assert [form.number for form in read_forms] == ["2.2.2", "1.4"]
        assert all(form.placed.unplaced == () for form in read_forms)


def test_forms_that_share_their_fields_are_refused(tmp_path: Path) -> None:
    """As programs do that keep one field for two of the same name."""
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(filled("2.2.2"))) as pdf:
        for page in list(pdf.pages):
            pdf.pages.append(page)
        for page in list(pdf.pages)[len(pdf.pages) // 2 :]:
            page.obj.Annots = pikepdf.Array(list(page.obj.Annots))
        pdf.save(buffer)
    with pytest.raises(Refusal, match="file-merged"):
        take_apart(buffer.getvalue())
    refusal = read(tmp_path, buffer.getvalue()).refusal
    assert refusal is not None
    assert refusal.code == "file-merged"


def test_a_form_of_somebody_else_behind_it_is_listed(tmp_path: Path) -> None:
    """Of another organisation, and after it a letter."""
    with pymupdf.open(stream=other("2.2.2")) as document:
        page = document.new_page(**A4)
        field = pymupdf.Widget()
        field.field_name, field.field_type, field.rect = (
            "iban",
            pymupdf.PDF_WIDGET_TYPE_TEXT,
            pymupdf.Rect(50, 50, 200, 70),
        )
        field.field_value = TOKEN
        page.add_widget(field)
        document.new_page(**A4).insert_text((60, 60), "Beste meneer")
        data = bytes(document.tobytes())
    one, two = forms(tmp_path, data)
    assert one.placed.answers.values["naam"] == "Bram"
    assert {"Beste meneer", TOKEN} <= {item.value for item in two.placed.unplaced}


@pytest.mark.filterwarnings("ignore:Copying pages", "ignore:This document has .* form widget")
def test_more_forms_than_anybody_joins_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("toolbox.reading.pdfmerged.MAX_PARTS", 1)
    with pytest.raises(Refusal, match="file-bomb"):
        take_apart(joined_by_pikepdf(filled("2.2.2"), other("2.2.2")))


def test_two_fields_of_one_name_lose_nothing(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(other("2.2.2"))) as pdf:
        twin = next(field for field in pdf.Root.AcroForm.Fields if str(field.T) == "naam")
        copy = pikepdf.Dictionary(FT=twin.FT, T=twin.T, V=pikepdf.String("Carla"))
        pdf.Root.AcroForm.Fields.append(pdf.make_indirect(copy))
        pdf.save(buffer)
    (form,) = forms(tmp_path, buffer.getvalue())
    assert form.placed.answers.values["naam"] == "Bram"
    assert [item.value for item in form.placed.unplaced] == ["Carla"]
    assert re.fullmatch("naam.?", form.placed.unplaced[0].name)
