"""What a question waits for on a screen: `showIf` of the package  →  a Condition, or what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from toolbox.core.findings import did_you_mean
from toolbox.core.form import Condition, Question

# Which field, the code, the key in the field at which it stands, and the values of the sentence.
Fault = tuple[int, str, tuple[str, str], dict[str, str]]


def with_conditions(
    questions: Sequence[Question], fields: Sequence[Mapping[str, Any]]
) -> tuple[list[Question], list[Fault]]:
    """The questions of `fields`, each with what it waits for; of what is wrong there is no condition."""
    made: list[Question] = []
    faults: list[Fault] = []
    for index, (question, field) in enumerate(zip(questions, fields, strict=True)):
        found = _condition(field["showIf"], questions[:index], question) if "showIf" in field else None
        if isinstance(found, tuple):
            faults.append((index, *found))
        made.append(replace(question, condition=found) if isinstance(found, Condition) else question)
    return made, faults


def _condition(
    wanted: Mapping[str, str], before: Sequence[Question], question: Question
) -> Condition | tuple[str, tuple[str, str], dict[str, str]]:
    """A choice at a question that stands before it."""
    asked = {other.name: other for other in before if other.choices}
    name, value = wanted["question"], wanted["value"]
    if name not in asked:
        hint = did_you_mean(name, list(asked))
        return "condition-question", ("showIf", "question"), {"question": name, "hint": hint}
    labels = {choice.value: choice.label for choice in asked[name].choices}
    if value not in labels:
        hint = did_you_mean(value, list(labels))
        return "condition-value", ("showIf", "value"), {"value": value, "question": name, "hint": hint}
    if question.required:
        return "condition-required", ("constraints", "required"), {}
    return Condition(name, value, f"‘{labels[value]}’ bij ‘{asked[name].title}’")
