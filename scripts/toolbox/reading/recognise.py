"""Of which format a file is when every mark in it is gone: the names of its fields tell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from toolbox.core.form import Format
from toolbox.forms.answers import Found
from toolbox.reading.refusal import Refusal

# Of all names in the file and in the definition together so many must be the same, and so many more than in any other.
ENOUGH, CLEAR = 0.5, 0.1


def recognised(found: Found, formats: Sequence[Format], strict: bool = True) -> Found:
    """`found` with the name of its format; its version stays unknown.

    Raises Refusal(file-not-ours); when it is not `strict`, the name stays unknown as well.
    """
    if found.name:
        return found
    names = {
        *found.values,
        *(f"{table}.{column}" for table, rows in found.rows.items() for row in rows for column in row),
    }
    scored = sorted(((_likeness(names, form), form.name) for form in formats), reverse=True)
    if not scored or scored[0][0] < ENOUGH or (len(scored) > 1 and scored[0][0] - scored[1][0] < CLEAR):
        if not strict:
            return found
        raise Refusal("file-not-ours")
    return replace(found, name=scored[0][1])


def _likeness(names: set[str], form: Format) -> float:
    """0 for nothing the same, 1 for exactly the questions of the format; an old name counts as the new one."""
    asked = [_names(question.name, question.previous_names) for question in form.questions]
    asked += [
        {f"{table}.{column}" for table in _names(table.name, table.previous_names) for column in columns}
        for table in form.tables
        for columns in (_names(column.name, column.previous_names) for column in table.columns)
    ]
    known = sum(1 for options in asked if not names.isdisjoint(options))
    return known / max(1, len(names) + len(asked) - known)


def _names(name: str, previous: Iterable[str]) -> set[str]:
    return {name, *previous}
