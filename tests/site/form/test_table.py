"""How wide the columns of a table are on the page to fill in, in twentieths of its width."""

from __future__ import annotations

from dataclasses import replace

import pytest

from boxes import BASE, source_of
from toolbox.core.form import Choice, Question, QuestionType, Table
from toolbox.site.form.field import REQUIRED, Marks
from toolbox.site.form.table import TableForm

FORM = source_of(BASE).toolbox.formats[0]
SECTION = FORM.sections[2]
TABLE = SECTION.tables[0]
TEXT, _ = TABLE.columns
LONG = (Choice("goed", "Gaat goed"), Choice("oefenen", "Nog oefenen"))
SHORT = (Choice("ja", "Ja"), Choice("nee", "Nee"))
TYPES = {"t": QuestionType.TEXT, "d": QuestionType.DATE}


def parts(*columns: Question) -> list[int]:
    table = replace(TABLE, columns=columns)
    return [column.parts for column in TableForm.of(table, SECTION, Marks(0, 0)).columns]


def with_shares(*shares: int) -> list[Question]:
    return [replace(TEXT, name=f"k{number}", share=share) for number, share in enumerate(shares)]


@pytest.mark.parametrize(
    ("shares", "types", "expected"),
    [
        # As the paper has them, when there is room.
        ((50, 50), "tt", [10, 10]),
        ((0, 0), "td", [10, 10]),
        ((75, 25), "td", [15, 5]),
        # A whole date with its button needs a fifth of the width, a text a tenth; what is widest gives it.
        ((95, 5), "td", [16, 4]),
        ((95, 5), "tt", [18, 2]),
        ((80, 10, 10), "tdd", [12, 4, 4]),
        ((55, 40, 5), "ttd", [8, 8, 4]),
        # A date gives none away, however many columns stand beside it.
        ((14, 15, 14, 16, 22, 19), "tttdtt", [3, 3, 3, 4, 3, 4]),
    ],
)
def test_a_narrow_field_gets_the_room_that_a_screen_needs(
    shares: tuple[int, ...], types: str, expected: list[int]
) -> None:
    columns = zip(with_shares(*shares), types, strict=True)
    assert parts(*(replace(column, type=TYPES[kind]) for column, kind in columns)) == expected


def test_given_text_needs_no_room_for_a_field() -> None:
    given, field = with_shares(5, 95)
    assert parts(replace(given, given=True), field) == [1, 19]


def test_a_matrix_has_room_for_the_button_below_its_labels_and_gives_none_away() -> None:
    field, matrix = with_shares(60, 40)
    assert parts(field, replace(matrix, choices=LONG, matrix=True)) == [10, 10]
    # Short labels stand with each button.
    assert parts(field, replace(matrix, choices=SHORT, matrix=True)) == [12, 8]


def test_rows_stand_below_their_heading_and_own_rows_apart_from_what_is_given() -> None:
    def groups(table: Table) -> list[tuple[str, bool, list[bool]]]:
        made = TableForm.of(table, SECTION, Marks(0, 0))
        return [(group.heading, group.own, [row.own for row in group.rows]) for group in made.groups]

    (given,) = FORM.sections[1].tables
    assert groups(given) == [("Op tijd", False, [False] * 2), ("Samen", False, [False])]
    assert groups(replace(given, empty_rows=1))[2:] == [("Eigen rijen", True, [True])]
    # Without any given text no row stands apart.
    assert groups(replace(TABLE, rows=(("a", ""),))) == [("", True, [False, True, True, True])]


@pytest.mark.parametrize(
    ("required", "optional", "rule", "marked"),
    [
        (0, 3, "Je hoeft niet alles in te vullen: elke vraag mag leeg blijven.", (REQUIRED, "")),
        (1, 2, f"Elke vraag mag leeg blijven, behalve waar ‘{REQUIRED}’ staat.", (REQUIRED, "")),
        (2, 1, "Vul alles in, behalve waar ‘mag leeg blijven’ staat.", ("", "mag leeg blijven")),
    ],
)
def test_whichever_is_rarer_is_marked(required: int, optional: int, rule: str, marked: tuple[str, str]) -> None:
    marks = Marks(required, optional)
    assert marks.rule == rule
    assert (marks.of(replace(TEXT, required=True)), marks.of(TEXT)) == marked
