"""PDFs to fill in on a screen: their fields, what viewers do with them, and what was filled in read back."""

from __future__ import annotations

import base64
import io
import json
import logging
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import outloud
import pikepdf
import pytest
from pikepdf import Name
from playwright.sync_api import Browser, Page
from test_paper import PAGES, printed_texts

import pdfium_fill
from boxes import ROOT
from filled import fill_in, found_rows, found_values
from fuzz import corpus, openedpdf, pdfchanges
from fuzz.meaning import Promise
from fuzz.recipe import Picks
from makers import Makers, loaded, read_in_browser, same_in_browser
from paperfaults import NOT_A_FAULT
from papers import FORMATS, fillable, squeeze
from pdfjs import pdfjs_page
from readers import read_pdf
from toolbox.assets.fonts import drawable_ranges
from toolbox.core.form import Format, Question, QuestionType
from toolbox.reading.refusal import Refusal
from toolbox.shapes.paper import lettering
from toolbox.shapes.paper.fields import text_content

# What is drawn for one test serves the next: another worker would draw it again.
pytestmark = pytest.mark.xdist_group("paper")

all_formats = pytest.mark.parametrize("number", list(FORMATS))
# What outloud says of a form with fields, and why it is none.
FIELDS_ARE_NO_FAULT = NOT_A_FAULT | {
    "TAG-003": "text in a field is announced by the field, not by a tag",
    "ORD-001": "the places of fields are painted before a row's text; the tags have them in order (tested here)",
}


def opened(data: bytes) -> Any:
    return pikepdf.open(io.BytesIO(data))


def terminal_fields(pdf: Any) -> Iterator[tuple[str, Any]]:
    """(name with its parents', field) in the order of the file."""

    def walk(fields: Any, above: str) -> Iterator[tuple[str, Any]]:
        for field in fields:
            name = above + str(field.T)
            assert "." not in str(field.T)
            kids = [kid for kid in field.get("/Kids", []) if "/T" in kid]
            if kids:
                yield from walk(kids, f"{name}.")
            else:
                yield name, field

    yield from walk(pdf.Root.AcroForm.Fields, "")


def widgets(field: Any) -> list[Any]:
    return list(field.Kids) if "/Kids" in field else [field]


def expected_fields(form: Format) -> list[tuple[str, Question, str]]:
    """(name, question, choice of a list) in the order of the paper: sections, questions first, then tables by row."""
    found: list[tuple[str, Question, str]] = []

    def add(name: str, question: Question) -> None:
        if question.type is QuestionType.LIST:
            found.extend((f"{name}.{choice.value}", question, choice.label) for choice in question.choices)
        else:
            found.append((name, question, ""))

    for run in (run for section in form.sections for run in section.runs):
        for question in run.questions:
            add(question.name, question)
        for table in run.tables:
            for number in range(len(table.rows) + table.empty_rows):
                for column in table.columns:
                    if column.name != table.group_by and (number >= len(table.rows) or not column.given):
                        add(f"{table.name}.{number + 1}.{column.name}", column)
    return found


@all_formats
def test_as_many_pages_as_the_paper_and_the_same_text(number: str) -> None:
    made = fillable(number)
    assert made.log == []
    assert len(made.texts) == PAGES[number]
    form = FORMATS[number]
    # A flyer does not say of itself that it is one.
    unsaid = {form.title, form.description} if form.is_folded else set()
    expected = [text for text in printed_texts(form, examples=False) if text not in unsaid]
    assert len(expected) > 8
    assert [part for part in expected if squeeze(part) not in made.squeezed] == []


@all_formats
def test_examples_that_may_be_changed_stand_in_their_fields(number: str) -> None:
    with opened(fillable(number).data) as pdf:
        fields = dict(terminal_fields(pdf))
        for table in FORMATS[number].tables:
            for at, row in enumerate(table.rows, start=1):
                for column, cell in zip(table.columns, row, strict=True):
                    if cell and not column.given:
                        field = fields[f"{table.name}.{at}.{column.name}"]
                        assert str(field.V) == str(field.DV) == cell
                        assert b" Tj" in field.AP.N.read_bytes()


