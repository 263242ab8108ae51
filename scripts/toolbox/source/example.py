"""forms/voorbeeld.yaml  →  the filled-in example of one made-up person, + findings. A toolbox may be without."""

from __future__ import annotations

from collections.abc import Mapping

from toolbox.core.example import NO_EXAMPLE, Example, WrittenAnswer, WrittenForm, WrittenTable
from toolbox.core.findings import Finding
from toolbox.core.place import Pointer
from toolbox.source import profile
from toolbox.source.mending import open_file
from toolbox.source.tree import Tree
from toolbox.source.yamlsource import YamlSource

EXAMPLE = "forms/voorbeeld.yaml"


def load_example(tree: Tree) -> tuple[Example, list[Finding]]:
    if EXAMPLE not in tree.files:
        return NO_EXAMPLE, []
    opened = open_file(EXAMPLE, tree.files[EXAMPLE], profile.EXAMPLE)
    if opened.source is None or opened.findings:
        return NO_EXAMPLE, opened.findings
    source, data = opened.source, opened.source.data
    forms = tuple(_form(source, index) for index in range(len(data["formulieren"])))
    first: dict[str, int] = {}
    doubles = [
        Finding("name-double", form.place.path, form.place.line, _double(form, first[form.format]), form.place.column)
        for form in forms
        if first.setdefault(form.format, form.place.line) != form.place.line
    ]
    example = Example(data["titel"], data["inleiding"], data["opmerking"], forms)
    return (NO_EXAMPLE if doubles else example), doubles


def _double(form: WrittenForm, first: int) -> dict[str, str]:
    return {"name": form.format, "first": str(first), "what": "dit format"}


def _form(source: YamlSource, index: int) -> WrittenForm:
    at: Pointer = ("formulieren", index)
    data = source.data["formulieren"][index]
    answers = _written(source, (*at, "antwoorden"), data["antwoorden"])
    tables = (
        WrittenTable(
            name,
            tuple(_written(source, (*at, "tabellen", name, number), row) for number, row in enumerate(rows)),
            source.place(*at, "tabellen", name),
        )
        for name, rows in data.get("tabellen", {}).items()
    )
    return WrittenForm(data["format"], source.place(*at, "format"), answers, tuple(tables))


def _written(source: YamlSource, at: Pointer, answers: Mapping[str, str]) -> tuple[WrittenAnswer, ...]:
    return tuple(WrittenAnswer(name, text, source.place(*at, name)) for name, text in answers.items())
