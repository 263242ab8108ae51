"""Nothing vanishes: what somebody wrote in a file, wherever it stands, is an answer or in the list."""

from __future__ import annotations

import csv
import datetime
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pikepdf
import pymupdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from playwright.sync_api import Browser

import pdfium_fill
from boxes import IMPRINT
from examples import examples
from makers import Makers, loaded, read_in_browser, same_in_browser
from papers import FORMATS, ROUTE, TOOLBOX, fillable, stamp
from readers import read_page, read_pdf, read_word, read_workbook
from toolbox.core.form import Format
from toolbox.forms import datapackage
from toolbox.forms.answers import Beside, Found
from toolbox.reading import report, run
from toolbox.reading.accounted import account
from toolbox.reading.blank import Blank, word_lines
from toolbox.reading.collected import collect
from toolbox.reading.data import read_package
from toolbox.reading.files import read_file
from toolbox.reading.leftover import left_over
from toolbox.reading.page import page_check
from toolbox.reading.placing import Placed, place
from toolbox.reading.recognise import recognised
from toolbox.reading.refusal import Refusal
from toolbox.reading.run import read_all
from toolbox.reading.wordsigns import sign
from toolbox.shapes.office.word import render_word
from toolbox.shapes.office.workbook import render_workbook
from toolbox.shapes.paper import lettering
from wordfiles import body, controls, members, packed, type_into, with_body

# What is drawn for one test serves the next: another worker would draw it again.
pytestmark = pytest.mark.xdist_group("paper")

all_formats = pytest.mark.parametrize("number", list(FORMATS))
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MAIN, FOOTER = "word/document.xml", "word/footer1.xml"
TOKEN = "ZQ pluim 7"


def read(found: Found, form: Format) -> Placed:
    return account(place(found, form), found, form, IMPRINT, (ROUTE,))


def told(result: Placed) -> str:
    """All that somebody gets to see: the answers and the list."""
    cells = [cell for rows in result.answers.rows.values() for row in rows for cell in row]
    return "\n".join([*result.answers.values.values(), *cells, *(item.value for item in result.unplaced)])


def lines(*texts: str) -> list[Beside]:
    return [Beside(text) for text in texts]


def left(beside: list[Beside], own: list[str], *labels: Any) -> list[str]:
    return [line.text for line in left_over(beside, own, IMPRINT.name, *labels)]


def test_on_a_page_an_own_line_may_end_elsewhere_or_within_a_word() -> None:
    own = ["Gemeente", "RMC (Regionaal Meld- en Coördi-", "Nee", "natiepunt)", "Ja"]
    older = lines("RMC (Regionaal Meld- en", "Coördinatiepunt)", "Gemeente")
    said = lines("Coördinatiepunt)", "natie", "Bel de gemeente Meld")
    found = [line.text for line in left_over([*older, *said], own, IMPRINT.name, broken=True)]
    assert found == ["Coördinatiepunt)", "natie", "Bel de gemeente Meld"]
    assert left(older, own) == ["RMC (Regionaal Meld- en", "Coördinatiepunt)"]


def test_own_lines_go_as_often_as_the_form_has_them() -> None:
    assert left(lines("Naam", "Ja", "Ja", "Ja"), ["Ja", "Naam", "Ja"]) == ["Ja"]
    assert left(lines("Naam:  Jan"), ["Naam:"]) == ["Naam:  Jan"]


def test_white_space_and_accents_make_no_difference() -> None:
    assert left(lines("Wat\u00a0is\n je  idee\u0301?"), ["Wat is je idé?"]) == ["Wat\u00a0is\n je  idee\u0301?"]
    assert left(lines("Wat\u00a0is\n je  ide\u0301?"), ["Wat is je idé?"]) == []


