"""A folder dropped in tests/cases is a test.

`base` is a small toolbox without a fault. A folder in `valid` or `invalid` is laid over it (files replace or add;
`_remove.txt` lists paths to take away). In `valid` nothing may be found; in `invalid` exactly what `expected.txt` says.
"""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest

from boxes import BASE, CASES, EXPECTED, REMOVE, inspect_case, source_of
from toolbox.core.form import QuestionType
from toolbox.core.sentences import SENTENCES

pytestmark = pytest.mark.promise("plain-files", "images", "yaml", "data-package", "honest")

VALID = sorted((CASES / "valid").iterdir())
INVALID = sorted((CASES / "invalid").iterdir())
TOP = {"content", "forms", EXPECTED, REMOVE}
PLACE = re.compile(r"([^:]+):(\d+):(\d+): ")


def test_there_are_cases() -> None:
    assert len(VALID) >= 25
    assert len(INVALID) >= 120


def test_base_has_no_fault_and_holds_every_kind_of_question() -> None:
    source = source_of(BASE)
    assert [str(finding) for finding in source.findings] == []
    assert len(source.toolbox.pages) == 5
    (form,) = source.toolbox.formats
    assert {question.type for question in form.questions} == set(QuestionType)
    assert [table.name for table in form.tables] == ["taken_lijst", "afspraken_lijst"]


@pytest.mark.parametrize("case", [*VALID, *INVALID], ids=lambda case: f"{case.parent.name}/{case.name}")
def test_a_case_holds_nothing_else(case: Path) -> None:
    assert case.is_dir()
    assert {entry.name for entry in case.iterdir()} - TOP == set()
    assert any(entry.name in ("content", "forms", REMOVE) for entry in case.iterdir())


@pytest.mark.parametrize("case", VALID, ids=lambda case: case.name)
def test_valid(case: Path) -> None:
    assert not (case / EXPECTED).exists()
    assert [str(finding) for finding in inspect_case(case)] == []


@pytest.mark.parametrize("case", INVALID, ids=lambda case: case.name)
def test_invalid(case: Path) -> None:
    expected = (case / EXPECTED).read_text("utf-8").splitlines()
    assert expected, f"{case.name}/{EXPECTED} is empty: move the case to valid"
    found = inspect_case(case)
    assert [str(finding) for finding in found] == expected
    for finding in found:
        assert placeholders(SENTENCES[finding.code]) <= finding.values.keys(), finding.code
        assert "{" not in finding.message or "{" in str(finding.values) or finding.code == "yaml-flow"


def placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


# What stands at the place that a case's first line with a column tells, as an editor shows it.
STANDS_THERE = {
    "blok-onbekend": "section: afsprakn",
    "breedteloos-teken": "\u200b makers",
    "character-undrawable": "☐",
    "datum-fout": "herzien_voor: 2027-02-30",
    "keuze-waarde-fout": "value: Door de week",
    "nummer-zonder-aanhalingstekens": "1.2",
    "oude-naam-in-gebruik-bij-kolom": "wat",
    "pagina-ontbreekt": "'1.3'",
    "rol-onbekend": "mentro",
    "schema-kolom-te-groot": "kolom: 4",
    "schema-vak-onbekend": "naar: wrek",
    "sleutel-ontbreekt-in-vraag": "name: handtekening",
    "verplicht-is-tekst": "required: ja",
    "yaml-aanhalingsteken-open": "'1.2",
    "yaml-anker": "&a Nagesprek",
    "yaml-ankerbom": "&a",
    "yaml-dubbele-punt-te-veel": ": deze site",
    "yaml-korte-schrijfwijze-knipt": "{value: week, label: Door de week, ook vrijdag}",
    "yaml-no": "no",
    "yaml-samenvoegen": "<<: iets",
    "yaml-sleutel-dubbel": "titel: Nog een titel",
    "yaml-tag-python": "!!python/object/apply:os.system ls",
    "yaml-te-diep": "a:",
}


@pytest.mark.parametrize("case", STANDS_THERE)
def test_a_column_is_where_an_editor_puts_it(case: str) -> None:
    folder = CASES / "invalid" / case
    said = (folder / EXPECTED).read_text("utf-8").splitlines()
    path, line, column = next(match.groups() for message in said if (match := PLACE.match(message)))
    text = ((folder if (folder / path).exists() else BASE) / path).read_text("utf-8").split("\n")[int(line) - 1]
    assert text[int(column) - 1 :].startswith(STANDS_THERE[case])
