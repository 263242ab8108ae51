"""The Word file of every format: what it says, how it can be filled in, and that everything comes back."""

from __future__ import annotations

import copy
import io
import re
import subprocess
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pypdfium2
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from hypothesis import assume, given, settings
from lxml import etree
from playwright.sync_api import Browser

from boxes import IMPRINT, ROOT, source_of
from examples import examples
from generated import formats
from makers import Makers, loaded, read_in_browser, same_in_browser
from patience import PATIENCE
from readers import read_word
from toolbox.core.edition import Stamp
from toolbox.core.form import Format, Question, QuestionType, Section, Table, Translation
from toolbox.core.language import Language
from toolbox.core.place import Place
from toolbox.core.prose import Prose
from toolbox.forms.answers import Found
from toolbox.forms.slots import Control, Slot, slots
from toolbox.reading.recognise import recognised
from toolbox.reading.refusal import Refusal
from toolbox.shapes.office.word import render_word
from toolbox.shapes.office.wordnames import bookmark, from_bookmark
from toolbox.source import prose
from wordfiles import MAIN, W14, answer, body, controls, members, packed, tag, type_into, with_body

FORMATS = {form.number: form for form in source_of(ROOT).toolbox.formats}
PLACE = Place("forms/x/datapackage.yaml")
LONG, WIDE, GROUPED = "3.1", "5.4", "1.4"


def stamp(form: Format) -> Stamp:
    return Stamp(form.version, "2026-11-23", "1a2b3c4", f"https://toolbox.example/bijlagen/{form.number}/", IMPRINT)


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return {number: render_word(form, stamp(form)) for number, form in FORMATS.items()}


def text_of(element: Any) -> str:
    return "".join(element.itertext())


def styled(document: Document) -> list[tuple[str, str]]:
    """(style, text) of each paragraph."""
    return [(str(part.style and part.style.name), part.text) for part in document.paragraphs]


def squeeze(text: str) -> str:
    # A hyphen at the end of a line may come out as a control character.
    return re.sub(r"[\s\-\u00ad\ufffe\x00-\x1f]", "", text)


def made_up(slot: Slot, number: int) -> str:
    if slot.control is Control.TICK:
        return "true" if number % 2 else ""
    if slot.control is Control.DATE:
        return f"2026-11-{number % 28 + 1:02d}"
    if slot.control is Control.CHOICE:
        return slot.question.choices[number % len(slot.question.choices)].value
    return f'Şahin ığ, Łukasz Dvořák ě – <b>&amp; "{number}"\n  tweede regel\n\nvierde'


def filled(form: Format, data: bytes) -> tuple[bytes, dict[str, str]]:
    """The file with every slot answered, and the answers by slot name."""
    root = body(data)
    found = controls(root)
    answers = {slot.name: made_up(slot, number) for number, slot in enumerate(slots(form))}
    for slot in slots(form):
        answer(found[slot.name], slot, answers[slot.name])
    return with_body(data, root), answers


def expected_values(form: Format, answers: Mapping[str, str]) -> dict[str, str]:
    values = {}
    for question in form.questions:
        if question.type is QuestionType.LIST:
            ticked = [choice.value for choice in question.choices if answers[f"{question.name}.{choice.value}"]]
            values[question.name] = ",".join(ticked)
        else:
            values[question.name] = answers[question.name]
    return values


def expected_rows(form: Format, answers: Mapping[str, str]) -> dict[str, list[dict[str, str]]]:
    """Rows in which anything stands; in an empty row the grouping column is not filled in."""
    tables: dict[str, list[dict[str, str]]] = {}
    for table in form.tables:
        rows = [dict(zip((c.name for c in table.columns), cells, strict=True)) for cells in table.rows]
        rows += [{column.name: "" for column in table.shown_columns} for _ in range(table.empty_rows)]
        for number, row in enumerate(rows, start=1):
            for column in table.columns:
                name = f"{table.name}.{number}.{column.name}"
                if column.type is QuestionType.LIST:
                    ticked = [choice.value for choice in column.choices if answers[f"{name}.{choice.value}"]]
                    row[column.name] = ",".join(ticked)
                elif name in answers:
                    row[column.name] = answers[name]
        tables[table.name] = [row for row in rows if any(row.values())]
    return tables


