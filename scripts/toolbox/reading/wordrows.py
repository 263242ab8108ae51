"""Answers of a Word file by question and by table row; rows stand as they do in the document.

A row of a Word table is a row, whatever the names in it: people copy rows, and the copy has the names of the first. A
row that Word inserted has no controls at all: its cells are read by their place.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from toolbox.forms.answers import LIST_SEPARATOR, is_ticked, join_list
from toolbox.reading.wordvalues import below, spot_value, text_of

ROWS = re.compile(r"(\d{1,4})(?:-(\d{1,4}))?")


@dataclass(slots=True)
class _Row:
    number: int
    element: Any
    group: Mapping[str, str]
    cells: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class _Table:
    """`headings` are by the rows (first, last) they hold for; `places` say which column stands at which place."""

    rows: list[_Row] = field(default_factory=list)
    by_element: dict[Any, _Row] = field(default_factory=dict)
    headings: dict[tuple[int, int], dict[str, str]] = field(default_factory=dict)
    places: dict[int, str] = field(default_factory=dict)
    heading_rows: set[Any] = field(default_factory=set)


class Collector:
    """Takes the answers of a document one by one, in its order."""

    def __init__(self) -> None:
        self.values: dict[str, str] = {}
        self.taken: set[Any] = set()
        self._tables: dict[str, _Table] = {}
        # Looked up once: a row may have thousands of controls.
        self._places: dict[Any, dict[Any, int]] = {}

    def add(self, spot: Any, slot: str) -> None:
        name, *rest = slot.split(".")
        numbers = ROWS.fullmatch(rest[0]) if len(rest) in (2, 3) else None
        if numbers:
            self._add_cell(spot, self._tables.setdefault(name, _Table()), numbers, rest[1:])
        elif len(rest) == 1:
            _tick(self.values, name, rest[0], spot_value(spot, None, self.taken))
        else:
            line = _parent(spot, "p")
            _put(self.values, slot, below(line, spot_value(spot, line, self.taken), self.taken))

    def _add_cell(self, spot: Any, table: _Table, numbers: re.Match[str], names: list[str]) -> None:
        column = names[0]
        cell = _parent(spot, "tc")
        line = _parent(spot if cell is None else cell, "tr")
        if line is None:
            cell = None  # No table of Word's own making.
        first = int(numbers[1])
        if numbers[2]:
            table.headings[first, int(numbers[2])] = {column: spot_value(spot, cell, self.taken)}
            table.heading_rows.add(line)
            return
        row = _row(table, line, first, column)
        if cell is not None:
            if line not in self._places:
                self._places[line] = {each: place for place, each in enumerate(_cells(line))}
            table.places[self._places[line][cell]] = column
        if len(names) == 2:
            _tick(row.cells, column, names[1], spot_value(spot, None, self.taken))
        else:
            around = cell if cell is not None else _parent(spot, "p")
            _put(row.cells, column, spot_value(spot, around, self.taken))

    def rows(self) -> dict[str, tuple[Mapping[str, str], ...]]:
        """Of each table the rows in which anything stands, with the heading they stand under."""
        found: dict[str, tuple[Mapping[str, str], ...]] = {}
        for name, table in self._tables.items():
            rows = [row for row in _with_untagged(table, self.taken) if any(row.cells.values()) or row.group]
            found[name] = tuple({**row.group, **row.cells} for row in rows)
        return found


def _parent(element: Any, kind: str) -> Any:
    return next(element.iterancestors(f"{{*}}{kind}"), None)


def _cells(line: Any) -> list[Any]:
    """The cells of a row, not those of a table inside it."""
    return [cell for cell in line.iter("{*}tc") if _parent(cell, "tr") is line]


def _put(target: dict[str, str], name: str, value: str) -> None:
    """Nothing is overwritten: a second answer under the same name comes below the first."""
    before = target.get(name, "")
    target[name] = f"{before}\n{value}" if before and value and before != value else before or value


def _tick(target: dict[str, str], name: str, choice: str, value: str) -> None:
    """Other words than a tick are kept under the box's own name. Where the control is gone the sign itself stands."""
    before = target.setdefault(name, "")
    if value and not is_ticked(value):
        _put(target, f"{name}.{choice}", value)
        return
    is_new = value and LIST_SEPARATOR + choice + LIST_SEPARATOR not in LIST_SEPARATOR + before + LIST_SEPARATOR
    target[name] = join_list([before, choice] if before else [choice]) if is_new else before


def _row(table: _Table, line: Any, number: int, column: str) -> _Row:
    """The row that a cell belongs to. Outside a Word table a row ends where a name comes back."""
    if line is not None:
        known = table.by_element.get(line)
    else:
        last = table.rows[-1] if table.rows else None
        known = last if last and last.element is None and last.number == number and column not in last.cells else None
    if known:
        return known
    group = next((text for (first, end), text in table.headings.items() if first <= number <= end), {})
    row = _Row(number, line, group)
    table.rows.append(row)
    if line is not None:
        table.by_element[line] = row
    return row


def _with_untagged(table: _Table, taken: set[Any]) -> list[_Row]:
    """All rows in order: also those without controls, between and after the others of the same Word table."""
    rows: list[_Row] = []
    seen: set[Any] = set()
    for row in table.rows:
        if row.element is None:
            rows.append(row)
        elif row.element not in seen:
            rows += _down_from(row, table, seen, taken)
    return rows


def _down_from(top: _Row, table: _Table, seen: set[Any], taken: set[Any]) -> list[_Row]:
    """The rows of a Word table from `top` on: above it are only heads."""
    rows: list[_Row] = []
    frame = _parent(top.element, "tbl")
    if frame is None:
        return [top]
    before = top
    below = [line for line in frame.iter("{*}tr") if _parent(line, "tbl") is frame]
    for line in below[below.index(top.element) :]:
        seen.add(line)
        row = table.by_element.get(line)
        if row is None and (line in table.heading_rows or len(_cells(line)) <= max(table.places, default=0)):
            continue
        inserted = row is None
        row = row or _Row(before.number, line, before.group)
        _fill_by_place(row, table, taken)
        before = row
        if not inserted or any(row.cells.values()):
            rows.append(row)
    return rows


def _fill_by_place(row: _Row, table: _Table, taken: set[Any]) -> None:
    """Text in cells that have no control."""
    for place, cell in enumerate(_cells(row.element)):
        column = table.places.get(place, "")
        if column and not row.cells.get(column) and next(cell.iter("{*}sdt"), None) is None:
            row.cells[column] = text_of(cell).strip()
            taken.add(cell)
