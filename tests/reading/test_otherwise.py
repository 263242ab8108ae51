"""Files that came back without their fields: read by their places, and marked to be looked at."""

from __future__ import annotations

import csv
from copy import deepcopy
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

import wordfiles
from boxes import IMPRINT, ROOT, source_of
from examples import examples
from filled import answer, fill_in
from toolbox.core.edition import Stamp
from toolbox.core.form import Question, QuestionType
from toolbox.reading import report
from toolbox.reading.collected import collect
from toolbox.reading.notes import titled
from toolbox.reading.run import Form, read_one
from toolbox.shapes.office.word import render_word
from wordfiles import body, members, packed, with_body

TOOLBOX = source_of(ROOT).toolbox
FORMATS = {form.number: form for form in TOOLBOX.formats}
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TOKEN = "ZQ pluim 7"


def typed(question: Question, number: int) -> object:
    free = question.type is QuestionType.TEXT and not question.choices
    return f"{question.name} van Ayşe\nen {number}" if free else answer(question, number)


@cache
def filled_word(number: str) -> bytes:
    """Every place filled in, as Word does it."""
    form = FORMATS[number]
    data = render_word(form, Stamp(form.version, "2026-11-23", "", "https://toolbox.example/", IMPRINT))
    return wordfiles.filled(data, form, dict(fill_in(form, typed).fields()))


