"""A region's own social map: the columns of the common format, and nothing that looks like a private person's."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from boxes import ROOT, source_of
from toolbox.source.overlays.contacts import FILE, with_contacts
from toolbox.source.overlays.model import Contact, Overlay
from toolbox.source.tree import Tree

BASE = source_of(ROOT).toolbox
EMPTY = Overlay("content/regio/eigen", source_of(ROOT).overlaid[0].badge)
PATH = f"content/regio/eigen/{FILE}"
HEAD = "groep,organisatie,waarvoor,afdeling,contactpersoon,contactgegevens,nagekeken_op\n"
ROW = "Extern,Loket,Begeleiding; Kennis,Balie,Adviseur,loket@voorbeeld.nl,2026-11-01\n"


def read(text: str | bytes) -> tuple[tuple[Contact, ...], list[str]]:
    data = text.encode() if isinstance(text, str) else text
    overlay, found = with_contacts(EMPTY, Tree({PATH: data}), BASE)
    return overlay.contacts, [f"{finding.line} {finding.code}" for finding in found]


def test_a_row_says_who_what_for_and_when_it_was_looked_at() -> None:
    (contact,), found = read(HEAD + ROW)
    assert found == []
    assert dataclasses.astuple(contact)[:3] == ("Extern", "Loket", ("Begeleiding", "Kennis"))
    assert contact.details[-1] == ("Contactgegevens", "loket@voorbeeld.nl")
    assert contact.checked == "2026-11-01"
    assert with_contacts(EMPTY, Tree({}), BASE) == (EMPTY, [])


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        (HEAD.replace(",", ";") + ROW.replace(",", ";"), ["1 csv-separator"]),
        ((HEAD + ROW).replace(",", "\t"), ["1 csv-separator"]),
        ((HEAD + ROW.replace("Loket", "Café")).encode("latin-1"), ["2 not-utf8"]),
        (HEAD + ROW.replace("2026-11-01", "1 november"), ["2 date-wrong"]),
        (HEAD + ROW.replace("2026-11-01", ""), ["2 date-wrong"]),
        (HEAD + ROW.replace("loket@voorbeeld.nl", "06-12345678"), ["2 overlay-private"]),
        (HEAD + ROW.replace("loket@voorbeeld.nl", "iemand@gmail.com"), ["2 overlay-private"]),
        (HEAD + ROW.replace("Adviseur", "Jan van der Berg"), ["2 overlay-private"]),
        (HEAD + ROW.replace("Adviseur", "mevr. Berg"), ["2 overlay-private"]),
        (HEAD + ROW.replace("Adviseur", "Stagecoördinator Techniek"), []),
        (HEAD + ROW.replace("loket@voorbeeld.nl", "024 123 45 67"), []),
    ],
)
def test_what_is_wrong_with_a_map_is_said_with_its_line(text: str | bytes, codes: list[str]) -> None:
    assert read(text)[1] == codes


def test_the_example_has_one() -> None:
    example = next(one for one in source_of(ROOT).overlaid if one.badge.slug == "voorbeeldregio")
    assert len(example.overlay.contacts) == 3
    assert (ROOT / Path(example.overlay.folder) / FILE).is_file()