def same(found: Found, form: Format, answers: Mapping[str, str]) -> None:
    assert (found.name, found.version, found.shape) == (form.name, form.version, "docx")
    assert dict(found.values) == expected_values(form, answers)
    assert {name: [dict(row) for row in rows] for name, rows in found.rows.items()} == expected_rows(form, answers)


# What it says.


@pytest.mark.parametrize("number", FORMATS)
def test_equal_input_gives_equal_bytes(number: str, files: dict[str, bytes]) -> None:
    form = FORMATS[number]
    assert render_word(form, stamp(form)) == files[number]
    with zipfile.ZipFile(io.BytesIO(files[number])) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def said(form: Format) -> Iterator[str]:
    """All that a person must be able to read in the format."""
    yield f"{form.number} {form.title}"
    yield form.description
    for section in form.sections:
        yield section.title
        yield prose.plain_text(section.intro.html)
        for question in section.questions:
            yield from asked(question)
        for table in section.tables:
            yield from (table.title, table.ground, prose.plain_text(table.help.html))
            for column in table.shown_columns:
                yield from asked(column)
            for row in table.rows:
                yield from row


def asked(question: Question) -> Iterator[str]:
    yield from (question.title, question.help, question.ground)
    yield from (choice.label for choice in question.choices)


@pytest.mark.parametrize("number", FORMATS)
def test_says_all_that_the_format_says(number: str, files: dict[str, bytes]) -> None:
    form = FORMATS[number]
    text = squeeze(text_of(body(files[number])))
    missing = [piece for piece in said(form) if squeeze(piece) not in text]
    assert missing == []
    grounds = sum(1 for question in form.questions if question.ground)
    grounds += sum(bool(table.ground) + sum(bool(c.ground) for c in table.columns) for table in form.tables)
    assert text.count("Letop,gevoelig") == grounds


@pytest.mark.parametrize("number", FORMATS)
def test_headings_and_properties(number: str, files: dict[str, bytes]) -> None:
    form = FORMATS[number]
    document = docx.Document(io.BytesIO(files[number]))
    headings = [(name, text) for name, text in styled(document) if name.startswith("Heading")]
    wanted = [("Heading 1", f"{form.number} {form.title}")]
    for section in form.sections:
        wanted.append(("Heading 2", section.title))
        wanted += [("Heading 3", table.title) for table in section.tables if table.title]
    assert headings == wanted
    properties = document.core_properties
    assert properties.title == f"{form.number} {form.title}"
    assert properties.keywords == f"toolbox-transitieroute {form.name} {form.version}"
    assert properties.author == "Toolbox Transitieroute"
    assert properties.created.isoformat() == "2026-11-23T00:00:00+00:00"
    assert properties.language == "nl-NL"
    language = document.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    assert language.get(qn("w:val")) == "nl-NL"
    first = document.sections[0]
    assert first.page_width
    assert first.page_height
    page = (round(first.page_width.mm), round(first.page_height.mm))
    assert page == ((297, 210) if form.landscape else (210, 297))


@pytest.mark.parametrize("number", FORMATS)
def test_footer_says_page_edition_and_address(number: str, files: dict[str, bytes]) -> None:
    footer = docx.Document(io.BytesIO(files[number])).sections[0].footer
    text = "\n".join(paragraph.text for paragraph in footer.paragraphs)
    assert f"Versie {FORMATS[number].version}, 23 november 2026" in text
    assert "1a2b3c4" not in text
    assert f"toolbox.example/bijlagen/{number}" in text
    fields = [field.get(qn("w:instr")) for field in footer._element.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]