@pytest.mark.parametrize(
    ("line", "is_own"),
    [
        (
            "Toolbox Transitieroute. Versie 1.0.0, 23 november 2026, 1a2b3c4\tNieuwste versie: toolbox.example/1.1",
            True,
        ),
        ("Toolbox Transitieroute.", True),
        ("Toolbox Transitieroute. Bel mij: 06 12345678", False),
        ("Toolbox Transitieroute. Versie 1.0.0, bel mij", False),
        # On paper, in each way that it stood there.
        ("Versie 1.0.0, 23 november 2026, 1a2b3c4 Pagina 1 van 2", True),
        ("Versie 1.0.1, 28 november 2026 Pagina 2 van 2", True),
        ("Pagina 1 van 2", True),
        ("Nieuwste versie: www.transitieroute.nl/bijlagen/1.4", True),
        ("www.transitieroute.nl/bijlagen/2.2.2", True),
        ("? 2 3 4 5 6 7 8", True),
        ("Pagina 1 van 2, mail mij", False),
        ("www.roc.nl/mijn-pagina", False),
        ("2 3 4", False),
    ],
)
def test_the_line_of_the_edition(line: str, is_own: bool) -> None:
    assert (left(lines(line), []) == []) is is_own


def test_the_sign_of_a_list_can_be_part_of_its_line() -> None:
    lines = [Beside("•\tJobcoach: iemand"), Beside("• Iets anders"), Beside("- Jobcoach: iemand")]
    assert [line.text for line in left_over(lines, ["Jobcoach: iemand"], "Toolbox")] == ["• Iets anders", lines[2].text]


def test_labels_of_tick_boxes_come_with_every_copied_row() -> None:
    copy = Beside("Ja  Nee, nooit", "", ("Rij: Werk?: Ja", "Rij: Werk?: Nee, nooit"))
    assert left([copy, copy, copy], []) == []
    typed = Beside("Ja soms Nee, nooit", "", copy.labels)
    assert left([typed], []) == ["Ja soms Nee, nooit"]


def test_titles_in_the_file_are_own_lines_of_another_version() -> None:
    assert left(lines("Oude vraag", "Jan"), [], ["Oude vraag"]) == ["Jan"]


def test_signs() -> None:
    assert [sign("Wingdings", code) for code in ("F0E0", "F04A", "4A", "F0FC")] == ["→", "☺", "☺", "✓"]
    assert sign("Webdings", "F021") == "[teken F021 van Webdings]"
    assert [sign("Arial", "2192"), sign("Arial", "x")] == ["→", "\ufffd"]


# Word


@cache
def word(number: str) -> bytes:
    return render_word(FORMATS[number], stamp(FORMATS[number]))


@all_formats
def test_a_blank_word_file_leaves_nothing(number: str) -> None:
    form = FORMATS[number]
    result = read(read_word(word(number), "x.docx"), form)
    assert result.unplaced == ()
    assert [note.code for note in result.notes if note.code != "filled-missing"] == ["filled-blank"]


def typed_into_word(data: bytes, part: str, at: int, how: str) -> bytes:
    """The file with the token typed at the `at`th place of a part, as a program might leave it there."""
    parts = members(data)
    root = etree.fromstring(parts[part])
    run = etree.Element(f"{W}r")
    etree.SubElement(run, f"{W}t").text = TOKEN
    places = list(root.iter(f"{W}p", f"{W}sdtContent", f"{W}r"))
    place = places[at % len(places)]
    if place.tag == f"{W}r":
        text = etree.SubElement(place, f"{W}t")
        text.text = TOKEN
    elif how == "paragraph" and place.tag == f"{W}p":
        paragraph = etree.Element(f"{W}p")
        paragraph.append(run)
        place.addnext(paragraph)
    elif how == "first" and place.tag == f"{W}sdtContent":
        place.insert(0, run)
    elif how == "instead" and place.tag == f"{W}sdtContent":
        place[:] = [run]
    else:
        place.append(run)
    return packed({**parts, part: etree.tostring(root)})


many = settings(max_examples=examples(150), deadline=None, suppress_health_check=list(HealthCheck))


@many
@given(
    st.sampled_from(list(FORMATS)),
    st.sampled_from([MAIN, MAIN, MAIN, FOOTER]),
    st.integers(0, 5000),
    st.sampled_from(["end", "first", "instead", "paragraph"]),
)
def test_what_is_typed_anywhere_in_a_word_file_is_told(number: str, part: str, at: int, how: str) -> None:
    found = read_word(typed_into_word(word(number), part, at, how), "x.docx")
    assert TOKEN in " ".join(told(read(found, FORMATS[number])).split())


