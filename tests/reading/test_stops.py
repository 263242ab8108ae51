"""What a file may hold at most and what a reader makes of what it cannot use: asked of the readers themselves."""

from __future__ import annotations

import csv
import errno
import io
import os
import struct
import zipfile
from collections import Counter
from pathlib import Path

import openpyxl
import pikepdf
import pytest
from lxml import etree

import wordfiles
from boxes import IMPRINT, boxed
from fuzz import corpus
from readers import read_file, read_one, read_word, read_workbook
from toolbox.forms.answers import Beside, Found
from toolbox.reading import archive, files, otherwise, pdf, pdfmerged, run, word, workbook
from toolbox.reading.archive import read_archive
from toolbox.reading.collected import Package
from toolbox.reading.data import read_csv
from toolbox.reading.earlier import no_earlier
from toolbox.reading.forexcel import _title
from toolbox.reading.grid import _column_keys
from toolbox.reading.notes import Note
from toolbox.reading.pdffields import MAX_TEXT, _given, field_text, unpacked
from toolbox.reading.pdflines import _added, has_text
from toolbox.reading.placing import place_nowhere
from toolbox.reading.recognise import recognised
from toolbox.reading.refusal import Refusal
from toolbox.reading.report import lines
from toolbox.reading.run import Form, Read
from toolbox.reading.wordlines import lines_beside
from toolbox.reading.wordrows import Collector
from toolbox.reading.wordvalues import ANSWER_STYLE, below, spot_value

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


# --- any file ---


@pytest.mark.parametrize(
    ("limit", "most", "found", "code"),
    [
        ("MAX_FORMS", 1, Found("x", "csv"), "file-many-forms"),
        ("MAX_VALUES", 3, Found("x", "csv", values={"a": ""}, rows={"t": ({"a": ""}, {"a": ""})}), ""),
        ("MAX_CHARACTERS", 4, Found("x", "csv", values={"a": "één"}, rows={"t": ({"a": "z"},)}), ""),
    ],
)
def test_what_a_file_gives_may_not_be_more_than_the_limit(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, limit: str, most: int, found: Found, code: str
) -> None:
    (tmp_path / "x.csv").write_text("a\n1\n")
    monkeypatch.setattr(files, limit, most)
    monkeypatch.setattr(files, "_read", lambda *_: (found,))
    assert read_file(tmp_path / "x.csv", ()) == (found,)
    monkeypatch.setattr(files, "_read", lambda *_: (found, found))
    with pytest.raises(Refusal, match=code or "file-bomb"):
        read_file(tmp_path / "x.csv", ())


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (FileNotFoundError(), "file-absent"),
        (PermissionError(), "file-no-access"),
        (OSError(errno.ELOOP, "a link by now"), "file-damaged"),
    ],
)
def test_what_becomes_of_a_file_between_looking_and_opening(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, error: OSError, code: str
) -> None:
    (tmp_path / "x.csv").write_text("a\n1\n")

    def changed(*_: object) -> int:
        raise error

    # What takes the folder of the test away opens it too.
    with monkeypatch.context() as patch:
        patch.setattr(os, "open", changed)
        with pytest.raises(Refusal, match=code):
            read_file(tmp_path / "x.csv", ())


def test_a_file_that_grew_between_looking_and_reading(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "small.csv").write_text("a")
    (tmp_path / "large.csv").write_text("a" * 9)
    large = os.open(tmp_path / "large.csv", os.O_RDONLY)
    monkeypatch.setattr(files, "MAX_SIZE", 8)
    with monkeypatch.context() as patch:
        patch.setattr(os, "open", lambda *_: large)
        with pytest.raises(Refusal, match="file-too-big"):
            read_file(tmp_path / "small.csv", ())


