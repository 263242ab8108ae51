"""Formats that Frictionless, the standard's own validator, certainly has nothing against: it need not be asked.

It takes longer to load than all else of a check, and what it could say of a descriptor that we made ourselves is
little: a name that stands there twice, or a cell that is not of its column's kind. Whatever is not plain here is asked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from toolbox.core.form import ANSWERS_NAME, Format, Question, QuestionType, Table

NAME = re.compile(r"[a-z][a-z0-9_-]*")


def is_certain(form: Format) -> bool:
    names = [ANSWERS_NAME for _ in form.questions[:1]] + [table.name for table in form.tables]
    are_names = bool(names) and _are_names(names) and _are_names([form.name])
    return are_names and _are_fields(form.questions, empty=True) and all(map(_is_table, form.tables))


def _are_names(names: Sequence[str]) -> bool:
    return all(map(NAME.fullmatch, names)) and len(set(names)) == len(names)


def _are_fields(fields: Sequence[Question], *, empty: bool = False) -> bool:
    if not fields:
        return empty
    choices = ([choice.value for choice in field.choices] for field in fields)
    are_single = all("" not in each and len(set(each)) == len(each) for each in choices)
    return _are_names([field.name for field in fields]) and are_single


def _is_table(table: Table) -> bool:
    width = len(table.columns)
    return _are_fields(table.columns) and all(
        len(row) == width and any(row) and all(map(_fits, row, table.columns)) for row in table.rows
    )


def _fits(cell: str, column: Question) -> bool:
    """Of other kinds than text a cell with something in it is asked about."""
    if not cell:
        return not column.required
    if column.type is not QuestionType.TEXT:
        return False
    return not column.choices or any(choice.value == cell for choice in column.choices)
