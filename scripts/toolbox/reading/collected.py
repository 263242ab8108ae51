"""What all files gave  →  the files of one Data Package (v2), a CSV a table, checked by Frictionless."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import frictionless

from toolbox.core.form import ANSWERS_NAME, Format
from toolbox.forms import datapackage
from toolbox.reading.forexcel import BOOK, LEESMIJ, README, workbook_of
from toolbox.reading.notes import Note
from toolbox.reading.persons import Per, joined_by_person
from toolbox.reading.run import Form, Read
from toolbox.reading.sheets import (
    BLANK,
    FINE,
    LOOK,
    REFUSED,
    CollectedSheet,
    files_sheet,
    format_sheets,
    notes_sheet,
    unplaced_sheet,
)

DESCRIPTION = (
    "Wat er in de formulieren is ingevuld. Niets is hier verplicht: wat ontbreekt, staat in meldingen.csv. Wat nergens "
    "past, staat in niet-geplaatst.csv. Een cel die een rekenblad als formule kan lezen, heeft een apostrof ervoor."
)
# What a note is about, for who filters `meldingen.csv`.
KINDS = {
    "filled-version": "andere versie",
    "filled-missing": "ontbreekt",
    "filled-gone": "bestaat niet meer",
    "filled-no-format": "bestaat niet meer",
    "filled-double": "dubbel",
    "filled-row-extra": "rij bewaard",
    "filled-rows-absent": "rij ontbreekt",
    "filled-heading": "tussenkop",
    "filled-characters": "tekens",
    "filled-unreadable": "tekens",
    "filled-nothing": "niets gelezen",
    "filled-blank": BLANK,
    "filled-by-places": "gelezen aan de plek",
    "filled-beside": "naast een invulplek",
    "filled-beside-other": "naast een invulplek",
    "filled-beside-all": "naast een invulplek",
    "filled-beside-unsifted": "naast een invulplek",
    "filled-against-schema": "controle",
    "filled-person-unnamed": "niet samengenomen",
    "filled-person-unclear": "niet samengenomen",
    "filled-person-namesake": "niet samengenomen",
    "filled-person-differs": "verschilt",
}
MISFIT = "past niet"
MOST_COMPLAINTS = 50


@dataclass(frozen=True, slots=True)
class Package:
    """The files of the package by name, how many forms are in it, and what Frictionless has against it.

    `is_clean` when every file was read and every answer placed.
    """

    files: Mapping[str, bytes]
    forms: int
    is_clean: bool
    complaints: tuple[Note, ...] = ()


def collect(reads: Sequence[Read], formats: Sequence[Format], how: Per | None = None) -> Package:
    """The package of everything in `reads`, which are in the order of the files; `how` joins the forms of a person."""
    files = files_sheet()
    unplaced, notes = unplaced_sheet(), notes_sheet()
    occurring = {form.number for read in reads for form in read.forms}
    sheets = {form.number: format_sheets(form) for form in formats if form.number in occurring}
    for name, read, form in named_forms(reads):
        if form is None:
            refusal = read.refusal.message if read.refusal else ""
            files.rows.append((name, "", "", "", "", REFUSED, "0", "0", "1"))
            notes.rows.append((name, REFUSED, refusal))
            continue
        placed = form.placed
        counts = (_answered(form, formats), len(placed.unplaced), len(placed.notes))
        status = LOOK if form.needs_a_look else BLANK if form.is_blank else FINE
        files.rows.append((name, form.shape, form.format, form.number, form.version, status, *map(str, counts)))
        notes.rows += [(name, KINDS.get(note.code, MISFIT), note.message) for note in placed.notes]
        for item in placed.unplaced:
            place = (item.table, str(item.row), item.name) if item.table else (item.name, "", "")
            unplaced.rows.append((name, form.format, *place, item.value, item.why))
        if form.number:
            _add_form(sheets[form.number], name, form)
    collected = [sheet for group in sheets.values() for sheet in group.values()]
    if how:
        named = ((name, read.file, form) for name, read, form in named_forms(reads) if form and form.number)
        persons = joined_by_person(named, formats, how)
        collected += persons.sheets
        notes.rows += [(name, KINDS[note.code], note.message) for name, note in persons.notes]
    tables = [files, *collected, unplaced, notes]
    complaints = tuple(_complaints(tables))
    notes.rows += [("", KINDS[note.code], note.message) for note in complaints]
    is_clean = not (complaints or any(read.needs_a_look for read in reads)) and bool(reads)
    return Package(_package_files(tables), sum(len(read.forms) for read in reads), is_clean, complaints)


def named_forms(reads: Iterable[Read]) -> Iterator[tuple[str, Read, Form | None]]:
    """(what it is called, its file, the form) of every form, and of a refused file once. No two are called the same."""
    used: set[str] = set()
    for read in reads:
        several = len(read.forms) > 1
        for number, form in enumerate(read.forms or (None,), start=1):
            name = f"{read.file} #{number}" if several else read.file
            while name in used:
                name += "’"
            used.add(name)
            yield name, read, form


def _answered(form: Form, formats: Sequence[Format]) -> int:
    """How many answers were placed; given text is none."""
    count = len(form.placed.answers.values)
    for table in (table for item in formats if item.number == form.number for table in item.tables):
        for cells in form.placed.answers.rows.get(table.name, ()):
            count += sum(bool(cell) and not column.given for column, cell in zip(table.columns, cells, strict=True))
    return count


def _add_form(sheets: Mapping[str, CollectedSheet], name: str, form: Form) -> None:
    answers = form.placed.answers
    for table, sheet in sheets.items():
        if table == ANSWERS_NAME:
            sheet.rows.append((name, *(answers.values.get(question, "") for question in sheet.header[1:])))
            continue
        for number, cells in enumerate(answers.rows.get(table, ()), start=1):
            sheet.rows.append((name, str(number), *cells))


def _complaints(sheets: Sequence[CollectedSheet]) -> Iterator[Note]:
    """What Frictionless has against the package. It is handed values, no path: see `forms.datapackage.problems`."""
    resources = [sheet.descriptor() | {"data": [sheet.header, *sheet.cells]} for sheet in sheets]
    report = frictionless.Package.from_descriptor({"name": "ingelezen", "resources": resources}).validate()
    found = [("het pakket", error.message) for error in report.errors]
    found += [(task.name, error.message) for task in report.tasks for error in task.errors]
    for table, problem in found[:MOST_COMPLAINTS]:
        yield Note("filled-against-schema", (), {"table": table, "problem": problem})


def _package_files(sheets: Sequence[CollectedSheet]) -> dict[str, bytes]:
    csv = {"format": "csv", "encoding": "utf-8", "dialect": datapackage.DIALECT}
    where = {sheet.name: {"path": f"{sheet.name}.csv", **csv} for sheet in sheets}
    descriptor = {
        "name": "ingelezen",
        "title": "Ingelezen formulieren",
        "description": DESCRIPTION,
        "resources": [sheet.descriptor() | where[sheet.name] for sheet in sheets],
    }
    files = {"datapackage.json": (json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n").encode()}
    for sheet in sheets:
        files[f"{sheet.name}.csv"] = datapackage.csv_bytes(sheet.header, sheet.cells)
    files[BOOK] = workbook_of(sheets)
    files[README] = LEESMIJ.encode()
    # Personal data: whatever the folder is called, Git leaves it alone.
    files[".gitignore"] = b"*\n"
    return files
