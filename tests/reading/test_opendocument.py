"""OpenDocument as other programs write it: LibreOffice, the real one, gets it so that it drops nothing."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from lxml import etree

from boxes import ROOT, source_of
from toolbox.reading.office import OPEN_TEXT, converted
from toolbox.reading.opendocument import dropped, for_text
from toolbox.reading.run import read_one
from toolbox.reading.word import lines_of
from wordfiles import members

pytestmark = pytest.mark.slow

NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "text", "table", "manifest")
)
KIND = "application/vnd.oasis.opendocument.text"
# As pandoc writes a table: the cells that a span covers are not there.
CELL = "<table:table-cell{}><text:p>{}</text:p></table:table-cell>"
COLUMNS = '<table:table-column table:number-columns-repeated="4"/>'
WIDE, HIGH = ' table:number-columns-spanned="2"', ' table:number-rows-spanned="2"'
ROWS = (
    ((WIDE, "kop"), (HIGH, "naast")),
    ((WIDE, "zon"), ("", "maan"), ("", "ster")),
    ((HIGH, "berg"), ("", "dal"), ("", "zee")),
    (("", "bos"), ("", "hei")),
)


CASES = Path(__file__).parent / "cases"
TOOLBOX = source_of(ROOT).toolbox


def table() -> str:
    head, *rows = (
        "".join(("<table:table-row>", *(CELL.format(*cell) for cell in row), "</table:table-row>")) for row in ROWS
    )
    return (
        f"<table:table>{COLUMNS}<table:table-header-rows>{head}</table:table-header-rows>{''.join(rows)}</table:table>"
    )


def text_file(inside: str) -> bytes:
    body = f"<office:body><office:text>{inside}</office:text></office:body>"
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{kind}"/>'
        for path, kind in (("/", KIND), ("content.xml", "text/xml"))
    )
    parts = {
        "mimetype": KIND,
        "content.xml": f"<office:document-content {NAMES} office:version='1.2'>{body}</office:document-content>",
        "META-INF/manifest.xml": f"<manifest:manifest {NAMES} manifest:version='1.2'>{entries}</manifest:manifest>",
    }
    return as_text_file({name: part.encode() for name, part in parts.items()})


def as_text_file(parts: Mapping[str, bytes]) -> bytes:
    """Its first member says what it is, and is not packed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return buffer.getvalue()


def grid(data: bytes) -> list[list[str]]:
    rows = etree.fromstring(members(data)["content.xml"]).iter("{*}table-row")
    return [["".join(map(str, cell.itertext())) for cell in row] for row in rows]


def test_a_span_has_its_covered_cells() -> None:
    assert grid(for_text(text_file(table()))) == [
        ["kop", "", "naast"],
        ["zon", "", "maan", "ster"],
        ["berg", "dal", "zee"],
        ["", "bos", "hei"],
    ]


def test_libreoffice_then_keeps_every_cell() -> None:
    data = text_file(table())
    made = lines_of(converted(data, OPEN_TEXT))
    assert set(made) >= {text for row in ROWS for _, text in row}
    assert dropped(data, made) == ()


def test_what_is_covered_already_or_no_xml_stays_as_it_is() -> None:
    for inside in (table().replace(CELL.format("", "zee"), "<table:covered-table-cell/>"), "<text:p>"):
        assert for_text(text_file(inside)) == text_file(inside)


def test_what_it_drops_all_the_same_is_listed(tmp_path: Path) -> None:
    """Here a covered cell elsewhere says that spans are as they should be, and one is not."""
    parts = members((CASES / "libreoffice-odt" / "ingevuld.odt").read_bytes())
    covered = f"<table:table>{COLUMNS}<table:table-row><table:covered-table-cell/></table:table-row></table:table>"
    parts["content.xml"] = parts["content.xml"].replace(b"</office:text>", f"{table()}{covered}</office:text>".encode())
    path = tmp_path / "x.odt"
    path.write_bytes(as_text_file(parts))
    (form,) = read_one(path, TOOLBOX).forms
    listed = {item.value for item in form.placed.unplaced}
    assert {text for row in ROWS for _, text in row} <= listed


def test_notes_tabs_and_counted_numbers() -> None:
    note = "<text:note><text:note-body><text:p>onder</text:p></text:note-body></text:note>"
    page = "<text:page-number>7</text:page-number>"
    line = f"<text:p>een<text:tab/>twee{note}<text:s/>drie<text:line-break/>vier {page}</text:p>"
    gone = "<text:tracked-changes><text:p>weg</text:p></text:tracked-changes>"
    lines = dropped(text_file(gone + line), ["onder"])
    assert [beside.text for beside in lines] == ["een\ttwee drie", "vier "]
    assert [beside.near for beside in lines] == ["", "een\ttwee drie"]