@all_formats
def test_every_question_is_a_field_in_order(number: str) -> None:
    with opened(fillable(number).data) as pdf:
        assert [name for name, _ in terminal_fields(pdf)] == [name for name, _, _ in expected_fields(FORMATS[number])]


@all_formats
def test_fields_are_what_their_questions_ask(number: str) -> None:
    with opened(fillable(number).data) as pdf:
        for (name, field), (_, question, choice) in zip(
            terminal_fields(pdf), expected_fields(FORMATS[number]), strict=True
        ):
            flags = int(field.get("/Ff", 0))
            states = {key for widget in widgets(field) if Name.Btn == field.FT for key in widget.AP.N}
            if question.choices and not choice:
                assert states == {"/Off", *(f"/{option.value}" for option in question.choices)}
                assert flags & 1 << 15, f"{name} is a radio group"
                assert [str(widget.TU).rsplit(": ", 1)[1] for widget in field.Kids] == [
                    option.label for option in question.choices
                ]
            elif question.type in (QuestionType.TICK, QuestionType.LIST):
                assert len(states) == 2
            else:
                assert Name.Tx == field.FT
                assert bool(flags & 1 << 12) or question.lines == 1 or question.type is QuestionType.DATE
                # Programs cut what is longer: '14 november 2026' is a date as well.
                assert "/MaxLen" not in field
            assert bool(flags & 2) == question.required


@all_formats
def test_screen_readers_hear_the_group_and_the_label(number: str) -> None:
    form = FORMATS[number]
    titles = {table.name: table.title for table in form.tables}
    with opened(fillable(number).data) as pdf:
        for (name, field), (_, question, choice) in zip(terminal_fields(pdf), expected_fields(form), strict=True):
            spoken = str(field.TU)
            assert question.title.rstrip(":") in spoken
            assert spoken.endswith(choice)
            assert titles.get(name.split(".")[0], "") in spoken
            if question.type is QuestionType.DATE:
                assert spoken.endswith("(dd-mm-jjjj)")


@all_formats
def test_reading_order_is_tab_order(number: str) -> None:
    with opened(fillable(number).data) as pdf:
        names: dict[Any, tuple[str, int]] = {}
        order = []
        for name, field in terminal_fields(pdf):
            for widget in widgets(field):
                names[widget.objgen] = (name, len(names))
        for page in pdf.pages:
            assert page.obj.Tabs == Name.S
            order += [names[note.objgen][1] for note in page.obj.get("/Annots", []) if note.Subtype == Name.Widget]
        assert order == sorted(order) == list(range(len(names)))

        tagged = []

        def walk(element: Any) -> None:
            kids = element.get("/K", [])
            for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
                if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == Name.OBJR:
                    assert Name.Form == element.S
                    tagged.append(names[kid.Obj.objgen][1])
                elif isinstance(kid, pikepdf.Dictionary):
                    walk(kid)

        walk(pdf.Root.StructTreeRoot)
        assert tagged == order


@all_formats
def test_fields_look_like_something_in_any_viewer(number: str) -> None:
    with opened(fillable(number).data) as pdf:
        form = pdf.Root.AcroForm
        assert not form.get("/NeedAppearances", False)
        assert "/XFA" not in form
        assert set(form.DR.Font.keys()) == {"/TbF", "/TbG"}
        assert all("/FontFile2" in font.FontDescriptor for font in form.DR.Font.values())
        for _, field in terminal_fields(pdf):
            for widget in widgets(field):
                assert "/N" in widget.AP
                assert int(widget.F) & 4, "is printed"
                left, bottom, right, top = (float(value) for value in widget.Rect)
                assert right - left > 8
                assert top - bottom > 8
    assert b"/JavaScript" not in fillable(number).data
    assert b"/JS" not in pikepdf_text(fillable(number).data)


def pikepdf_text(data: bytes) -> bytes:
    target = io.BytesIO()
    with opened(data) as pdf:
        pdf.save(target, object_stream_mode=pikepdf.ObjectStreamMode.disable, stream_decode_level=None)
    return target.getvalue()