@pytest.fixture(scope="module")
def makers(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Makers]:
    with loaded(browser, tmp_path_factory.mktemp("makers")) as made:
        yield made


@cache
def blank_lines(number: str) -> Blank:
    return word_lines(word(number), IMPRINT)


def test_the_form_page_finds_and_lists_the_same(makers: Makers) -> None:
    @settings(many, max_examples=examples(20))
    @given(
        st.sampled_from(list(FORMATS)),
        st.sampled_from([MAIN, MAIN, MAIN, FOOTER]),
        st.integers(0, 5000),
        st.sampled_from(["end", "first", "instead", "paragraph"]),
        st.booleans(),
    )
    def check(number: str, part: str, at: int, how: str, is_same: bool) -> None:
        data = typed_into_word(word(number), part, at, how)
        found = read_word(data, "x.docx")
        same_in_browser(makers, "readWord", data, found)
        blank = blank_lines(number)
        known = {"toolbox": IMPRINT.name, "beside": blank.beside, "within": blank.within}
        lines = makers.call("leftOver", read_in_browser(makers, "readWord", data), known, is_same)
        expected = left_over(found.beside, blank.beside, IMPRINT.name, () if is_same else found.labels)
        assert [line["text"] for line in lines] == [line.text for line in expected]

    check()


def answered(number: str, name: str, change: Callable[[Any], None]) -> Placed:
    """The blank Word file, after someone changed something at the control that is called `name`."""
    root = body(word(number))
    change(next(control for key, control in controls(root).items() if key.endswith(name)))
    return read(read_word(with_body(word(number), root), "x.docx"), FORMATS[number])


def added(text: str, style: str = "") -> Any:
    """A paragraph as a program pastes it."""
    paragraph = etree.Element(f"{W}p")
    if style:
        etree.SubElement(etree.SubElement(paragraph, f"{W}pPr"), f"{W}pStyle").set(f"{W}val", style)
    written = etree.SubElement(etree.SubElement(paragraph, f"{W}r"), f"{W}t")
    written.text = text
    return paragraph


def line_of(control: Any) -> Any:
    return next(control.iterancestors(f"{W}p"))


@pytest.mark.parametrize(
    "sign",
    [*"VvXx√✔✅✓☒☑×", "✔\ufe0f", "Ja!", "ja", "JA."],
)
def test_a_tick_is_a_tick_however_it_is_typed(sign: str) -> None:
    result = answered("2.2.2", "leefgebieden_lijst.1.probleem", lambda control: type_into(control, sign))
    assert result.answers.rows["leefgebieden_lijst"][0][1] == "true"
    assert result.unplaced == ()


@pytest.mark.parametrize("sign", ["+", "-", "?", "soms", "Ja, vooral thuis"])
def test_what_may_be_no_tick_is_listed(sign: str) -> None:
    result = answered("2.2.2", "leefgebieden_lijst.1.probleem", lambda control: type_into(control, sign))
    assert "true" not in result.answers.rows["leefgebieden_lijst"][0]
    assert [(item.code, item.value) for item in result.unplaced] == [("filled-tick", sign)]


def test_words_beside_an_open_box_are_listed() -> None:
    result = answered(
        "2.2.2",
        "leefgebieden_lijst.1.probleem",
        lambda control: line_of(control).append(next(iter(added("soms, vooral thuis")))),
    )
    assert [item.value for item in result.unplaced] == ["soms, vooral thuis"]


@pytest.mark.parametrize("style", ["", "Standaard", "ListParagraph", "Lijstalinea"])
def test_what_was_pasted_below_an_answer_is_part_of_it(style: str) -> None:
    def paste(control: Any) -> None:
        type_into(control, "eerst")
        line_of(control).addnext(added("laatst", style))
        line_of(control).addnext(added("dan", style))

    result = answered("2.2.2", "studievoortgang", paste)
    assert result.answers.values["studievoortgang"] == "eerst\ndan\nlaatst"
    assert result.unplaced == ()


