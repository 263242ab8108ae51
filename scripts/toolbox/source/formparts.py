"""Parts of a format that need nothing of the rest of it: the choices of a question, and files that belong nowhere."""

from __future__ import annotations

from collections import Counter
from typing import Any, Protocol

from toolbox.core.findings import Finding
from toolbox.core.model import Choice, QuestionType
from toolbox.source.derived import file_name
from toolbox.source.tree import Tree
from toolbox.source.yamlsource import YamlSource


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


def stray_files(source: YamlSource, folder: str, tree: Tree) -> list[Finding]:
    resources = source.data.get("resources")
    items = resources if isinstance(resources, list) else []
    names = [str(item.get("name")) for item in items if isinstance(item, dict)]
    expected = {source.path, *(f"{folder}/{file_name(name)}" for name in names)}
    return [Finding("stray-file", path) for path in tree.under(f"{folder}/") if path not in expected]
