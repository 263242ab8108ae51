"""The workbook of a format: what is in it, by openpyxl itself, and what `read_workbook` makes of a filled-in one."""

from __future__ import annotations

import csv
import datetime
import io
import re
import time
import tracemalloc
import xml.etree.ElementTree as ElementTree
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import openpyxl
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from boxes import IMPRINT, ROOT, source_of
from examples import examples
from readers import read_workbook
from toolbox.core.form import Choice, Format, Question, QuestionType, Section, Table
from toolbox.core.place import Place
from toolbox.core.prose import Prose
from toolbox.forms import slots
from toolbox.forms.answers import Found
from toolbox.reading.placing import place
from toolbox.reading.refusal import Refusal
from toolbox.shapes.office.workbook import ClockWrong, packed, render_workbook

BOX = source_of(ROOT).toolbox
FORMS = {form.number: form for form in BOX.formats}
RENDERED = {number: render_workbook(form, IMPRINT) for number, form in FORMS.items()}
SOURCES: dict[str, Any] = {form.number: yaml.safe_load((ROOT / form.path).read_text("utf-8")) for form in BOX.formats}
every_format = pytest.mark.parametrize("number", FORMS)
NASTY = "Şükrü Żółć ěščř 'quote' \"dubbel\" <b>&amp; 👩🏽‍🎓\ntweede regel; met, leestekens"

# What a test types in a cell.
Typed = str | float | datetime.date | datetime.time

CONCEPTS = ("2.3", "5.1.1", "5.1.2", "5.3.1", "5.5")


def load(data: bytes) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def names_of(sheet: Worksheet) -> list[str]:
    return [str(cell.value) for cell in sheet[2]]


def sheet_of(book: Workbook, table: str) -> Worksheet:
    return next(sheet for sheet in book if sheet["A2"].value == f"formulier:{table}")


def put(sheet: Worksheet, row: int, **values: Typed) -> None:
    """Write values below the names; '__' stands for the dot in a list's choice."""
    for name, value in values.items():
        sheet.cell(row, names_of(sheet).index(name.replace("__", ".")) + 1).value = value


def filled(number: str, change: Callable[[Workbook], None]) -> tuple[Found, ...]:
    book = load(RENDERED[number])
    change(book)
    return read_workbook(saved(book), "klas.xlsx")


def refusal(data: bytes) -> str:
    with pytest.raises(Refusal) as caught:
        read_workbook(data, "klas.xlsx")
    return caught.value.code


def source_columns(fields: list[dict[str, Any]]) -> Iterator[tuple[str, str, list[str], str]]:
    """(name, heading, drop-down, type) that the definition itself asks for."""
    for field in fields:
        choices = field.get("categories", [])
        if field["type"] == "list":
            for choice in choices:
                heading = f"{field['title'].rstrip(':')}: {choice['label']}"
                yield f"{field['name']}.{choice['value']}", heading, ["ja"], "list"
        else:
            labels = ["ja"] if field["type"] == "boolean" else [choice["label"] for choice in choices]
            yield field["name"], field["title"], labels, field["type"]


def drop_down(book: Workbook, sheet: Worksheet, column: int) -> list[str]:
    """The texts that the drop-down of a column shows, from where it says that they stand."""
    found: list[str] = []
    for rule in sheet.data_validations.dataValidation:
        if rule.type != "list":
            continue
        (area,) = rule.sqref.ranges
        if area.min_col != column:
            continue
        assert (area.max_col, area.min_row, area.max_row) == (column, 3, 1000)
        assert not rule.showDropDown, "Excel hides the arrow when this is set"
        named = re.fullmatch(r"(\w+)!(.+)", rule.formula1)
        assert named
        found += [row[0].value for row in book[named[1]][named[2].replace("$", "")]]
    return found


# What is in a workbook.


@every_format
def test_the_same_bytes_each_time(number: str) -> None:
    assert render_workbook(FORMS[number], IMPRINT) == RENDERED[number]
    with zipfile.ZipFile(io.BytesIO(RENDERED[number])) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert set(re.findall(r">(\d{4}-\d\d-\d\dT[^<]*)<", archive.read("docProps/core.xml").decode())) == {
            "1980-01-01T00:00:00Z"
        }


