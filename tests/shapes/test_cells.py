"""Words in a table stand in their own cells, however long they are and whatever they are drawn for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pypdfium2
import pytest

from boxes import IMPRINT
from fuzz.papers import check_page
from papers import FORMATS, ROUTE, TOOLBOX, squeeze, stamp
from toolbox.build.book import the_book
from toolbox.core.edition import Stamp
from toolbox.core.form import Format, Question
from toolbox.shapes.paper import book, single
from toolbox.shapes.paper.cells import runs_over

# Beside each other; Dutch breaks neither.
LONG = ("W" * 40, "x" * 60)
# A table with a matrix, one with rows that are given, and one that lies.
TABLED = ("4.1", "5.2", "1.4")
# In other languages and for other readers the same templates are used; only what stands around a table differs.
Shape = Callable[[Format], bytes]


def with_long_heads(form: Format) -> Format:
    """Each column of its tables, and each choice in one, has a name that is one long word."""

    def named(at: int, column: Question) -> Question:
        choices = tuple(
            replace(choice, label=f"{LONG[number % 2]}{number}") for number, choice in enumerate(column.choices)
        )
        return replace(column, title=LONG[at % 2], choices=choices)

    def headed(tables: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(
            replace(table, columns=tuple(named(at, column) for at, column in enumerate(table.columns)))
            for table in tables
        )

    return replace(form, sections=tuple(replace(one, tables=headed(one.tables)) for one in form.sections))


def blank(form: Format) -> bytes:
    return single.render_format(form, stamp(form), ROUTE)[0]


def fillable(form: Format) -> bytes:
    return single.render_format(form, stamp(form), ROUTE)[1]


def in_the_book(form: Format) -> bytes:
    others = tuple(form if other.number == form.number else other for other in TOOLBOX.formats)
    stamps = {other.number: stamp(other) for other in others}
    edition = Stamp("", "2026-11-23", "1a2b3c4", "https://toolbox.example/", IMPRINT)
    bound = the_book(replace(TOOLBOX, formats=others), stamps, edition, {}, edition.url)
    part = next(part for part in bound.parts if part.name == f"bijlage-{form.number.replace('.', '-')}-format")
    return book.draw_part(part, {}, (), {})[0]


@pytest.mark.parametrize("shape", [blank, fillable, in_the_book])
@pytest.mark.parametrize("number", TABLED)
def test_no_word_stands_over_the_next_cell(number: str, shape: Shape) -> None:
    form = with_long_heads(FORMATS[number])
    with pypdfium2.PdfDocument(shape(form)) as pdf:
        for page in pdf:
            check_page(page)
        text = squeeze("".join(page.get_textpage().get_text_range() for page in pdf))
    assert all(column.title in text for table in form.tables for column in table.shown_columns)


@pytest.mark.parametrize("number", list(FORMATS))
def test_the_papers_that_there_are_break_no_word_for_it(number: str) -> None:
    form = FORMATS[number]
    assert not runs_over(single.lay_out_format(form, stamp(form), ROUTE).document.pages)
