"""A format's table  →  a Word table: repeated heads, rows that stay whole, a control in every cell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from docx.oxml.ns import qn

from toolbox.core.form import Format, Question, QuestionType, Section, Table
from toolbox.forms.slots import Control, Row, Slot, row_slots, table_rows
from toolbox.shapes.office.wordcontrols import Controls, control_title, titled
from toolbox.shapes.office.wordlanguage import in_dutch
from toolbox.shapes.office.wordxml import MM, bold, keep_with_next, paragraph, run, w
from toolbox.shapes.paper.sheet import column_shares, is_small, row_lines, table_has_matrix

CELL_MARGIN = 80  # twips, as in wordstyles
# Least height of a row by the lines to write in it, in mm.
HEIGHTS = (8, 9, 15, 23)


@dataclass(frozen=True, slots=True)
class _Column:
    """A column and the widths, in twips, of what it is drawn as: a matrix has one for each choice."""

    question: Question
    widths: tuple[int, ...]


class TableWriter:
    """Writes the tables of `form` in a document of which the lines are `width` twips wide."""

    def __init__(self, controls: Controls, width: int, form: Format) -> None:
        self.controls = controls
        self.width = width
        self.form = form

    def table(self, table: Table, section: Section) -> Any:
        columns = self._columns(table)
        title = table.title or section.title
        made = w(
            "tbl",
            w(
                "tblPr",
                w("tblStyle", val="Invultabel"),
                w("tblW", w=sum(sum(column.widths) for column in columns), type="dxa"),
                w("tblLayout", type="fixed"),
                w("tblLook", firstRow=1, lastRow=0, firstColumn=0, lastColumn=0, noHBand=1, noVBand=1),
                # What a screen reader calls the table.
                w("tblCaption", val=title),
            ),
            w("tblGrid", *(w("gridCol", w=width) for column in columns for width in column.widths)),
            *_heads(table, columns, self.form),
        )
        for heading, rows in groupby(table_rows(table, self.form.language), key=lambda row: row.heading):
            listed = list(rows)
            if heading:
                made.append(self._group(table, listed, heading, columns))
            made.extend(self._row(row, section, columns) for row in listed)
        if is_small(table):
            for row in made.findall(qn("w:tr"))[:-1]:
                keep_with_next(row)
        return made

    def _columns(self, table: Table) -> list[_Column]:
        shares = iter(column_shares(table))
        columns = []
        for question in table.shown_columns:
            parts = len(question.choices) if question.matrix else 1
            columns.append(_Column(question, tuple(int(next(shares) * self.width / 100) for _ in range(parts))))
        return columns

    def _group(self, table: Table, rows: list[Row], heading: str, columns: list[_Column]) -> Any:
        """A heading over the full width. Its control says for which rows it holds: 'table.1-4.column'."""
        name = f"{table.name}.{rows[0].number}-{rows[-1].number}.{table.group_by}"
        title = next(column.title for column in table.columns if column.name == table.group_by)
        content = paragraph("Tabelgroep", *self.controls.cell(name, titled("", title), heading))
        content = in_dutch(content) if self.form.translation else content
        span = sum(len(column.widths) for column in columns)
        properties = w(
            "tcPr",
            w("tcW", w=sum(sum(column.widths) for column in columns), type="dxa"),
            w("gridSpan", val=span),
            w("shd", val="clear", color="auto", fill="EDEDED"),
        )
        return w("tr", w("trPr", w("cantSplit")), w("tc", properties, content))

    def _row(self, row: Row, section: Section, columns: list[_Column]) -> Any:
        height = int(HEIGHTS[row_lines(row)] * MM)
        made = w("tr", w("trPr", w("cantSplit"), w("trHeight", val=height, hRule="atLeast")))
        slots = list(row_slots(row, section))
        for column in columns:
            mine = [slot for slot in slots if slot.question is column.question]
            content = self._fill_in(mine, column) if mine else [self._given(row, column.question)]
            made.append(_cell(column, *content))
        return made

    def _given(self, row: Row, question: Question) -> Any:
        name = f"{row.table.name}.{row.number}.{question.name}"
        control = self.controls.cell(name, titled(row.name, question.title), row.cell(question))
        content = paragraph("Tabeltekst", *control)
        return in_dutch(content) if self.form.translation else content

    def _fill_in(self, slots: list[Slot], column: _Column) -> Iterator[Any]:
        """The paragraphs of a cell that is filled in: one for each slot, of which a list has several."""
        for slot in slots:
            title = control_title(slot)
            match slot.control:
                case Control.TICK if slot.choice:
                    tick = self.controls.tick(slot.name, title)
                    yield paragraph("Keuze", *tick, run(f"\t{slot.choice.label}"))
                case Control.TICK:
                    yield paragraph("Tabeltekst", *self.controls.tick(slot.name, title), extra=(w("jc", val="center"),))
                case Control.DATE:
                    yield paragraph("Tabeltekst", *self.controls.date(slot.name, title, tall=False))
                case Control.CHOICE:
                    yield self._choice(slot, title, column)
                case _:
                    yield paragraph("Tabeltekst", *self.controls.cell(slot.name, title, slot.initial))

    def _choice(self, slot: Slot, title: str, column: _Column) -> Any:
        """A drop-down. In a matrix it shows, while it is open, a ring below each choice of the head."""
        choices = slot.question.choices
        if not slot.question.matrix:
            return paragraph("Tabeltekst", *self.controls.choice(slot.name, title, choices, between="\n"))
        control = self.controls.rings(slot.name, title, choices)
        ends = [sum(column.widths[: index + 1]) for index in range(len(choices))]
        stops = [
            w("tab", val="center", pos=end - width // 2 - CELL_MARGIN)
            for end, width in zip(ends, column.widths, strict=True)
        ]
        return paragraph("Tabeltekst", *control, extra=(w("tabs", *stops),))


def _cell(column: _Column, *content: Any) -> Any:
    return w("tc", _cell_properties(column), *content)


def _cell_properties(column: _Column, *extra: Any) -> Any:
    span = len(column.widths)
    return w(
        "tcPr",
        w("tcW", w=sum(column.widths), type="dxa"),
        w("gridSpan", val=span) if span > 1 else None,
        *extra,
    )


def _heads(table: Table, columns: list[_Column], form: Format) -> Iterator[Any]:
    """The column titles; below those of a matrix a second row with its choices. Both come back on each page."""
    deep = table_has_matrix(table)
    first = w("tr", w("trPr", w("cantSplit"), w("tblHeader")))
    second = w("tr", w("trPr", w("cantSplit"), w("tblHeader")))
    for column in columns:
        question = column.question
        centred = question.matrix or question.type is QuestionType.TICK
        merge = w("vMerge", val="restart") if deep and not question.matrix else None
        title = paragraph("Tabelkop", bold(question.title), extra=(w("jc", val="center"),) if centred else ())
        is_dutch = form.in_dutch(f"{table.name}.{question.name}")
        title = in_dutch(title) if is_dutch else title
        first.append(w("tc", _cell_properties(column, merge, w("vAlign", val="bottom")), title))
        if question.matrix:
            for choice, width in zip(question.choices, column.widths, strict=True):
                properties = w("tcPr", w("tcW", w=width, type="dxa"), w("vAlign", val="bottom"))
                label = paragraph("Tabelkeuze", run(choice.label))
                second.append(w("tc", properties, in_dutch(label) if is_dutch else label))
        else:
            second.append(w("tc", _cell_properties(column, w("vMerge")), paragraph("Tabelkop")))
    yield first
    if deep:
        yield second