@all_formats
def test_accessibility_checker_finds_nothing(number: str, tmp_path: Path) -> None:
    file = tmp_path / "form.pdf"
    file.write_bytes(fillable(number).data)
    assert [finding for finding in outloud.check(str(file)).findings if finding.rule not in FIELDS_ARE_NO_FAULT] == []


def test_the_first_font_has_the_letters_of_names_and_the_second_all_else_that_paper_draws() -> None:
    names = "Ayşe Yıldırım-Gül, İğdır, Łukasz Żółkiewski, Dvořák, Šťastný, Đorđević, Kőszegi, Zoë d’Été: €, “…”"
    first, second = lettering.lettering()
    assert set(names) <= first.codes.keys()
    assert set("ĹĺŔÐĦħĠġĊċŴŵŶŷẞ÷×£") <= second.codes.keys()
    assert first.codes.keys().isdisjoint(second.codes)
    drawn = {chr(point) for low, high in drawable_ranges() for point in range(low, high + 1)}
    assert {letter for letter in drawn if letter.isprintable()} <= first.codes.keys() | second.codes.keys()


def test_an_example_goes_from_one_font_to_the_other_and_back() -> None:
    content = text_content("Ŵyn \u00adÐ\n\nx", 100, 60, 10, multiline=True).decode()
    _, other = lettering.lettering()
    first, second = (f"<{other.codes[letter]:02x}> Tj" for letter in "ŴÐ")
    assert (
        f"Td /TbG 10 Tf {first} /TbF 10 Tf <796e20> Tj /TbG 10 Tf {second} /TbF 10 Tf T* <> Tj T* <78> Tj ET" in content
    )
    # What shows nowhere takes no place, and nothing becomes a question mark.
    assert list(lettering.runs("\u00ad漢")) == []
    assert round(lettering.text_width("ŵ", 10) + lettering.text_width("x", 10), 2) == lettering.text_width("ŵx", 10)


# Three viewers fill in each form; each has an engine of its own.


def wanted(form: Format) -> dict[str, object]:
    return dict(fill_in(form).fields())


@pytest.fixture(scope="module")
def makers(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Makers]:
    with loaded(browser, tmp_path_factory.mktemp("makers")) as made:
        yield made


def check_read_back(form: Format, data: bytes, makers: Makers) -> None:
    """By `toolbox read`, and by the form page."""
    filled = fill_in(form)
    found = read_pdf(data, "form.pdf")
    same_in_browser(makers, "readPdf", data, found)
    assert (found.name, found.version, found.shape) == (form.name, form.version, "pdf")
    assert found.values == found_values(filled)
    assert {table: [dict(row) for row in rows] for table, rows in found.rows.items()} == found_rows(form, filled)


def check_filled_file(data: bytes, folder: Path) -> None:
    """As good as the blank one: accessible, and every font still embedded."""
    file = folder / "filled.pdf"
    file.write_bytes(data)
    assert [finding for finding in outloud.check(str(file)).findings if finding.rule not in FIELDS_ARE_NO_FAULT] == []
    with opened(data) as pdf:
        assert not pdf.Root.AcroForm.get("/NeedAppearances", False)
        for _, field in terminal_fields(pdf):
            for widget in widgets(field):
                if Name.Tx == field.FT:
                    for font in widget.AP.N.get("/Resources", {}).get("/Font", {}).values():
                        assert "/FontFile2" in font.FontDescriptor


@pytest.fixture(scope="module")
def pdfjs(browser: Browser) -> Iterator[Page]:
    with pdfjs_page(browser) as page:
        yield page


@all_formats
def test_pdfjs_fills_it_in(pdfjs: Page, makers: Makers, number: str, tmp_path: Path) -> None:
    form = FORMATS[number]
    script = (ROOT / "tests" / "pdfjs_fill.js").read_text("utf-8")
    data = base64.b64encode(fillable(number).data).decode()
    saved = pdfjs.evaluate(script, [data, wanted(form)])
    check_read_back(form, base64.b64decode(saved), makers)
    check_filled_file(base64.b64decode(saved), tmp_path)


