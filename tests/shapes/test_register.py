"""What all formats ask, as a record that an organisation completes: what the definitions say, and no more."""

from __future__ import annotations

import io

import openpyxl

from boxes import IMPRINT, ROOT, source_of
from toolbox.core.edition import Stamp
from toolbox.shapes.office.register import FIRST, HEADINGS, KNOWN, OPEN, asked_in, render_register

BOX = source_of(ROOT).toolbox
STAMP = Stamp("", "2026-11-23", "1a2b3c4", "https://toolbox.example/", IMPRINT)
DATA = render_register(BOX, STAMP)
ROWS = [row for form in BOX.formats for row in asked_in(form, BOX)]


def test_every_question_and_column_that_is_filled_in_has_a_row() -> None:
    for form in BOX.formats:
        columns = [column for table in form.tables for column in table.columns if not column.given]
        assert len(list(asked_in(form, BOX))) == len(form.questions) + len(columns)
    (number,) = {row.form for row in ROWS if row.form.startswith("2.2.2")}
    (bsn,) = [row for row in ROWS if row.form == number and "(BSN)" in row.what]
    assert (bsn.sensitive, bsn.kind) == ("ja", "tekst")
    assert "alleen" in bsn.ground
    assert bsn.who == "mentor of SLB’er, zorgcoördinator, student, ouder"


def test_what_is_sensitive_has_its_ground_and_nothing_else_has_one() -> None:
    assert {row.sensitive for row in ROWS} == {"ja", "nee"}
    assert all(bool(row.ground) == (row.sensitive == "ja") for row in ROWS)


def test_the_sheet_holds_the_rows_and_leaves_open_what_nobody_said() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(DATA)).worksheets[0]
    headings = [cell.value for cell in sheet[HEADINGS]]
    assert headings == [heading for heading, _ in (*KNOWN, *OPEN)]
    found = [[cell.value or "" for cell in row] for row in sheet.iter_rows(min_row=FIRST)]
    assert [tuple(row[: len(KNOWN)]) for row in found] == [tuple(row) for row in ROWS]
    assert {cell for row in found for cell in row[len(KNOWN) :]} == {""}
    assert "23 november 2026" in str(sheet["A2"].value)
    assert not any(cell.data_type == "f" for row in sheet.iter_rows() for cell in row)


def test_the_same_formats_give_the_same_bytes() -> None:
    assert render_register(BOX, STAMP) == DATA