@every_format
@pytest.mark.promise("formulas")
def test_every_part_is_sound_xml_without_formulas_or_links(number: str) -> None:
    with zipfile.ZipFile(io.BytesIO(RENDERED[number])) as archive:
        assert archive.testzip() is None
        assert archive.namelist()[0] == "[Content_Types].xml"
        for name in archive.namelist():
            root = ElementTree.fromstring(archive.read(name))
            tags = {element.tag.rsplit("}", 1)[-1] for element in root.iter()}
            if name.startswith("xl/worksheets/sheet"):
                assert not tags & {"f", "hyperlink"}
            assert not [element for element in root.iter() if element.get("TargetMode") == "External"]


@every_format
def test_columns_and_drop_downs_are_those_of_the_definition(number: str) -> None:
    book = load(RENDERED[number])
    resources = SOURCES[number]["resources"]
    shown = [sheet for sheet in book if sheet.sheet_state == "visible"]
    assert [sheet["A2"].value for sheet in shown] == [
        f"formulier:{resource['name']}" for resource in in_reading_order(SOURCES[number])
    ]
    first = "Formulier (concept)" if number in CONCEPTS else "Formulier"
    for resource in resources:
        sheet = sheet_of(book, resource["name"])
        expected = list(source_columns(ordered_fields(SOURCES[number], resource)))
        assert names_of(sheet)[1:] == [name for name, _, _, _ in expected]
        assert [cell.value for cell in sheet[1]] == [first, *[heading for _, heading, _, _ in expected]]
        for at, (_, _, labels, kind) in enumerate(expected, start=2):
            assert drop_down(book, sheet, at) == labels
            letter = openpyxl.utils.get_column_letter(at)
            # Text, dates as well: a program in English would swap the day and the month.
            assert sheet.column_dimensions[letter].number_format == "@"
            hints = [rule.prompt for rule in sheet.data_validations.dataValidation if rule.showInputMessage]
            hinted = [
                rule for rule in sheet.data_validations.dataValidation if str(rule.sqref).startswith(f"{letter}3:")
            ]
            assert kind != "date" or (hints and "31-12-2026" in hinted[0].prompt)


def in_reading_order(source: dict[str, Any]) -> list[dict[str, Any]]:
    sections = [section["name"] for section in source["sections"]]
    return sorted(
        source["resources"],
        key=lambda resource: -1 if resource["name"] == "antwoorden" else sections.index(resource["section"]),
    )


def ordered_fields(source: dict[str, Any], resource: dict[str, Any]) -> list[dict[str, Any]]:
    fields: list[dict[str, Any]] = resource["schema"]["fields"]
    if resource["name"] != "antwoorden":
        return fields
    sections = [section["name"] for section in source["sections"]]
    return sorted(fields, key=lambda field: sections.index(field["section"]))


@every_format
def test_given_rows_are_those_of_the_csv_and_there_is_room_for_more(number: str) -> None:
    book = load(RENDERED[number])
    for resource in SOURCES[number]["resources"]:
        if resource["name"] == "antwoorden":
            continue
        source = ROOT / FORMS[number].folder / f"{resource['name']}.csv"
        text = source.read_text("utf-8") if source.exists() else ""
        rows = list(csv.DictReader(io.StringIO(text, newline="")))
        sheet = sheet_of(book, resource["name"])
        names = names_of(sheet)
        for at, row in enumerate(rows, start=3):
            cells = {name: sheet.cell(at, names.index(name) + 1) for name in row if name in names}
            assert {name: cell.value or "" for name, cell in cells.items()} == {name: row[name] for name in cells}
            assert {cell.data_type for cell in cells.values() if cell.value} == {"s"}
        last = 2 + len(rows) + resource.get("emptyRows", 0)
        assert [sheet.cell(at, 1).value for at in range(3, last + 2)] == [1] * (last - 2) + [None]


@every_format
def test_it_says_what_it_is_and_prints_well(number: str) -> None:
    book = load(RENDERED[number])
    form = FORMS[number]
    assert book.properties.title == form.title
    assert book.properties.keywords == f"toolbox-transitieroute {form.name} {form.version}"
    assert book.properties.language == "nl-NL"
    assert book["keuzes"].sheet_state == "hidden"
    for sheet in book:
        if sheet.sheet_state == "visible":
            assert sheet.freeze_panes == "B3"
            assert sheet.print_title_rows == "$1:$1"
            assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize or 0)) == ("landscape", 9)
            assert sheet["B1"].font.b
            assert sheet["B1"].alignment.wrap_text