@all_formats
def test_pdfium_fills_it_in(makers: Makers, number: str) -> None:
    form = FORMATS[number]
    check_read_back(form, pdfium_fill.fill(fillable(number).data, wanted(form)), makers)


@all_formats
def test_poppler_fills_it_in(makers: Makers, number: str, tmp_path: Path) -> None:
    form = FORMATS[number]
    blank, filled = tmp_path / "blank.pdf", tmp_path / "filled.pdf"
    blank.write_bytes(fillable(number).data)
    labels = {}
    questions = {name: question for name, question, choice in expected_fields(form) if not choice}
    for name, value in wanted(form).items():
        choices = questions[name].choices if name in questions else ()
        labels[name] = next((choice.label for choice in choices if choice.value == value), value)
    command = ["/usr/bin/python3", str(ROOT / "tests" / "poppler_fill.py"), str(blank), str(filled)]
    done = subprocess.run(command, input=json.dumps(labels), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    check_read_back(form, filled.read_bytes(), makers)
    check_filled_file(filled.read_bytes(), tmp_path)


# Reading what did not come from a careful viewer.


def changed(number: str, change: Any) -> bytes:
    target = io.BytesIO()
    with opened(fillable(number).data) as pdf:
        change(pdf)
        pdf.save(target)
    return target.getvalue()


def test_blank_forms_read_as_nothing_but_what_was_printed() -> None:
    found = read_pdf(fillable("3.1").data, "x.pdf")
    assert set(found.values.values()) == {""}
    examples = read_pdf(fillable("5.4").data, "x.pdf").rows["taken"]
    assert examples[0]["werkproces"] == "Beheert de agenda en het reserveringssysteem"


def test_a_flattened_tree_of_names_reads_the_same(makers: Makers) -> None:
    def flatten(pdf: Any) -> None:
        flat = [(name, field) for name, field in terminal_fields(pdf)]
        for name, field in flat:
            field.T = pikepdf.String(name)
            if "/Parent" in field:
                del field["/Parent"]
        pdf.Root.AcroForm.Fields = pikepdf.Array([field for _, field in flat])

    data = pdfium_fill.fill(fillable("3.1").data, wanted(FORMATS["3.1"]))
    with opened(data) as pdf:
        flatten(pdf)
        target = io.BytesIO()
        pdf.save(target)
    found, straight = read_pdf(target.getvalue(), "x.pdf"), read_pdf(data, "x.pdf")
    assert found.values == straight.values
    assert found.rows == straight.rows
    same_in_browser(makers, "readPdf", target.getvalue(), found)


def test_ticks_that_only_show_count_too(makers: Makers) -> None:
    def tick(pdf: Any) -> None:
        fields = dict(terminal_fields(pdf))
        fields["heb_je.cv"].AS = Name("/cv")
        del fields["heb_je.cv"].V
        del fields["uitkering_indicatie"].V
        fields["uitkering_indicatie"].Kids[1].AS = Name("/ja")

    found = read_pdf(changed("3.1", tick), "x.pdf")
    same_in_browser(makers, "readPdf", changed("3.1", tick), found)
    assert (found.values["heb_je"], found.values["uitkering_indicatie"]) == ("cv", "ja")


def test_fields_that_nobody_knows_are_kept(makers: Makers) -> None:
    def add(pdf: Any) -> None:
        extra = pikepdf.Dictionary(FT=Name.Tx, T=pikepdf.String("eigen_vraag"), V=pikepdf.String("ja hoor"))
        pdf.Root.AcroForm.Fields.append(pdf.make_indirect(extra))

    found = read_pdf(changed("2.1", add), "x.pdf")
    assert found.values["eigen_vraag"] == "ja hoor"
    same_in_browser(makers, "readPdf", changed("2.1", add), found)


# What the form page says for each way in which Python refuses.
SENTENCES = {
    "file-encrypted": "Dit bestand heeft een wachtwoord",
    "file-damaged": "Dit bestand is kapot",
    "file-without-fields": "In deze pdf staan geen invulvelden",
}


def test_refusals(makers: Makers) -> None:
    def refused(data: bytes, *others: str) -> str:
        with pytest.raises(Refusal) as refusal:
            read_pdf(data, "x.pdf")
        said = read_in_browser(makers, "readPdf", data)["refused"]
        assert said.startswith((SENTENCES[refusal.value.code], *others))
        return refusal.value.code

    locked = io.BytesIO()
    with opened(fillable("2.1").data) as pdf:
        pdf.save(locked, encryption=pikepdf.Encryption(owner="a", user="b"))
    assert refused(locked.getvalue()) == "file-encrypted"
    # Saved without, as the sentence says, it is read.
    with pikepdf.open(io.BytesIO(locked.getvalue()), password="b") as pdf:
        pdf.save(unlocked := io.BytesIO(), encryption=False)
    assert read_pdf(unlocked.getvalue(), "x.pdf") == read_pdf(fillable("2.1").data, "x.pdf")
    assert refused(fillable("2.1").data[:600]) == "file-damaged"
    assert refused(b"%PDF-1.7\nnothing") == "file-damaged"

    def loop(pdf: Any) -> None:
        node = pdf.make_indirect(pikepdf.Dictionary(T=pikepdf.String("a"), Kids=pikepdf.Array()))
        node.Kids.append(node)
        pdf.Root.AcroForm.Fields.append(node)

    assert refused(changed("2.1", loop), "In dit bestand zit veel meer") == "file-damaged"


def test_another_format_is_told_apart_by_its_mark() -> None:
    assert read_pdf(fillable("5.3.2").data, "x.pdf").name == "begeleidingsformulier"


def test_reading_says_nothing_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        read_pdf(fillable("3.1").data, "x.pdf")
    assert caplog.records == []


def _in_other_words() -> Iterator[tuple[str, bytes]]:
    """A filled-in form, and the same as other programs may write it (ISO 32000-1)."""
    full = corpus.filled_pdfs()[1]
    yield "as it is", full
    for name, change in pdfchanges.CHANGES.items():
        if change.promise is Promise.SAME and name not in ("locked for nobody", "widget gone"):
            opened_pdf = openedpdf.OpenedPdf(full)
            for number in range(3):
                change.act(opened_pdf, Picks((number, number + 1, number)))
            yield name, opened_pdf.saved()


def test_the_same_form_in_other_words_is_read_the_same(makers: Makers) -> None:
    (_, full), *others = _in_other_words()
    straight = read_pdf(full, "x.pdf")
    assert len(others) > 12
    for name, data in others:
        found = read_pdf(data, "x.pdf")
        assert (dict(found.values), dict(found.rows)) == (dict(straight.values), dict(straight.rows)), name
        same_in_browser(makers, "readPdf", data, found)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (pikepdf.String(b"\xef\xbb\xbfAy\xc5\x9fe"), "Ayşe"),
        (pikepdf.String("\x1bnl\x1bAyşe\x1btrTR\x1b Gül"), "Ayşe Gül"),
        (pikepdf.Array([pikepdf.String("een"), pikepdf.String("twee")]), "een,twee"),
        (pikepdf.Name("/ja"), "ja"),
        (3, "3"),
    ],
    ids=["UTF-8", "language", "list", "name", "number"],
)
def test_what_a_field_of_text_may_hold(makers: Makers, value: Any, text: str) -> None:
    def put(pdf: Any) -> None:
        next(field for _, field in terminal_fields(pdf) if field.get("/FT") == Name.Tx).V = value

    found = read_pdf(changed("2.1", put), "x.pdf")
    assert text in found.values.values()
    same_in_browser(makers, "readPdf", changed("2.1", put), found)


@pytest.mark.parametrize("value", [True, pikepdf.Dictionary(V="a")], ids=["truth", "dictionary"])
def test_what_is_no_text_is_no_answer(makers: Makers, value: Any) -> None:
    def put(pdf: Any) -> None:
        next(field for _, field in terminal_fields(pdf) if field.get("/FT") == Name.Tx).V = value

    with pytest.raises(Refusal, match="file-damaged"):
        read_pdf(changed("2.1", put), "x.pdf")
    assert "kapot" in read_in_browser(makers, "readPdf", changed("2.1", put))["refused"]
