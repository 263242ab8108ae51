"""A table on the page to fill in: how wide its columns are, in twentieths of its width, and what stands in its rows."""

from __future__ import annotations

from dataclasses import replace

import pytest

from boxes import BASE, source_of
from toolbox.core.form import Choice, Question, QuestionType, Table
from toolbox.core.language import Language
from toolbox.site.form.field import REQUIRED, Marks
from toolbox.site.form.table import RowView, TableForm

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


def cells(row: RowView | None) -> list[tuple[str, str, str, bool, bool]]:
    """Of each cell its text or the name and text of its field, and whether it names or counts the row."""
    assert row
    return [
        (
            cell.text,
            cell.field.name if cell.field else "",
            cell.field.initial if cell.field else "",
            cell.header,
            cell.index,
        )
        for cell in row.cells
    ]


NUMBER, TASK, MORE = (replace(TEXT, name=name, given=True) for name in ("nr", "taak", "uitleg"))
WHO = replace(TEXT, name="wie")
MADE = replace(
    TABLE,
    name="taken",
    title="",
    columns=(NUMBER, TASK, MORE, WHO),
    rows=(("1", "Bellen", "Met school", "Jij"), ("2", "", "Zonder taak", ""), ("10", "Mailen", "", "")),
    empty_rows=1,
    group_by="",
)


def test_a_row_is_named_by_its_first_text_and_not_by_its_number() -> None:
    made = TableForm.of(MADE, SECTION, Marks(0, 0))
    given, own = made.groups
    assert [cells(row) for row in given.rows] == [
        [
            ("1", "", "", False, True),
            ("Bellen", "", "", True, False),
            ("Met school", "", "", False, False),
            ("", "taken.1.wie", "Jij", False, False),
        ],
        [
            ("2", "", "", False, True),
            ("", "", "", False, False),
            ("Zonder taak", "", "", True, False),
            ("", "taken.2.wie", "", False, False),
        ],
        [
            ("10", "", "", False, True),
            ("Mailen", "", "", True, False),
            ("", "", "", False, False),
            ("", "taken.3.wie", "", False, False),
        ],
    ]
    names = ("nr", "taak", "uitleg", "wie")
    assert [cells(row) for row in own.rows] == [[("", f"taken.4.{name}", "", False, False) for name in names]]
    assert cells(made.added) == [("", f"taken.{{rij}}.{name}", "", False, False) for name in names]
    assert [row.number for group in made.groups for row in group.rows] == ["1", "2", "3", "4"]
    assert [cell.column for cell in given.rows[0].cells] == list(MADE.columns)
    assert (made.table, made.title, made.loose) == (MADE, SECTION.title, False)
    assert TableForm.of(replace(MADE, title="Taken"), SECTION, Marks(0, 0)).title == "Taken"


def test_a_number_alone_names_its_row_and_what_is_longer_counts_nothing() -> None:
    alone = replace(MADE, columns=(NUMBER, WHO), rows=(("1", ""), ("2", "")))
    (first, *_), *_ = (group.rows for group in TableForm.of(alone, SECTION, Marks(0, 0)).groups)
    assert cells(first)[0] == ("1", "", "", True, False)
    for text, is_index in (("100", True), ("1000", False)):
        table = replace(MADE, rows=(*MADE.rows, (text, "Anders", "", "")))
        (row, *_), *_ = (group.rows for group in TableForm.of(table, SECTION, Marks(0, 0)).groups)
        assert cells(row)[0] == ("1", "", "", not is_index, is_index)


def test_only_where_paper_has_room_a_row_can_be_added() -> None:
    def added(table: Table) -> bool:
        return TableForm.of(table, SECTION, Marks(0, 0)).added is not None

    assert added(MADE)
    assert not added(replace(MADE, empty_rows=0))
    assert added(replace(TABLE, empty_rows=0))


def test_rows_and_what_stands_above_your_own_are_in_the_language_of_the_form() -> None:
    words = Language("en", "English", phrases=(("rij_scherm", "Line {nummer}"), ("eigen_rijen", "Your own")))
    (given,) = FORM.sections[1].tables
    made = TableForm.of(replace(given, empty_rows=1), SECTION, Marks(0, 0, words))
    *_, own = made.groups
    assert (own.heading, own.rows[0].title) == ("Your own", f"Line {len(given.rows) + 1}")
    assert made.added
    assert made.added.title == "Line {rij}"
    fields = [cell.field for group in made.groups for row in group.rows for cell in row.cells if cell.field]
    assert {field.language for field in fields} == {words}


def test_a_column_has_its_question_its_labels_and_its_mark() -> None:
    must, matrix = replace(TEXT, name="a", required=True), replace(TEXT, name="b", choices=LONG, matrix=True)
    made = TableForm.of(replace(TABLE, columns=(must, matrix)), SECTION, Marks(1, 5))
    assert [(column.question, column.scale, str(column.mark)) for column in made.columns] == [
        (must, (), REQUIRED),
        (matrix, LONG, ""),
    ]
    (row, *_), *_ = (group.rows for group in made.groups)
    fields = [cell.field for cell in row.cells if cell.field]
    assert [(field.question, field.control) for field in fields] == [(must, "line"), (matrix, "choice")]
    # Nothing stands above the rows of your own where nothing groups the others.
    *_, own = TableForm.of(MADE, SECTION, Marks(0, 0)).groups
    assert (own.heading, own.own) == ("", True)


@pytest.mark.parametrize(("labels", "above"), [(("zelden",) * 3, False), (("zelden",) * 4, True), (("meestal",), True)])
def test_short_labels_stand_with_each_button(labels: tuple[str, ...], above: bool) -> None:
    matrix = replace(TEXT, matrix=True, choices=tuple(Choice(str(at), label) for at, label in enumerate(labels)))
    (column,) = TableForm.of(replace(TABLE, columns=(matrix,)), SECTION, Marks(0, 0)).columns
    assert bool(column.scale) == above