def test_without_a_known_date_it_is_still_the_same() -> None:
    form = FORMATS["2.1"]
    unknown = Stamp("", "", "", "", IMPRINT)
    assert render_word(form, unknown) == render_word(form, unknown)
    assert docx.Document(io.BytesIO(render_word(form, unknown))).core_properties.created.year == 2020


@pytest.mark.parametrize("number", FORMATS)
def test_every_style_that_is_used_is_there(number: str, files: dict[str, bytes]) -> None:
    parts = members(files[number])
    known = {style.get(qn("w:styleId")) for style in etree.fromstring(parts["word/styles.xml"]).iter(qn("w:style"))}
    used = set()
    for part in (MAIN, "word/footer1.xml"):
        for kind in ("w:pStyle", "w:rStyle", "w:tblStyle"):
            used |= {style.get(qn("w:val")) for style in etree.fromstring(parts[part]).iter(qn(kind))}
    assert used <= known


# How it is filled in.


@pytest.mark.parametrize("number", FORMATS)
def test_a_control_for_every_slot_in_order(number: str, files: dict[str, bytes]) -> None:
    form, root = FORMATS[number], body(files[number])
    tags = [tag(control) for control in root.iter(qn("w:sdt"))]
    names = [slot.name for slot in slots(form)]
    assert [name for name in tags if name in set(names)] == names
    assert len(tags) == len(set(tags))
    # What is not a slot is the given text of a table: a cell or a heading.
    given = [name for name in tags if name not in set(names)]
    assert all(re.fullmatch(r"\w+\.\d+(-\d+)?\.\w+", name) for name in given)
    assert len(given) == sum(
        len(table.rows) * sum(c.given for c in table.shown_columns) + len([h for h, _ in table.groups if h])
        for table in form.tables
    )


@pytest.mark.parametrize("number", FORMATS)
def test_controls_keep_to_the_limits_of_word(number: str, files: dict[str, bytes]) -> None:
    root = body(files[number])
    ids = [control.find(f"{qn('w:sdtPr')}/{qn('w:id')}").get(qn("w:val")) for control in root.iter(qn("w:sdt"))]
    assert len(ids) == len(set(ids))
    marks = [mark.get(qn("w:name")) for mark in root.iter(qn("w:bookmarkStart"))]
    assert len(marks) == len(set(marks)) == len(ids)
    assert all(re.fullmatch(r"[A-Za-z]\w{0,39}", mark, re.ASCII) for mark in marks)
    for control in root.iter(qn("w:sdt")):
        title = control.find(f"{qn('w:sdtPr')}/{qn('w:alias')}").get(qn("w:val"))
        assert 0 < len(title) <= 64
        assert len(tag(control)) <= 64
    assert next(root.iter(qn("w:lock")), None) is None


@pytest.mark.parametrize("number", FORMATS)
def test_each_kind_of_slot_has_its_kind_of_control(number: str, files: dict[str, bytes]) -> None:
    found = controls(body(files[number]))
    kinds = {
        Control.LINE: qn("w:richText"),
        Control.AREA: qn("w:richText"),
        Control.DATE: qn("w:date"),
        Control.TICK: f"{W14}checkbox",
        Control.CHOICE: qn("w:dropDownList"),
    }
    for slot in slots(FORMATS[number]):
        properties = found[slot.name].find(qn("w:sdtPr"))
        assert properties.find(kinds[slot.control]) is not None
        is_open = properties.find(qn("w:showingPlcHdr")) is not None
        assert is_open == (slot.control is not Control.TICK and not slot.initial)
        if slot.control is Control.CHOICE:
            items = properties.iter(qn("w:listItem"))
            stored = [(item.get(qn("w:value")), item.get(qn("w:displayText"))) for item in items]
            assert stored == [(choice.value, choice.label) for choice in slot.question.choices]
        if slot.control is Control.DATE:
            date = properties.find(qn("w:date"))
            assert date.find(qn("w:dateFormat")).get(qn("w:val")) == "dd-MM-yyyy"
            assert date.find(qn("w:lid")).get(qn("w:val")) == "nl-NL"
        if slot.control is Control.AREA and not slot.row:
            assert len(list(found[slot.name].iter(qn("w:br")))) == slot.question.lines - 1


