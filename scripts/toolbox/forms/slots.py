"""A Format  →  every place where someone fills something in, in reading order.

The fillable PDF, the Word file, the form on the site and the spreadsheet all take their fields from here, so that they
hold the same questions under the same names in the same order.

A slot's name is its question's name. In a table it is `table.row.column`, rows counted from 1. A tick box of a list is
one slot: its name ends with the choice's value.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from toolbox.core.form import Choice, Format, Question, QuestionType, Section, Table
from toolbox.core.language import DUTCH, Language

DATE_HINT = DUTCH.text("datumvorm")
# What a ticked box is called in data (Table Schema `trueValues`); a box left open is no answer.
TICKED = "true"


class Control(StrEnum):
    LINE = "line"
    AREA = "area"
    DATE = "date"
    TICK = "tick"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table on a form: `cells` in the order of `table.columns`, '' where nothing is printed.

    `own` rows are the empty ones, in which even a given column is filled in.
    """

    table: Table
    number: int
    cells: tuple[str, ...]
    own: bool
    heading: str = ""
    language: Language = DUTCH

    def fills(self, column: Question) -> bool:
        """Whether someone writes or ticks in this column of this row."""
        return column.name != self.table.group_by and (self.own or not column.given)

    def cell(self, column: Question) -> str:
        return self.cells[self.table.columns.index(column)]

    @property
    def name(self) -> str:
        """What a person calls the row: its given text, else 'rij 2'."""
        given = [self.cell(column) for column in self.table.shown_columns if column.given and not self.own]
        return " ".join(filter(None, given)) or self.language.text("rij", nummer=self.number)


@dataclass(frozen=True, slots=True)
class Slot:
    """One place to fill in. `choice` is set on a tick box that belongs to a list, `row` in a table.

    `spoken` is what a screen reader says: what it belongs to, and its own label. `initial` is text that the blank
    format already holds there and that may be changed.
    """

    name: str
    control: Control
    question: Question
    spoken: str
    choice: Choice | None = None
    row: Row | None = None
    initial: str = ""


def mark(form: Format, toolbox: str) -> str:
    """What a file says in its keywords, so that `toolbox read` knows which format it is and of which version.

    `toolbox` is the mark of the toolbox.
    """
    return f"{toolbox} {form.name} {form.version}"


def example_mark(toolbox: str) -> str:
    """What a filled-in example says there: it is of nobody, and `toolbox read` refuses it."""
    return f"{toolbox} voorbeeld"


def table_rows(table: Table, language: Language = DUTCH) -> Iterator[Row]:
    """The given rows, and then the empty ones, as they are called in `language`."""
    group = [column.name for column in table.columns].index(table.group_by) if table.group_by else -1
    for number, cells in enumerate(table.rows, start=1):
        yield Row(table, number, cells, own=False, heading=cells[group] if group >= 0 else "", language=language)
    for number in range(len(table.rows) + 1, len(table.rows) + table.empty_rows + 1):
        yield Row(table, number, ("",) * len(table.columns), own=True, language=language)


def slots(form: Format) -> Iterator[Slot]:
    for section in form.sections:
        yield from section_slots(section, form.language)


def section_slots(section: Section, language: Language = DUTCH) -> Iterator[Slot]:
    for run in section.runs:
        for question in run.questions:
            yield from question_slots(question, question.name, question.title, None, question.default, language)
        for row in (row for table in run.tables for row in table_rows(table, language)):
            yield from row_slots(row, section)


def row_slots(row: Row, section: Section) -> Iterator[Slot]:
    """The slots of one row, from left to right."""
    table = row.table
    of = ": ".join(filter(None, (table.title or section.title, row.heading, row.name)))
    for column in table.columns:
        if row.fills(column):
            name = f"{table.name}.{row.number}.{column.name}"
            yield from question_slots(column, name, f"{of}: {column.title}", row, row.cell(column), row.language)


def question_slots(
    question: Question, name: str, spoken: str, row: Row | None = None, initial: str = "", language: Language = DUTCH
) -> Iterator[Slot]:
    """One slot; for a list one for each choice."""
    if question.type is QuestionType.LIST:
        for choice in question.choices:
            full = f"{spoken.rstrip(':')}: {choice.label}"
            yield Slot(f"{name}.{choice.value}", Control.TICK, question, full, choice, row)
        return
    control = control_of(question)
    if control is Control.DATE:
        spoken += f" ({language.text('datumvorm')})"
    yield Slot(name, control, question, spoken, None, row, initial)


def control_of(question: Question) -> Control:
    """How a question that is no list is answered."""
    match question.type:
        case QuestionType.DATE:
            return Control.DATE
        case QuestionType.TICK:
            return Control.TICK
        case _ if question.choices:
            return Control.CHOICE
        case _:
            return Control.AREA if question.lines > 1 else Control.LINE
