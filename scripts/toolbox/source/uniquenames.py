"""Names in a datapackage.yaml: each stands for one thing, in this version and in earlier ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from toolbox.core.form import ANSWERS_NAME
from toolbox.core.place import Pointer
from toolbox.source.yamlsource import YamlSource

Problem = tuple[str, Pointer, Mapping[str, str]]


def name_problems(source: YamlSource) -> Iterator[Problem]:
    """(code, where, values) of each name that is there twice.

    Sections are unique among themselves, questions and tables together, columns in their table.
    """
    sections = [(("sections", i, "name"), section["name"]) for i, section in enumerate(source.data["sections"])]
    yield from _doubles(source, "dit blok", sections)
    together: list[Pointer] = []
    for index, resource in enumerate(source.data["resources"]):
        fields: list[Pointer] = [
            ("resources", index, "schema", "fields", i) for i in range(len(resource["schema"]["fields"]))
        ]
        together.append(("resources", index))
        if resource["name"] == ANSWERS_NAME:
            together += fields
        else:
            yield from _scope(source, "deze kolom", fields)
    yield from _scope(source, "deze vraag of tabel", together)


def _scope(source: YamlSource, what: str, items: Sequence[Pointer]) -> Iterator[Problem]:
    """The questions, tables or columns at `items` are found by name, in this version and in earlier ones."""
    current: list[tuple[Pointer, str]] = [((*at, "name"), _at(source, at)["name"]) for at in items]
    yield from _doubles(source, what, current)
    now = {name: pointer for pointer, name in reversed(current)}
    before: dict[str, Pointer] = {}
    for at in items:
        for index, name in enumerate(_at(source, at).get("previousNames", ())):
            pointer: Pointer = (*at, "previousNames", index)
            if name in now:
                yield "previous-name-used", pointer, {"name": name, "first": _line(source, now[name])}
            elif name in before:
                yield "previous-name-double", pointer, {"name": name, "first": _line(source, before[name])}
            before.setdefault(name, pointer)


def _doubles(source: YamlSource, what: str, named: Sequence[tuple[Pointer, str]]) -> Iterator[Problem]:
    first: dict[str, Pointer] = {}
    for pointer, name in named:
        if name in first:
            yield "name-double", pointer, {"name": name, "first": _line(source, first[name]), "what": what}
        first.setdefault(name, pointer)


def _line(source: YamlSource, pointer: Pointer) -> str:
    return str(source.place(*pointer).line)


def _at(source: YamlSource, pointer: Pointer) -> Any:
    value: Any = source.data
    for part in pointer:
        value = value[part]
    return value
