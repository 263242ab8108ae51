"""What an edition does with a format, written into the files of that format: its package and the rows of its tables."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from toolbox.core.form import ANSWERS_NAME, Format, Table
from toolbox.source.canonical import WIDTH as LINE
from toolbox.source.canonical import canonical, document, written
from toolbox.source.derived import file_name, without_empty_columns
from toolbox.source.overlays.forms import with_operation
from toolbox.source.overlays.intotext import NotPromoted
from toolbox.source.overlays.model import Aim, Operation, Override

ONLY_HERE = {
    Operation.DEFAULT: "wat al is ingevuld, verschilt per regio",
    Operation.HIDE: "wat een regio niet gebruikt, kan een andere nodig hebben",
}


def with_format_changed(
    package: str, form: Format, override: Override, item: Mapping[str, Any], name: str
) -> dict[str, str]:
    """Path → text of each file of the format that changes. `item` is what the edition says of it, as it is written
    there, and `name` what a question that it adds is called in the base. Raises NotPromoted."""
    if override.operation in ONLY_HERE:
        raise NotPromoted(ONLY_HERE[override.operation])
    if override.operation in (Operation.CELLS, Operation.ROW):
        table = next(one for one in with_operation(form, override).tables if one.name == override.target.name)
        return {f"{form.folder}/{file_name(table.name)}": _csv(table)}
    data = document(package)
    if override.operation is Operation.RELABEL:
        _relabel(data, override, item)
    elif override.operation is Operation.CHOICE:
        _add_choice(_named(_answers(data), override.target.name), item)
    elif override.operation is Operation.ADD:
        _add_question(_answers(data), override, item, name)
    else:
        _reorder(_answers(data), form, override)
    return {form.path: canonical(written(data, LINE))}


def _answers(data: Any) -> Any:
    return next(one for one in data["resources"] if one["name"] == ANSWERS_NAME)["schema"]["fields"]


def _named(items: Any, name: str) -> Any:
    return next(one for one in items if one["name"] == name)


def _relabel(data: Any, override: Override, item: Mapping[str, Any]) -> None:
    target = override.target
    if target.aim is Aim.CHOICE:
        choices = _named(_answers(data), target.name)["categories"]
        next(one for one in choices if one["value"] == target.part)["label"] = item["titel"]
        return
    for key, own in (("title", "titel"), ("description", "uitleg")):
        if own in item:
            _said(_relabelled(data, override), key, item[own])


def _relabelled(data: Any, override: Override) -> Any:
    target = override.target
    match target.aim:
        case Aim.QUESTION:
            return _named(_answers(data), target.name)
        case Aim.SECTION:
            return _named(data["sections"], target.name)
    table = _named(data["resources"], target.name)
    return _named(table["schema"]["fields"], target.part) if target.aim is Aim.COLUMN else table


def _said(item: Any, key: str, text: str) -> None:
    """A key that is not there yet comes behind the name and the title."""
    if key in item:
        item[key] = text
    else:
        item.insert(1 + ("title" in item), key, text)


def _add_choice(field: Any, item: Mapping[str, Any]) -> None:
    """With the value that it has: so what was answered before is still read."""
    values = [one["value"] for one in field["categories"]]
    at = values.index(item["na"]) + 1 if item.get("na") in values else len(values)
    field["categories"].insert(at, {"value": item["waarde"], "label": item["titel"]})


def _add_question(fields: Any, override: Override, item: Mapping[str, Any], name: str) -> None:
    own = item["veld"]
    made = {"name": name, "title": own["title"]}
    made |= {key: own[key] for key in ("description", "type") if key in own} | {"section": override.target.name}
    made |= {key: value for key, value in own.items() if key not in made}
    if name != own["name"]:
        made["previousNames"] = [str(own["name"])]
    places = {field["name"]: index for index, field in enumerate(fields) if field["section"] == override.target.name}
    at = places.get(override.after, max(places.values(), default=len(fields) - 1))
    fields.insert(at + 1, made)


def _reorder(fields: Any, form: Format, override: Override) -> None:
    """The questions of the block change places among themselves."""
    section = next(one for one in with_operation(form, override).sections if one.name == override.target.name)
    places = [index for index, field in enumerate(fields) if field["section"] == section.name]
    by_name = {field["name"]: field for field in fields}
    for place, question in zip(places, section.questions, strict=True):
        fields[place] = by_name[question.name]


def _csv(table: Table) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows(_rows(table))
    return without_empty_columns(out.getvalue()) or ""


def _rows(table: Table) -> Iterator[Sequence[str]]:
    yield [column.name for column in table.columns]
    yield from table.rows
