"""Fill in a generated format in every shape that can be filled in, read it back: what was filled in, and nothing else.

One expectation for all shapes, made from the definition and the answers; each shape is filled in by other means than
the project's own: PDFium, Word's XML, a browser, openpyxl and csv.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser

import pdfium_fill
from boxes import IMPRINT
from examples import examples
from generated import answers, formats
from makers import Makers, definition, loaded, same_in_browser
from papers import ROUTE, stamp
from readers import read_page, read_pdf, read_word, read_workbook
from toolbox.core.form import Format, Question, QuestionType, Table
from toolbox.forms import datapackage
from toolbox.forms.answers import Answers
from toolbox.forms.dates import iso_date
from toolbox.forms.slots import slots
from toolbox.reading.accounted import account
from toolbox.reading.data import read_package
from toolbox.reading.placing import place
from toolbox.shapes.office.word import render_word
from toolbox.shapes.office.workbook import render_workbook
from toolbox.shapes.paper import single
from wordfiles import answer as answer_in_word
from wordfiles import body, controls, with_body

many = settings(max_examples=examples(25), suppress_health_check=list(HealthCheck))
Given = Mapping[str, object]


@st.composite
def filled_formats(draw: Any) -> tuple[Format, Given]:
    form = draw(formats())
    return form, draw(answers(form))


def data_value(question: Question, name: str, given_in: Given) -> str:
    """The answer as data has it, '' when open; `name` is that of the slot, without a list's choice."""
    if question.type is QuestionType.LIST:
        return ",".join(choice.value for choice in question.choices if f"{name}.{choice.value}" in given_in)
    value = given_in.get(name, "")
    if value is True:
        return "true"
    return iso_date(str(value)) if question.type is QuestionType.DATE else str(value)


def data_rows(table: Table, given_in: Given) -> Iterator[tuple[str, ...]]:
    """Every row of the form with what was filled in."""
    for number in range(len(table.rows) + table.empty_rows):
        own = number >= len(table.rows)
        cells = []
        for index, column in enumerate(table.columns):
            filled = column.name != table.group_by and (own or not column.given)
            printed = "" if own else table.rows[number][index]
            name = f"{table.name}.{number + 1}.{column.name}"
            cells.append(data_value(column, name, given_in) if filled else printed)
        yield tuple(cells)


def expected(form: Format, given_in: Given) -> Answers:
    values = {question.name: data_value(question, question.name, given_in) for question in form.questions}
    rows = {}
    for table in form.tables:
        kept = [
            row
            for number, row in enumerate(data_rows(table, given_in))
            if any(row) or (number < len(table.rows) and any(column.given for column in table.columns))
        ]
        if kept:
            rows[table.name] = tuple(kept)
    return Answers({name: value for name, value in values.items() if value}, rows)


def check(found: Any, form: Format, given_in: Given) -> None:
    placed = account(place(found, form), found, form, IMPRINT, (ROUTE,))
    assert (found.name, found.version) == (form.name, form.version)
    assert placed.unplaced == ()
    assert placed.answers == expected(form, given_in)


@pytest.fixture(scope="module")
def makers(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Makers]:
    with loaded(browser, tmp_path_factory.mktemp("makers")) as made:
        yield made


def test_fillable_pdf(makers: Makers) -> None:
    """Read by `toolbox read` and by the form page."""

    @many
    @given(filled_formats())
    def check_all(case: tuple[Format, Given]) -> None:
        form, given_in = case
        density = single.lay_out_format(form, stamp(form), ROUTE).density
        blank = single.render_fillable(form, stamp(form), ROUTE, density)
        filled = pdfium_fill.fill(blank, given_in)
        found = read_pdf(filled, "x.pdf")
        check(found, form, given_in)
        same_in_browser(makers, "readPdf", filled, found)

    check_all()


def test_word(makers: Makers) -> None:
    """Read by `toolbox read` and by the form page."""

    @many
    @given(filled_formats())
    def check_all(case: tuple[Format, Given]) -> None:
        form, given_in = case
        data = render_word(form, stamp(form))
        root = body(data)
        named = controls(root)
        for slot in slots(form):
            if slot.name in given_in:
                value = given_in[slot.name]
                answer_in_word(named[slot.name], slot, "true" if value is True else str(value))
        filled = with_body(data, root)
        found = read_word(filled, "x.docx")
        check(found, form, given_in)
        same_in_browser(makers, "readWord", filled, found)

    check_all()


@many
@given(filled_formats())
def test_workbook(case: tuple[Format, Given]) -> None:
    form, given_in = case
    book = openpyxl.load_workbook(io.BytesIO(render_workbook(form, IMPRINT)))
    by_name = {str(sheet["A2"].value).partition(":")[2]: sheet for sheet in book if sheet["A2"].value}
    columns = {name: [cell.value for cell in sheet[2]] for name, sheet in by_name.items()}
    for name, value in given_in.items():
        table, number, column = name.split(".")[:3] if name.count(".") > 1 else ("antwoorden", "1", name.split(".")[0])
        choice = name.split(".")[-1] if name.count(".") in (1, 3) else ""
        sheet = by_name[table]
        at = columns[table].index(f"{column}.{choice}" if choice else column) + 1
        cell = sheet.cell(int(number) + 2, at, "ja" if value is True else str(value))
        cell.data_type = "s"
    buffer = io.BytesIO()
    book.save(buffer)
    found = read_workbook(buffer.getvalue(), "x.xlsx")
    if not found:
        assert expected(form, given_in) == Answers()
        return
    check(found[0], form, given_in)


@many
@given(filled_formats())
def test_data_package(case: tuple[Format, Given]) -> None:
    form, given_in = case
    files = {}
    with zipfile.ZipFile(io.BytesIO(datapackage.data_zip(form))) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}

    def write(name: str, header: list[str], rows: list[tuple[str, ...]]) -> None:
        text = io.StringIO()
        csv.writer(text).writerows([header, *rows])
        files[f"{name}.csv"] = text.getvalue().encode()

    if form.questions:
        row = tuple(data_value(question, question.name, given_in) for question in form.questions)
        write("antwoorden", [question.name for question in form.questions], [row])
    for table in form.tables:
        write(table.name, [column.name for column in table.columns], list(data_rows(table, given_in)))
    found = read_package(datapackage.zip_bytes(files.items()), "x.zip")
    check(found[0], form, given_in)


def test_saved_page_and_what_the_form_page_makes_of_it(makers: Makers) -> None:
    @many
    @given(filled_formats())
    def check_all(case: tuple[Format, Given]) -> None:
        form, given_in = case
        typed = {
            "values": {q.name: data_value(q, q.name, given_in) for q in form.questions},
            "rows": {
                table.name: [
                    dict(zip((column.name for column in table.columns), row, strict=True))
                    for row in data_rows(table, given_in)
                ]
                for table in form.tables
            },
        }
        page = makers.call("savedPage", definition(form), typed)
        check(read_page(page.encode(), "x.html"), form, given_in)

    check_all()
    assert makers.errors == []
