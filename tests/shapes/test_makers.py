"""The form page's makers of data and of a filled PDF, in a real browser; their bundles; what they make read back."""

from __future__ import annotations

import base64
import errno
import gzip
import io
import json
import re
import shutil
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Any

import frictionless
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser
from test_fillable import check_filled_file, opened, terminal_fields

from boxes import ROOT
from examples import examples
from makers import NASTY, Makers, answers, loaded
from papers import FORMATS, fillable, squeeze
from readers import read_pdf
from toolbox.assets import bundles
from toolbox.assets.bundles import SOURCES, BundleError, MissingBundler, bundle, bundle_module
from toolbox.core.form import Format, Question, QuestionType
from toolbox.forms import datapackage
from toolbox.forms.answers import dutch_numbers
from toolbox.forms.dates import iso_date
from toolbox.forms.formulas import neutral
from toolbox.forms.slots import table_rows
from toolbox.reading.data import read_package
from toolbox.reading.pdflines import unsaid
from toolbox.site.form.script import form_script

# What is drawn for one test serves the next: another worker would draw it again.
pytestmark = pytest.mark.xdist_group("paper")

TALK, REVIEW = FORMATS["3.1"], FORMATS["5.4"]
EMPTY: dict[str, Any] = {"values": {}, "rows": {}}
MAX_FORM_BYTES = 60_000  # compressed, of a form page's own script
many = settings(max_examples=examples(25))


@pytest.fixture(scope="module")
def makers(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Makers]:
    with loaded(browser, tmp_path_factory.mktemp("entry")) as ready:
        yield ready


# --- bundles ---


def test_bundles_do_not_depend_on_where_they_are_made(tmp_path: Path) -> None:
    made = []
    for folder in ("a", "een veel langere map/b"):
        shutil.copytree(SOURCES.parent, tmp_path / folder)
        made.append(bundle_module(tmp_path / folder / SOURCES.name / "page.js"))
    assert made[0] == made[1] == bundle("form")


def test_bundles_are_small_and_plain() -> None:
    form, pdf, word = bundle("form"), bundle("form-pdf"), bundle("form-word")
    assert len(gzip.compress(form)) <= MAX_FORM_BYTES
    assert b"@cantoo/pdf-lib" not in form
    assert pdf.startswith(b"var toolboxFormPdf=")
    assert word.startswith(b"var toolboxFormWord=")
    assert len(word) < len(form)
    for script in (form, pdf, word):
        # The page's policy lets no text become code.
        assert not re.search(rb"\beval\(|new Function\b|sourceMappingURL", script)
        assert str(SOURCES).encode() not in script


def test_bundles_keep_licences() -> None:
    assert bundle("form").count(b"Permission is hereby granted, free of charge") == 1
    notes = bundle("form-pdf").decode()
    for package in ("@cantoo/pdf-lib", "fflate", "tslib"):
        assert re.search(rf"/\*!\n{package} \d+\.\d+\.\d+\n\n.+", notes)


@pytest.mark.parametrize(
    ("script", "words"),
    [("let 1 = 2;", 'Expected ";" but found "1"'), ('import "./weg.js";', 'Could not resolve "./weg.js"')],
)
def test_a_faulty_script_is_refused_in_esbuilds_words(tmp_path: Path, script: str, words: str) -> None:
    (tmp_path / "fout.js").write_text(script, "utf-8")
    with pytest.raises(BundleError, match=words):
        bundle_module(tmp_path / "fout.js")