@pytest.mark.parametrize("number", FORMATS)
def test_heads_come_back_and_rows_stay_whole(number: str, files: dict[str, bytes]) -> None:
    form, root = FORMATS[number], body(files[number])
    grids = [table for table in root.iter(qn("w:tbl")) if table.find(f".//{qn('w:tblStyle')}") is not None]
    assert len(grids) == len(form.tables)
    for table, grid in zip(form.tables, grids, strict=True):
        rows = grid.findall(qn("w:tr"))
        heads = [row for row in rows if row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None]
        assert heads == rows[: len(heads)]
        assert len(heads) == (2 if any(column.matrix for column in table.columns) else 1)
        assert all(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in rows)
        assert len(rows) == len(heads) + len(table.rows) + table.empty_rows + len([h for h, _ in table.groups if h])
        columns = len(grid.find(qn("w:tblGrid")))
        for row in rows:
            spans = [cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}") for cell in row.findall(qn("w:tc"))]
            assert sum(1 if span is None else int(span.get(qn("w:val"))) for span in spans) == columns


MARKDOWN = """\
Eerst **vet** en *schuin* en ***beide***, [een link](https://school.example/a?b=1&c=2)
op de volgende regel.

## Kop

- een
- twee

    Nog iets over twee.

    1. binnen
        - dieper

3. drie
4. vier

> Geciteerd

---

    als getypt
    en nog

Een **harde⏎
regel**⏎
is er een.

| A | B |
|---|---|
| c | d |

Met `code` en een noot.[^1]

[^1]: De noot.
""".replace("⏎", "  ")


def test_prose_keeps_its_form() -> None:
    text, findings = prose.render("forms/x", MARKDOWN)
    assert findings == []
    section = Section("een", "Een", text, False, (), ())
    document = docx.Document(
        io.BytesIO(render_word(replace(FORMATS["2.1"], sections=(section,)), Stamp("", "", "", "", IMPRINT)))
    )
    assert styled(document)[4:] == [
        ("Tekst", "Eerst vet en schuin en beide, een link op de volgende regel."),
        ("Heading 3", "Kop"),
        ("List Bullet", "een"),
        ("List Bullet", "twee"),
        ("Tekst", "Nog iets over twee."),
        ("List Number 2", "binnen"),
        ("List Bullet 3", "dieper"),
        ("List Number", "drie"),
        ("List Number", "vier"),
        ("Quote", "Geciteerd"),
        ("Tussenruimte", ""),
        ("Code", "als getypt\nen nog"),
        ("Tekst", "Een harde\nregel\nis er een."),
        ("Tussenruimte", ""),
        ("Tekst", "Met code en een noot.1"),
        ("Heading 3", "Noten"),
        ("List Number", "De noot.\u00a0"),
    ]
    first = document.paragraphs[4]
    assert [run.text for run in first.runs if run.bold and not run.italic] == ["vet"]
    assert [run.text for run in first.runs if run.italic and not run.bold] == ["schuin"]
    assert [run.text for run in first.runs if run.bold and run.italic] == ["beide"]
    assert [link.address for link in first.hyperlinks] == ["https://school.example/a?b=1&c=2"]
    assert [[cell.text for cell in row.cells] for row in document.tables[0].rows] == [["A", "B"], ["c", "d"]]
    starts = document.part.numbering_part.element.iter(qn("w:startOverride"))
    assert "3" in [start.get(qn("w:val")) for start in starts]


# Reading back.

Read = Callable[[bytes, str], Found]
# What the form page says for each way in which Python refuses.
SENTENCES = {
    "file-macros": "In dit bestand zitten macro’s",
    "file-encrypted": "Dit bestand",
    "file-damaged": "Dit bestand is kapot",
    "file-not-ours": "Dit soort bestand gaat hier niet open",
}


