"""Filled-in forms for the tests: what someone might write, made from a format's questions and tables themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from toolbox.core.form import Format, Question, QuestionType

NAME = "Ayşe Yılmaz-Gül, Łukasz Dvořák, Zoë"


@dataclass
class Filled:
    """Answers as people type them: a date '03-11-2026', a tick True, a choice its value, a list its chosen values.

    `rows` hold all columns of a table but those that are only to be read.
    """

    values: dict[str, object] = field(default_factory=dict)
    rows: dict[str, list[dict[str, object]]] = field(default_factory=dict)

    def fields(self) -> Iterator[tuple[str, object]]:
        """(slot name, value): a list gives a tick for each of its chosen values."""
        named: list[tuple[str, object]] = list(self.values.items())
        for table, rows in self.rows.items():
            for number, row in enumerate(rows, start=1):
                named += [(f"{table}.{number}.{column}", value) for column, value in row.items()]
        for name, value in named:
            if isinstance(value, tuple):
                yield from ((f"{name}.{chosen}", True) for chosen in value)
            else:
                yield name, value


def answer(question: Question, number: int) -> object:
    match question.type:
        case QuestionType.TICK:
            return True
        case QuestionType.DATE:
            return f"{number % 27 + 1:02}-11-2026"
        case QuestionType.LIST:
            return tuple(choice.value for choice in question.choices[-2:])
        case _ if question.choices:
            return question.choices[number % len(question.choices)].value
        case _:
            return f"{NAME} {number}"


def fill_in(form: Format, give: Callable[[Question, int], object] = answer) -> Filled:
    """Every place of the form filled in."""
    filled = Filled()
    for number, question in enumerate(form.questions):
        filled.values[question.name] = give(question, number)
    for table in form.tables:
        rows: list[dict[str, object]] = []
        for number in range(len(table.rows) + table.empty_rows):
            own = number >= len(table.rows)
            written = [
                column for column in table.columns if column.name != table.group_by and (own or not column.given)
            ]
            rows.append({column.name: give(column, number + index) for index, column in enumerate(written)})
        filled.rows[table.name] = rows
    return filled


def as_text(value: object) -> str:
    """A value as a reader gives it: what was typed, '' for nothing, 'true' for a tick, chosen values with commas."""
    if isinstance(value, tuple):
        return ",".join(value)
    return {True: "true", False: ""}[value] if isinstance(value, bool) else str(value)


def found_values(filled: Filled) -> dict[str, str]:
    return {name: as_text(value) for name, value in filled.values.items()}


def found_rows(form: Format, filled: Filled) -> dict[str, list[dict[str, str]]]:
    """Rows as a reader gives them: the given text of a row is in it."""
    found = {}
    for table in form.tables:
        rows = []
        for number, row in enumerate(filled.rows[table.name]):
            given = {}
            if number < len(table.rows):
                cells = zip(table.columns, table.rows[number], strict=True)
                given = {column.name: cell for column, cell in cells if column.given and cell}
            rows.append(given | {name: as_text(value) for name, value in row.items()})
        found[table.name] = rows
    return found