def test_text_in_a_date_control_is_listed_when_it_is_no_date() -> None:
    result = answered("2.2.2", "geboortedatum_jongere", lambda control: type_into(control, "eind september 2009"))
    assert [(item.code, item.value) for item in result.unplaced] == [("filled-date", "eind september 2009")]
    result = answered("2.2.2", "geboortedatum_jongere", lambda control: type_into(control, "3 sept 2009"))
    assert result.answers.values["geboortedatum_jongere"] == "2009-09-03"


def test_text_in_a_control_that_is_said_to_be_open_is_an_answer() -> None:
    """LibreOffice 7.4 leaves the flag of an open control when somebody types in it."""

    def type_only(control: Any) -> None:
        (shown, *rest) = control.iter(f"{W}t")
        shown.text = "Zoë"
        for other in rest:
            other.text = ""

    result = answered("2.2.2", "naam", type_only)
    assert result.answers.values["naam"] == "Zoë"
    assert result.unplaced == ()


def test_an_arrow_and_a_smiley_of_word_are_kept() -> None:
    def draw(control: Any) -> None:
        type_into(control, "bellen ")
        run = etree.SubElement(control.find(f"{W}sdtContent"), f"{W}r")
        for code in ("F0E0", "F04A"):
            etree.SubElement(run, f"{W}sym", {f"{W}font": "Wingdings", f"{W}char": code})

    assert answered("2.2.2", "naam", draw).answers.values["naam"] == "bellen →☺"


# PDF


def changed(data: bytes, change: Callable[[Any], None]) -> bytes:
    """The PDF after PyMuPDF, which is none of ours, changed it."""
    with pymupdf.open(stream=data) as document:
        change(document)
        made: bytes = document.tobytes()
    return made


def listed(data: bytes, number: str) -> list[str]:
    return [item.value for item in read(read_pdf(data, "x.pdf"), FORMATS[number]).unplaced]


@pytest.mark.parametrize("number", ["3.1", "1.4"])
def test_a_blank_pdf_leaves_nothing(number: str) -> None:
    result = read(read_pdf(fillable(number).data, "x.pdf"), FORMATS[number])
    assert result.unplaced == ()
    assert [note.code for note in result.notes if note.code != "filled-missing"] == ["filled-blank"]


@settings(many, max_examples=examples(25))
@given(st.integers(0, 1), st.integers(20, 500), st.integers(20, 800))
def test_what_is_typed_anywhere_on_a_page_is_told(page: int, x: int, y: int) -> None:
    data = changed(fillable("3.1").data, lambda document: document[page].insert_text((x, y), TOKEN))
    # Between other letters, its own may stand apart: those of the line are all there.
    assert not set(TOKEN) - set("".join(listed(data, "3.1")))


def older(data: bytes, version: str = "") -> bytes:
    """As a PDF was before its pages said which lines are its own; `version` makes it one of another version."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            del page.obj.PieceInfo
        if version:
            del pdf.Root.Metadata
            pdf.docinfo["/Keywords"] = re.sub(r"\d+\.\d+\.\d+$", version, str(pdf.docinfo["/Keywords"]))
        buffer = io.BytesIO()
        pdf.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize("number", ["3.1", "1.4", "2.2.3"])
def test_an_older_blank_pdf_leaves_nothing(number: str) -> None:
    assert listed(older(fillable(number).data), number) == []
    assert listed(older(fillable(number).data, "0.9.0"), number) == []


@pytest.mark.parametrize("version", ["", "0.9.0"])
def test_text_on_a_page_of_an_older_pdf_is_perhaps_the_forms_own(version: str) -> None:
    data = changed(older(fillable("3.1").data, version), lambda document: document[0].insert_text((30, 12), TOKEN))
    found = read_pdf(data, "x.pdf")
    assert found.unsifted
    assert [(item.value, item.code) for item in read(found, FORMATS["3.1"]).unplaced] == [
        (TOKEN, "filled-beside-unsifted")
    ]


def test_a_worker_within_its_limits_makes_the_blank_form_of_an_older_pdf(tmp_path: Path) -> None:
    path = tmp_path / "x.pdf"
    path.write_bytes(changed(older(fillable("3.1").data), lambda document: document[0].insert_text((30, 12), TOKEN)))
    (result,) = read_all([path], TOOLBOX, lambda done, of: None)
    assert [item.value for form in result.forms for item in form.placed.unplaced] == [TOKEN]


def test_pages_that_are_too_many_are_told() -> None:
    def add(document: Any) -> None:
        for _ in range(100):
            document.new_page()

    number = listed(changed(fillable("3.1").data, add), "3.1")
    assert number == ["Van bladzijde 101 en verder is alleen gelezen wat in de velden staat."]


def test_comments_on_a_page_are_told() -> None:
    def comment(document: Any) -> None:
        document[0].add_freetext_annot((50, 50, 300, 80), "getypt op de bladzijde")
        document[0].add_text_annot((50, 300), "een geel briefje")

    assert listed(changed(fillable("3.1").data, comment), "3.1") == ["getypt op de bladzijde", "een geel briefje"]


# pikepdf says of such a file what is wrong with it, and that is the point.
orphans = pytest.mark.filterwarnings("ignore:This document has .* form widget")


def copied(data: bytes) -> bytes:
    """What is left when pages are copied (`qpdf --pages`, `pdftk cat`): no keywords, and here no list of fields."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        del pdf.Root.AcroForm, pdf.Root.Metadata, pdf.docinfo["/Keywords"]
        buffer = io.BytesIO()
        pdf.save(buffer)
    return buffer.getvalue()


