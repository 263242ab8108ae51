"""Findings in the order of a reader, each once and no more than anyone reads; and what was probably meant."""

from __future__ import annotations

import pytest

from toolbox.core.findings import MAX_NEAR_WORD, MOST, Finding, did_you_mean, sort_findings

ERROR, WARNING = "lfs-pointer", "not-canonical"


def test_findings_stand_in_order_and_each_once() -> None:
    found = [Finding(ERROR, path, line, {}, column) for path, line, column in (("b", 1, 0), ("a", 2, 1), ("a", 2, 0))]
    assert [(item.path, item.line, item.column) for item in sort_findings([*found, *found])] == [
        ("a", 2, 0),
        ("a", 2, 1),
        ("b", 1, 0),
    ]


def test_of_the_errors_of_one_file_the_first_are_shown_and_that_there_are_more() -> None:
    many = [Finding(ERROR, "a", line) for line in range(1, MOST + 4)]
    other = Finding(ERROR, "b", 1)
    assert sort_findings(many[:MOST]) == tuple(many[:MOST])
    warning = Finding(WARNING, "a", MOST + 9)
    *shown, more, still, last = sort_findings([other, warning, *many])
    assert (shown, still, last) == (many[:MOST], warning, other)
    assert (more.code, more.line, more.values) == ("more-errors", MOST + 1, {"limit": str(MOST)})
    assert str(MOST) in more.message


@pytest.mark.parametrize(
    ("word", "known", "said"),
    [
        ("datun", ["tekst", "datum"], "Bedoelde je ‘datum’?"),
        ("iets", ["tekst", "datum"], "Kies uit: tekst, datum."),
        ("iets", map(str, range(13)), "Kijk de naam na."),
        ("iets", [], "Haal het weg."),
        # Too long to look for what is near it.
        ("x" * (MAX_NEAR_WORD + 1), ["x" * MAX_NEAR_WORD], f"Kies uit: {'x' * MAX_NEAR_WORD}."),
    ],
)
def test_what_was_probably_meant_is_said(word: str, known: list[str], said: str) -> None:
    assert did_you_mean(word, known) == said
