"""In which order a section's questions and tables follow each other."""

from __future__ import annotations

from dataclasses import replace

import pytest

from boxes import BASE, source_of
from toolbox.core.form import Section

FORM = source_of(BASE).toolbox.formats[0]
QUESTION, TABLE = FORM.questions[0], FORM.tables[0]


def section(questions: str, tables: str) -> Section:
    """'a b>x c' has a question b that stands after table x."""
    asked = [name.partition(">") for name in questions.split()]
    return replace(
        FORM.sections[0],
        questions=tuple(replace(QUESTION, name=name, after=after) for name, _, after in asked),
        tables=tuple(replace(TABLE, name=name) for name in tables.split()),
    )


@pytest.mark.parametrize(
    ("questions", "tables", "order"),
    [
        ("a b", "x y", "a b x y"),
        ("a b>x c", "x y", "a x b c y"),
        ("a>y b", "x y", "x y a b"),
        ("a b>x c>y d", "x y z", "a x b y c d z"),
        ("a>x b>x", "x", "x a b"),
        ("a b>weg", "x", "a b x"),
        ("a>y b>x", "x y", "x y a b"),
        ("", "x", "x"),
        ("a", "", "a"),
    ],
)
def test_the_order_of_the_definition_is_that_of_every_shape(questions: str, tables: str, order: str) -> None:
    found = section(questions, tables)
    parts = [part for run in found.runs for part in (run.questions, run.tables)]
    assert [item.name for part in parts for item in part] == order.split()
    # Of themselves both keep their order, and nothing is lost.
    assert tuple(question for run in found.runs for question in run.questions) == found.questions
    assert tuple(table for run in found.runs for table in run.tables) == found.tables