def test_a_disk_that_is_full_is_told_as_such(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And not as a script that is wrong."""
    (tmp_path / "script.js").symlink_to("/dev/full")
    monkeypatch.setattr(bundles, "put_aside", lambda: nullcontext(tmp_path))
    with pytest.raises(OSError, match="No space left") as caught:
        bundle("form")
    assert caught.value.errno == errno.ENOSPC


def test_without_set_up_there_is_no_bundler(tmp_path: Path) -> None:
    with pytest.raises(MissingBundler, match=r"Draai scripts/setup\.sh"):
        bundle("form", tmp_path)


def test_the_formats_script_is_a_script_whatever_a_title_holds(browser: Browser) -> None:
    form = replace(TALK, title="</script><!--\u2028\u2029'\"`${1}\\")
    pdf = bytes(range(256))
    script = form_script(form, pdf).decode("ascii")
    page = browser.new_page()
    page.set_content(
        f"<!doctype html><title>x</title><script>var got; function toolboxForm(x) {{ got = x; }}</script>"
        f"<script>{script}</script><p>na</p>"
    )
    got = page.evaluate("got")
    assert got["package"] == datapackage.descriptor(form)
    assert base64.b64decode(got["pdf"]) == pdf
    page.close()


# --- data ---

# What someone types, and what stands in the CSV: agreed between data.js and forms/formulas.py.
CELLS = {
    "": "",
    "tekst": "tekst",
    "=1+1": "'=1+1",
    "+31 6 12345678": "'+31 6 12345678",
    "-5": "'-5",
    "@som": "'@som",
    "  =1": "'  =1",
    "'=1": "''=1",
    "'s avonds": "'s avonds",
    "a=1": "a=1",
    "a;=1;;-2": "a;'=1;;'-2",
    "a\n=1": "a\n'=1",
    "\t=1": "'\t'=1",
    "\rx": "'\rx",
    " \n": "' \n",
    "＝1": "'＝1",
    "a; '@b": "a;' '@b",
}


@pytest.mark.parametrize("text", list(CELLS))
def test_formulas_become_text_alike_in_browser_and_python(makers: Makers, text: str) -> None:
    assert makers.call("neutral", text) == CELLS[text]
    assert neutral(text) == CELLS[text]


@many
@given(texts=st.lists(st.text("=+-@＝' ;\t\r\nab", max_size=12) | st.text(max_size=12), min_size=40, max_size=40))
@pytest.mark.promise("formulas")
def test_formulas_become_text_alike_always(makers: Makers, texts: list[str]) -> None:
    assert makers.page.evaluate("(texts) => texts.map(makers.neutral)", texts) == [neutral(text) for text in texts]


def data_zip(makers: Makers, form: Format, filled: Mapping[str, Any]) -> bytes:
    return makers.bytes_of("makers.packageZip(...given)", [datapackage.descriptor(form), filled])


def without_nul(value: Any) -> Any:
    return json.loads(json.dumps(value).replace("\\u0000", "\\ufffd"))


def with_rows(tables: Mapping[str, Any]) -> dict[str, list[dict[str, str]]]:
    """The tables in which something stands, without their empty rows."""
    filled = {name: [dict(row) for row in rows if any(row.values())] for name, rows in tables.items()}
    return {name: rows for name, rows in filled.items() if rows}


@pytest.mark.parametrize("form", [TALK, REVIEW], ids=lambda form: form.number)
def test_data_is_read_back(makers: Makers, form: Format) -> None:
    @many
    @given(answers(form))
    def check(filled: dict[str, Any]) -> None:
        (found,) = read_package(data_zip(makers, form, filled), "data.zip")
        expected = without_nul(filled)
        assert (found.name, found.version) == (form.name, form.version)
        assert found.values == expected["values"]
        assert with_rows(found.rows) == with_rows(expected["rows"])

    check()


# A cell may be as narrow as a number.
SHORT, LONG = "Şu", "Şule, „tekst”\nregel 2"


def valid_answers(form: Format) -> dict[str, Any]:
    """Every question answered, and every row of every table."""

    def value(question: Question, example: str = "") -> str:
        match question.type:
            case QuestionType.DATE:
                return "2026-11-03"
            case QuestionType.TICK:
                return "true"
            case QuestionType.LIST:
                return ",".join(choice.value for choice in question.choices)
            case _:
                # In the place of an example there is as much room as the example takes.
                text = LONG if question.lines > 1 and not example else SHORT
                return question.choices[-1].value if question.choices else text

    rows = {
        table.name: [
            {
                column.name: value(column, row.cell(column)) if row.fills(column) else row.cell(column)
                for column in table.columns
            }
            for row in table_rows(table)
        ]
        for table in form.tables
    }
    return {"values": {question.name: value(question) for question in form.questions}, "rows": rows}


@pytest.mark.parametrize("number", list(FORMATS))
def test_data_is_valid(makers: Makers, number: str, tmp_path: Path) -> None:
    """By the standard's own validator, for every format."""
    form = FORMATS[number]
    with zipfile.ZipFile(io.BytesIO(data_zip(makers, form, valid_answers(form)))) as archive:
        assert {info.date_time for info in archive.infolist()} == {datapackage.ZIP_DATE}
        assert archive.namelist() == zipfile.ZipFile(io.BytesIO(datapackage.data_zip(form))).namelist()
        archive.extractall(tmp_path)
    report = frictionless.Package(tmp_path / "datapackage.json").validate()
    assert report.flatten(["title", "message"]) == []
    counts = {task.name: task.stats["rows"] for task in report.tasks}
    single = {"antwoorden": 1} if form.questions else {}
    assert counts == single | {table.name: len(list(table_rows(table))) for table in form.tables}


def test_data_is_the_same_everywhere(makers: Makers, browser: Browser) -> None:
    with browser.new_context(timezone_id="Pacific/Kiritimati") as context:
        page = context.new_page()
        page.add_script_tag(path=makers.script_file)
        there = page.evaluate(
            "(given) => Array.from(makers.packageZip(...given))", [datapackage.descriptor(TALK), valid_answers(TALK)]
        )
    assert bytes(there) == data_zip(makers, TALK, valid_answers(TALK))


# --- the filled PDF ---


def fill(makers: Makers, number: str, filled: Mapping[str, Any]) -> tuple[bytes, list[str]]:
    """(the PDF, what does not show in it)."""
    given = [base64.b64encode(fillable(number).data).decode(), filled]
    script = """async (given) => {
      const { bytes, missing } = await makers.fillPdf(...given);
      return [btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join("")), missing];
    }"""
    data, missing = makers.page.evaluate(script, given)
    return base64.b64decode(data), missing


def expected_text(question: Question, text: str) -> str:
    """A value as the reader of PDFs gives it: a date as people write it, line ends of one kind."""
    if question.type is QuestionType.DATE and iso_date(text):
        return dutch_numbers(text)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def expected_rows(form: Format, filled: Mapping[str, Any]) -> dict[str, list[dict[str, str]]]:
    """Every row of the paper; in those that nobody came to, only what stands there already."""
    found: dict[str, list[dict[str, str]]] = {}
    for table in form.tables:
        given_rows = filled["rows"].get(table.name, [])
        found[table.name] = []
        for row in table_rows(table):
            written = given_rows[row.number - 1] if row.number <= len(given_rows) else {}
            cells = {}
            for column in table.columns:
                if row.fills(column):
                    cells[column.name] = expected_text(column, written.get(column.name, row.cell(column)))
                elif column.given and row.cell(column):
                    cells[column.name] = row.cell(column)
            found[table.name].append(cells)
    return found


@pytest.mark.parametrize("form", [TALK, REVIEW], ids=lambda form: form.number)
def test_a_filled_pdf_is_read_back(makers: Makers, form: Format) -> None:
    @many
    @given(answers(form))
    def check(filled: dict[str, Any]) -> None:
        found = read_pdf(fill(makers, form.number, filled)[0], "form.pdf")
        assert (found.name, found.version) == (form.name, form.version)
        questions = {question.name: question for question in form.questions}
        assert found.values == {name: expected_text(questions[name], text) for name, text in filled["values"].items()}
        assert {name: [dict(row) for row in rows] for name, rows in found.rows.items()} == expected_rows(form, filled)

    check()


@pytest.mark.parametrize("number", list(FORMATS))
def test_a_filled_pdf_is_as_good_as_the_blank_one(makers: Makers, number: str, tmp_path: Path) -> None:
    form = FORMATS[number]
    data, missing = fill(makers, number, valid_answers(form))
    assert missing == []
    assert data == fill(makers, number, valid_answers(form))[0]
    check_filled_file(data, tmp_path)
    with opened(fillable(number).data) as blank, opened(data) as pdf:
        assert pdf.docinfo == blank.docinfo
        assert pdf.Root.Metadata.read_bytes() == blank.Root.Metadata.read_bytes()
        assert pdf.check_pdf_syntax() == []
        assert [page.Contents.read_bytes() for page in pdf.pages] == [
            page.Contents.read_bytes() for page in blank.pages
        ]
        assert set(pdf.Root.keys()) == set(blank.Root.keys())


def drawn(pdf: Any) -> list[bytes]:
    return [page.Contents.read_bytes() for page in pdf.pages]


def appearance(pdf: Any, name: str) -> str:
    drawn: bytes = dict(terminal_fields(pdf))[name].AP.N.read_bytes()
    return drawn.decode("latin-1")


def text_of(data: bytes) -> str:
    """All text of a PDF, what stands in its fields included."""
    document = pypdfium2.PdfDocument(data)
    try:
        document.init_forms()
        for page in list(document):
            page.flatten()
        return "".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def values(**given: str) -> dict[str, Any]:
    return {"values": given, "rows": {}}


def test_names_of_students_are_drawn(makers: Makers) -> None:
    name = "Ayşe Yıldırım, Łukasz Dvořák-Świątek, Zoë I\u0307"
    data, missing = fill(makers, "3.1", values(naam_student=name, datum_gesprek="2026-11-03"))
    assert missing == []
    assert "Ayşe Yıldırım, Łukasz Dvořák-Świątek, Zoë İ" in text_of(data)
    assert "03-11-2026" in text_of(data)
    with opened(data) as pdf:
        assert appearance(pdf, "datum_gesprek").count(" Tj") == 1
        assert str(dict(terminal_fields(pdf))["datum_gesprek"].V) == "03-11-2026"
        assert str(dict(terminal_fields(pdf))["naam_student"].V) == name


def test_letters_for_which_the_font_to_type_with_has_no_room_are_drawn_with_a_second_one(
    makers: Makers, tmp_path: Path
) -> None:
    text = "Ŵyn Ĺubica Ŕ, Ċikku Ħal-Għaxaq Żgħir, Siân ŷ, Ðóra, GROẞ: 2 × £ 3 ÷ 1"
    data, missing = fill(makers, "3.1", values(naam_student=text, samenvatting="漢 en ☐.\n" + f"{text}\n" * 40))
    assert missing == ["‘Samenvatting van bovenstaande’: 漢 ☐"]
    drawn = text_of(data)
    assert text in drawn
    assert squeeze(text) in squeeze(drawn.split("Vervolg")[-1])
    assert "?" not in drawn.split("Vervolg")[-1]
    assert "* en *." in drawn
    check_filled_file(data, tmp_path)
    with opened(data) as pdf:
        assert str(dict(terminal_fields(pdf))["naam_student"].V) == text


def font_size(pdf: Any, name: str) -> float:
    found = re.search(r"/\S+ ([\d.]+) Tf", appearance(pdf, name))
    assert found
    return float(found[1])


def test_long_text_wraps_gets_smaller_and_is_told_when_it_does_not_fit(makers: Makers) -> None:
    given = values(
        wensberoep="Kok.",
        andere_vragen="Een zin van gewone lengte. " * 12,
        samenvatting="woord " * 600,
        leuk="x" * 200,
        naam_student="Een erg lange naam " * 6,
        geleerd="a\n\nb",
    )
    data, missing = fill(makers, "3.1", given)
    assert missing == []
    with opened(data) as pdf:
        assert font_size(pdf, "wensberoep") == 11
        assert appearance(pdf, "andere_vragen").count("Tj") > 2
        assert 8 <= font_size(pdf, "naam_student") < 11
        assert appearance(pdf, "naam_student").count("Tj") == 1
        assert font_size(pdf, "samenvatting") == 8
        assert appearance(pdf, "leuk").count("Tj") > 1
        assert appearance(pdf, "geleerd").count("Tj") == 3
        assert str(dict(terminal_fields(pdf))["samenvatting"].V) == given["values"]["samenvatting"]


# What cannot show in its field: far too long, in a cell as well; a row too many; and what has no field.
TOO_LONG: dict[str, Any] = {
    "values": {
        "samenvatting": "Eerst dit.\n\nDan dat: " + "een lang-durig gesprek over Šárka Ľubošová; " * 140,
        "naam_student": "Een erg lange naam " * 12,
        "man_vrouw": "weet niet",
        "bestaat_niet": "maar wel getypt",
    },
    "rows": {
        "vervoer": [{"soort_rijbewijs": f"B{number} " * 30, "rijbewijs": "ja"} for number in range(1, 4)],
    },
}


def test_what_does_not_show_in_a_field_goes_on_on_a_page_of_its_own(makers: Makers, tmp_path: Path) -> None:
    data, missing = fill(makers, "3.1", TOO_LONG)
    blank = fillable("3.1").data
    assert missing == []
    with opened(data) as pdf, opened(blank) as before:
        assert drawn(pdf)[: len(before.pages)] == drawn(before)
        assert appearance(pdf, "samenvatting").count("Tj") > 1
    texts = squeeze(text_of(data))
    whole = [*TOO_LONG["values"].values(), TOO_LONG["rows"]["vervoer"][2]["soort_rijbewijs"]]
    assert [text for text in whole if squeeze(text) not in texts] == []
    check_filled_file(data, tmp_path)


def test_a_page_with_the_rest_of_the_answers_is_not_taken_for_added_text(makers: Makers) -> None:
    data, _ = fill(makers, "3.1", TOO_LONG)
    found = read_pdf(data, "x.pdf")
    assert found.values["samenvatting"] == TOO_LONG["values"]["samenvatting"]
    told = [line.text for line in found.beside]
    # What is in no field is still told, with its heading; nothing else is.
    assert told[:4] == ["weet niet", "bestaat_niet", "maar wel getypt", "Mobiliteit: rij 3"]
    assert "".join(told[4:]).replace(" ", "").startswith("Soortrijbewijs:B3B3")


def test_what_somebody_adds_to_such_a_page_is_told() -> None:
    said = ["Vervolg", "Naam", "Kim wil later\nmet fietsen wer\u00adken.", "ja"]
    pages = {3: ["Vervolg", "Naam", "Kim wil later met fiet-"], 4: ["sen werken.", "ja", "ja", "met fietsen? Nee"]}
    assert list(unsaid(pages, said)) == [(4, "ja"), (4, "met fietsen? Nee")]


def test_buttons_turn_on_and_off(makers: Makers) -> None:
    data, _ = fill(makers, "3.1", values(man_vrouw="vrouw", heb_je="cv", toestemming_contact="true"))
    with opened(data) as pdf:
        fields = dict(terminal_fields(pdf))
        assert str(fields["man_vrouw"].V) == "/vrouw"
        assert [str(kid.AS) for kid in fields["man_vrouw"].Kids] == ["/Off", "/vrouw", "/Off"]
        assert str(fields["heb_je.cv"].AS) == str(fields["heb_je.cv"].V) == "/cv"
        assert str(fields["heb_je.sollicitatiebrief"].AS) == "/Off"
        assert str(fields["toestemming_contact"].AS) == str(fields["toestemming_contact"].V) != "/Off"
    again = base64.b64encode(data).decode()
    script = "async (given) => Array.from((await makers.fillPdf(...given)).bytes)"
    off = bytes(makers.page.evaluate(script, [again, values(man_vrouw="", heb_je="", toestemming_contact="")]))
    assert set(read_pdf(off, "x").values.values()) == {""}


def test_what_does_not_show_is_told(makers: Makers) -> None:
    rows = [{"soort_rijbewijs": f"B{number}", "rijbewijs": "ja"} for number in range(1, 4)]
    filled = {
        "values": {
            "naam_student": "Li 李 👩🏽‍🎓",
            "man_vrouw": "weet niet",
            "heb_je": "cv,diploma",
            "bestaat_niet": "maar wel getypt",
        },
        "rows": {"vervoer": rows},
    }
    data, missing = fill(makers, "3.1", filled)
    assert missing == ["‘Naam’: 李 👩 🏽 🎓"]
    assert read_pdf(data, "x").values["naam_student"] == "Li 李 👩🏽‍🎓"


def test_what_was_no_date_stays_whole(makers: Makers) -> None:
    data, _ = fill(makers, "3.1", values(datum_gesprek="ergens in november", tijd_gesprek="2026-11-03"))
    found = read_pdf(data, "x").values
    assert (found["datum_gesprek"], found["tijd_gesprek"]) == ("ergens in november", "2026-11-03")


def test_text_that_stands_there_already_can_be_taken_out(makers: Makers) -> None:
    before = read_pdf(fillable("5.4").data, "x").rows["taken"]
    assert before[0]["werkproces"]
    untouched, _ = fill(makers, "5.4", EMPTY)
    assert read_pdf(untouched, "x").rows["taken"] == before
    data, _ = fill(makers, "5.4", {"values": {}, "rows": {"taken": [{"werkproces": ""}]}})
    assert read_pdf(data, "x").rows["taken"][0]["werkproces"] == ""
    with opened(data) as pdf:
        assert appearance(pdf, "taken.1.werkproces") == "/Tx BMC EMC"


@pytest.mark.parametrize("text", NASTY)
def test_nasty_text_breaks_no_pdf(makers: Makers, text: str, tmp_path: Path) -> None:
    data, _ = fill(makers, "2.1", everywhere("2.1", text))
    check_filled_file(data, tmp_path)


def everywhere(number: str, text: str) -> dict[str, Any]:
    filled = valid_answers(FORMATS[number])
    swap = {SHORT: text, LONG: text}
    return {
        "values": {name: swap.get(value, value) for name, value in filled["values"].items()},
        "rows": {
            table: [{name: swap.get(value, value) for name, value in row.items()} for row in rows]
            for table, rows in filled["rows"].items()
        },
    }


def test_the_form_page_and_the_reader_have_one_rule_for_dates(makers: Makers) -> None:
    examples = json.loads((ROOT / "tests" / "dates.json").read_text("utf-8"))
    assert len(examples) > 40
    for text, name, expected in examples:
        assert (text, name, iso_date(text, name, 2026)) == (text, name, expected)
        assert (text, name, makers.call("isoDate", text, name, 2026)) == (text, name, expected)