@every_format
def test_help_and_grounds_are_told_in_full(number: str) -> None:
    """Beside the cell, and where that is too long for Excel in a note at the heading."""
    book = load(RENDERED[number])
    for resource in SOURCES[number]["resources"]:
        sheet = sheet_of(book, resource["name"])
        for field in resource["schema"]["fields"]:
            told = ""
            for at, name in enumerate(names_of(sheet), start=1):
                if name.split(".")[0] == field["name"]:
                    letter = openpyxl.utils.get_column_letter(at)
                    rules = sheet.data_validations.dataValidation
                    told += "".join(rule.prompt or "" for rule in rules if str(rule.sqref).startswith(f"{letter}3"))
                    comment = sheet.cell(1, at).comment
                    told += comment.text if comment else ""
            for text in (field.get("description", ""), field.get("ground", "")):
                assert " ".join(text.split()) in told
    for sheet in book:
        for rule in sheet.data_validations.dataValidation:
            assert len(rule.prompt or "") <= 255
            assert len(rule.promptTitle or "") <= 32


def question(name: str, title: str, kind: QuestionType = QuestionType.TEXT, **more: Any) -> Question:
    return Question(name, title, more.pop("help", ""), kind, Place("x"), **more)


def form_of(questions: tuple[Question, ...], *tables: Table, title: str = "Blok") -> Format:
    section = Section("blok", title, Prose(), False, questions, tables)
    return Format("forms/1.1-x/datapackage.yaml", "x", "1.1", "X", "Y", "1.0.0", "formulier", (), False, (section,))


def table_of(name: str, title: str, *columns: Question, rows: tuple[tuple[str, ...], ...] = ()) -> Table:
    return Table(name, title, Prose(), "blok", columns, rows, 2, "", "", "", Place("x"))


FORMULA = '=HYPERLINK("http://x","klik")'


@pytest.mark.promise("formulas")
def test_a_planted_formula_stays_text() -> None:
    choices = (Choice("a", FORMULA), Choice("b", "@b"))
    planted = form_of(
        (question("v", FORMULA, help="=1+1"), question("k", "+1", choices=choices), question("n", "#N/A")),
        table_of("t", FORMULA, question("g", "-1", given=True), question("w", "@SUM(A1)"), rows=(("=1+1", "-2"),)),
        title="=1",
    )
    data = render_workbook(replace(planted, title=FORMULA, description="=1"), IMPRINT)
    book = load(data)
    seen = 0
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type in ("s", "n")
                if isinstance(cell.value, str) and cell.value[0] in "=+-@":
                    assert cell.quotePrefix
                    assert cell.number_format == "@"
                    seen += 1
    assert seen >= 8
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert not [name for name in archive.namelist() if b"<f>" in archive.read(name)]
    (found,) = read_workbook(data, "x.xlsx")
    assert found.rows == {"t": ({"g": "=1+1", "w": "-2"},)}