@orphans
def test_pages_that_were_copied_still_say_what_they_are() -> None:
    found = read_pdf(copied(fillable("1.4").data), "x.pdf")
    assert (found.name, found.version) == (FORMATS["1.4"].name, FORMATS["1.4"].version)
    assert found.rows == read_pdf(fillable("1.4").data, "x.pdf").rows
    assert listed(copied(fillable("1.4").data), "1.4") == []


@orphans
def test_the_names_of_the_fields_tell_the_format_when_every_mark_is_gone() -> None:
    def wipe(data: bytes) -> bytes:
        with pikepdf.open(io.BytesIO(copied(data))) as pdf:
            for page in pdf.pages:
                del page.obj.PieceInfo
            buffer = io.BytesIO()
            pdf.save(buffer)
        return buffer.getvalue()

    found = read_pdf(wipe(fillable("3.1").data), "x.pdf")
    assert found.name == ""
    assert recognised(found, list(FORMATS.values())).name == FORMATS["3.1"].name
    parts = members(word("3.1"))
    kept = {name: data for name, data in parts.items() if not name.startswith("docProps/")}
    kept["_rels/.rels"] = re.sub(rb"<Relationship [^>]*docProps[^>]*/>", b"", parts["_rels/.rels"])
    assert recognised(read_word(packed(kept), "x.docx"), list(FORMATS.values())).name == FORMATS["3.1"].name


@pytest.mark.parametrize("words", ["{}, Onderwijs, intern", "Schooljaar 2026; {}", "{}"])
def test_the_mark_may_stand_between_other_keywords(words: str) -> None:
    said = words.format(f"toolbox-transitieroute {FORMATS['2.1'].name} 1.0.0")

    def rename(data: bytes) -> bytes:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            for page in pdf.pages:
                del page.obj.PieceInfo
            del pdf.Root.Metadata
            pdf.docinfo["/Keywords"] = said.replace(" 1.0.0", ", 1.0.0")
            buffer = io.BytesIO()
            pdf.save(buffer)
        return buffer.getvalue()

    found = read_pdf(rename(fillable("2.1").data), "x.pdf")
    assert (found.name, found.version) == (FORMATS["2.1"].name, "1.0.0")


def test_every_text_field_has_a_picture_of_its_own_and_no_name_for_other_programs() -> None:
    with pikepdf.open(io.BytesIO(fillable("5.4").data)) as pdf:
        texts = [note for page in pdf.pages for note in page.obj.get("/Annots", ()) if note.get("/FT") == "/Tx"]
        assert len({note.AP.N.objgen for note in texts}) == len(texts) > 20
        assert not [thing for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary) and "/TM" in thing]


