"""Formulas kept out of cells, the data package as a download, and what is read back from a CSV or a package."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import frictionless
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from boxes import IMPRINT, ROOT, source_of
from examples import examples
from toolbox.core.form import Format, QuestionType
from toolbox.forms.answers import Found
from toolbox.forms.datapackage import csv_bytes, data_zip, problems
from toolbox.forms.formulas import neutral, original
from toolbox.reading.data import read_csv, read_package
from toolbox.reading.placing import place
from toolbox.reading.refusal import Refusal
from toolbox.shapes.office.workbook import render_workbook

BOX = source_of(ROOT).toolbox
FORMS = {form.number: form for form in BOX.formats}
every_format = pytest.mark.parametrize("number", FORMS)
FORMULA = "=1+1"
NASTY = 'Şükrü Żółć ěščř\nregel "twee"; met, tekens'
# A cell that a spreadsheet runs, whichever of these it splits at.
RUNS = re.compile(r'(?:\A|[;\t\r\n])[ "]*[=+\-@＝＋－＠]|\A[\t\r\n]')
PIECES = st.text(alphabet="=+-@＝＋－＠'; \t\r\n,\"a1")


# Cells.


@given(st.text() | PIECES)
@example("'=1")
@example("''=1")
@example("' =1")
@example("a;=1;'=2")
@example("\t=1")
@example("'\t")
@settings(max_examples=examples(1000))
def test_every_text_comes_back_and_none_runs(text: str) -> None:
    assert original(neutral(text)) == text
    assert not RUNS.search(neutral(text))


@given(st.lists(PIECES | st.text(), min_size=1, max_size=6, unique=True))
def test_no_two_texts_become_the_same(texts: list[str]) -> None:
    assert len({neutral(text) for text in texts}) == len(texts)


def test_an_apostrophe_stands_only_where_it_is_needed() -> None:
    assert neutral(FORMULA) == "'=1+1"
    assert neutral("  @x") == "'  @x"
    assert neutral("'=1+1") == "''=1+1"
    assert neutral("- een\n- twee") == "'- een\n'- twee"
    assert neutral("x;=2") == "x;'=2"
    assert neutral('x;"=1+1;y') == "x;'\"=1+1;y"
    for text in ("", "gewoon", "'s middags", "a-b", "1=1", "x, -5", "06-12345678", "e@mail.nl"):
        assert neutral(text) == text
        assert original(text) == text


@pytest.mark.promise("formulas")
@pytest.mark.parametrize("text", ['x;"=1+1;y', ';""=1', 'x;" "=1', '"=1', 'a\n"=1'])
def test_none_runs_where_a_spreadsheet_splits_at_something_else(text: str) -> None:
    out = io.StringIO(newline="")
    csv.writer(out).writerow(["eerst", neutral(text), "laatst"])
    for mark in ",;\t":
        cells = [cell for row in csv.reader(io.StringIO(out.getvalue(), newline=""), delimiter=mark) for cell in row]
        assert not [cell for cell in cells if cell.lstrip(" ")[:1] in set("=+-@")]


# The download.


def test_what_the_validator_refuses_as_a_whole_is_a_problem_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_arguments: object, **_options: object) -> None:
        raise frictionless.FrictionlessException(frictionless.errors.PackageError(note="zo niet"))

    form = BOX.formats[0]
    assert list(problems(form)) == []
    monkeypatch.setattr(frictionless.Package, "to_descriptor", refused)
    ((name, what),) = problems(form)
    assert (name, "zo niet" in what) == ("", True)


def package_files(form: Format) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data_zip(form))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def planted(form: Format) -> Format:
    """The format with formulas as the text of its given rows."""
    sections = []
    for section in form.sections:
        tables = tuple(
            replace(table, rows=tuple(tuple(cell and f"={cell}\n+1" for cell in row) for row in table.rows))
            for table in section.tables
        )
        sections.append(replace(section, tables=tables))
    return replace(form, sections=tuple(sections))


@every_format
def test_no_cell_of_a_download_runs_and_given_text_comes_back(number: str) -> None:
    form = planted(FORMS[number])
    for name, data in package_files(form).items():
        if name.endswith(".csv"):
            cells = [cell for row in csv.reader(io.StringIO(data.decode(), newline="")) for cell in row]
            assert not [cell for cell in cells if RUNS.search(cell)]
            # Dutch Excel splits at semicolons, where a quotation mark does not keep a line end in its cell.
            assert not RUNS.search(data.decode())
    (found,) = read_package(data_zip(form), "x.zip")
    assert place(found, form).answers.rows == {table.name: table.rows for table in form.tables if table.rows}


def test_the_same_bytes_each_time() -> None:
    for form in BOX.formats:
        assert data_zip(form) == data_zip(form)


def value_for(kind: QuestionType, choices: Sequence[str], at: int) -> str:
    match kind:
        case QuestionType.DATE:
            return f"2026-11-{at % 28 + 1:02}"
        case QuestionType.TICK:
            return "true"
        case QuestionType.LIST:
            return ",".join(choices[at % 2 :])
        case _ if choices:
            return choices[at % len(choices)]
        case _:
            return [NASTY, FORMULA, "-5", "0612345678", "'=2", "1-2"][at % 6]


def filled_package(form: Format) -> tuple[dict[str, bytes], dict[str, str], dict[str, list[dict[str, str]]]]:
    """(files, values, rows): every place filled in, two rows more in each table; written with csv itself."""
    files = package_files(form)
    values: dict[str, str] = {}
    rows: dict[str, list[dict[str, str]]] = {}
    for at, question in enumerate(form.questions):
        values[question.name] = value_for(question.type, [choice.value for choice in question.choices], at)
    if values:
        files["antwoorden.csv"] = written([values])
    for table in form.tables:
        rows[table.name] = []
        for at, cells in enumerate([*table.rows, *[[""] * len(table.columns)] * 2]):
            row = {}
            for column, cell in zip(table.columns, cells, strict=True):
                choices = [choice.value for choice in column.choices]
                row[column.name] = cell if column.given and cell else value_for(column.type, choices, at)
            rows[table.name].append(row)
        files[f"{table.name}.csv"] = written(rows[table.name])
    return files, values, rows


def written(rows: Sequence[Mapping[str, str]], delimiter: str = ",") -> bytes:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, rows[0], delimiter=delimiter)
    writer.writeheader()
    writer.writerows({name: neutral(cell) for name, cell in row.items()} for row in rows)
    return out.getvalue().encode()


def zipped(files: Mapping[str, bytes], folder: str = "") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(folder + name, data)
    return out.getvalue()


@every_format
def test_frictionless_finds_the_package_valid_blank_and_filled_in(number: str, tmp_path: Path) -> None:
    for state, files in (("blank", package_files(FORMS[number])), ("filled", filled_package(FORMS[number])[0])):
        for name, data in files.items():
            (tmp_path / state).mkdir(exist_ok=True)
            (tmp_path / state / name).write_bytes(data)
        report = frictionless.validate(str(tmp_path / state / "datapackage.json"))
        assert report.valid, report.flatten(["title", "message"])


# Read back.


@every_format
def test_a_filled_in_package_is_read_as_it_was_filled_in(number: str) -> None:
    files, values, rows = filled_package(FORMS[number])
    form = FORMS[number]
    (found,) = read_package(zipped(files), "data.zip")
    assert (found.file, found.shape, found.name, found.version) == ("data.zip", "data", form.name, form.version)
    assert found.values == values
    assert {table: list(cells) for table, cells in found.rows.items()} == rows
    assert place(found, form).unplaced == ()


@every_format
def test_a_lone_csv_is_recognised_by_its_columns(number: str) -> None:
    files, values, rows = filled_package(FORMS[number])
    for table in rows:
        (found,) = read_csv(files[f"{table}.csv"], f"map/{table}.csv", BOX.formats)
        assert (found.shape, found.name, found.version) == ("csv", FORMS[number].name, "")
        assert found.rows == {table: tuple(rows[table])}
    if len(values) > 4:
        (found,) = read_csv(files["antwoorden.csv"], "klas 3.csv", BOX.formats)
        assert (found.name, found.values) == (FORMS[number].name, values)


def names_31() -> list[str]:
    return [question.name for question in FORMS["3.1"].questions]


def answers_31(*students: Mapping[str, str]) -> list[dict[str, str]]:
    return [dict.fromkeys(names_31(), "") | dict(student) for student in students]


def kept(found: Found) -> dict[str, str]:
    return {name: text for name, text in found.values.items() if text}


def test_as_dutch_excel_saves_it() -> None:
    student = {"naam_student": "Zoë d'Hont", "wensberoep": "kok; of bakker", "datum_gesprek": "3-11-2026"}
    text = written(answers_31(student), ";").decode()
    for data in (
        text.encode("utf-8-sig"),
        text.encode("cp1252"),
        text.encode("utf-16"),
        f"sep=;\r\n{text}".encode(),
        written(answers_31(student), "\t"),
    ):
        (found,) = read_csv(data, "klas.csv", BOX.formats)
        assert kept(found) == student


def test_each_row_of_answers_is_a_form() -> None:
    students = answers_31({"naam_student": "Aya"}, {"naam_student": "Bo"})
    data = written([students[0], dict.fromkeys(names_31(), ""), students[1]])
    found = read_csv(data, "klas.csv", BOX.formats)
    assert [form.file for form in found] == ["klas.csv", "klas.csv#2"]
    assert [kept(form) for form in found] == [{"naam_student": "Aya"}, {"naam_student": "Bo"}]


@pytest.mark.parametrize("between", ["", "\ufeff", "sep=;\r\n", "\ufeffsep=;\r\n"])
def test_files_that_were_put_together_are_read_apart(between: str) -> None:
    """As `copy *.csv` does it: the header of the second is nobody's answer, and its columns may stand otherwise."""
    aya, bo = answers_31({"naam_student": "Aya", "wensberoep": "kok"}, {"naam_student": "Bo"})
    turned = {name: bo[name] for name in reversed(bo)}
    text = "\ufeff" + written([aya, aya], ";").decode() + between + written([turned], ";").decode()
    found = read_csv(text.encode(), "alles.csv", BOX.formats)
    assert [form.file for form in found] == ["alles.csv", "alles.csv#2", "alles.csv#3"]
    assert [kept(form) for form in found] == [{"naam_student": "Aya", "wensberoep": "kok"}] * 2 + [
        {"naam_student": "Bo"}
    ]
    assert [form.beside for form in found] == [(), (), ()]


