"""Where Frictionless is not asked it has nothing to say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boxes import BASE, ROOT, source_of
from examples import examples
from toolbox.core.form import Choice, Format, Question, QuestionType, Table
from toolbox.forms.certain import is_certain
from toolbox.forms.datapackage import problems

(FORM,) = source_of(BASE).toolbox.formats


def all_formats() -> Iterator[Format]:
    source = source_of(ROOT)
    yield from source.toolbox.formats
    for one in (*source.overlaid, *source.languages):
        yield from one.forms


@pytest.mark.parametrize("form", [FORM, *all_formats()], ids=lambda form: f"{form.number} {form.version}")
def test_it_has_nothing_against_ours(form: Format) -> None:
    """And none of ours makes a check wait for it."""
    assert is_certain(form)
    assert list(problems(form)) == []


def with_table(table: Table) -> Format:
    sections = [
        replace(section, tables=tuple(table if each.name == FORM.tables[0].name else each for each in section.tables))
        for section in FORM.sections
    ]
    return replace(FORM, sections=tuple(sections))


NAMES = st.sampled_from(["a", "b", "taak_1", "a-b", "A", "", "a b", "é", "antwoorden"])
CELLS = st.sampled_from(["", " ", "a", "b", "ja", "1", "2026-11-01", "true", "x\ny", 'z"', "=1", "a;b", "€", "x" * 300])
CHOICES = st.lists(st.sampled_from(["a", "b", "ja", ""]), max_size=3).map(
    lambda values: tuple(Choice(value, value) for value in values)
)
COLUMNS = st.builds(
    lambda name, kind, choices, required: replace(
        FORM.tables[0].columns[0], name=name, type=kind, choices=choices, required=required
    ),
    NAMES,
    st.sampled_from(QuestionType),
    CHOICES,
    st.booleans(),
)


@settings(max_examples=examples(900), deadline=None)
@given(st.lists(COLUMNS, max_size=3), NAMES, st.data())
def test_what_is_certain_is_fine(columns: list[Question], name: str, data: st.DataObject) -> None:
    rows = data.draw(st.lists(st.lists(CELLS, min_size=len(columns), max_size=len(columns)).map(tuple), max_size=3))
    form = with_table(replace(FORM.tables[0], name=name, columns=tuple(columns), rows=tuple(rows)))
    if is_certain(form):
        assert list(problems(form)) == []


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        (with_table(replace(FORM.tables[0], rows=())), True),
        (with_table(replace(FORM.tables[0], columns=(), rows=())), False),
        (with_table(replace(FORM.tables[0], rows=(("",) * len(FORM.tables[0].columns),))), False),
        (with_table(replace(FORM.tables[0], rows=(("a",),))), False),
        (with_table(replace(FORM.tables[0], name="antwoorden")), False),
        (replace(FORM, sections=()), False),
        (replace(FORM, name="Naam met spaties"), False),
    ],
    ids=["no rows", "no columns", "nothing in a row", "too short a row", "a name twice", "nothing", "another name"],
)
def test_what_is_not_plain_is_asked(form: Format, expected: bool) -> None:
    assert is_certain(form) is expected