def test_letters_of_romanian_latvian_and_lithuanian_are_drawn() -> None:
    letters = "Ștefan Țîrlea, Ģirts Kļaviņš, Jānis Ķēniņš, Agnė Ąžuolaitė, Őry Ődön"
    name = next(question.name for question in FORMATS["2.2.2"].questions if question.title == "Naam")
    data = pdfium_fill.fill(fillable("2.2.2").data, {name: letters})
    assert read_pdf(data, "x.pdf").values[name] == letters
    assert set(letters) <= {*lettering.code_page()}


def test_a_file_in_which_nothing_is_filled_in_is_not_in_order(tmp_path: Path) -> None:
    (tmp_path / "x.docx").write_bytes(word("3.1"))
    reads = [run.read_one(tmp_path / "x.docx", TOOLBOX)]
    package = collect(reads, list(FORMATS.values()))
    (row,) = list(csv.DictReader(package.files["bestanden.csv"].decode().splitlines()))
    assert (row["status"], row["antwoorden"]) == ("niets ingevuld", "0")
    said = "\n".join(report.lines(reads, package, tmp_path))
    assert "1 bestand: 0 in orde, 0 om na te kijken, 0 niet gelezen, 1 waarin niets is ingevuld." in said


# Workbooks, saved pages and data packages


def workbook(change: Callable[[Any], None], number: str = "3.1") -> Placed:
    book = openpyxl.load_workbook(io.BytesIO(render_workbook(FORMATS[number], IMPRINT)))
    change(book)
    buffer = io.BytesIO()
    book.save(buffer)
    (found,) = read_workbook(buffer.getvalue(), "x.xlsx")
    return read(found, FORMATS[number])


@all_formats
def test_a_blank_workbook_leaves_nothing(number: str) -> None:
    assert workbook(lambda book: None, number).unplaced == ()


def test_a_copied_sheet_leaves_nothing() -> None:
    assert workbook(lambda book: book.copy_worksheet(book.worksheets[0])).unplaced == ()


@settings(many, max_examples=examples(40))
@given(st.integers(0, 9), st.integers(1, 40), st.integers(1, 60), st.booleans())
def test_what_is_typed_in_any_cell_is_told(sheet: int, row: int, column: int, beside: bool) -> None:
    def write(book: Any) -> None:
        cell = book.worksheets[sheet % len(book.worksheets)].cell(row, column)
        if beside:
            cell.comment = openpyxl.comments.Comment(TOKEN, "x")
        elif (row, column) != (2, 1) and str(cell.value or "").count("toolbox-transitieroute") == 0:
            cell.value = TOKEN
        else:
            cell.offset(0, 30).value = TOKEN

    assert TOKEN in told(workbook(write))


def test_what_is_printed_above_a_sheet_is_told() -> None:
    def write(book: Any) -> None:
        book.worksheets[0].oddHeader.center.text = TOKEN

    assert TOKEN in told(workbook(write))


@pytest.mark.parametrize(
    ("shown", "day", "value"),
    [
        ("mm/dd/yyyy", 9, ""),
        ('[$-409]m"/"d/yy', 9, ""),
        ("[$-409]m/d/yy;@", 9, ""),
        ("mm/dd/yyyy", 13, "2026-03-13"),
        ("mm/dd/yyyy", 3, "2026-03-03"),
        ("dd-mm-yyyy", 9, "2026-03-09"),
        ("mm-dd-yy", 9, "2026-03-09"),
        ("yyyy-mm-dd", 9, "2026-03-09"),
    ],
)
def test_a_date_that_shows_its_month_first_is_in_doubt(shown: str, day: int, value: str) -> None:
    def write(book: Any) -> None:
        sheet = book.worksheets[0]
        column = [cell.value for cell in sheet[2]].index("datum_gesprek") + 1
        cell = sheet.cell(3, column, datetime.datetime(2026, 3, day))
        cell.number_format = shown

    result = workbook(write)
    assert result.answers.values.get("datum_gesprek", "") == value
    expected = [] if value else ["2026-03-09 (het rekenblad toont 03/09/2026)"]
    assert [item.value for item in result.unplaced] == expected


