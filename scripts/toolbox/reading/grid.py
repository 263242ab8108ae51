"""The rows of a spreadsheet or CSV  →  rows by name, and whose they are  →  Found.

A sheet that we made has a row of names, in which one cell says what stands on the sheet ('formulier:vervoer') and the
others name a question or column ('reistijd'), or one choice of a list ('heb_je.cv'). People add, move and delete rows,
columns and sheets; what we do not know is kept under the name that they gave it.

Several people's answers can stand in one file: a row of 'antwoorden' is one form. The column 'formulier' says to which
form a table's row belongs, by the number beside the answers. Without such numbers: in a file with one form everything
is that form's; in a file with more of them, rows without a number become a form of their own, so that nothing is lost
and nobody gets what someone else filled in. A sheet that was copied (one for each student) goes with the first copies
of the other sheets, the second with the second, and so on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from openpyxl.utils import get_column_letter

from toolbox.core.form import ANSWERS_NAME
from toolbox.forms.answers import Beside, Found, is_ticked, join_list
from toolbox.reading.refusal import Refusal

IDENTITY = re.compile(r"formulier:([a-z][a-z0-9_]*)")
TICK_NAME = re.compile(r"([a-z][a-z0-9_]*)\.([a-z0-9][a-z0-9_-]*)")
# Where the row of names may stand: people put a title above it.
NAMES_WITHIN = 10
MAX_COLUMNS = 2_000
MAX_CELLS = 200_000  # of one sheet: rows that hold something × columns
# What people write beside a choice that they did not make.
NO = frozenset({"", "nee", "false", "0", "-"})

Cells = Sequence[str]
NamedCells = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class FilledRow:
    """One row that holds something. `form` is the number that somebody gave its form, '' for none."""

    form: str
    cells: NamedCells


@dataclass(frozen=True, slots=True)
class ReadSheet:
    """`table` is 'antwoorden', a table's name, or what people call a sheet that is not ours; `names` its questions.

    `beside` is what stands above the rows, and what is no number where a form's number belongs.
    """

    table: str
    names: tuple[str, ...]
    entries: tuple[FilledRow, ...]
    beside: tuple[str, ...] = ()


def read_sheets(rows: Sequence[Cells], title: str, table: str = "") -> tuple[ReadSheet, ...]:
    """What stands on one sheet, with what somebody pasted below it from others as so many sheets more.

    `rows` from the top, empty ones too. `table` is what the sheet `title` held when it was made ('' for unknown).
    """
    at, column = _find_identity(rows)
    if at >= 0:
        match = IDENTITY.fullmatch(rows[at][column].strip())
        table = match[1] if match else table
    elif table and len(rows) > 1:
        at = 1  # Somebody deleted our column.
    else:
        return (ReadSheet(title, (), tuple(_unknown(rows))),)
    names, titles = rows[at], rows[at - 1] if at else ()
    heads = [head for head in map(_text, (names, titles)) if len(head) > 1]
    parts = _parts(list(_between(rows[at + 1 :], heads)), column)
    first, *others = (named_sheet(table, names, part, column, titles) for part in parts)
    above = tuple(text for row in rows[: at + 1] for text in _text(row))
    return (replace(first, beside=above + first.beside), *others)


def _parts(found: Sequence[list[Cells]], column: int) -> Iterator[Sequence[Cells]]:
    """Rows that all have another form's number than those above them go on with these, whatever head is in between."""
    first, *others = found
    numbers = _numbers(first, column)
    apart = []
    for part in others:
        own = _numbers(part, column)
        if "" in own or own & numbers:
            apart.append(part)
        else:
            first += part
        numbers |= own
    yield from (first, *apart)


def _numbers(rows: Sequence[Cells], column: int) -> set[str]:
    """The forms that they name, '' where one with something in it names none."""
    cells = [(row[column].strip() if 0 <= column < len(row) else "", _text(row)) for row in rows]
    return {number for number, text in cells if text and text != [number]}


def _between(rows: Sequence[Cells], heads: Sequence[Sequence[str]]) -> Iterator[list[Cells]]:
    """The rows between heads that come again: who pastes the rows of another sheet, pastes its head as well."""
    part: list[Cells] = []
    for row in rows:
        if _text(row) not in heads:
            part.append(row)
        elif any(map(any, part)):
            yield part
            part = []
    yield part


def named_sheet(table: str, names: Cells, rows: Sequence[Cells], form: int = -1, titles: Cells = ()) -> ReadSheet:
    """A sheet whose columns are called `names`, else `titles`; column `form` tells whose a row is (-1: none does)."""
    # Rows are counted as we number them, from the first below the names.
    filled = [(number, row) for number, row in enumerate(rows, start=1) if any(row)]
    width = max(map(_width, (names, *(row for _, row in filled))))
    if width > MAX_COLUMNS or width * len(filled) > MAX_CELLS:
        raise Refusal("file-too-big")
    keys = _column_keys(names, titles, width)
    known = {key: "" for index, key in enumerate(keys) if index < len(names) and names[index].strip() and index != form}
    entries = []
    numbers = (row[form].strip() for _, row in filled if 0 <= form < len(row))
    beside = tuple(text for text in numbers if text and not text.isdecimal())
    for number, row in filled:
        cells = {key: cell for index, (key, cell) in enumerate(zip(keys, row, strict=False)) if index != form}
        if any(cell.strip() for cell in cells.values()):
            own = row[form].strip() if 0 <= form < len(row) else ""
            entries.append(FilledRow(own or (str(number) if table == ANSWERS_NAME else ""), _gather(known, cells)))
    return ReadSheet(table, tuple(_gather(known, {})), tuple(entries), beside)