LINE = st.text(st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff"), min_size=1)
TITLES = LINE | st.sampled_from(["antwoorden", "Keuzes", "History", "'a'", "[a]:b*c?", "x" * 40, "X" * 40, "''", "?"])


@given(st.lists(TITLES, min_size=1, max_size=6))
@settings(max_examples=examples(60))
def test_any_title_gives_a_sheet_that_excel_opens(titles: list[str]) -> None:
    tables = [table_of(f"tabel_{at}", title, question("w", title)) for at, title in enumerate(titles)]
    book = load(render_workbook(form_of((question("v", titles[0]),), *tables), IMPRINT))
    assert len({sheet.title.casefold() for sheet in book}) == len(titles) + 2
    for sheet in book:
        assert 1 <= len(sheet.title) <= 31
        assert not re.search(r"[\[\]:*?/\\]|^'|'$", sheet.title)
        assert sheet.title.casefold() != "history"
    assert [sheet["A2"].value for sheet in book][1:-1] == [f"formulier:{table.name}" for table in tables]
    assert [sheet["B1"].value for sheet in book][1:-1] == titles


# Filled in and read back.


def value_for(column: Question, at: int) -> tuple[Typed, str]:
    """(what a person puts in the cell, the value that it has in data)."""
    match column.type:
        case QuestionType.DATE:
            return datetime.date(2026, 11, at % 28 + 1), f"2026-11-{at % 28 + 1:02}"
        case QuestionType.TICK:
            return "ja", "true"
        case _ if column.choices:
            choice = column.choices[at % len(column.choices)]
            return choice.label, choice.value
        case _:
            texts = [NASTY, "=1+1", "-5", "0612345678", "1-2", "'=2", "3"]
            return texts[at % len(texts)], texts[at % len(texts)]


@every_format
def test_what_was_filled_in_is_what_is_read(number: str) -> None:
    form, book = FORMS[number], load(RENDERED[number])
    values: dict[str, str] = {}
    for at, asked in enumerate(form.questions):
        if asked.type is QuestionType.LIST:
            chosen = asked.choices[at % 2 :: 2]
            put(sheet_of(book, "antwoorden"), 3, **{f"{asked.name}__{choice.value}": "ja" for choice in chosen})
            values[asked.name] = ",".join(choice.value for choice in chosen)
        else:
            typed, values[asked.name] = value_for(asked, at)
            type_text(sheet_of(book, "antwoorden"), 3, asked.name, typed)
    rows: dict[str, tuple[tuple[str, ...], ...]] = {}
    for table in form.tables:
        sheet, wanted = sheet_of(book, table.name), []
        for at, row in enumerate(slots.table_rows(table)):
            cells = []
            for column in table.columns:
                if row.own or not column.given:
                    typed, value = value_for(column, at)
                    type_text(sheet, 3 + at, column.name, typed)
                    cells.append(value)
                else:
                    cells.append(row.cell(column))
            wanted.append(tuple(cells))
        rows[table.name] = tuple(wanted)
    (found,) = read_workbook(saved(book), "klas.xlsx")
    assert (found.file, found.shape, found.name, found.version) == ("klas.xlsx", "xlsx", form.name, form.version)
    placed = place(found, form)
    assert placed.answers.values == values
    assert placed.answers.rows == rows
    assert placed.unplaced == ()
    assert placed.notes == ()


def type_text(sheet: Worksheet, row: int, name: str, typed: Typed) -> None:
    """As Excel does in a cell for text: what begins with = is no formula there."""
    cell = sheet.cell(row, names_of(sheet).index(name) + 1)
    cell.value = typed
    if isinstance(typed, str):
        cell.data_type = "s"


@every_format
def test_a_blank_workbook_holds_no_answers(number: str) -> None:
    (found,) = read_workbook(RENDERED[number], "leeg.xlsx")
    assert not any(found.values.values())
    assert set(found.values) == {asked.name for asked in FORMS[number].questions}
    assert place(found, FORMS[number]).unplaced == ()


CELL = st.text(st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff") | st.just("\n"))


@given(
    st.lists(
        st.fixed_dictionaries({"naam_student": CELL.filter(str.strip), "wensberoep": CELL}), min_size=1, max_size=4
    )
)
@settings(max_examples=examples(40))
def test_any_text_of_any_number_of_students_is_read_as_it_was_typed(students: list[Mapping[str, str]]) -> None:
    book = load(RENDERED["3.1"])
    for at, student in enumerate(students, start=3):
        for name, text in student.items():
            type_text(book["antwoorden"], at, name, text)
    found = read_workbook(saved(book), "klas.xlsx")
    assert [{name: form.values[name] for name in student} for form, student in zip(found, students, strict=True)] == [
        dict(student) for student in students
    ]


def test_values_of_every_kind() -> None:
    def change(book: Workbook) -> None:
        sheet = book["antwoorden"]
        put(sheet, 3, naam_student=612345678, telefoon=0.1 + 0.2, niveau=3.0, tijd_gesprek=datetime.time(14, 30))
        put(sheet, 3, datum_gesprek=datetime.datetime(2026, 11, 3), opleiding=datetime.datetime(2026, 11, 3, 9, 5))
        put(sheet, 3, e_mailadres="=1+1", toestemming_contact=True, heb_je__cv=True, wensberoep=1234567890123)
        put(sheet, 3, heb_je__sollicitatiebrief="nee", ervaring_met__solliciteren="een beetje", vroeger_worden="a\r\nb")

    (found,) = filled("3.1", change)
    kept = {name: text for name, text in found.values.items() if text}
    assert kept == {
        "naam_student": "612345678",
        "telefoon": "0.3",
        "niveau": "3",
        "tijd_gesprek": "14:30",
        "datum_gesprek": "2026-11-03",
        "opleiding": "2026-11-03 09:05",
        "toestemming_contact": "true",
        "heb_je": "cv",
        # What is no tick is kept, for the list of what was not placed.
        "ervaring_met.solliciteren": "een beetje",
        "wensberoep": "1234567890123",
        "vroeger_worden": "a\nb",
    }


def test_a_formula_counts_as_the_result_that_was_saved_with_it() -> None:
    book = load(RENDERED["3.1"])
    put(book["antwoorden"], 3, naam_student="=1+1", opleiding="x")
    data = rewritten(
        saved(book),
        "xl/worksheets/sheet1.xml",
        lambda text: text.replace("<v/>", "<v>2</v>").replace("<v></v>", "<v>2</v>"),
    )
    assert b"<f>1+1</f><v>2</v>" in zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml")
    (found,) = read_workbook(data, "x.xlsx")
    assert found.values["naam_student"] == "2"


def rewritten(data: bytes, name: str, change: Callable[[str], str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for info in archive.infolist():
            content = archive.read(info)
            target.writestr(info.filename, change(content.decode()) if info.filename == name else content)
    return out.getvalue()


# Several forms in one file, and sheets that people changed.


def one(number: str, change: Callable[[Workbook], None]) -> Found:
    (found,) = filled(number, change)
    return found


def test_each_row_is_a_form_and_a_number_says_whose_a_tables_row_is() -> None:
    def change(book: Workbook) -> None:
        for at, name in enumerate(["Aya", "Bo", "Cem"], start=3):
            put(book["antwoorden"], at, naam_student=name)
        # The first says its own number; the others are counted.
        put(book["antwoorden"], 3, **{"formulier:antwoorden": 7})
        put(book["Vervolgafspraken"], 3, **{"formulier:afspraken": "7"}, actie="bellen")
        put(book["Vervolgafspraken"], 4, **{"formulier:afspraken": 2}, actie="mailen")
        put(book["Vervolgafspraken"], 5, **{"formulier:afspraken": 2}, actie="bezoeken")

    found = filled("3.1", change)
    assert [form.file for form in found] == ["klas.xlsx", "klas.xlsx#2", "klas.xlsx#3"]
    assert [form.values["naam_student"] for form in found] == ["Aya", "Bo", "Cem"]
    assert [actions(form) for form in found] == [["bellen"], ["mailen", "bezoeken"], []]


def actions(form: Found) -> list[str]:
    return [row["actie"] for row in form.rows.get("afspraken", ())]


def test_rows_that_name_no_form_go_to_nobody_else() -> None:
    def change(book: Workbook) -> None:
        put(book["antwoorden"], 3, naam_student="Aya")
        put(book["antwoorden"], 4, naam_student="Bo")
        put(book["Vervolgafspraken"], 3, actie="van Aya")
        put(book["Vervolgafspraken"], 20, actie="van niemand")
        put(book["Vervolgafspraken"], 21, **{"formulier:afspraken": 9}, actie="van 9")

    found = filled("3.1", change)
    assert [actions(form) for form in found] == [["van Aya"], [], ["van niemand"], ["van 9"]]
    assert [form.values.get("naam_student", "") for form in found] == ["Aya", "Bo", "", ""]


def test_with_one_form_everything_is_that_forms_whatever_the_numbers() -> None:
    def change(book: Workbook) -> None:
        put(book["antwoorden"], 5, naam_student="Aya")
        put(book["Vervolgafspraken"], 3, actie="een")
        put(book["Vervolgafspraken"], 30, actie="twee")

    found = one("3.1", change)
    assert found.values["naam_student"] == "Aya"
    assert actions(found) == ["een", "twee"]


def test_a_row_that_was_copied_with_its_number_is_a_form_of_its_own() -> None:
    def change(book: Workbook) -> None:
        put(book["antwoorden"], 3, naam_student="Aya")
        put(book["antwoorden"], 4, naam_student="Bo", **{"formulier:antwoorden": 1})
        put(book["Vervolgafspraken"], 3, actie="bellen")

    found = filled("3.1", change)
    assert [form.values["naam_student"] for form in found] == ["Aya", "Bo"]
    assert [actions(form) for form in found] == [["bellen"], []]


def test_copied_sheets_hold_the_next_form() -> None:
    def change(book: Workbook) -> None:
        for name in ("antwoorden", "Vervolgafspraken"):
            book.copy_worksheet(book[name])
        for suffix, student in (("", "Aya"), (" Copy", "Bo")):
            put(book[f"antwoorden{suffix}"], 3, naam_student=student)
            put(book[f"Vervolgafspraken{suffix}"], 3, actie=f"bel {student}")

    found = filled("3.1", change)
    assert [form.values["naam_student"] for form in found] == ["Aya", "Bo"]
    assert [actions(form) for form in found] == [["bel Aya"], ["bel Bo"]]


@pytest.mark.parametrize("first", [1, 2])
@pytest.mark.parametrize("number", ["", 1, 2])
def test_rows_that_were_pasted_with_the_head_of_their_sheet_are_forms(first: int, number: int | str) -> None:
    """With the row that a person sees, or the one of names alone; with the number of its own file, or another one."""

    def change(book: Workbook) -> None:
        for name, question in (("antwoorden", "naam_student"), ("Vervolgafspraken", "actie")):
            put(book[name], 3, **{question: f"{question} van Aya"})
            sheet = book[name]
            head = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=first, max_row=2)]
            for at, row in enumerate(head, start=4):
                for column, value in enumerate(row, start=1):
                    sheet.cell(at, column, value)
            put(sheet, 4 + len(head), **{names_of(sheet)[0]: number, question: f"{question} van Bo"})

    found = filled("3.1", change)
    assert [form.values.get("naam_student", "") for form in found] == ["naam_student van Aya", "naam_student van Bo"]
    assert [actions(form) for form in found] == [["actie van Aya"], ["actie van Bo"]]


def test_a_format_without_single_questions_counts_forms_by_its_numbers() -> None:
    """5.2 has one table and nothing else."""

    def change(book: Workbook) -> None:
        sheet = book.worksheets[0]
        put(sheet, 3, geregeld="ja")
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3, max_row=33)]
        for row in rows:
            sheet.append([2, *row[1:3], None])

    first, second = filled("5.2", change)
    assert len(first.rows["aanvullingen"]) == len(second.rows["aanvullingen"]) == 31
    assert [row["geregeld"] for row in first.rows["aanvullingen"]] == ["ja"] + [""] * 30
    assert place(second, FORMS["5.2"]).answers.rows == {"aanvullingen": FORMS["5.2"].tables[0].rows}