def test_other_files_in_a_data_package_are_told() -> None:
    with zipfile.ZipFile(io.BytesIO(datapackage.data_zip(FORMATS["3.1"]))) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    data = datapackage.zip_bytes({**files, "brief.txt": b"Beste", ".DS_Store": b"x"}.items())
    (found,) = read_package(data, "x.zip")
    assert [item.value for item in read(found, FORMATS["3.1"]).unplaced] == [
        "Het bestand ‘brief.txt’ in deze zip is niet gelezen."
    ]


def saved_page(form: Format) -> str:
    content = {"mark": f"toolbox-transitieroute {form.name} {form.version}", "name": form.name, "version": form.version}
    text = json.dumps({**content, "answers": {"values": {"naam": "Jan"}, "rows": {}}})
    readable = "<h1>Gesprek</h1><p>Naam <b>Jan</b></p>"
    check = page_check(text, "GesprekNaam Jan")
    return (
        f'<!doctype html><html><head><meta name="keywords" content="{content["mark"]}"><title>x</title></head>'
        f"<body><p>Bel mij even</p><main>{readable}</main>"
        f'<script type="application/json" id="antwoorden" data-controle="{check}">{text}</script></body></html>'
    )


def test_text_outside_the_checked_part_of_a_saved_page_is_told() -> None:
    form = FORMATS["2.2.2"]
    page = saved_page(form).replace("</main>", f"</main>{TOKEN}")
    found = read_page(page.encode(), "x.html")
    assert [item.value for item in read(found, form).unplaced] == ["Bel mij even", TOKEN]


@many
@given(st.integers(0, 1000), st.sampled_from(["", "<p>", "<div><span>"]))
def test_what_is_typed_anywhere_in_a_saved_page_is_told_or_refused(at: int, tag: str) -> None:
    page = saved_page(FORMATS["2.2.2"])
    # Between tags, or in a text: what stands in a tag, or in the title, nobody sees.
    places = [match.end() for match in re.finditer(r">(?!x<)|Bel mij|Gesprek|Naam", page)]
    place = places[at % len(places)]
    data = f"{page[:place]}{tag}{TOKEN}{page[place:]}".encode()
    outcome = ""
    with suppress(Refusal):
        outcome = told(read(read_page(data, "x.html"), FORMATS["2.2.2"]))
    assert not outcome or TOKEN in outcome


# What came back in another way


def test_a_flattened_pdf_is_listed_line_by_line() -> None:
    def flatten(document: Any) -> None:
        page = document[0]
        field = next(field for field in page.widgets() if field.field_type == pymupdf.PDF_WIDGET_TYPE_TEXT)
        field.field_value = TOKEN
        field.update()
        document.bake()

    result = read(read_pdf(changed(fillable("3.1").data, flatten), "x.pdf"), FORMATS["3.1"])
    assert [note.code for note in result.notes if note.code == "filled-nothing"] == ["filled-nothing"]
    assert TOKEN in " ".join(told(result).split())


def test_a_scan_is_refused_with_what_to_do() -> None:
    with pymupdf.open() as document:
        picture = pymupdf.Pixmap(pymupdf.csRGB, (0, 0, 50, 50), False)
        document.new_page().insert_image((0, 0, 100, 100), pixmap=picture)
        data = document.tobytes()
    with pytest.raises(Refusal) as caught:
        read_pdf(data, "x.pdf")
    assert caught.value.code == "file-scan"


@pytest.mark.parametrize(("name", "kind"), [("a.odt", "OpenDocument"), ("a.ods", "OpenDocument"), ("a.rtf", "rtf")])
def test_other_office_files_are_refused_with_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, kind: str
) -> None:
    # LibreOffice is not there.
    monkeypatch.setenv("PATH", str(tmp_path))
    kinds = {".odt": "text", ".ods": "spreadsheet"}
    if name.endswith(".rtf"):
        (tmp_path / name).write_bytes(rb"{\rtf1 hallo}")
    else:
        with zipfile.ZipFile(tmp_path / name, "w") as archive:
            archive.writestr("mimetype", f"application/vnd.oasis.opendocument.{kinds[Path(name).suffix]}")
            archive.writestr("content.xml", "<x/>")
    with pytest.raises(Refusal) as caught:
        read_file(tmp_path / name, TOOLBOX)
    assert (caught.value.code, caught.value.values) == ("file-other-office", {"kind": kind})
