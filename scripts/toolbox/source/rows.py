"""The CSV of a resource  →  its rows with their lines + findings."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from toolbox.core.findings import Finding, did_you_mean
from toolbox.core.form import Question, QuestionType
from toolbox.source.decoding import decode
from toolbox.source.derived import without_empty_columns

SourceRow = tuple[int, list[str]]  # line in the file, cells
MAX_CELL = 2_000
# On paper that is some 25 pages of one table.
MAX_ROWS = 500
# What programs write between cells where a comma is the sign of decimals.
SIGNS = {";": "‘;’", "\t": "een tab"}
CSV_PROBLEMS = (
    ("end of data", "een aanhalingsteken wordt niet gesloten"),
    ("expected after", "na een aanhalingsteken staat nog tekst"),
    ("field limit", "een cel is veel te lang"),
)


def read_rows(path: str, data: bytes, names: list[str]) -> tuple[list[SourceRow] | None, list[Finding]]:
    """Rows of cells for each of `names`, the columns: '' for those that the header leaves out.

    None when the file or its header cannot be used.
    """
    text, findings = decode(path, data)
    if text is None:
        return None, findings
    rows, found = _parsed(path, text, names)
    return rows, [*findings, *found]


def _parsed(path: str, text: str, names: list[str]) -> tuple[list[SourceRow] | None, list[Finding]]:
    if sign := next((sign for sign in SIGNS if _divides(sign, text, names)), ""):
        return None, [Finding("csv-separator", path, 1, {"sign": SIGNS[sign]})]
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[SourceRow] = []
    start = 1
    try:
        for row in reader:
            if row:
                rows.append((start, row))
            if len(rows) > MAX_ROWS + 1:
                return None, [Finding("csv-too-long", path, start, {"limit": str(MAX_ROWS)})]
            start = reader.line_num + 1
    except csv.Error as error:
        problem = next((dutch for english, dutch in CSV_PROBLEMS if english in str(error)), f"‘{error}’")
        return None, [Finding("csv-syntax", path, start, {"problem": problem})]
    header = rows[0][1] if rows else []
    unknown = next((name for name in header if name not in names or header.count(name) > 1), None)
    if len(rows) > 1 and unknown is not None:
        return None, [Finding("csv-header", path, 1, {"column": unknown[:200], "hint": did_you_mean(unknown, names)})]
    kept, findings = _full_rows(path, rows[1:], len(header))
    findings += [Finding("csv-derived", path, 1)] if without_empty_columns(text) != text else []
    return [(line, _placed(header, row, names)) for line, row in kept], findings


def _divides(sign: str, text: str, names: list[str]) -> bool:
    """Whether it is this sign that stands between the names of columns."""
    parts = [part.strip(' "') for part in text.partition("\n")[0].split(sign)]
    return len(parts) > 1 and all(part in names for part in parts)


def _placed(header: list[str], row: list[str], names: list[str]) -> list[str]:
    cells = dict(zip(header, row, strict=True))
    return [cells.get(name, "") for name in names]


def unfit(path: str, data: bytes) -> list[Finding]:
    """What is wrong with a CSV, whatever its columns are."""
    columns = ("csv-header", "csv-derived")
    return [finding for finding in read_rows(path, data, [])[1] if finding.code not in columns]


def _full_rows(path: str, rows: list[SourceRow], width: int) -> tuple[list[SourceRow], list[Finding]]:
    kept: list[SourceRow] = []
    findings: list[Finding] = []
    for line, row in rows:
        if len(row) != width:
            findings.append(Finding("csv-row-width", path, line, {"found": str(len(row)), "expected": str(width)}))
        elif any(len(cell) > MAX_CELL for cell in row):
            findings.append(Finding("csv-cell-long", path, line, {"limit": str(MAX_CELL)}))
        else:
            kept.append((line, [cell.strip() for cell in row]))
    return kept, findings


def check_cells(path: str, columns: list[Question], rows: list[SourceRow], group: str) -> Iterator[Finding]:
    """Given text is there, and what people fill in is empty. `group` is the column that groups the rows, or ''."""
    for line, row in rows:
        # A row's number may be left out when another given cell names the row.
        named = any(cell for column, cell in zip(columns, row, strict=True) if column.given and column.name != group)
        for column, cell in zip(columns, row, strict=True):
            free_text = column.type is QuestionType.TEXT and not column.choices
            if column.given and not cell and (column.name == group or not named):
                yield Finding("csv-given-empty", path, line, {"column": column.name})
            if cell and not free_text:
                yield Finding("csv-tick-filled", path, line, {"column": column.name, "value": cell[:40]})