@pytest.fixture(scope="module")
def makers(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Makers]:
    with loaded(browser, tmp_path_factory.mktemp("makers")) as made:
        yield made


@pytest.fixture(scope="module")
def read(makers: Makers) -> Read:
    """By `toolbox read` and by the form page, which find the same."""

    def read_both(data: bytes, file: str) -> Found:
        found = read_word(data, file)
        same_in_browser(makers, "readWord", data, found)
        return found

    return read_both


@pytest.mark.parametrize("number", FORMATS)
def test_what_was_filled_in_comes_back(read: Read, number: str, files: dict[str, bytes]) -> None:
    form = FORMATS[number]
    data, answers = filled(form, files[number])
    same(read(data, "ingevuld.docx"), form, answers)


@settings(max_examples=examples(40))
@given(formats())
def test_what_was_filled_in_any_format_comes_back(read: Read, form: Format) -> None:
    # Who fills it in cannot tell equal labels apart either, and Word takes each label of a list once.
    asked_for = (*form.questions, *(column for table in form.tables for column in table.columns))
    assume(all(len({choice.label for choice in q.choices}) == len(q.choices) for q in asked_for))
    data, answers = filled(form, render_word(form, Stamp("", "", "", "", IMPRINT)))
    same(read(data, "x"), form, answers)


@pytest.mark.parametrize("number", FORMATS)
def test_a_blank_file_holds_no_answers(read: Read, number: str, files: dict[str, bytes]) -> None:
    form = FORMATS[number]
    found = read(files[number], "leeg.docx")
    assert set(found.values) == {question.name for question in form.questions}
    assert not any(found.values.values())
    for table in form.tables:
        rows = [dict(zip((c.name for c in table.columns), cells, strict=True)) for cells in table.rows]
        assert [dict(row) for row in found.rows[table.name]] == rows


def parent(element: Any, kind: str) -> Any:
    return next(element.iterancestors(qn(kind)))


def test_a_copied_row_is_one_more_row(read: Read, files: dict[str, bytes]) -> None:
    root = body(files[GROUPED])
    type_into(controls(root)["sociale_kaart.2.contactpersoon"], "Ayşe")
    row = parent(controls(root)["sociale_kaart.2.contactpersoon"], "w:tr")
    second = copy.deepcopy(row)
    row.addnext(second)
    type_into(controls(second)["sociale_kaart.2.contactpersoon"], "Łukasz")
    rows = read(with_body(files[GROUPED], root), "x").rows["sociale_kaart"]
    assert [row["contactpersoon"] for row in rows[1:3]] == ["Ayşe", "Łukasz"]
    assert [row["organisatie"] for row in rows[1:3]] == ["Werkbedrijf/Sociale Dienst"] * 2
    assert [row["groep"] for row in rows[1:3]] == ["Extern"] * 2
    assert len(rows) == 10


def test_an_inserted_row_without_controls_is_read_by_its_place(read: Read, files: dict[str, bytes]) -> None:
    root = body(files[LONG])
    last = parent(controls(root)["afspraken.5.actie"], "w:tr")
    for date, action in (("3-12-2026", "Bellen met het UWV"), ("", "")):
        row = copy.deepcopy(last)
        for control, text in zip(list(row.iter(qn("w:sdt"))), (date, action), strict=True):
            line = control.getparent()
            for child in line[1:]:
                line.remove(child)
            etree.SubElement(etree.SubElement(line, qn("w:r")), qn("w:t")).text = text
        last.addnext(row)
    rows = read(with_body(files[LONG], root), "x").rows["afspraken"]
    assert [dict(row) for row in rows] == [{"datum": "3-12-2026", "actie": "Bellen met het UWV"}]