def test_moved_added_and_deleted_rows_and_columns() -> None:
    def change(book: Workbook) -> None:
        sheet = book["antwoorden"]
        put(sheet, 3, naam_student="Aya", wensberoep="kok")
        sheet.insert_rows(1, 2)
        sheet["A1"] = "Klas 3B"
        sheet.insert_cols(2)
        sheet["B3"] = "Opmerking"
        sheet["B5"] = "let op"
        sheet.cell(5, 80).value = "helemaal rechts"
        book["Vervolgafspraken"].delete_cols(1)
        put(book["Vervolgafspraken"], 3, actie="bellen")
        book["Mobiliteit"].title = "Vervoer"
        put(book["Vervoer"], 3, reistijd="uur")
        book.create_sheet("Los blad")["C4"] = "een notitie"
        book.move_sheet("antwoorden", 3)

    found = one("3.1", change)
    assert {name: text for name, text in found.values.items() if text} == {
        "naam_student": "Aya",
        "wensberoep": "kok",
        "Opmerking": "let op",
        "kolom CB": "helemaal rechts",
    }
    assert actions(found) == ["bellen"]
    assert [row["reistijd"] for row in found.rows["vervoer"]] == ["uur"]
    assert found.rows["Los blad"] == ({"C": "een notitie"},)


