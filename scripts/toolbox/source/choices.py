"""The choices of one question, and whether paper has room for the columns of a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any, Protocol

from toolbox.core.form import Choice, Question, QuestionType
from toolbox.core.sheetwidth import SHEET_WIDTH, SHEET_WIDTH_LYING
from toolbox.source.limits import CHOICES_WIDTH, COLUMN_WIDTH


class Find(Protocol):
    """Notes what is wrong in the question, at the key that is named."""

    def __call__(self, code: str, *below: str | int, **values: str) -> None: ...


def read_choices(find: Find, field: dict[str, Any], kind: QuestionType) -> tuple[Choice, ...]:
    categories = field.get("categories", [])
    if kind is QuestionType.LIST and not categories:
        find("list-needs-choices")
    if categories and kind not in (QuestionType.TEXT, QuestionType.LIST):
        find("choices-without-type", "categories")
    values = [category["value"] for category in categories]
    for value, count in Counter(values).items():
        if count > 1:
            find("choice-double", "categories", value=value)
    labels = Counter(category["label"].casefold() for category in categories)
    for label in {category["label"] for category in categories if labels[category["label"].casefold()] > 1}:
        find("choice-label-double", "categories", label=label)
    return tuple(Choice(category["value"], category["label"]) for category in categories)


def narrow_column(columns: Sequence[Question], *, landscape: bool) -> dict[str, str]:
    """Of the first of the shown columns for which paper has no room: its name, how wide it comes out, and the least, in
    mm; {} when each has room."""
    whole = SHEET_WIDTH_LYING if landscape else SHEET_WIDTH
    for column in columns:
        share = column.share or 100 / len(columns)
        width = whole * share / 100 / (len(column.choices) or 1 if column.matrix else 1)
        least = CHOICES_WIDTH if column.choices and not column.matrix else COLUMN_WIDTH
        if width < least:
            return {"column": column.name, "width": f"{width:.0f}", "least": f"{least:.0f}"}
    return {}