def test_a_changed_heading_goes_with_its_rows_only(read: Read, files: dict[str, bytes]) -> None:
    root = body(files[GROUPED])
    type_into(controls(root)["sociale_kaart.2-9.groep"], "Buiten school")
    type_into(controls(root)["sociale_kaart.10.organisatie"], "Eigen rij")
    rows = read(with_body(files[GROUPED], root), "x").rows["sociale_kaart"]
    assert [row.get("groep", "") for row in rows] == ["Intern", *["Buiten school"] * 8, ""]


def test_paragraphs_and_text_beside_a_control(read: Read, files: dict[str, bytes]) -> None:
    root = body(files[LONG])
    found = controls(root)
    # Enter in a rich text control: Word sets it around whole paragraphs.
    control = found["wensberoep"]
    line = control.getparent()
    line.getparent().replace(line, control)
    type_into(control, "een")
    content = control.find(qn("w:sdtContent"))
    for text in ("een", "twee"):
        paragraph = etree.SubElement(content, qn("w:p"))
        etree.SubElement(etree.SubElement(paragraph, qn("w:r")), qn("w:t")).text = text
    content.remove(content[0])
    # Typed behind the control, and in a paragraph below it.
    line = found["opleiding"].getparent()
    below = copy.deepcopy(line)
    for child in below[1:]:
        below.remove(child)
    line.addnext(below)
    for place, text in ((line, "Horeca"), (below, "en bakkerij")):
        etree.SubElement(etree.SubElement(place, qn("w:r")), qn("w:t")).text = text
    values = read(with_body(files[LONG], root), "x").values
    assert values["wensberoep"] == "een\ntwee"
    assert values["opleiding"] == "Horeca\nen bakkerij"


def test_what_does_not_match_is_read_as_it_is_shown(read: Read, files: dict[str, bytes]) -> None:
    root = body(files[LONG])
    found = controls(root)
    found["datum_gesprek"].find(f".//{qn('w:date')}").set(qn("w:fullDate"), "2026-11-23T00:00:00Z")
    type_into(found["datum_gesprek"], "begin december")
    type_into(found["datum_toestemming"], "4 december 2026")
    type_into(found["man_vrouw"], "weet ik niet")
    type_into(found["heb_je.cv"], "☒")
    values = read(with_body(files[LONG], root), "x").values
    assert values["datum_gesprek"] == "begin december"
    assert values["datum_toestemming"] == "4 december 2026"
    assert values["man_vrouw"] == "weet ik niet"
    assert values["heb_je"] == "cv"


def test_deleted_text_is_gone_and_inserted_text_is_there(read: Read, files: dict[str, bytes]) -> None:
    root = body(files[LONG])
    control = controls(root)["opleiding"]
    type_into(control, "Horeca")
    run = control.find(f"{qn('w:sdtContent')}/{qn('w:r')}")
    deleted = etree.SubElement(run.getparent(), qn("w:moveFrom"))
    deleted.append(copy.deepcopy(run))
    inserted = etree.SubElement(run.getparent(), qn("w:ins"))
    etree.SubElement(etree.SubElement(inserted, qn("w:r")), qn("w:t")).text = " en toerisme"
    assert read(with_body(files[LONG], root), "x").values["opleiding"] == "Horeca en toerisme"


def test_a_question_that_was_copied_keeps_both_answers(read: Read, files: dict[str, bytes]) -> None:
    root = body(files[LONG])
    control = controls(root)["leuk"]
    type_into(control, "koken")
    second = copy.deepcopy(control.getparent())
    control.getparent().addnext(second)
    type_into(controls(second)["leuk"], "bakken")
    assert read(with_body(files[LONG], root), "x").values["leuk"] == "koken\nbakken"


def test_without_tags_the_bookmarks_tell(read: Read, files: dict[str, bytes]) -> None:
    form = FORMATS[WIDE]
    data, answers = filled(form, files[WIDE])
    root = body(data)
    for mark in list(root.iter(qn("w:tag"))):
        mark.getparent().remove(mark)
    same(read(with_body(data, root), "x"), form, answers)