def test_tables_and_formats_that_were_put_together_are_read_apart() -> None:
    """The table with the answers, as the sheets of one workbook; another format apart."""
    agreements = written([{"datum": "", "actie": "bellen"}])
    other = {question.name: f"Bo {question.name}" for question in FORMS["2.2.2"].questions}
    data = written(answers_31({"naam_student": "Aya"})) + agreements + written([other]) + agreements
    found = read_csv(data, "alles.csv", BOX.formats)
    assert [(form.file, form.name) for form in found] == [
        ("alles.csv", FORMS["3.1"].name),
        ("alles.csv#2", FORMS["3.1"].name),
        ("alles.csv#3", FORMS["2.2.2"].name),
    ]
    rows = {"afspraken": ({"datum": "", "actie": "bellen"},)}
    assert [kept(form) for form in found] == [{"naam_student": "Aya"}, {}, other]
    assert [dict(form.rows) for form in found] == [rows, rows, {}]


def test_sheets_of_our_workbook_that_were_saved_and_put_together_are_read_apart() -> None:
    """Each with its titles above its names."""
    titles = ["Formulier", *(question.title for question in FORMS["3.1"].questions)]
    names = ["formulier:antwoorden", *names_31()]

    def sheet(name: str) -> str:
        cells = ["1", *answers_31({"naam_student": name})[0].values()]
        return "".join(",".join(f'"{cell}"' for cell in row) + "\r\n" for row in (titles, names, cells))

    plain = written(answers_31({"naam_student": "Cem"})).decode()
    found = read_csv((sheet("Aya") + sheet("Bo") + plain).encode(), "alles.csv", BOX.formats)
    assert [kept(form) for form in found] == [{"naam_student": name} for name in ("Aya", "Bo", "Cem")]
    alone = read_csv(sheet("Aya").encode(), "alles.csv", BOX.formats)
    assert found[0].beside == (*alone[0].beside, *alone[0].beside)


