"""A form in each of its office shapes, filled in by other programs' ways: for the tests of regions and of languages."""

from __future__ import annotations

import io
from collections.abc import Mapping

import openpyxl

import pdfium_fill
from papers import ROUTE
from toolbox.core.edition import Stamp
from toolbox.core.form import Format
from toolbox.forms.slots import slots
from toolbox.shapes.office.word import render_word
from toolbox.shapes.paper import single
from wordfiles import answer, body, controls, with_body

Given = Mapping[str, object]


def in_pdf(form: Format, stamp: Stamp, given: Given) -> bytes:
    """As Chrome fills it in."""
    density = single.lay_out_format(form, stamp, ROUTE).density
    return pdfium_fill.fill(single.render_fillable(form, stamp, ROUTE, density), given)


def in_word(form: Format, stamp: Stamp, given: Given) -> bytes:
    data = render_word(form, stamp)
    root = body(data)
    named = controls(root)
    for slot in slots(form):
        if slot.name in given:
            value = given[slot.name]
            answer(named[slot.name], slot, "true" if value is True else str(value))
    return with_body(data, root)


def in_workbook(blank: bytes, given: Given) -> bytes:
    """The first row of the sheet with the answers."""
    book = openpyxl.load_workbook(io.BytesIO(blank))
    sheet = next(sheet for sheet in book if str(sheet["A2"].value).endswith(":antwoorden"))
    columns = [cell.value for cell in sheet[2]]
    for name, value in given.items():
        sheet.cell(3, columns.index(name) + 1, "ja" if value is True else str(value))
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()
