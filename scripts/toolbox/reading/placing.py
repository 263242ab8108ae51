"""What was found in a file  →  what fits the format as it is now, what does not, and what there is to say about it.

Pure, and nothing is lost: every value that was filled in ends up in the answers or in the list of what was not placed;
what was printed on the form (given text, headings) follows the definition.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from toolbox.core.form import Format, Question, Table
from toolbox.forms.answers import Answers, Found
from toolbox.reading.fitting import fit, match_key
from toolbox.reading.notes import Log, Note, Unplaced, cell_place, titled

RowCells = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """One filled-in form. Of a table that has given rows, row k of the answers is row k of the format; rows that the
    format does not have come after them."""

    answers: Answers
    notes: tuple[Note, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()


def place(found: Found, form: Format) -> Placed:
    """`form` is the format that `found` was made from, as it is now; `found` may be of any earlier version."""
    log = Log()
    # What stands behind the '+' says which region's it is.
    if found.version and found.version.partition("+")[0] != form.version:
        log.note("filled-version", found=found.version, now=form.version)
    values = _place_questions(found, form, log)
    rows = {table.name: cells for table in form.tables if (cells := _place_table(found, form, table, log))}
    known = {name for table in form.tables for name in (table.name, *table.previous_names)}
    for name in found.rows:
        if name not in known:
            _leave_table(found, name, "filled-gone", log)
    return Placed(Answers(values, rows), log.notes, tuple(log.unplaced))


def place_nowhere(found: Found) -> Placed:
    """Everything goes to what was not placed: the format that `found` names is not there (any more)."""
    log = Log()
    for name, text in found.values.items():
        log.leave("filled-no-format", "", 0, name, text)
    for name in found.rows:
        _leave_table(found, name, "filled-no-format", log)
    if not log.unplaced:
        # Nothing was filled in, in what nobody knows: that is not in order.
        log.note("filled-no-format")
    return Placed(Answers(), log.notes, tuple(log.unplaced))


def _leave_table(found: Found, name: str, code: str, log: Log) -> None:
    for number, texts in enumerate(found.rows[name], start=1):
        for column, text in texts.items():
            log.leave(code, name, number, column, text)


def _names(item: Question | Table) -> tuple[str, ...]:
    return (item.name, *item.previous_names)


def _place_questions(found: Found, form: Format, log: Log) -> dict[str, str]:
    values: dict[str, str] = {}
    for question in form.questions:
        left = len(log.unplaced)
        value = _take(question, found.values, "", 0, titled(question), log)
        if value:
            values[question.name] = value
        elif question.required and len(log.unplaced) == left:
            log.note("filled-missing", titled(question))
    known = {name for question in form.questions for name in _names(question)}
    for name, text in found.values.items():
        if name not in known:
            log.leave(_why_unknown(name, known), "", 0, name, text)
    return values


def _why_unknown(name: str, known: set[str]) -> str:
    """A name with a period is the box of one choice, in which something else than a tick was typed."""
    return "filled-tick" if name.partition(".")[0] in known and "." in name else "filled-gone"


def _take(question: Question, texts: Mapping[str, str], table: str, row: int, place: str, log: Log) -> str:
    """The value of a question or column: the first that fits of what stands under its name and its old names."""
    taken = ""
    for name in _names(question):
        text = log.tidied(texts.get(name, ""), place)
        if not text:
            continue
        fitted = fit(text, question)
        for left in fitted.left:
            log.leave(fitted.code, table, row, name, left, place)
        if not taken:
            taken = fitted.value
        elif fitted.value not in ("", taken):
            log.leave("filled-double", table, row, name, fitted.value if fitted.left else text, place)
    return taken


def _place_table(found: Found, form: Format, table: Table, log: Log) -> tuple[RowCells, ...]:
    rows: list[RowCells] = []
    for name in _names(table):
        for number, texts in enumerate(found.rows.get(name, ()), start=1):
            cells = _place_row(table, name, number, texts, log)
            if any(cells):
                rows.append(cells)
    if any(column.given for column in table.columns) and table.rows and rows:
        # In a table with empty rows people add their own; of another version nobody can tell which are which.
        same = found.version in ("", form.version)
        rows = _follow_given(table, rows, same, log)
    for column in table.columns:
        if column.required and not column.given:
            index = table.columns.index(column)
            for number, cells in enumerate(rows, start=1):
                if not cells[index]:
                    log.note("filled-missing", cell_place(titled(column), titled(table), number))
    return tuple(rows)


def _place_row(table: Table, name: str, number: int, texts: Mapping[str, str], log: Log) -> RowCells:
    """The cells of one found row in the order of the table's columns."""
    cells = []
    for column in table.columns:
        place = cell_place(titled(column), titled(table), number)
        cells.append(_take(column, texts, name, number, place, log))
    known = {old for column in table.columns for old in _names(column)}
    for column_name, text in texts.items():
        if column_name not in known:
            log.leave(_why_unknown(column_name, known), name, number, column_name, text)
    return tuple(cells)


