"""A region's own social map: sociale-kaart.csv, with the columns of the common format and the date it was last checked.

What stands in it is published. So rows carry functions and desks, and what looks like a private person's is said.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import replace

from toolbox.core.findings import Finding
from toolbox.core.form import Table
from toolbox.core.model import Toolbox
from toolbox.source.overlays.model import Contact, Overlay
from toolbox.source.rows import SourceRow, read_rows
from toolbox.source.tree import Tree

FILE, CHECKED = "sociale-kaart.csv", "nagekeken_op"
# The table of the base that says which columns there are.
TABLE = "sociale_kaart"
BETWEEN = ";"
# For `re.search`: they are compiled when there is a map to look at.
PRIVATE = (
    (r"(?:\+31 ?\(?0?\)?|\b0031|\b0) ?-?6(?:[ -]?\d){8}\b", "een mobiel nummer"),
    (
        r"(?i)@(?:gmail|hotmail|outlook|live|icloud|yahoo|ziggo|kpnmail|xs4all|planet|home)\.\w+",
        "een privéadres voor mail",
    ),
    (r"\b\d{9}\b", "een burgerservicenummer"),
    (r"(?i)\b(?:dhr|mevr|mw|meneer|mevrouw|heer)\b\.? +[A-Z]", "de naam van een persoon"),
    (r"[A-Z][a-zé]+(?: (?:van|de|der|den|ten|ter|el))* [A-Z][a-zé]+", "de naam van een persoon"),
)
# Where a function belongs and a name is likely.
PERSON = "contactpersoon"


def with_contacts(overlay: Overlay, tree: Tree, base: Toolbox) -> tuple[Overlay, list[Finding]]:
    """The overlay with the map that its folder has, if any."""
    path = f"{overlay.folder}/{FILE}"
    table = next((table for form in base.formats for table in form.tables if table.name == TABLE), None)
    if path not in tree.files or table is None:
        return overlay, []
    names = [column.name for column in table.columns]
    rows, findings = read_rows(path, tree.files[path], [*names, CHECKED])
    # A column in which nothing stands yet may stay.
    findings = [finding for finding in findings if finding.code != "csv-derived"]
    findings += [finding for row in rows or () for finding in _problems(path, row, names)]
    return replace(overlay, contacts=tuple(_contact(cells, table) for _, cells in rows or ())), findings


def _problems(path: str, row: SourceRow, names: list[str]) -> Iterator[Finding]:
    line, cells = row
    for name, cell in zip(names, cells, strict=False):
        for looks, what in PRIVATE[: None if name == PERSON else -1]:
            if re.search(looks, cell):
                yield Finding("overlay-private", path, line, {"column": name, "what": what})
    try:
        datetime.date.fromisoformat(cells[-1])
    except ValueError:
        yield Finding("date-wrong", path, line, {"key": CHECKED, "value": cells[-1]})


def _contact(cells: list[str], table: Table) -> Contact:
    """The first column that is shown names the organisation, the second what it can be asked for."""
    by_name = dict(zip((column.name for column in table.columns), cells, strict=False))
    organisation, purposes, *others = table.shown_columns
    return Contact(
        group=by_name.get(table.group_by, ""),
        organisation=by_name[organisation.name],
        purposes=tuple(filter(None, (part.strip() for part in by_name[purposes.name].split(BETWEEN)))),
        details=tuple((column.title, by_name[column.name]) for column in others),
        checked=cells[-1],
    )
