"""A filled-in Excel workbook (.xlsx)  →  Found: one for each form in it; `grid` says what goes with what.

A date is '2026-11-23', a number its plain text ('3'), TRUE 'true'. A formula is never worked out: it counts as the
result that the program which saved the file left beside it. Choices stay as they were shown.
"""

from __future__ import annotations

import datetime
import io
import re
import warnings
from collections.abc import Iterator, Mapping
from typing import Any

import openpyxl
from openpyxl.workbook import Workbook

from toolbox.forms.answers import Beside, Found
from toolbox.reading.archive import read_archive
from toolbox.reading.bookparts import texts_beside
from toolbox.reading.grid import found_forms, read_sheets
from toolbox.reading.plainxml import parse
from toolbox.reading.refusal import Refusal

# ECMA-376 has no row below this one; some programs write it although it is empty.
MAX_ROW = 1_048_576
# Bytes of all XML together: openpyxl needs many times as much memory. Of a detail it makes an object for each element.
MAX_XML, MAX_DETAIL = 8_000_000, 500_000
DETAILS = (
    "[Content_Types].xml",
    "xl/workbook.xml",
    "xl/styles.xml",
    ".rels",
    "docProps/core.xml",
    "docProps/custom.xml",
)
MAX_SHEETS = 200
MAX_AREA = 15_000_000  # cells in all sheets together, the open ones too, and rows
# Of cells that hold something; a row takes as long to read as so many cells.
MAX_WEIGHT, ROW_WEIGHT = 120_000, 4
MIDNIGHT = datetime.time()
MONTHS = 12
# A format of dates without what is quoted or says a language; one with the month in front of the day, written in full;
# and the one that each program shows in its own language's way (ECMA-376 part 1 clause 18.8.30, number 14).
QUOTED, MONTH_FIRST, LOCAL_DATE = re.compile(r'\[[^\]]*\]|"[^"]*"|\\.'), re.compile(r"m{1,2}[-/. ]*d"), "mm-dd-yy"
IN_DOUBT = "{} (het rekenblad toont {})"

Rows = list[tuple[str, ...]]


def read_workbook(data: bytes, file: str, toolbox: str) -> tuple[Found, ...]:
    """Every filled-in form in the workbook; what stands on sheets and in columns that are not ours is in it as well.

    `toolbox` is the mark that it must have.

    Raises Refusal as `read_archive` does, and file-not-ours, file-damaged or file-too-big.
    """
    members = read_archive(data)
    sizes = {name: len(content) for name, content in members.items() if name.endswith((".xml", ".rels"))}
    if sum(sizes.values()) > MAX_XML or any(sizes[name] > MAX_DETAIL for name in sizes if name.endswith(DETAILS)):
        raise Refusal("file-too-big")
    try:
        # openpyxl warns of what it leaves out, such as drop-downs that Excel wrote in its own way.
        with warnings.catch_warnings(action="ignore"):
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
            if len(book.sheetnames) != _sheet_count(members["xl/workbook.xml"]):
                # openpyxl passes over a sheet of which the part is gone.
                raise Refusal("file-damaged")
            return _read(book, file, toolbox, tuple(texts_beside(members)))
    except Refusal:
        raise
    except Exception as error:
        # A broken part shows itself as whatever error its reader happens to run into.
        raise Refusal("file-damaged") from error


def _sheet_count(workbook: bytes) -> int:
    """How many sheets the workbook says that it has; raises etree.XMLSyntaxError."""
    return len(parse(workbook).findall("{*}sheets/{*}sheet"))


def _read(book: Workbook, file: str, toolbox: str, notes: tuple[str, ...]) -> tuple[Found, ...]:
    if len(book.worksheets) > MAX_SHEETS:
        raise Refusal("file-too-big")
    sheets = dict(_sheets(book))
    our_mark = re.compile(rf"(?:^|\s){toolbox} (\S+) (\S+)")
    ours = next((rows for rows in sheets.values() if our_mark.match(_first_cell(rows))), [])
    # Google Sheets leaves the keywords out.
    mark = our_mark.search(book.properties.keywords or "") or our_mark.match(_first_cell(ours))
    if not mark:
        raise Refusal("file-not-ours")
    tables = _tables(ours)
    own = (read_sheets(rows, title, tables.get(title, "")) for title, rows in sheets.items() if rows is not ours)
    found = [sheet for read in own for sheet in read]
    hidden = [cell for row in ours for cell in row if cell and not our_mark.match(cell)]
    beside = tuple(Beside(text) for text in (*hidden, *notes))
    return found_forms(Found(file, "xlsx", mark[1], mark[2], beside=beside), found)


def _first_cell(rows: Rows) -> str:
    return rows[0][0] if rows and rows[0] else ""


def _sheets(book: Workbook) -> Iterator[tuple[str, Rows]]:
    """(title, rows from the top) of each sheet, without empty rows below."""
    area = weight = 0
    for sheet in book.worksheets:
        # What the file says of its own size may be wrong.
        sheet.reset_dimensions()
        rows: Rows = []
        filled = 0
        for cells in sheet.iter_rows(max_row=MAX_ROW):
            if not cells:
                rows.append(())  # A sheet may have a million of these.
                continue
            # Nearly all of millions of cells are empty where one stands far to the right.
            rows.append(tuple(["" if cell.value is None else _shown(cell) for cell in cells]))
            area += len(cells)
            if any(rows[-1]):
                filled = len(rows)
                weight += ROW_WEIGHT + len(cells) - rows[-1].count("")
            if area > MAX_AREA or weight > MAX_WEIGHT:
                raise Refusal("file-too-big")
        area += len(rows)
        if area > MAX_AREA:
            raise Refusal("file-too-big")
        yield sheet.title, rows[:filled]


def _tables(ours: Rows) -> Mapping[str, str]:
    """Sheet title → what it held when the workbook was made, from our own hidden sheet."""
    return {row[0]: row[1] for row in ours[1:] if len(row) > 1 and row[0] and row[1]}


def _shown(cell: Any) -> str:
    """A date that is shown with the month in front was typed by someone who had the day there, or not: in doubt."""
    text = _text(cell.value)
    if not isinstance(cell.value, datetime.datetime) or cell.value.day > MONTHS or cell.value.day == cell.value.month:
        return text
    code = QUOTED.sub("", cell.number_format.casefold())
    if code == LOCAL_DATE or not MONTH_FIRST.match(code):
        return text
    return IN_DOUBT.format(text, f"{cell.value:%m/%d/%Y}")


def _text(value: object) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case datetime.datetime() if value.time() != MIDNIGHT:
            return value.isoformat(" ", "minutes")
        case datetime.datetime():
            return value.date().isoformat()
        case datetime.time():
            return value.isoformat("minutes")
        case float():
            # As many digits as Excel has: 0.1 + 0.2 is 0.3.
            return f"{value:.15g}"
        case _:
            return str(value).replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n")
