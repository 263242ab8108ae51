"""A form that was filled in in another language reads back as the Dutch one, from each shape."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

import filledshapes
from boxes import ROOT, source_of
from papers import stamp
from toolbox.core.form import Format
from toolbox.reading.leftover import is_edition
from toolbox.reading.run import Form, read_one
from toolbox.shapes.office.workbook import render_workbook
from toolbox.source.overlays.joined import of_version

pytestmark = pytest.mark.xdist_group("papers")

SOURCE = source_of(ROOT)
ENGLISH = next(one for one in SOURCE.languages if one.badge.language == "en")
FORM = next(form for form in ENGLISH.forms if form.number == "5.3.2")
STAMP = stamp(FORM)
GIVEN: Mapping[str, object] = {
    "naam": "Zoë",
    "klas": "1B",
    "datum": "28-11-2026",
    "presteer_goed": "I know what to do",
    "delen_met.docent": True,
    "delen_met.collegas": True,
}
ANSWERS = {
    "naam": "Zoë",
    "klas": "1B",
    "datum": "2026-11-28",
    "presteer_goed": "I know what to do",
    "delen_met": "docent,collegas",
}


def in_pdf() -> bytes:
    return filledshapes.in_pdf(FORM, STAMP, GIVEN)


def in_word() -> bytes:
    return filledshapes.in_word(FORM, STAMP, GIVEN)


def in_workbook() -> bytes:
    return filledshapes.in_workbook(render_workbook(FORM, STAMP.toolbox), GIVEN)


def earlier(name: str) -> Mapping[str, Sequence[Format]]:
    return of_version(SOURCE.languages, name)


def read(path: Path, data: bytes) -> Form:
    path.write_bytes(data)
    found = read_one(path, SOURCE.toolbox, earlier)
    assert found.refusal is None
    (form,) = found.forms
    return form


SHAPES = [("a.pdf", in_pdf), ("a.docx", in_word), ("a.xlsx", in_workbook)]


@pytest.mark.parametrize(("name", "make"), SHAPES, ids=[name for name, _ in SHAPES])
def test_each_shape_gives_the_answers_of_the_dutch_form(name: str, make: Callable[[], bytes], tmp_path: Path) -> None:
    form = read(tmp_path / name, make())
    assert (form.number, form.version) == ("5.3.2", "1.0.1+taal-en")
    assert form.placed.answers.values == ANSWERS
    assert (form.placed.unplaced, form.placed.notes) == ((), ())


@pytest.mark.parametrize("page", ["bijlagen/5.3.2", "regio/rijn-ijssel/bijlagen/5.3.2", "taal/nl-simple/5.3.2"])
def test_the_address_of_its_page_is_no_answer(page: str) -> None:
    """In Word it has a line of its own, where the version before it is long."""
    assert is_edition(f"Nieuwste versie: www.transitieroute.nl/{page}")
    assert not is_edition(f"Nieuwste versie: zie www.transitieroute.nl/{page}")
