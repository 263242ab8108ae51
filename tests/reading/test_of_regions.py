"""A form of a region reads back as the common answers and its own, from each shape, in one table with all others."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

import filledshapes
from boxes import ROOT, source_of
from papers import stamp
from toolbox.build.images import LOGO_WIDTH
from toolbox.core.edition import Logo
from toolbox.core.form import Format
from toolbox.core.method import Imprint
from toolbox.core.model import Toolbox
from toolbox.forms import datapackage
from toolbox.reading.collected import collect
from toolbox.reading.run import Form, read_one
from toolbox.shapes.office.workbook import render_workbook
from toolbox.source.images import redraw
from toolbox.source.overlays.joined import joined, of_version, slug_of

pytestmark = pytest.mark.xdist_group("papers")

SOURCE = source_of(ROOT)
LAID = SOURCE.overlaid
BOX = joined(SOURCE.toolbox, LAID)
OWN = next(one for one in LAID if one.badge.slug == "voorbeeldregio")
FORM = next(form for form in OWN.forms if form.number == "5.3.2")
COMMON = next(form for form in SOURCE.toolbox.formats if form.number == "5.3.2")
NAME = Imprint(f"{SOURCE.toolbox.method.name}, {OWN.badge.label}", SOURCE.toolbox.method.mark)
LOGO = Logo(OWN.badge.name, redraw((ROOT / f"{OWN.overlay.folder}/logo.png").read_bytes(), LOGO_WIDTH))
STAMP = replace(stamp(FORM), toolbox=NAME, contact="regio@voorbeeld.nl", behind=True, logo=LOGO)
GIVEN: Mapping[str, object] = {
    "naam": "Zoë",
    "voorbeeldregio_locatie": "Gebouw 2",
    "klas": "1B",
    "presteer_goed": "in de ochtend",
    "delen_met.slber": True,
    "delen_met.voorbeeldregio_jobcoach": True,
}
ANSWERS = {
    "naam": "Zoë",
    "voorbeeldregio_locatie": "Gebouw 2",
    "klas": "1B",
    "presteer_goed": "in de ochtend",
    "delen_met": "slber,voorbeeldregio_jobcoach",
}


def in_pdf() -> bytes:
    return filledshapes.in_pdf(FORM, STAMP, GIVEN)


def in_word() -> bytes:
    return filledshapes.in_word(FORM, STAMP, GIVEN)


def in_workbook() -> bytes:
    return filledshapes.in_workbook(render_workbook(FORM, NAME, STAMP.lines), GIVEN)


def in_data() -> bytes:
    with zipfile.ZipFile(io.BytesIO(datapackage.data_zip(FORM))) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    text = io.StringIO()
    names = [question.name for question in FORM.questions]
    csv.writer(text).writerows([names, [ANSWERS.get(name, "") for name in names]])
    files["antwoorden.csv"] = text.getvalue().encode()
    return datapackage.zip_bytes(files.items())


def read(path: Path, data: bytes) -> Form:
    path.write_bytes(data)

    def earlier(name: str) -> Mapping[str, Sequence[Format]]:
        return of_version(LAID, name)

    found = read_one(path, BOX, earlier)
    assert found.refusal is None
    (form,) = found.forms
    return form


SHAPES = [("a.pdf", in_pdf), ("a.docx", in_word), ("a.xlsx", in_workbook), ("a.zip", in_data)]


@pytest.mark.parametrize(("name", "make"), SHAPES, ids=[name for name, _ in SHAPES])
def test_each_shape_gives_the_common_answers_and_the_regions_own(
    name: str, make: Callable[[], bytes], tmp_path: Path
) -> None:
    form = read(tmp_path / name, make())
    assert (form.number, form.version) == ("5.3.2", "1.0.1+voorbeeldregio")
    assert form.placed.answers.values == ANSWERS
    assert form.placed.unplaced == ()
    # The date that the form asks for was left open; nothing is said of what this region does not ask.
    assert {note.code for note in form.placed.notes} == {"filled-missing"}
    assert slug_of(form.version) == "voorbeeldregio"


def test_forms_of_two_regions_stand_in_one_table(tmp_path: Path) -> None:
    from toolbox.reading.run import Read

    mine = read(tmp_path / "a.zip", in_data())
    other = read(tmp_path / "b.zip", datapackage.data_zip(COMMON))
    package = collect([Read("a.zip", (mine,)), Read("b.zip", (other,))], BOX.formats)
    rows = list(csv.DictReader(io.StringIO(package.files["5.3.2-antwoorden.csv"].decode())))
    assert [row["voorbeeldregio_locatie"] for row in rows] == ["Gebouw 2", ""]
    assert [row["naam"] for row in rows] == ["Zoë", ""]
    assert package.complaints == ()


def test_without_regions_the_joined_formats_are_the_base() -> None:
    assert joined(SOURCE.toolbox, ()) == SOURCE.toolbox
    assert [form.number for form in BOX.formats] == [form.number for form in SOURCE.toolbox.formats]
    joined_form = next(form for form in BOX.formats if form.number == "5.3.2")
    names = [question.name for question in joined_form.questions]
    assert set(names) == {question.name for question in (*COMMON.questions, *FORM.questions)}
    untouched = [form for form in BOX.formats if form.number not in OWN.changed]
    common: Toolbox = SOURCE.toolbox
    assert all(form is common.format(form.number) for form in untouched if form.number != "1.4")