def test_the_format_is_known_without_keywords_too() -> None:
    def change(book: Workbook) -> None:
        book.properties.keywords = None
        put(book["antwoorden"], 3, naam_student="Aya")

    found = one("3.1", change)
    assert (found.name, found.version) == ("format-school-naar-werk-gesprek", FORMS["3.1"].version)


def test_our_keywords_among_those_of_the_school() -> None:
    def change(book: Workbook) -> None:
        book.properties.keywords = f"mbo {book.properties.keywords} 2026"
        del book["keuzes"]

    assert one("3.1", change).version == FORMS["3.1"].version


# Files that are no good.


def test_a_workbook_of_anybody_else_is_refused() -> None:
    book = Workbook()
    assert isinstance(book.active, Worksheet)
    book.active.append(["naam_student", "wensberoep"])
    assert refusal(saved(book)) == "file-not-ours"


def test_broken_and_hostile_files_are_refused() -> None:
    data = RENDERED["3.1"]
    assert refusal(data[: len(data) // 2]) == "file-damaged"
    assert refusal(b"") == "file-damaged"
    assert refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4000)) == "file-encrypted"
    assert refusal(with_part(data, "xl/vbaProject.bin", b"macro")) == "file-macros"
    assert refusal(with_part(data, "xl/worksheets/sheet1.xml", b"<worksheet><sheetData><row>")) == "file-damaged"
    assert refusal(with_part(data, "xl/worksheets/sheet1.xml", laughs("utf-8"))) == "file-damaged"
    assert refusal(with_part(data, "xl/worksheets/sheet1.xml", laughs("utf-16"))) == "file-damaged"
    assert refusal(with_part(data, "docProps/core.xml", laughs("utf-16"))) == "file-damaged"
    assert refusal(with_part(data, "xl/workbook.xml", laughs("utf-16"))) == "file-damaged"


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for info in archive.infolist():
            if info.filename != name:
                target.writestr(info.filename, archive.read(info))
        target.writestr(name, content)
    return out.getvalue()


