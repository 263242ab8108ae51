"""`toolbox.source.rows`: the CSV of a resource into rows with the line on which each begins."""

from __future__ import annotations

import csv
from dataclasses import replace

import pytest

from boxes import BASE, source_of
from toolbox.core.findings import Finding
from toolbox.core.form import Question, QuestionType
from toolbox.source.rows import MAX_CELL, MAX_ROWS, check_cells, read_rows

PATH = "forms/1.2-x/rijen.csv"
NAMES = ["a", "b"]
TABLE = source_of(BASE).toolbox.formats[0].tables[0]
GROUP, NUMBER, TASK, VERDICT = TABLE.columns


def told(findings: list[Finding]) -> list[tuple[str, int, dict[str, str]]]:
    assert {finding.path for finding in findings} <= {PATH}
    return [(finding.code, finding.line, dict(finding.values)) for finding in findings]


def test_each_row_knows_the_line_it_begins_on() -> None:
    rows, findings = read_rows(PATH, b'a,b\n 1 ,"x\ny"\n\n2,\n', NAMES)
    assert (rows, findings) == ([(2, ["1", "x\ny"]), (5, ["2", ""])], [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a,x\n1,2\n", ("csv-header", 1, {"column": "x", "hint": "Kies uit: a, b."})),
        ("a,a\n1,2\n", ("csv-header", 1, {"column": "a", "hint": "Bedoelde je ‘a’?"})),
        ("a;b\n1;2\n", ("csv-separator", 1, {"sign": "‘;’"})),
        ('"a";"b"\n"1";"2, en 3"\n', ("csv-separator", 1, {"sign": "‘;’"})),
        ("a\tb\n1\t2\n", ("csv-separator", 1, {"sign": "een tab"})),
        ("a;x\n1;2\n", ("csv-header", 1, {"column": "a;x", "hint": "Kies uit: a, b."})),
        ('a,b\n1,"2\n', ("csv-syntax", 2, {"problem": "een aanhalingsteken wordt niet gesloten"})),
        ('a,b\n1,2\n"3"x,4\n', ("csv-syntax", 3, {"problem": "na een aanhalingsteken staat nog tekst"})),
        ("a,b\n" + "1,2\n" * (MAX_ROWS + 1), ("csv-too-long", MAX_ROWS + 2, {"limit": "500"})),
    ],
)
def test_what_cannot_be_used_gives_no_rows(text: str, expected: tuple[str, int, dict[str, str]]) -> None:
    rows, findings = read_rows(PATH, text.encode(), NAMES)
    assert rows is None
    assert told(findings) == [expected]


@pytest.mark.parametrize(
    ("text", "rows", "codes"),
    [
        ("a\n1\n", [(2, ["1", ""])], []),
        ("b,a\n1,2\n", [(2, ["2", "1"])], []),
        ("a,b\n1,\n", [(2, ["1", ""])], ["csv-derived"]),
        ("a,weg\n", [], ["csv-derived"]),
        ("", [], ["csv-derived"]),
    ],
)
def test_the_heading_names_the_columns_that_have_some_text(
    text: str, rows: list[tuple[int, list[str]]], codes: list[str]
) -> None:
    found, findings = read_rows(PATH, text.encode(), NAMES)
    assert (found, [finding.code for finding in findings]) == (rows, codes)


def test_letters_of_another_kind_give_no_rows() -> None:
    rows, findings = read_rows(PATH, b"a,b\n\xe9,2\n", NAMES)
    assert rows is None
    assert [finding.code for finding in findings] == ["not-utf8"]


def test_line_ends_of_windows_hide_nothing() -> None:
    rows, findings = read_rows(PATH, b"a,b\r\n1,2\r\n3\r\n", NAMES)
    assert rows == [(2, ["1", "2"])]
    assert told(findings) == [("crlf", 1, {}), ("csv-row-width", 3, {"found": "1", "expected": "2"})]


def test_a_cell_that_python_does_not_read_is_named() -> None:
    before = csv.field_size_limit(5_000)  # for the whole process: frictionless changes it too
    try:
        rows, findings = read_rows(PATH, b"a,b\n" + b"x" * 5_001, NAMES)
    finally:
        csv.field_size_limit(before)
    assert (rows, told(findings)) == (None, [("csv-syntax", 2, {"problem": "een cel is veel te lang"})])


def test_as_many_rows_and_letters_as_the_limits_say() -> None:
    rows, findings = read_rows(PATH, b"a,b\n" + b"1,2\n" * (MAX_ROWS - 1) + b"3," + b"x" * MAX_CELL + b"\n", NAMES)
    assert rows is not None
    assert (len(rows), findings) == (MAX_ROWS, [])


def test_a_row_that_does_not_fit_is_told_and_the_others_stay() -> None:
    rows, findings = read_rows(PATH, b"a,b\n1\n2,3\n4,5,6\n7," + b"x" * (MAX_CELL + 1) + b"\n", NAMES)
    assert rows == [(3, ["2", "3"])]
    assert told(findings) == [
        ("csv-row-width", 2, {"found": "1", "expected": "2"}),
        ("csv-row-width", 4, {"found": "3", "expected": "2"}),
        ("csv-cell-long", 5, {"limit": "2000"}),
    ]


def cells(*row: str, columns: tuple[Question, ...] = TABLE.columns) -> list[tuple[str, int, dict[str, str]]]:
    return told(list(check_cells(PATH, list(columns), [(2, list(row))], TABLE.group_by)))


def test_given_text_is_there_and_what_people_fill_in_is_empty() -> None:
    assert cells("Op tijd", "a", "Komt op tijd", "") == []
    # One given cell names the row; the group's heading does not.
    assert cells("Op tijd", "", "Komt op tijd", "") == []
    assert cells("Op tijd", "", "", "") == [
        ("csv-given-empty", 2, {"column": "nr"}),
        ("csv-given-empty", 2, {"column": "taak"}),
    ]
    assert cells("", "a", "Komt op tijd", "") == [("csv-given-empty", 2, {"column": "groep"})]
    long = "goed" * 11
    assert cells("Op tijd", "a", "x", long) == [("csv-tick-filled", 2, {"column": "oordeel", "value": long[:40]})]


def test_only_free_text_may_be_filled_in_beforehand() -> None:
    free = replace(VERDICT, choices=())
    assert cells("Op tijd", "a", "x", "Zoiets", columns=(GROUP, NUMBER, TASK, free)) == []
    date = replace(free, type=QuestionType.DATE)
    assert [code for code, _, _ in cells("Op tijd", "a", "x", "2026-11-03", columns=(GROUP, NUMBER, TASK, date))] == [
        "csv-tick-filled"
    ]


def test_a_carriage_return_alone_is_no_line_of_its_own() -> None:
    found = read_rows("forms/x/a.csv", b"a,b\n1,2\r3\n4\n", ["a", "b"])[1]
    assert [(finding.code, finding.line) for finding in found] == [("crlf", 2), ("csv-row-width", 3)]