def test_more_files_than_anybody_puts_together_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    one = written(answers_31({"naam_student": "Aya"}))
    monkeypatch.setattr("toolbox.reading.csvmerged.MAX_PARTS", 2)
    assert len(read_csv(2 * one, "alles.csv", BOX.formats)) == 2
    with pytest.raises(Refusal, match="file-many-forms"):
        read_csv(3 * one, "alles.csv", BOX.formats)


def test_the_name_of_a_question_as_an_answer_divides_nothing() -> None:
    rows = answers_31({"naam_student": "naam_student"}, {"wensberoep": "actie"})
    found = read_csv(written(rows), "klas.csv", BOX.formats)
    assert [kept(form) for form in found] == [{"naam_student": "naam_student"}, {"wensberoep": "actie"}]


def test_a_package_of_several_forms_gives_nobody_anothers_rows() -> None:
    files = package_files(FORMS["3.1"])
    files["antwoorden.csv"] = written(answers_31({"naam_student": "Aya"}, {"naam_student": "Bo"}))
    files["afspraken.csv"] = written([{"datum": "", "actie": "bellen"}])
    found = read_package(zipped(files), "data.zip")
    assert [form.file for form in found] == ["data.zip", "data.zip#2", "data.zip#3"]
    assert [kept(form) for form in found] == [{"naam_student": "Aya"}, {"naam_student": "Bo"}, {}]
    assert [dict(form.rows) for form in found] == [{}, {}, {"afspraken": ({"datum": "", "actie": "bellen"},)}]


