"""A Format  →  its data package as a download, and zips. Reproducible: fixed dates, fixed order."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from toolbox.core.form import ANSWERS_NAME, Format, Question, QuestionType, Section
from toolbox.core.page import Status
from toolbox.forms.formulas import neutral

# The earliest moment a zip can hold: a real one would differ at each build.
ZIP_DATE = (1980, 1, 1, 0, 0, 0)
# Said although it is the default: Frictionless would guess from what is filled in, and take a semicolon in an answer.
DIALECT = {"delimiter": ",", "skipInitialSpace": False}


def descriptor(form: Format) -> dict[str, Any]:
    """Data Package v2 descriptor of a blank format, with our own profile's keys; its resources are CSV files."""
    resources = []
    if form.questions:
        fields = [_field(question) | _place(question) for question in form.questions]
        resources.append(_resource(ANSWERS_NAME, {}, fields))
    for table in form.tables:
        own = {
            "title": table.title,
            "section": table.section,
            "emptyRows": table.empty_rows,
            "groupBy": table.group_by,
            "ground": table.ground,
            "sensitive": bool(table.ground),
            "source": table.source,
            "previousNames": list(table.previous_names),
        }
        resources.append(_resource(table.name, own, [_field(column) for column in table.columns]))
    return {
        "name": form.name,
        "title": form.title,
        "description": form.description,
        "version": form.version,
        "number": form.number,
        "kind": form.kind,
        "roles": list(form.roles),
        **({"previousNames": list(form.previous_names)} if form.previous_names else {}),
        **({"status": Status.CONCEPT.value} if form.concept else {}),
        "sections": [_section(section) for section in form.sections],
        "resources": resources,
    }


def _place(question: Question) -> dict[str, str]:
    return {"section": question.section} | ({"after": question.after} if question.after else {})


def _section(section: Section) -> dict[str, str]:
    source = {"source": section.source} if section.source else {}
    return {"name": section.name, "title": section.title, **source}


def _resource(name: str, own: dict[str, Any], fields: Sequence[dict[str, Any]]) -> dict[str, Any]:
    filled = {key: value for key, value in own.items() if value}
    base = {"name": name, "type": "table", "path": f"{name}.csv", "format": "csv", "encoding": "utf-8"}
    return base | {"dialect": dict(DIALECT)} | filled | {"schema": {"fields": list(fields)}}


def _field(question: Question) -> dict[str, Any]:
    field: dict[str, Any] = {"name": question.name, "title": question.title, "type": question.type.value}
    if question.help:
        field["description"] = question.help
    if question.type is QuestionType.LIST:
        field["itemType"] = "string"
    constraints: dict[str, Any] = {"required": True} if question.required else {}
    if question.choices:
        field["categories"] = [{"value": choice.value, "label": choice.label} for choice in question.choices]
        if question.type is QuestionType.TEXT:
            constraints["enum"] = [choice.value for choice in question.choices]
    if constraints:
        field["constraints"] = constraints
    own = {
        "term": question.term,
        "signature": question.signature,
        "given": question.given,
        "sensitive": question.sensitive,
        "ground": question.ground,
        "source": question.source,
        "previousNames": list(question.previous_names),
    }
    return field | {key: value for key, value in own.items() if value}


def problems(form: Format) -> Iterator[tuple[str, str]]:
    """(resource name, what) of everything that Frictionless, the standard's own validator, has against the package.

    It is handed values, never a path: it would fetch whatever address a path names.
    """
    # It takes longer to load than all else of a check, and a format that has not changed need not be handed to it.
    import frictionless

    package = descriptor(form)
    tables = {table.name: table for table in form.tables}
    for resource in package["resources"]:
        table = tables.get(resource["name"])
        for key in ("path", "format", "encoding", "dialect"):
            del resource[key]
        header = [field["name"] for field in resource["schema"]["fields"]]
        resource["data"] = [header, *(list(row) for row in (table.rows if table else ()))]
    try:
        report = frictionless.Package.from_descriptor(package).validate()
    except frictionless.FrictionlessException as refusal:
        # The error itself is general; its reasons say what is wrong.
        yield from (("", reason.message) for reason in refusal.reasons or [refusal.error])
        return
    for error in report.errors:
        yield "", error.message
    for task in report.tasks:
        for error in task.errors:
            yield task.name, error.message


def csv_bytes(header: Iterable[str], rows: Iterable[Iterable[str]] = ()) -> bytes:
    """UTF-8 CSV with LF line ends (Tabular Data Package, RFC 4180 quoting); lines within a cell end with LF as well."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(list(header))
    writer.writerows([list(row) for row in rows])
    return text.getvalue().encode()


def _blank_csv(questions: Iterable[Question], rows: Iterable[Iterable[str]] = ()) -> bytes:
    """To hand out, so that somebody opens it in a spreadsheet: no cell is a formula."""
    names = [question.name for question in questions]
    header, *cells = [[neutral(cell) for cell in row] for row in (names, *rows)]
    return csv_bytes(header, cells)


def data_zip(form: Format) -> bytes:
    """The package as one zip: datapackage.json and a CSV per resource."""
    text = json.dumps(descriptor(form), ensure_ascii=False, indent=2) + "\n"
    files = [("datapackage.json", text.encode())]
    if form.questions:
        files.append((f"{ANSWERS_NAME}.csv", _blank_csv(form.questions)))
    files += [(f"{table.name}.csv", _blank_csv(table.columns, table.rows)) for table in form.tables]
    return zip_bytes(files)


def zip_bytes(files: Iterable[tuple[str, bytes]]) -> bytes:
    """A zip whose bytes depend on the files only."""
    # With the packers that come along it takes longer to load than a file to check.
    import zipfile

    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, data in files:
            info = zipfile.ZipInfo(name, ZIP_DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, data)
    return buffer.getvalue()