def test_a_file_in_which_no_form_stands_is_not_ours(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(run, "read_file", lambda *_: ())
    assert read_one(tmp_path / "x.csv", ()).refusal == Note("file-not-ours")
    # Of one form among more it is only said that nobody knows which it is.
    unknown = Found("x", "csv", values={"a": "1"})
    assert recognised(unknown, (), strict=False) == unknown
    with pytest.raises(Refusal, match="file-not-ours"):
        recognised(unknown, ())


# --- zip ---


def zipped(*members: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in members:
            made.writestr(name, data)
    return out.getvalue()


def in_directory(data: bytes, place: int, form: str, value: int) -> bytes:
    """With another value in the first entry of the central directory (APPNOTE 4.3.12)."""
    at = data.index(b"PK\x01\x02") + place
    return data[:at] + struct.pack(form, value) + data[at + struct.calcsize(form) :]


def test_a_zip_is_unpacked_to_no_more_than_it_says(monkeypatch: pytest.MonkeyPatch) -> None:
    honest = zipped(("a.csv", b"x" * 1000), ("leeg.csv", b""))
    assert read_archive(honest) == {"a.csv": b"x" * 1000, "leeg.csv": b""}
    with pytest.raises(Refusal, match="file-damaged"):
        read_archive(in_directory(honest, 24, "<I", 10))
    with pytest.raises(Refusal, match="file-encrypted"):
        read_archive(in_directory(honest, 8, "<H", 1))
    monkeypatch.setattr(archive, "MAX_UNPACKED", 999)
    with pytest.raises(Refusal, match="file-bomb"):
        read_archive(honest)


DECLARED = '<?xml version="1.0" encoding="{}"?><!DOCTYPE x [<!ENTITY y "z">]><x>&y;</x>'


@pytest.mark.promise("reading")
@pytest.mark.parametrize(
    "data",
    [
        DECLARED.format("UTF-8").encode(),
        DECLARED.format("UTF-16").encode("utf-16"),
        b" " * 300 + DECLARED.format("UTF-16LE").encode("utf-16-le"),
        DECLARED.format("UTF-32").encode("utf-32"),
        DECLARED.format("IBM037").encode("cp037"),
        DECLARED.replace("<!", "+ADwAIQ-").format("UTF-7").encode(),
    ],
)
def test_no_entity_hides_in_another_encoding(data: bytes) -> None:
    with pytest.raises(Refusal, match="file-damaged"):
        read_archive(zipped(("word/document.xml", data)))


@pytest.mark.parametrize("start", ["", "\ufeff", '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n', "\n"])
def test_xml_as_offices_write_it_is_read(start: str) -> None:
    data = f"{start}<x>é</x>".encode()
    assert read_archive(zipped(("a.xml", data), ("leeg.rels", b""))) == {"a.xml": data, "leeg.rels": b""}


def test_an_answer_in_a_pdf_is_whole_or_refused() -> None:
    most = pikepdf.Dictionary(V="a" * MAX_TEXT)
    assert len(field_text(most)) == MAX_TEXT
    with pytest.raises(Refusal, match="file-bomb"):
        field_text(pikepdf.Dictionary(V="a" * (MAX_TEXT + 1)))


# --- CSV and workbooks ---


def test_a_cell_that_no_reader_of_csv_takes() -> None:
    before = csv.field_size_limit(5_000)  # for the whole process: frictionless changes it too
    try:
        with pytest.raises(Refusal, match="file-damaged"):
            read_csv(b"datum,actie\n" + b"x" * 5_001 + b",y\n", "x.csv", ())
    finally:
        csv.field_size_limit(before)


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_excels_own_first_line_says_the_mark(mark: str) -> None:
    """Also when it is white space."""
    form = corpus.form()
    (found,) = read_csv(f"sep={mark}\r\nwat{mark}wanneer\r\nbellen{mark}2026-11-23\r\n".encode(), "x.csv", (form,))
    assert found.rows == {"afspraken_lijst": ({"wat": "bellen", "wanneer": "2026-11-23"},)}


def test_a_workbook_of_which_a_sheet_is_gone_is_refused() -> None:
    """openpyxl reads the other sheets, and a table would be missing without a word."""
    data = corpus.filled_workbook()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        left = [(name, archive.read(name)) for name in archive.namelist() if name != "xl/worksheets/sheet3.xml"]
    assert len(read_workbook(data, "x.xlsx")) == 1
    with pytest.raises(Refusal, match="file-damaged"):
        read_workbook(zipped(*left), "x.xlsx")


@pytest.mark.parametrize("remark", [etree.Comment("naam: Piet"), etree.ProcessingInstruction("naam", "Piet")])
def test_remarks_in_xml_are_no_text_and_no_damage(remark: etree._Element) -> None:
    full = corpus.words()[1]
    root = wordfiles.body(full)
    text = next(each for each in root.iter("{*}t") if (each.text or "").startswith("Ayşe"))
    text.text, remark.tail = text.text[:4], text.text[4:]
    text.append(remark)
    found = read_word(wordfiles.with_body(full, root), "x.docx")
    assert found == read_word(full, "x.docx")
    assert found.values["naam"].startswith("Ayşe Yılmaz")


def test_columns_and_sheets_of_one_name_stay_apart() -> None:
    assert _column_keys(["naam", "naam", "", "naam"], ["", "", "Kop"], 5) == [
        *("naam", "naam (kolom B)", "Kop", "naam (kolom D)", "kolom E"),
    ]
    assert _title("a" * 40, {"a" * 31, "a" * 29 + " 2"}) == "a" * 29 + " 3"


def test_a_workbook_has_no_more_sheets_or_room_than_it_may(monkeypatch: pytest.MonkeyPatch) -> None:
    book = openpyxl.Workbook()
    for sheet in (book.active, book.create_sheet()):
        assert sheet is not None
        sheet.append(["a", "b"])
        sheet.append(["c", "d"])
    out = io.BytesIO()
    book.save(out)

    def refusal() -> str:
        with pytest.raises(Refusal) as caught:
            read_workbook(out.getvalue(), "x.xlsx")
        return caught.value.code

    # Eight cells and four rows.
    monkeypatch.setattr(workbook, "MAX_AREA", 12)
    assert refusal() == "file-not-ours"
    for most in (3, 4, 5, 11):
        monkeypatch.setattr(workbook, "MAX_AREA", most)
        assert refusal() == "file-too-big"
    monkeypatch.setattr(workbook, "MAX_AREA", 12)
    monkeypatch.setattr(workbook, "MAX_SHEETS", 1)
    assert refusal() == "file-too-big"


# --- PDF ---


def test_one_part_of_a_pdf_that_is_too_much_costs_the_others_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def by_places(data: bytes, found: Found, *_: object) -> tuple[Found, ...]:
        if data == b"2":
            raise Refusal("file-bomb")
        return (found,)

    parts = [b"1", b"2", b"3"]
    monkeypatch.setattr(pdfmerged, "take_apart", lambda data: pdfmerged.Apart(tuple(parts), {}))
    monkeypatch.setattr(pdf, "read_pdf", lambda data, name, mark: Found(name, "pdf"))
    monkeypatch.setattr(otherwise, "_pdf_by_places", by_places)
    read = otherwise.read_pdfs(b"", "x.pdf", boxed(()), no_earlier)
    assert [found.file for found in read] == ["x.pdf", "x.pdf#2", "x.pdf#3"]
    parts[:] = [b"2"]
    with pytest.raises(Refusal, match="file-bomb"):
        otherwise.read_pdfs(b"", "x.pdf", boxed(()), no_earlier)


def test_a_field_may_hold_its_text_in_a_stream() -> None:
    with pikepdf.new() as made:
        stream = pikepdf.Stream(made, "é\r\nb".encode())
        assert field_text(pikepdf.Dictionary(FT=pikepdf.Name.Tx, V=stream)) == "é\nb"
        for filtered in (pikepdf.Name.LZWDecode, pikepdf.Array([pikepdf.Name.FlateDecode])):
            stream.Filter = filtered
            with pytest.raises(Refusal, match="file-damaged"):
                unpacked(stream)


def test_a_drawing_is_no_text() -> None:
    """Also not in a list of them."""
    with pikepdf.new() as made:
        drawing = pikepdf.Stream(made, b"BT (Anna) Tj ET", Subtype=pikepdf.Name.Form)
        for value in (drawing, pikepdf.Array([drawing])):
            with pytest.raises(Refusal, match="file-damaged"):
                field_text(pikepdf.Dictionary(FT=pikepdf.Name.Tx, V=value))


@pytest.mark.parametrize("text", ["", "{", "[1]", "[" * 100_000, "5"])
def test_given_text_of_a_row_that_cannot_be_read_is_none(text: str) -> None:
    assert _given(text) == {}
    assert _given('{"a": 1}') == {"a": "1"}


def test_pages_that_cannot_be_read_are_no_scan_and_are_told() -> None:
    assert has_text(b"%PDF-1.7")
    told = _added([Counter()], b"%PDF-1.7", (), frozenset(), ())
    assert list(told) == [Beside("De tekst van de bladzijden is niet te lezen.", "bladzijde 1")]


# --- Word ---


def wordml(inside: str) -> etree._Element:
    return etree.fromstring(f'<w:document xmlns:w="{W}"><w:body>{inside}</w:body></w:document>')


def control(name: str, text: str, box: str = "") -> str:
    run = f"<w:r><w:t>{text}</w:t></w:r>"
    return f'<w:sdt><w:sdtPr><w:tag w:val="{name}"/>{box}</w:sdtPr><w:sdtContent>{run}</w:sdtContent></w:sdt>'


def test_a_word_file_has_no_more_elements_or_answers_than_it_may(monkeypatch: pytest.MonkeyPatch) -> None:
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    data = zipped(
        (
            "_rels/.rels",
            f'<Relationships><Relationship Type="{office}" Target="word/document.xml"/></Relationships>'.encode(),
        ),
        ("word/document.xml", etree.tostring(wordml(f"<w:p>{control('a', 'x')}{control('b', 'y')}</w:p>"))),
    )
    assert read_word(data, "x.docx").values == {"a": "x", "b": "y"}
    for limit in ("MAX_ELEMENTS", "MAX_SPOTS"):
        with monkeypatch.context() as patch:
            patch.setattr(word, limit, 1)
            with pytest.raises(Refusal, match="file-bomb"):
                read_word(data, "x.docx")


def test_a_word_file_without_a_body_is_damaged() -> None:
    blank = corpus.words()[0]
    root = wordfiles.body(blank)
    root.remove(root[0])
    with pytest.raises(Refusal, match="file-damaged"):
        read_word(wordfiles.with_body(blank, root), "x.docx")


def test_cells_that_were_taken_out_of_their_table_are_rows_all_the_same() -> None:
    """A row ends where a name comes back, or another number begins."""
    slots = [("t.1.a", "één"), ("t.1.b", "twee"), ("t.1.a", "drie"), ("t.2.b", "vier")]
    root = wordml("".join(f"<w:p>{control(name, text)}</w:p>" for name, text in slots))
    collector = Collector()
    for spot, (name, _) in zip(root.iter("{*}sdt"), slots, strict=True):
        collector.add(spot, name)
    assert collector.rows() == {"t": ({"a": "één", "b": "twee"}, {"a": "drie"}, {"b": "vier"})}


def test_a_row_without_a_table_around_it_is_that_row_alone() -> None:
    root = wordml(f"<w:tr><w:tc><w:p>{control('t.1.a', 'één')}</w:p></w:tc></w:tr>")
    collector = Collector()
    (spot,) = root.iter("{*}sdt")
    collector.add(spot, "t.1.a")
    assert collector.rows() == {"t": ({"a": "één"},)}


def test_a_sign_of_a_picture_font_beside_the_answers_is_told() -> None:
    root = wordml('<w:p><w:r><w:t>Ja </w:t><w:sym w:font="Wingdings" w:char="F0FE"/></w:r></w:p>')
    assert [line.text for line in lines_beside([root], set())] == ["Ja ☑"]


@pytest.mark.parametrize(("on", "shown", "value", "left"), [(1, "graag", "true", True), (0, "graag", "graag", False)])
def test_words_typed_over_a_box_are_kept_beside_its_tick_or_are_the_answer(
    on: int, shown: str, value: str, left: bool
) -> None:
    box = f'<w:checkbox><w:checked w:val="{on}"/></w:checkbox>'
    root = wordml(f"<w:p>{control('a', shown, box)}</w:p>")
    (spot,) = root.iter("{*}sdt")
    taken: set[object] = set()
    assert spot_value(spot, None, taken) == value
    assert ([line.text for line in lines_beside([root], taken)] == [shown]) is left


def test_a_mark_between_two_paragraphs_of_an_answer_ends_it_not() -> None:
    styled = f'<w:pPr><w:pStyle w:val="{ANSWER_STYLE}"/></w:pPr>'
    more = "<w:p><w:r><w:t>en meer</w:t></w:r></w:p>"
    root = wordml(f'<w:p>{styled}</w:p><w:bookmarkEnd w:id="1"/>{more}<w:tbl/>{more}')
    taken: set[object] = set()
    assert below(next(root.iter("{*}p")), "Een antwoord", taken) == "Een antwoord\nen meer"
    assert len(taken) == 1


# --- what is told ---


def test_what_the_standard_check_says_is_told_in_the_end(tmp_path: Path) -> None:
    form = Form("csv", "kennismaking", "1.2", "1.0.0", place_nowhere(Found("a.csv", "csv")))
    package = Package({}, 1, False, (Note("filled-against-schema"), Note("filled-against-schema")))
    told = list(lines([Read("a.csv", (form,))], package, tmp_path))
    assert told[-2] == "De standaardcontrole van datapakketten meldt iets (2). Kijk in meldingen.csv."
    assert IMPRINT.mark not in told[-1]