def test_the_strict_kind_of_word_file_is_read(read: Read, files: dict[str, bytes]) -> None:
    form = FORMATS[LONG]
    data, answers = filled(form, files[LONG])
    strict = (
        (
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        ),
        (
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/",
            b"http://purl.oclc.org/ooxml/officeDocument/relationships/",
        ),
    )
    parts = members(data)
    for name in (MAIN, "_rels/.rels"):
        for before, after in strict:
            parts[name] = parts[name].replace(before, after)
    same(read(packed(parts), "x"), form, answers)


def test_the_mark_stands_in_two_places_and_names_are_enough(read: Read, files: dict[str, bytes]) -> None:
    parts = members(files[LONG])
    core = re.sub(rb"toolbox-transitieroute [^<]+", b"Dossier 12", parts["docProps/core.xml"])
    assert core != parts["docProps/core.xml"]
    without = packed({**parts, "docProps/core.xml": core})
    assert read(without, "x").name == "format-school-naar-werk-gesprek"
    del parts["docProps/custom.xml"]
    assert read(packed(parts), "x").version == FORMATS[LONG].version
    # Without both, the names of the places alone tell it; which version it is they do not say.
    by_names = read(packed({**parts, "docProps/core.xml": core}), "x")
    assert by_names.name == ""
    assert recognised(by_names, tuple(FORMATS.values())).name == "format-school-naar-werk-gesprek"


def long_form() -> Format:
    """Names as long as they may be, which only differ at their end."""
    name = "n" * 59

    def question(end: str, **more: Any) -> Question:
        return Question(name + end, "Vraag " * 40 + end, "", QuestionType.TEXT, PLACE, "een", **more)

    columns = (question("a", given=True), question("b"))
    table = Table("t" * 60, "", Prose(), "een", columns, (("gegeven", ""),), 1, "", "", "x.csv", PLACE)
    section = Section("een", "Een", Prose(), False, (question("c"), question("d")), (table,))
    return replace(FORMATS["2.1"], sections=(section,))


def test_a_bookmark_of_word_itself_is_no_name() -> None:
    assert from_bookmark("_GoBack", {}) == ""
    assert from_bookmark(bookmark("tabel.2.kolom-a"), {}) == "tabel.2.kolom-a"


def test_long_names_come_back_in_full(read: Read) -> None:
    form = long_form()
    data = render_word(form, Stamp("", "", "", "", IMPRINT))
    root = body(data)
    tags = [tag(control) for control in root.iter(qn("w:sdt"))]
    marks = [mark.get(qn("w:name")) for mark in root.iter(qn("w:bookmarkStart"))]
    assert len(set(tags)) == len(set(marks)) == len(tags)
    assert max(map(len, tags)) <= 64
    assert max(map(len, marks)) <= 40
    for number, control in enumerate(root.iter(qn("w:sdt"))):
        type_into(control, f"antwoord {number}")
    name, table = "n" * 59, "t" * 60
    with_tags = with_body(data, root)
    for mark in list(root.iter(qn("w:tag"))):
        mark.getparent().remove(mark)
    for file in (with_tags, with_body(data, root)):
        found = read(file, "x")
        assert dict(found.values) == {f"{name}c": "antwoord 0", f"{name}d": "antwoord 1"}
        assert [dict(row) for row in found.rows[table]] == [
            {f"{name}a": "antwoord 2", f"{name}b": "antwoord 3"},
            {f"{name}a": "antwoord 4", f"{name}b": "antwoord 5"},
        ]


# What cannot be read.


