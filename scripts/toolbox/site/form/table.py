"""A table as the page to fill in shows it: rows with given text, empty ones, and one that can be added.

The row number of a row that the reader still has to add stands as ROW_MARK, which the page's script replaces.
"""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from toolbox.core.form import Choice, Question, QuestionType, Section, Table
from toolbox.core.language import DUTCH, Language
from toolbox.forms.slots import Row, table_rows
from toolbox.site.form.field import FieldView, Marks, control_name

ROW_MARK = "{rij}"
# Table columns are drawn in twentieths of the width: the page's policy allows no style in the HTML itself.
PARTS = 20
# A screen needs more than paper: room for the edges of a field, for a whole date, and for a matrix with its labels
# above the button that undoes a choice.
FIELD_PARTS, DATE_PARTS, UNDO_PARTS = 2, 4, 2
# Choices of a matrix whose labels are this short stand with each button; longer ones stand above the column.
SHORT_LABEL, FEW_CHOICES = 6, 3
INDEX_LETTERS = 3  # at most, in a column that only counts the rows


@dataclass(frozen=True, slots=True)
class CellView:
    """A cell: text that stands there already, or a field. The `header` names the row; an `index` only counts it."""

    column: Question
    text: str
    field: FieldView | None
    header: bool = False
    index: bool = False


@dataclass(frozen=True, slots=True)
class RowView:
    number: str
    own: bool
    cells: tuple[CellView, ...]
    language: Language = DUTCH

    @property
    def title(self) -> str:
        return self.language.text("rij_scherm", nummer=self.number)


@dataclass(frozen=True, slots=True)
class ColumnView:
    """A column's heading. `scale` holds the labels that stand above a matrix, instead of with each button."""

    question: Question
    parts: int
    scale: tuple[Choice, ...]
    mark: str


@dataclass(frozen=True, slots=True)
class GroupView:
    heading: str
    rows: tuple[RowView, ...]
    own: bool


@dataclass(frozen=True, slots=True)
class TableForm:
    """A table. `added` is the row that 'rij toevoegen' adds, where the paper has room for own rows as well; `loose`
    tables have no given text, so that every row of them can be taken away."""

    table: Table
    title: str
    columns: tuple[ColumnView, ...]
    groups: tuple[GroupView, ...]
    added: RowView | None
    loose: bool

    @property
    def intro(self) -> Markup:
        # A format's texts hold no links (the loader refuses them), so there is nothing to resolve.
        return Markup(self.table.help.html)

    @classmethod
    def of(cls, table: Table, section: Section, marks: Marks) -> TableForm:
        loose = not any(column.given for column in table.columns)
        rows = list(table_rows(table, marks.language))
        own = tuple(_row(row) for row in rows if row.own)
        groups: list[GroupView] = []
        for heading in dict.fromkeys(row.heading for row in rows if not row.own):
            of_group = tuple(_row(row) for row in rows if not row.own and row.heading == heading)
            groups.append(GroupView(heading, of_group, own=loose))
        if loose and groups:
            groups = [GroupView("", groups[0].rows + own, own=True)]
        elif own:
            groups.append(GroupView(marks.language.text("eigen_rijen") if table.group_by else "", own, own=True))
        columns = tuple(
            ColumnView(column, parts, _scale(column), marks.of_column(column))
            for column, parts in zip(table.shown_columns, _parts(table), strict=True)
        )
        blank = Row(table, 0, ("",) * len(table.columns), own=True, language=marks.language)
        added = _row(blank, ROW_MARK) if loose or own else None
        return cls(table, table.title or section.title, columns, tuple(groups), added, loose)


def _row(row: Row, number: str = "") -> RowView:
    number = number or str(row.number)
    cells = []
    named = False
    for column in row.table.shown_columns:
        if not row.fills(column):
            text = row.cell(column)
            # The first text names the row; a bare number or letter before it does not.
            index = _is_index(column, row)
            header = not named and bool(text) and not index
            named = named or header
            cells.append(CellView(column, text, None, header, index))
        else:
            name = f"{row.table.name}.{number}.{column.name}"
            cells.append(
                CellView(
                    column, "", FieldView(column, name, control_name(column), row.cell(column), language=row.language)
                )
            )
    return RowView(number, row.own, tuple(cells), row.language)


def _is_index(column: Question, row: Row) -> bool:
    """Whether a given column only counts the rows, and another given one names them."""
    others = [other for other in row.table.shown_columns if other.given and other is not column and row.cell(other)]
    return bool(others) and all(
        len(cells[row.table.columns.index(column)]) <= INDEX_LETTERS for cells in row.table.rows
    )


def _parts(table: Table) -> list[int]:
    """How many of PARTS each shown column is wide; what a narrow one needs, the widest gives."""
    columns = table.shown_columns
    parts = []
    for column in columns:
        share = max(1, round((column.share or 100 / len(columns)) * PARTS / 100))
        if _scale(column):
            share += UNDO_PARTS
        elif not column.given:
            share = max(share, DATE_PARTS if column.type is QuestionType.DATE else FIELD_PARTS)
        parts.append(share)
    fixed = [bool(_scale(column)) or (column.type is QuestionType.DATE and not column.given) for column in columns]
    giving = [index for index, is_fixed in enumerate(fixed) if not is_fixed] or list(range(len(columns)))
    while sum(parts) > PARTS:
        widest = max(giving, key=lambda index: parts[index])
        parts[widest] -= 1
    return parts


def _scale(column: Question) -> tuple[Choice, ...]:
    short = len(column.choices) <= FEW_CHOICES and all(len(choice.label) <= SHORT_LABEL for choice in column.choices)
    return column.choices if column.matrix and not short else ()