def laughs(encoding: str) -> bytes:
    """XML whose entities unfold to gigabytes."""
    entities = '<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    body = "<worksheet><sheetData><row><c t='str'><v>&a11;</v></c></row></sheetData></worksheet>"
    return f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE w [{entities}]>{body}'.encode(encoding)


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def sheet_xml(rows: str) -> bytes:
    return f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'.encode()


BIG = {
    "unpacks to 1 GB": ("xl/media/image1.bin", None),
    "one huge part": ("xl/worksheets/sheet1.xml", sheet_xml("<row/>" * 2_000_000)),
    "styles without end": (
        "xl/styles.xml",
        f'<styleSheet xmlns="{MAIN}"><cellXfs>{"<xf/>" * 200_000}</cellXfs></styleSheet>'.encode(),
    ),
    "rows of all columns": (
        "xl/worksheets/sheet1.xml",
        sheet_xml("".join(f'<row r="{n}"><c r="XFD{n}"><v>1</v></c></row>' for n in range(1, 2001))),
    ),
    "names in all columns": (
        "xl/worksheets/sheet1.xml",
        sheet_xml(
            '<row r="1"><c r="A1" t="str"><v>formulier:antwoorden</v></c></row>'
            + "".join(f'<row r="{n}"><c r="CCC{n}"><v>1</v></c></row>' for n in range(2, 50))
        ),
    ),
    "a thousand columns for each of many rows": (
        "xl/worksheets/sheet1.xml",
        sheet_xml(
            '<row r="1"><c r="A1" t="str"><v>formulier:antwoorden</v></c><c r="AMJ1"><v>1</v></c></row>'
            + "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(2, 2_500))
        ),
    ),
}


@pytest.mark.parametrize("what", BIG)
def test_what_is_too_big_is_refused_with_little_memory(what: str) -> None:
    name, content = BIG[what]
    data = with_part(RENDERED["3.1"], name, content if content is not None else bytes(1)) if content else bomb(name)
    tracemalloc.start()
    try:
        code = refusal(data)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert code == ("file-bomb" if content is None else "file-too-big")
    assert peak < 150_000_000


def bomb(name: str) -> bytes:
    """1 GB of zeros in 1 MB."""
    out = io.BytesIO(RENDERED["3.1"])
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as archive, archive.open(name, "w") as stream:
        for _ in range(100):
            stream.write(bytes(10_000_000))
    return out.getvalue()


def test_an_empty_last_row_costs_nothing_and_keeps_nothing() -> None:
    """LibreOffice writes row 1048576, although nothing is in it."""
    name = "xl/worksheets/sheet1.xml"
    last = '<row r="1048576"><c r="A1048576" s="1"/></row></sheetData>'
    data = rewritten(RENDERED["3.1"], name, lambda text: text.replace("</sheetData>", last))
    (found,) = read_workbook(data, "x.xlsx")
    assert not any(found.values.values())
    far = last.replace(' s="1"/>', "><v>5</v></c>").replace('"A1048576"', '"D1048576"')
    data = rewritten(RENDERED["3.1"], name, lambda text: text.replace("</sheetData>", far))
    (found,) = read_workbook(data, "x.xlsx")
    assert found.values["gesprek_met"] == "5"


def test_a_clock_from_before_zip_files_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "localtime", lambda: time.gmtime(150_000_000))
    with pytest.raises(ClockWrong, match="van voor 1980"):
        packed(Workbook(), "t", "d", "c")