def _text(row: Cells) -> list[str]:
    """What stands in it, from left to right."""
    return [cell.strip() for cell in row if cell.strip()]


def _find_identity(rows: Sequence[Cells]) -> tuple[int, int]:
    for at, row in enumerate(rows[:NAMES_WITHIN]):
        for column, cell in enumerate(row):
            if IDENTITY.fullmatch(cell.strip()):
                return at, column
    return -1, -1


def _unknown(rows: Sequence[Cells]) -> Iterator[FilledRow]:
    # Without the empty ones first: a program may have written the last of a million.
    for row in filter(any, rows):
        if _width(row) > MAX_COLUMNS:
            raise Refusal("file-too-big")
        cells = {get_column_letter(index): cell for index, cell in enumerate(row, start=1) if cell.strip()}
        if cells:
            yield FilledRow("", cells)


def _width(row: Cells) -> int:
    return max((index for index, cell in enumerate(row, start=1) if cell.strip()), default=0)


def _column_keys(names: Cells, titles: Cells, width: int) -> list[str]:
    """A name for each column: ours, else the heading that somebody gave it, else its letter; no two the same."""
    keys: dict[str, int] = {}
    for index in range(width):
        letter = f"kolom {get_column_letter(index + 1)}"
        given = [texts[index].strip() for texts in (names, titles) if index < len(texts)]
        key = next(filter(None, given), letter)
        while key in keys:
            key += f" ({letter})"
        keys[key] = index
    return list(keys)


def _gather(known: NamedCells, cells: NamedCells) -> dict[str, str]:
    """Cells by question: the ticked choices of a list together. Columns that are not ours only when they hold text."""
    values: dict[str, str] = {}
    ticked: dict[str, list[str]] = {}
    for key, text in {**known, **cells}.items():
        match = TICK_NAME.fullmatch(key)
        if match:
            values.setdefault(match[1], "")
            chosen = ticked.setdefault(match[1], [])
            if is_ticked(text):
                chosen.append(match[2])
            elif text.strip().casefold() not in NO:
                values[key] = text
        elif key in known or text.strip():
            values[key] = text
    return values | {name: join_list(chosen) for name, chosen in ticked.items()}


@dataclass(slots=True)
class _Form:
    values: NamedCells = field(default_factory=dict)
    rows: dict[str, list[NamedCells]] = field(default_factory=dict)


def found_forms(blank: Found, sheets: Sequence[ReadSheet]) -> tuple[Found, ...]:
    """A Found for each filled-in form in `sheets`, at least one; `blank` says of which file, shape and format.

    What stands beside the answers is the first one's.

    The second and further ones are called 'naam.xlsx#2', 'naam.xlsx#3'.
    """
    copies: dict[int, list[ReadSheet]] = {}
    seen: dict[str, int] = {}
    for sheet in sheets:
        copy = seen[sheet.table] = seen.get(sheet.table, 0) + 1
        copies.setdefault(copy, []).append(sheet)
    forms = [form for copy in copies.values() for form in _copy_forms(copy)]
    filled = [form for form in forms if form.rows or any(form.values.values())] or forms[:1] or [_Form()]
    first, *others = (_found(blank, number, form) for number, form in enumerate(filled, start=1))
    beside = (Beside(text, sheet.table) for sheet in sheets for text in sheet.beside)
    return (replace(first, beside=(*blank.beside, *beside)), *others)


def _found(blank: Found, number: int, form: _Form) -> Found:
    file = blank.file if number == 1 else f"{blank.file}#{number}"
    rows = {table: tuple(entries) for table, entries in form.rows.items()}
    return Found(file, blank.shape, blank.name, blank.version, form.values, rows)


def _copy_forms(sheets: Sequence[ReadSheet]) -> list[_Form]:
    answers = [entry for sheet in sheets if sheet.table == ANSWERS_NAME for entry in sheet.entries]
    tables = [(sheet.table, entry) for sheet in sheets if sheet.table != ANSWERS_NAME for entry in sheet.entries]
    numbers = {entry.form for _, entry in tables if entry.form}
    if len(answers) <= 1 and len(numbers) <= 1:
        open_values = {name: "" for sheet in sheets if sheet.table == ANSWERS_NAME for name in sheet.names}
        only = _Form(answers[0].cells if answers else open_values)
        for table, entry in tables:
            only.rows.setdefault(table, []).append(entry.cells)
        return [only]
    forms: dict[str, _Form] = {}
    for index, entry in enumerate(answers):
        # A row that was copied with its number and all is still a form of its own.
        key = entry.form if entry.form not in forms else f"{entry.form} #{index}"
        forms[key] = _Form(entry.cells)
    for table, entry in tables:
        forms.setdefault(entry.form, _Form()).rows.setdefault(table, []).append(entry.cells)
    return list(forms.values())