def test_columns_of_an_older_version_and_of_the_school_itself() -> None:
    form = FORMS["3.1"]
    older = renamed(form, {"naam_student": "naam", "wensberoep": "droombaan"})
    rows = answers_31({"naam_student": "Aya"})
    old = [
        {{"naam_student": "naam", "wensberoep": "droombaan"}.get(name, name): row[name] for name in row} for row in rows
    ]
    old[0] |= {"droombaan": "kok", "klas": "3B"}
    (found,) = read_csv(written(old), "x.csv", [older, *(other for other in BOX.formats if other != form)])
    assert (found.name, kept(found)) == (form.name, {"naam": "Aya", "droombaan": "kok", "klas": "3B"})
    placed = place(found, older)
    assert placed.answers.values == {"naam_student": "Aya", "wensberoep": "kok"}
    assert [item.value for item in placed.unplaced] == ["3B"]


def renamed(form: Format, old: Mapping[str, str]) -> Format:
    """The format as it is when its questions were called `old` before."""
    sections = tuple(
        replace(
            section,
            questions=tuple(
                replace(question, previous_names=(old[question.name],)) if question.name in old else question
                for question in section.questions
            ),
        )
        for section in form.sections
    )
    return replace(form, sections=sections)


def test_a_longer_row_than_the_header_loses_nothing() -> None:
    data = csv_bytes(["datum", "actie"], [["", "bellen", "", "nog iets"]])
    (found,) = read_csv(data, "afspraken.csv", BOX.formats)
    assert found.rows == {"afspraken": ({"datum": "", "actie": "bellen", "kolom D": "nog iets"},)}


def test_a_sheet_of_the_workbook_saved_as_csv() -> None:
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(render_workbook(FORMS["4.1"], IMPRINT)))
    sheet = next(sheet for sheet in book if sheet["A2"].value == "formulier:vaardigheden_beroep")
    sheet["B4"], sheet["C4"] = "lassen", "V"
    rows = [[cell.value or "" for cell in row] for row in sheet.iter_rows(max_row=5)]
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=";").writerows(rows)
    (found,) = read_csv(out.getvalue().encode("cp1252"), "Map1.csv", BOX.formats)
    assert found.name == FORMS["4.1"].name
    assert found.rows["vaardigheden_beroep"][1] == {"vaardigheid": "lassen", "oordeel": "V"}


CELL = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30) | PIECES


@given(st.lists(st.fixed_dictionaries({"naam_student": CELL, "wensberoep": CELL}), min_size=1, max_size=4))
def test_any_text_is_read_as_it_was_written(students: list[dict[str, str]]) -> None:
    filled = answers_31(*[student | {"niveau": "2"} for student in students])
    found = read_csv(written(filled), "klas.csv", BOX.formats)
    assert [dict(form.values) for form in found] == filled
    files = package_files(FORMS["3.1"]) | {"antwoorden.csv": written(filled)}
    assert [form.values for form in read_package(zipped(files), "x.zip")] == [form.values for form in found]


