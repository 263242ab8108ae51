"""`toolbox.reading.fitting`: which choice a filled-in text names; where it could be two, nobody guesses."""

from __future__ import annotations

import pytest

from toolbox.core.model import Choice, Question, QuestionType
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
