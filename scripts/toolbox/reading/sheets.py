"""The tables of the package that `toolbox read` makes, as Table Schema wants them.

Every row carries `bestand`, the key of `bestanden.csv`. Nothing is `required` in the collected tables, whatever the
format says: a form that was filled in by half is read like any other, and what is missing stands in `meldingen.csv`.
Cells are neutralised: a spreadsheet takes none for a formula (`cells.original` gives the text back).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from toolbox.core.form import ANSWERS_NAME, Format
from toolbox.core.model import Term
from toolbox.forms import datapackage
from toolbox.forms.formulas import neutral

FILES, UNPLACED, NOTES = "bestanden", "niet-geplaatst", "meldingen"
FINE, BLANK, LOOK, REFUSED = "in orde", "niets ingevuld", "kijk na", "niet gelezen"


@dataclass(slots=True)
class CollectedSheet:
    """One resource. `own` are its further properties; `key` its primary key's columns.

    `is_of_files`: the first column names a file.
    """

    name: str
    fields: list[dict[str, Any]]
    own: dict[str, Any] = field(default_factory=dict)
    key: tuple[str, ...] = ()
    rows: list[tuple[str, ...]] = field(default_factory=list)
    is_of_files: bool = True

    @property
    def header(self) -> list[str]:
        return [field["name"] for field in self.fields]

    @property
    def cells(self) -> list[list[str]]:
        return [[neutral(cell) for cell in row] for row in self.rows]

    def descriptor(self) -> dict[str, Any]:
        schema: dict[str, Any] = {"fields": self.fields}
        if self.key:
            schema["primaryKey"] = list(self.key)
        if self.name != FILES and self.is_of_files:
            reference = {"resource": FILES, "fields": ["bestand"]}
            schema["foreignKeys"] = [{"fields": [self.header[0]], "reference": reference}]
        return {"name": self.name, "type": "table", **self.own, "schema": schema}


def _text(name: str, title: str) -> dict[str, Any]:
    return {"name": name, "title": title, "type": "string"}


def _count(name: str, title: str) -> dict[str, Any]:
    return {"name": name, "title": title, "type": "integer"}


def files_sheet() -> CollectedSheet:
    status = _text("status", "Status") | {"constraints": {"enum": [FINE, BLANK, LOOK, REFUSED]}}
    fields = [
        _text("bestand", "Bestand"),
        _text("soort", "Soort bestand"),
        _text("format", "Naam van het format"),
        _text("nummer", "Nummer van het format"),
        _text("versie", "Versie waarmee het is gemaakt"),
        status,
        _count("antwoorden", "Aantal antwoorden"),
        _count("niet_geplaatst", "Aantal niet geplaatst"),
        _count("meldingen", "Aantal meldingen"),
    ]
    return CollectedSheet(FILES, fields, {"title": "Alle bestanden"}, ("bestand",))


def unplaced_sheet() -> CollectedSheet:
    fields = [
        _text("bestand", "Bestand"),
        _text("format", "Naam van het format"),
        _text("vraag_of_tabel", "Vraag of tabel"),
        _count("rij", "Rij in het bestand"),
        _text("kolom", "Kolom"),
        _text("waarde", "Wat er stond"),
        _text("waarom", "Waarom het niet past"),
    ]
    return CollectedSheet(UNPLACED, fields, {"title": "Niet geplaatst"})


def notes_sheet() -> CollectedSheet:
    fields = [_text("bestand", "Bestand"), _text("soort", "Soort melding"), _text("melding", "Melding")]
    return CollectedSheet(NOTES, fields, {"title": "Meldingen"})


def format_sheets(form: Format) -> dict[str, CollectedSheet]:
    """An empty sheet for the questions and for each table, by resource name."""
    sheets = {}
    for resource in datapackage.descriptor(form)["resources"]:
        fields = [_relaxed(field) for field in resource["schema"]["fields"]]
        names = [field["name"] for field in fields]
        keys = [_text(_free("bestand", names), "Bestand")]
        if resource["name"] != ANSWERS_NAME:
            keys.append(_count(_free("rij", names), "Rij"))
        own = {key: resource[key] for key in ("sensitive", "ground", "previousNames") if key in resource}
        own["title"] = ": ".join(filter(None, (f"{form.number} {form.title}", resource.get("title", ""))))
        name = f"{form.number}-{resource['name']}"
        sheets[resource["name"]] = CollectedSheet(name, keys + fields, own, tuple(key["name"] for key in keys))
    return sheets


def person_sheet(name: str, columns: Sequence[Term]) -> CollectedSheet:
    """A row a person: a number, the formats that were joined in it, and the terms."""
    fields = [_count("persoon", "Nummer van de rij"), _text("formats", "Samengenomen formats")]
    fields += [_text(_free(term.name, ("persoon", "formats")), term.meaning) for term in columns]
    return CollectedSheet(name, fields, {"title": "Samengenomen formulieren"}, ("persoon",), is_of_files=False)


def person_forms_sheet(name: str) -> CollectedSheet:
    """Which form is in which of those rows."""
    fields = [_text("bestand", "Bestand"), _count("persoon", f"Nummer van de rij in {name}")]
    return CollectedSheet(f"{name}-formulieren", fields, {"title": "Welk formulier in welke rij"}, ("bestand",))


def _relaxed(field: Mapping[str, Any]) -> dict[str, Any]:
    """A field of the blank format without `required`: see the top of this module."""
    constraints = {key: value for key, value in field.get("constraints", {}).items() if key != "required"}
    relaxed = {key: value for key, value in field.items() if key != "constraints"}
    return relaxed | ({"constraints": constraints} if constraints else {})


def _free(name: str, names: Sequence[str]) -> str:
    """A format may have a question that is called like our own column."""
    while name in names:
        name += "_"
    return name