# Files that are no good.


def refusal(call: Any, *arguments: Any) -> str:
    with pytest.raises(Refusal) as caught:
        call(*arguments)
    return caught.value.code


def lone(data: bytes, name: str = "x.csv") -> str:
    return refusal(read_csv, data, name, BOX.formats)


def test_a_csv_that_is_no_good_is_refused() -> None:
    assert lone(b"") == "file-not-ours"
    assert lone(b"a,b,c\n1,2,3\n") == "file-not-ours"
    # Two tables of 4.1 have these columns: only the file's name can tell.
    assert lone(b"vaardigheid,oordeel\nlassen,V\n") == "file-not-ours"
    assert lone(b"\x00\x01\x02naam_student") == "file-damaged"
    assert lone(b"\xff\xfea") == "file-damaged"
    whole = written(answers_31({"naam_student": "Aya\nBo"}))
    assert lone(whole[: whole.index(b"\nBo")]) == "file-damaged"
    assert lone(b"datum,actie\n" + b"x" * 5_000_001, "afspraken.csv") == "file-too-big"
    assert lone(b"datum,actie\n" + b"," * 600_000, "afspraken.csv") == "file-too-big"
    # Further than the last column that a letter can name.
    assert lone(b"datum,actie\n" + b"," * 20_000 + b"x\n") == "file-too-big"


def test_a_package_that_is_no_good_is_refused() -> None:
    files = package_files(FORMS["3.1"])
    text = files["datapackage.json"].decode()
    assert refusal(read_package, zipped({"x.csv": b"a"}), "x.zip") == "file-not-ours"
    assert refusal(read_package, zipped(files)[:200], "x.zip") == "file-damaged"
    for descriptor, code in (
        ('{"name": "bbp", "version": "1.0.0", "resources": []}', "file-not-ours"),
        ("[]", "file-not-ours"),
        (text[:-5], "file-damaged"),
        (text.replace('"version":', '"name": "x", "version":'), "file-damaged"),
        (text.replace(f'"{FORMS["3.1"].version}"', "NaN"), "file-damaged"),
        ("[" * 100_000, "file-damaged"),
        (text + " " * 2_000_001, "file-too-big"),
        (text.replace("antwoorden.csv", "weg.csv").replace('.csv"', '.tsv"'), "file-damaged"),
    ):
        changed = {**files, "datapackage.json": descriptor.encode()}
        assert refusal(read_package, zipped(changed), "x.zip") == code


def test_only_files_in_the_zip_are_read(tmp_path: Path) -> None:
    secret = tmp_path / "geheim.csv"
    secret.write_bytes(written([{"datum": "", "actie": "geheim"}]))
    package = json.loads(package_files(FORMS["3.1"])["datapackage.json"])
    paths = iter([str(secret), "../" * 9 + str(secret), secret.as_uri(), "http://127.0.0.1:9/geheim.csv"])
    for resource in package["resources"][1:]:
        resource["path"] = next(paths)
    files = {
        "datapackage.json": json.dumps(package).encode(),
        "antwoorden.csv": written(answers_31({"naam_student": "Aya"})),
        "lees mij.txt": b"x",
        "afspraken.csv": written([{"datum": "", "actie": "hoort nergens bij"}]),
    }
    (found,) = read_package(zipped(files, "map/"), "x.zip")
    assert kept(found) == {"naam_student": "Aya"}
    assert not any(found.rows.values())


def test_a_package_of_another_shape_does_no_harm() -> None:
    """What is no resource with a table is passed over."""
    files = package_files(FORMS["3.1"])
    package = json.loads(files["datapackage.json"])
    odd: Iterable[Any] = [None, 1, "x", [], {}, {"name": 1}, {"name": "a", "path": ["antwoorden.csv"], "schema": {}}]
    package["resources"] += [*odd, {"name": "b", "path": "afspraken.csv", "schema": {"fields": [1, {"name": []}]}}]
    files["datapackage.json"] = json.dumps(package).encode()
    (found,) = read_package(zipped(files), "x.zip")
    assert kept(found) == {}
