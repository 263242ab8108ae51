"""A clash in plain Dutch: what it is about."""

from __future__ import annotations

from itertools import pairwise

from toolbox.merging.clash import Disagreement, Trail

LISTS = {
    "fields": "vraag of kolom",
    "sections": "blok",
    "resources": "tabel",
    "categories": "keuze",
    "rij": "rij",
    "rijen": "rij",
    "vakken": "vak",
}
NAMES = {
    "title": "titel",
    "titel": "titel",
    "description": "uitleg",
    "label": "tekst van de keuze",
    "ground": "waarom het gevraagd mag worden",
    "lines": "aantal schrijfregels",
    "type": "soort antwoord",
    "emptyRows": "aantal lege rijen",
    "tekst": "tekst",
    "volgorde": "volgorde",
    "samenvatting": "samenvatting",
    "status": "status",
    "erbij": "wat erbij komt",
}
# Between a list and what is in it.
SKIPPED = frozenset({"schema", "tabel", "antwoorden"})
MOST = 60


def about(clash: Disagreement) -> str:
    """'forms/3.1-…/datapackage.yaml: vraag of kolom ‘naam’, titel'."""
    words = ", ".join(_words(clash.keys))
    return f"{clash.path}: {words}" if words else clash.path


def _words(keys: Trail) -> list[str]:
    found: list[str] = []
    for before, key in pairwise(("", *keys)):
        if key in LISTS or key in SKIPPED:
            continue
        if before in LISTS and key not in NAMES:
            found.append(f"{LISTS[before]} ‘{_short(key)}’")
        elif key in NAMES:
            found.append(NAMES[key])
        elif before not in NAMES:
            found.append(f"‘{_short(key)}’")
    return found


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= MOST else f"{line[: MOST - 1]}…"
