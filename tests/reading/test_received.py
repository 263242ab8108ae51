"""Files that real programs made: a folder with a file and what must come of it is a test.

They were filled in on the formats in forms/, which stay as they are: a format of today changes too often.
`GOLDEN=write` writes what comes of a file now, to look at.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from boxes import ROOT, boxed
from toolbox.core.form import Format, Question
from toolbox.core.model import Toolbox
from toolbox.reading.notes import Note
from toolbox.reading.run import Form, Read, read_all, read_one
from toolbox.source.diagrams import load_diagram
from toolbox.source.formats import load_format
from toolbox.source.tree import Tree

pytestmark = pytest.mark.slow

HERE = Path(__file__).parent
CASES, EXPECTED = HERE / "cases", "expected.txt"


def stored() -> Iterator[Format]:
    files = {path.relative_to(HERE).as_posix(): path.read_bytes() for path in HERE.glob("forms/*/*")}
    for folder in sorted({str(Path(path).parent) for path in files}):
        read = load_format(folder, Tree(files))
        assert read.item, read.findings
        yield read.item


def box_of(forms: Iterable[Format]) -> Toolbox:
    """With the route, without which no paper can be made."""
    (route,) = (path for path in ROOT.glob("content/**/route.yaml"))
    diagram = load_diagram(route.relative_to(ROOT).as_posix(), route.read_bytes()).item
    assert diagram
    return replace(boxed(forms), diagrams=(diagram,))


FORMS = tuple(stored())
BOX = box_of(FORMS)


def said(read: Read) -> Iterator[str]:
    """All that came of a file, an answer a line; given text is none."""
    if read.refusal:
        yield f"geweigerd: {read.refusal.code}"
    for number, form in enumerate(read.forms, start=1):
        yield f"formulier {number}: {form.number}, versie {form.version or '?'}"
        yield from map(repr_line, answers(form))
        yield from (f"niet geplaatst ({item.code}) {item.name}: {item.value!r}" for item in form.placed.unplaced)
        yield from (f"melding: {note.code}" for note in form.placed.notes if not is_about_beside(note))


def repr_line(named: tuple[str, str]) -> str:
    return f"{named[0]}: {named[1]!r}"


def is_about_beside(note: Note) -> bool:
    return note.code.startswith("filled-beside")


def answers(form: Form) -> Iterator[tuple[str, str]]:
    yield from form.placed.answers.values.items()
    definition = next(item for item in FORMS if item.number == form.number)
    for table in definition.tables:
        for number, cells in enumerate(form.placed.answers.rows.get(table.name, ())):
            printed = table.rows[number] if number < len(table.rows) else ("",) * len(cells)
            for column, cell, before in zip(table.columns, cells, printed, strict=True):
                if cell not in ("", before):
                    yield f"{table.name}.{number + 1}.{column.name}", cell


cases = pytest.mark.parametrize("case", sorted(path.name for path in CASES.iterdir()))


def file_of(case: str) -> Path:
    (path,) = (path for path in (CASES / case).iterdir() if path.name != EXPECTED)
    return path


@cases
def test_what_comes_of_a_file(case: str) -> None:
    """In a worker behind its walls, as `toolbox read` does."""
    (read,) = read_all([file_of(case)], BOX, lambda done, total: None)
    told = "".join(f"{line}\n" for line in said(read))
    expected = CASES / case / EXPECTED
    if os.environ.get("GOLDEN") == "write":
        expected.write_text(told, "utf-8")
    assert told == expected.read_text("utf-8")


def question_renamed(form: Format) -> Format:
    """A newer version, in which every text and every question of the old one says something else."""

    def renamed(question: Question) -> Question:
        return replace(question, title=f"Nu: {question.title}", help="")

    sections = tuple(
        replace(section, title=f"Nu: {section.title}", questions=tuple(map(renamed, section.questions)))
        for section in form.sections
    )
    return replace(form, version="9.0.0", title=f"Nu: {form.title}", sections=sections)


@pytest.mark.parametrize("case", [path.name for path in sorted(CASES.iterdir()) if path.name.startswith("word-")])
def test_of_an_older_version_the_forms_own_lines_are_not_listed(case: str) -> None:
    now = box_of(question_renamed(form) for form in FORMS)

    def earlier(name: str) -> Mapping[str, Sequence[Format]]:
        return {form.version: (form, replace(form, title="Anders")) for form in FORMS if form.name == name}

    (then,), (form,) = read_one(file_of(case), BOX).forms, read_one(file_of(case), now, earlier).forms
    assert form.placed.unplaced == then.placed.unplaced
    assert form.placed.answers == then.placed.answers
    (without,) = read_one(file_of(case), now).forms
    assert {item.value for item in then.placed.unplaced} < {item.value for item in without.placed.unplaced}
    assert "filled-beside-other" in {item.code for item in without.placed.unplaced}


def test_a_word_put_right_without_a_new_version_is_the_forms_own() -> None:
    now = box_of(replace(question_renamed(form), version=form.version) for form in FORMS)
    path = file_of("word-datum-tekst")
    (form,) = read_one(path, now, lambda name: {item.version: (item,) for item in FORMS if item.name == name}).forms
    assert [item.code for item in form.placed.unplaced] == ["filled-date"]


def test_without_a_blank_form_all_text_is_listed() -> None:
    # No paper can be made without the route.
    (form,) = read_one(file_of("pdf-ouder-dan-eigen-regels"), boxed(FORMS)).forms
    listed = {item.value for item in form.placed.unplaced}
    assert {item.code for item in form.placed.unplaced} == {"filled-beside-all"}
    assert "1.4 Sociale kaart werk" in listed