def without_controls(data: bytes, marked: bool = True) -> bytes:
    """As a program leaves it that writes a Word file anew."""
    root = body(data)
    for mark in list(root.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")):
        mark.getparent().remove(mark)
    for control in list(root.iter(f"{W}sdt")):
        at = control.getparent().index(control)
        control.getparent()[at : at + 1] = list(control.find(f"{W}sdtContent"))
    parts = members(with_body(data, root))
    if not marked:
        parts = {name: part for name, part in parts.items() if not name.startswith("docProps/")}
    return packed(parts)


def read(tmp_path: Path, data: bytes) -> Form:
    (tmp_path / "x.docx").write_bytes(data)
    result = read_one(tmp_path / "x.docx", TOOLBOX)
    assert result.refusal is None
    (form,) = result.forms
    return form


@pytest.mark.parametrize("number", list(FORMATS))
def test_a_word_file_without_controls_is_read_by_its_printed_words(number: str, tmp_path: Path) -> None:
    whole = read(tmp_path, filled_word(number))
    bare = read(tmp_path, without_controls(filled_word(number)))
    assert bare.placed.answers == whole.placed.answers
    assert bare.placed.unplaced == ()
    (note,) = (note for note in bare.placed.notes if note.code == "filled-by-places")
    titles = {titled(question) for question in FORMATS[number].questions if question.name in bare.placed.answers.values}
    assert titles <= set(note.places)
    assert (len(note.places) > len(titles)) is bool(bare.placed.answers.rows)
    assert bare.needs_a_look
    assert not whole.needs_a_look


def test_its_format_is_known_when_every_mark_is_gone(tmp_path: Path) -> None:
    form = read(tmp_path, without_controls(filled_word("2.2.2"), marked=False))
    assert (form.number, form.version) == ("2.2.2", "")
    assert form.placed.answers == read(tmp_path, filled_word("2.2.2")).placed.answers


def test_a_letter_is_none_of_ours(tmp_path: Path) -> None:
    root = body(without_controls(filled_word("2.2.2"), marked=False))
    del root[0][3:-1]
    (tmp_path / "x.docx").write_bytes(with_body(without_controls(filled_word("2.2.2"), marked=False), root))
    refusal = read_one(tmp_path / "x.docx", TOOLBOX).refusal
    assert refusal is not None
    assert refusal.code == "file-not-ours"


def test_without_answers_nothing_is_filled_in(tmp_path: Path) -> None:
    form = FORMATS["2.2.2"]
    form_read = read(tmp_path, without_controls(render_word(form, Stamp("", "", "", "", IMPRINT))))
    assert form_read.is_blank
    assert not form_read.needs_a_look


def changed(data: bytes, change: Any) -> bytes:
    root = body(data)
    change(root)
    return with_body(data, root)


def line_with(root: Any, text: str) -> Any:
    return next(line for line in root.iter(f"{W}p") if "".join(line.itertext()).strip() == text)


def paragraph(text: str) -> Any:
    made = etree.Element(f"{W}p")
    etree.SubElement(etree.SubElement(made, f"{W}r"), f"{W}t").text = text
    return made


def test_what_was_pasted_below_an_answer_is_part_of_it(tmp_path: Path) -> None:
    def paste(root: Any) -> None:
        line_with(root, "Gedrag / zorg").addprevious(paragraph(TOKEN))

    form = read(tmp_path, changed(without_controls(filled_word("2.2.2")), paste))
    assert form.placed.answers.values["studievoortgang"].endswith(f"\n{TOKEN}")


def test_rows_that_were_added_are_read_too(tmp_path: Path) -> None:
    def add(root: Any) -> None:
        table = [table for table in root.iter(f"{W}tbl") if "Organisatie/instelling" in "".join(table.itertext())][-1]
        row = deepcopy(list(table.iter(f"{W}tr"))[-1])
        for text in row.iter(f"{W}t"):
            text.text = TOKEN
        table.append(row)

    form = read(tmp_path, changed(without_controls(filled_word("2.2.2")), add))
    assert TOKEN in form.placed.answers.rows["hulpverleners_lijst"][-1][0]
    assert len(form.placed.answers.rows["hulpverleners_lijst"]) == 4


@pytest.mark.parametrize("text", [f" {TOKEN}", "☐"])
def test_what_is_written_beside_a_tick_is_listed(text: str, tmp_path: Path) -> None:
    """A word, or a second box."""
    number, question = next(
        (number, question)
        for number, form in FORMATS.items()
        for question in form.questions
        if question.type is QuestionType.LIST
    )

    def write(root: Any) -> None:
        said = ((line, "".join(line.itertext()).strip()) for line in root.iter(f"{W}p"))
        line = next(line for line, words in said if "☒" in words and words.endswith(question.choices[-1].label))
        line.append(next(iter(paragraph(text))))

    form = read(tmp_path, changed(without_controls(filled_word(number)), write))
    assert any(text.strip() in item.value for item in form.placed.unplaced)


def test_a_part_in_a_frame_of_another_program_is_looked_into(tmp_path: Path) -> None:
    def frame(root: Any) -> None:
        table = next(root.iter(f"{W}tbl"))
        around = etree.Element(f"{W}sdt")
        table.addprevious(around)
        etree.SubElement(around, f"{W}sdtContent").append(table)

    bare = without_controls(filled_word("2.2.2"))
    assert read(tmp_path, changed(bare, frame)).placed.answers == read(tmp_path, bare).placed.answers


def test_a_format_that_is_gone_is_listed(tmp_path: Path) -> None:
    (tmp_path / "x.docx").write_bytes(without_controls(filled_word("5.3.2")))
    others = tuple(form for form in TOOLBOX.formats if form.number != "5.3.2")
    (form,) = read_one(tmp_path / "x.docx", replace(TOOLBOX, formats=others)).forms
    assert (form.number, form.placed.answers.values) == ("", {})
    assert any("van Ayşe" in item.value for item in form.placed.unplaced)


@settings(max_examples=examples(60), deadline=None)
@given(number=st.sampled_from(["2.2.2", "1.2.1"]), at=st.integers(0, 2000), new=st.booleans())
def test_what_is_typed_anywhere_is_told(number: str, at: int, new: bool, tmp_path_factory: Any) -> None:
    def write(root: Any) -> None:
        lines = list(root.iter(f"{W}p"))
        line = lines[at % len(lines)]
        if new:
            line.addnext(paragraph(TOKEN))
        else:
            line.append(next(iter(paragraph(TOKEN))))

    form = read(tmp_path_factory.mktemp("typed"), changed(without_controls(filled_word(number)), write))
    cells = [cell for rows in form.placed.answers.rows.values() for row in rows for cell in row]
    said = [*form.placed.answers.values.values(), *cells, *(item.value for item in form.placed.unplaced)]
    assert TOKEN in " ".join(" ".join(said).split())


def test_whoever_reads_is_asked_to_look(tmp_path: Path) -> None:
    (tmp_path / "x.docx").write_bytes(without_controls(filled_word("5.3.2")))
    reads = [read_one(tmp_path / "x.docx", TOOLBOX)]
    package = collect(reads, TOOLBOX.formats)
    assert not package.is_clean
    (row,) = csv.DictReader(package.files["bestanden.csv"].decode().splitlines())
    assert row["status"] == "kijk na"
    notes = list(csv.DictReader(package.files["meldingen.csv"].decode().splitlines()))
    assert "gelezen aan de plek" in {note["soort"] for note in notes}
    said = list(report.lines(reads, package, tmp_path))
    assert said[0].endswith("x.docx: kijk na")
    assert any("0 in orde, 1 om na te kijken" in line for line in said)


def with_sign(data: bytes, sign: str) -> bytes:
    """Another sign at, or beside, every box that is ticked."""

    def put(root: Any) -> None:
        for text in root.iter(f"{W}t"):
            text.text = (text.text or "").replace("☒", sign)

    return changed(data, put)


@pytest.mark.parametrize(
    ("sign", "number"), [("X", "3.1"), ("☐ v", "3.1"), ("✔ ☐", "2.2.2"), ("[x]", "5.3.2"), ("☑", "1.1.1")]
)
def test_a_box_is_ticked_by_any_sign_that_people_put_there(sign: str, number: str, tmp_path: Path) -> None:
    whole = read(tmp_path, filled_word(number))
    form = read(tmp_path, with_sign(without_controls(filled_word(number)), sign))
    assert form.placed.answers == whole.placed.answers
    assert form.placed.unplaced == ()


def test_behind_the_label_of_a_box_that_is_alone_as_well(tmp_path: Path) -> None:
    label = next(question for question in FORMATS["3.1"].questions if question.name == "toestemming_contact").title

    def put(root: Any) -> None:
        line = next(
            line
            for line in root.iter(f"{W}p")
            if label[:30] in "".join(line.itertext()) and "☒" in "".join(line.itertext())
        )
        for text in line.iter(f"{W}t"):
            text.text = (text.text or "").replace("☒", "☐")
        line.append(next(iter(paragraph(" x"))))

    form = read(tmp_path, changed(without_controls(filled_word("3.1")), put))
    assert form.placed.answers.values["toestemming_contact"] == "true"


def test_where_only_the_bookmarks_are_left_a_list_has_its_ticks(tmp_path: Path) -> None:
    """So LibreOffice 7.4 saves as .doc and .rtf."""

    def take(root: Any) -> None:
        for control in list(root.iter(f"{W}sdt")):
            at = control.getparent().index(control)
            control.getparent()[at : at + 1] = list(control.find(f"{W}sdtContent"))

    whole = read(tmp_path, filled_word("3.1"))
    form = read(tmp_path, changed(filled_word("3.1"), take))
    assert form.placed.answers.values["heb_je"] == whole.placed.answers.values["heb_je"]
    assert form.placed.unplaced == ()


def narrow(root: Any) -> None:
    """Each wide cell becomes the first of several, as pandoc writes an .rtf."""
    for cell in list(root.iter(f"{W}tc")):
        span = cell.find(f"{W}tcPr/{W}gridSpan")
        for _ in range(0 if span is None else int(span.get(f"{W}val")) - 1):
            etree.SubElement(empty := etree.Element(f"{W}tc"), f"{W}p")
            cell.addnext(empty)


def headless(root: Any) -> None:
    """Without the second row of a heading, as pandoc writes an .odt."""
    for table in root.iter(f"{W}tbl"):
        for row in list(table.iter(f"{W}tr")):
            if {"".join(cell.itertext()) for cell in row.iter(f"{W}tc")} == {"ja", "nee", ""}:
                table.remove(row)


def closed_up(root: Any) -> None:
    for line in [
        line for line in root.iter(f"{W}p") if line.getparent() is root[0] and not "".join(line.itertext()).strip()
    ]:
        root[0].remove(line)


@pytest.mark.parametrize(
    ("change", "number"), [(narrow, "1.4"), (narrow, "3.1"), (headless, "3.1"), (closed_up, "4.1")]
)
def test_tables_that_another_program_makes_otherwise_keep_their_places(
    change: Any, number: str, tmp_path: Path
) -> None:
    bare = without_controls(filled_word(number))
    form = read(tmp_path, changed(bare, change))
    assert etree.tostring(body(changed(bare, change))) != etree.tostring(body(bare))
    assert form.placed.answers == read(tmp_path, filled_word(number)).placed.answers
    assert form.placed.unplaced == ()