@pytest.mark.parametrize(
    ("code", "change"),
    [
        ("file-macros", lambda data: packed({**members(data), "word/vbaProject.bin": b"x"})),
        ("file-encrypted", lambda data: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
        ("file-damaged", lambda data: data[:-200]),
        ("file-damaged", lambda data: packed({**members(data), MAIN: members(data)[MAIN][:-20]})),
        ("file-damaged", lambda data: packed({**members(data), MAIN: b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'})),
        ("file-not-ours", lambda data: packed({"a.txt": b"b"})),
        ("file-not-ours", lambda data: packed({n: d for n, d in members(data).items() if n != MAIN})),
    ],
)
def test_refuses(code: str, change: Any, files: dict[str, bytes], makers: Makers) -> None:
    with pytest.raises(Refusal) as caught:
        read_word(change(files["2.1"]), "x")
    assert caught.value.code == code
    seen = read_in_browser(makers, "readWord", change(files["2.1"]))
    # A Word file of another's has no answers: that it is not ours, its names tell.
    answers = seen.get("answers", {"values": {}, "rows": {}})
    assert seen.get("refused", "").startswith(SENTENCES[code]) or answers == {"values": {}, "rows": {}}


# LibreOffice.


@pytest.fixture(scope="module")
def converted(files: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """'3.1.pdf' and '5.4.pdf' of the blank files; '3.1.docx', … of the filled ones, saved again by LibreOffice."""
    folder = tmp_path_factory.mktemp("libreoffice")
    made: dict[str, bytes] = {}
    for kind, numbers in (("pdf", (LONG, WIDE)), ("docx", (LONG, WIDE, GROUPED))):
        sources = []
        for number in numbers:
            data = files[number] if kind == "pdf" else filled(FORMATS[number], files[number])[0]
            source = folder / kind / f"{number}.docx"
            source.parent.mkdir(exist_ok=True)
            source.write_bytes(data)
            sources.append(str(source))
        soffice(folder, kind, sources)
        made |= {f"{number}.{kind}": (folder / "out" / f"{number}.{kind}").read_bytes() for number in numbers}
    return made


def soffice(folder: Path, kind: str, sources: list[str]) -> None:
    command = [
        "soffice",
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--convert-to",
        kind,
        "--outdir",
        str(folder / "out"),
        *sources,
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE)


@pytest.mark.xdist_group("libreoffice")
@pytest.mark.parametrize("number", [LONG, WIDE])
def test_libreoffice_shows_all_that_the_format_says(number: str, converted: dict[str, bytes]) -> None:
    document = pypdfium2.PdfDocument(converted[f"{number}.pdf"])
    pages = [page.get_textpage().get_text_range() for page in document]
    document.close()
    # A paragraph may go on on the next page, below the foot of the first.
    text = squeeze("".join(re.sub(rf"{number} [^\r\n]+\s+Pagina(.|\s)*$", "", page) for page in pages))
    # Words of a heading that spans two rows may come out between those of its neighbours.
    unseen = [piece for piece in said(FORMATS[number]) if squeeze(piece) not in text]
    assert [word for piece in unseen for word in piece.split() if word not in text] == []
    assert all("Nieuwste versie: toolbox.example" in page for page in pages)


@pytest.mark.xdist_group("libreoffice")
@pytest.mark.parametrize("number", [LONG, WIDE, GROUPED])
def test_answers_outlive_libreoffice(
    read: Read, number: str, converted: dict[str, bytes], files: dict[str, bytes]
) -> None:
    form = FORMATS[number]
    same(read(converted[f"{number}.docx"], "x"), form, filled(form, files[number])[1])


def test_in_a_language_from_the_right_paragraphs_and_tables_begin_there() -> None:
    base = FORMATS[LONG]
    language = Language("he", "עברית", "Hebr", phrases=(("antwoord_taal", "X"),))
    data = render_word(replace(base, translation=Translation(language, base, ("",))), stamp(base))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        styles, document = (archive.read(f"word/{name}.xml").decode() for name in ("styles", "document"))
    assert "<w:bidi/>" in styles
    assert '<w:rtl/><w:lang w:val="he"' in styles
    assert document.count("<w:bidiVisual/>") == document.count("<w:tblPr>")
    # Title, description and what the language has no words for are marked as Dutch.
    assert document.count('<w:lang w:val="nl-NL"/>') >= 3