def _follow_given(table: Table, rows: list[RowCells], same: bool, log: Log) -> list[RowCells]:
    """The given rows in the order of the definition, and then the rows that it does not have; `same` is the version."""
    own = same and table.empty_rows > 0
    matches = _match_given(table, rows)
    ordered: list[RowCells] = []
    for index, given in enumerate(table.rows):
        answer = rows[matches[index]] if index in matches else ("",) * len(given)
        ordered.append(_merge(table, given, answer))
        if index in matches:
            _tell_heading(table, given, answer, matches[index] + 1 if same else 0, log)
    if absent := len(table.rows) - len(matches):
        log.note("filled-rows-absent", titled(table), count=str(absent))
    for number, cells in enumerate(rows):
        if number not in matches.values():
            ordered.append(cells)
            if not own:
                log.note("filled-row-extra", f"{titled(table)} (rij {len(ordered)})")
    return ordered


def _match_given(table: Table, rows: list[RowCells]) -> dict[int, int]:
    """Index in the definition → index in `rows`, by the text of the given columns; the heading only breaks ties."""
    matches: dict[int, int] = {}
    taken: set[int] = set()
    for with_heading in (True, False):
        free: dict[RowCells, list[int]] = {}
        for index, given in enumerate(table.rows):
            if index not in matches:
                free.setdefault(_given_key(table, given, with_heading), []).append(index)
        for number, cells in enumerate(rows):
            candidates = free.get(_given_key(table, cells, with_heading))
            if candidates and number not in taken:
                matches[candidates.pop(0)] = number
                taken.add(number)
    return matches


def _given_key(table: Table, cells: RowCells, with_heading: bool) -> RowCells:
    return tuple(
        match_key(cell)
        for column, cell in zip(table.columns, cells, strict=True)
        if column.given and (with_heading or column.name != table.group_by)
    )


def _tell_heading(table: Table, given: RowCells, answer: RowCells, number: int, log: Log) -> None:
    """The heading of a row was another: listed when somebody changed it in row `number` of this version's form."""
    for column, text, filled in zip(table.columns, given, answer, strict=True):
        if column.name != table.group_by or not filled or match_key(filled) == match_key(text):
            continue
        if number == 0:
            log.note("filled-heading", titled(table), found=filled, now=text)
        elif filled not in [
            item.value for item in log.unplaced if (item.table, item.name) == (table.name, column.name)
        ]:
            log.leave("filled-given", table.name, number, column.name, filled, titled(table))


def _merge(table: Table, given: RowCells, answer: RowCells) -> RowCells:
    """Given text from the definition, the rest from `answer`."""
    return tuple(
        text if column.given else filled for column, text, filled in zip(table.columns, given, answer, strict=True)
    )
