"""`toolbox.reading.fitting`: which choice a filled-in text names; where it could be two, nobody guesses."""

from __future__ import annotations

import json

import pytest

from boxes import TESTS
from toolbox.core.form import Choice, Question, QuestionType
from toolbox.core.place import Place
from toolbox.reading.fitting import find_choice, fit

CHOICES = (Choice("ja", "Ja"), Choice("JA", "Ja, altijd"), Choice("soms", "Nu en dan"), Choice("zelden", "nu  en DAN"))
QUESTION = Question("hulp", "Hulp?", "", QuestionType.TEXT, Place("f.yaml"), choices=CHOICES)


@pytest.mark.parametrize(
    ("text", "value"),
    [("ja", "ja"), ("JA", "JA"), (" ja ", "ja"), ("SOMS", "soms"), ("ja,altijd", "JA"), ("Zelden", "zelden")],
)
def test_a_choice_is_found_by_its_value_and_else_by_its_label(text: str, value: str) -> None:
    choice = find_choice(text, QUESTION)
    assert choice
    assert choice.value == value


@pytest.mark.parametrize("text", ["Nu en dan", "nu  en DAN", "Ja", "jA", "nooit"])
def test_what_could_be_two_choices_is_neither(text: str) -> None:
    """Two values or labels that differ in case or white space only: which of them someone meant is not ours to say."""
    assert find_choice(text, QUESTION) is None
    result = fit(text, QUESTION)
    assert (result.value, result.left, result.code) == ("", (text,), "filled-choice")


@pytest.mark.parametrize(
    ("kind", "labels", "text", "value", "left"), json.loads((TESTS / "fitting.json").read_text("utf-8"))
)
def test_the_rules_that_the_form_page_has_as_well(
    kind: str, labels: dict[str, str], text: str, value: str, left: list[str]
) -> None:
    """One table: `tests/js/fitting.test.js` holds the browser to it."""
    choices = tuple(Choice(name, label) for name, label in labels.items())
    result = fit(text, Question("datum", "", "", QuestionType(kind), Place("f.yaml"), choices=choices))
    assert (result.value, list(result.left)) == (value, left)
