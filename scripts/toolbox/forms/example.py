"""A blank Format × what somebody wrote  →  the same Format with it filled in, for the makers of paper and pages.

What is filled in stands where a region's own text would: as the `default` of a question, and as the cells of a row.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import zip_longest

from toolbox.core.example import WrittenAnswer, WrittenForm
from toolbox.core.form import Format, Question, QuestionType, Table
from toolbox.forms.answers import dutch_numbers


def find_named(items: Iterable[Question], name: str) -> Question | None:
    """The question or column of that name, now or before."""
    return next((item for item in items if name == item.name or name in item.previous_names), None)


def find_table(form: Format, name: str) -> Table | None:
    return next((table for table in form.tables if name == table.name or name in table.previous_names), None)


def fill_in(form: Format, written: WrittenForm) -> Format:
    """What `written` names and the format does not have is passed over: the check has told of it."""
    sections = (
        replace(
            section,
            questions=tuple(_answered(question, written.answers) for question in section.questions),
            tables=tuple(_filled(table, form, written) for table in section.tables),
        )
        for section in form.sections
    )
    return replace(form, sections=tuple(sections))


def _text(question: Question, written: Sequence[WrittenAnswer]) -> str:
    names = (question.name, *question.previous_names)
    text = next((one.text for one in written if one.name in names), "")
    return dutch_numbers(text) if question.type is QuestionType.DATE else text


def _answered(question: Question, written: Sequence[WrittenAnswer]) -> Question:
    return replace(question, default=_text(question, written) or question.default)


def _filled(table: Table, form: Format, written: WrittenForm) -> Table:
    """Rows that were written take the place of empty ones."""
    found = next((one for one in written.tables if find_table(form, one.name) == table), None)
    if not found:
        return table
    blank = ("",) * len(table.columns)
    rows = tuple(
        tuple(_text(column, row or ()) or cell for column, cell in zip(table.columns, cells or blank, strict=True))
        for cells, row in zip_longest(table.rows, found.rows)
    )
    return replace(table, rows=rows, empty_rows=max(0, table.empty_rows - len(rows) + len(table.rows)))
