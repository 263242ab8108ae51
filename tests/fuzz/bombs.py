"""Inputs that took minutes or gigabytes before their fault was mended: one thing, said very often.

Each is small to write down and large to read, so it is made here and not kept as a file. By target, then by name.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

import pikepdf

from fuzz import corpus
from fuzz.grammar import MARKDOWN_LIMIT
from fuzz.mutation import written
from toolbox.source.limits import MAX_FILE_BYTES

Bombs = Mapping[str, bytes]
LETTER = b"From: a <a@b.nl>\nSubject: x\nDate: Mon, 23 Nov 2026 10:00:00 +0100\n"
CHANGE = b"diff --git a/content/a.md b/content/a.md\n--- a/content/a.md\n+++ b/content/a.md\n@@ -1 +1 @@\n-a\n+b\n"
PARTS = LETTER + b"Content-Type: multipart/mixed; boundary=a\n\n"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
QUESTIONS = b"naam,geboren,gezondheid,stage,dagen,akkoord,handtekening\n"
ROWS = b"groep,nr,taak,oordeel\n"


def full(piece: str, limit: int = MARKDOWN_LIMIT - 2_000) -> bytes:
    """As often as there is room for it."""
    return piece.encode() * (limit // len(piece.encode()))


def numbered(piece: str, count: int) -> bytes:
    """With another number in the place of each N."""
    return "".join(piece.replace("N", str(number)) for number in range(count)).encode()


def markdown() -> Bombs:
    pieces: tuple[str, ...] = (
        "[a ",
        "[[",
        "*a ",
        "**a ",
        "_a ",
        "***a** b* ",
        "`a ",
        "\\",
        "&#",
        "![a](b.png)\n\n",
        "[](",
        "](",
        "[^",
        "{#",
        "{: #",
    )
    pieces += (
        "a\n---\n",
        "***\n",
        "## a\n",
        "> ## a\n",
        "a\n: b\n",
        "a\n: ",
        "a\n: b\n\n",
        "> a\n\nb\n\n",
        "- a\n\n    b\n\n",
    )
    pieces += (
        "> ",
        "- ",
        "1. ",
        "> - ",
        ">",
        "[TOC]\n\n",
        "a|b\n-|-\na|b\n\n",
        "[a] \n\n",
        "\n",
        " ",
        "\t",
        "a",
        "## a\n\n",
    )
    lone = {repr(piece): full(piece) for piece in pieces}
    return lone | {
        "contents": b"## a\n" * 2_000 + b"[TOC]\n\n" * 4_000,
        "one note, often": full("a[^1]\n\n") + b"\n\n[^1]: a\n",
        "a long address, often": b"[x]: https://a.nl/" + b"b" * 19_000 + b"\n\n" + b"[x] " * 4_000,
        "a long title, often": b'[x]: b.md "' + b"t " * 9_000 + b'"\n\n' + b"[x]\n\n" * 3_000,
        "notes": numbered("[^N]\n\n[^N]: b\n\n", 1_300),
        "stairs": b"\n".join(b"    " * level + b"- a" for level in range(130)),
        "a wide table": b"a|" * 40 + b"\n" + b"-|" * 40 + b"\n" + b"|\n" * 19_000,
    }


def yaml_files() -> Bombs:
    many = {piece: numbered(piece, 200_000)[:MAX_FILE_BYTES].rpartition(b"\n")[0] for piece in YAML}
    return many | {
        "deep": b"[" * 100_000,
        "deep blocks": b"- " * 70_000,
        "stairs": b"\n".join(b" " * level + b"a:" for level in range(500)),
        "anchors": b"a: &a [x]\n" + numbered("bN: [*a, *a]\n", 1_000),
        "one long word": b"a: " + b"9" * (MAX_FILE_BYTES - 10),
        "one long key": b"? " + b"a" * (MAX_FILE_BYTES - 10),
        "no end": b'a: "' + b"x\n" * 70_000,
    }


def canonical() -> Bombs:
    """What is lawful YAML, and comes to the library that keeps its form."""
    return {piece: numbered(piece, 7_000) for piece in ("aN: 1\n", "- aN: N\n", "- N\n")} | {
        "deep": b"[" * 10_000,
        "anchors": b"a: &a [x]\n" + numbered("bN: [*a, *a]\n", 1_000),
        "a package": packages()["fields"],
    }


YAML = (
    "aN: 1\n",
    "aN:\n",
    "- N\n",
    "- N\n- aN\n",
    "- a: N\n",
    "? N\n",
    "a: N\n",
    "roles: [N]\n",
    "- \n",
    "aN: no\n",
    "# N\n",
    'aN: "\\u001b"\n',
)


def packages() -> Bombs:
    """What gets past the YAML: lists that are far too long, of things that are right or nearly so."""
    data = corpus.packages_as_data()[-1]
    field = {"name": "x", "title": "X", "type": "date", "section": "nergens"}
    answers, *tables = data["resources"]
    found = {
        "roles": data | {"roles": [*range(9_000), *map(str, range(9_000))]},
        "fields": data
        | {"resources": [answers | {"schema": {"fields": [field | {"name": f"x{n}"} for n in range(119)]}}]},
        "lost fields": data
        | {"resources": [{"name": f"r{n}", "path": "a.csv", "schema": {"fields": [field] * 40}} for n in range(25)]},
        "keys": data | {f"x{number}": 1 for number in range(9_000)},
        "a long name": data | {"resources": [{"name": ["x"] * 5_000, "schema": {"fields": [{}] * 2_000}}, *tables]},
        "texts": data
        | {"sections": [{"name": f"s{n}", "title": "S", "description": "*a **b _c " * 240} for n in range(55)]},
    }
    return {**{name: _dumped(value) for name, value in found.items()}, **yaml_files()}


def _dumped(value: Any) -> bytes:
    from fuzz.grammar import dumped

    return dumped(value)[:MAX_FILE_BYTES]


def rows() -> Bombs:
    return {
        "rows": ROWS + b"a,b,c,d\n" * 18_000,
        "lone cells": ROWS + b",\n" * 70_000,
        "wide": b"a," * 70_000,
        "odd characters": ROWS + "漢,漢,漢,漢\n".encode() * 9_000,
        "controls": b"\x01\n" * 70_000,
        "quotes": ROWS + b'"' * 140_000,
        "one cell": ROWS + b"a" * 140_000,
    }


def letters() -> Bombs:
    parameters = b"".join(b" a*%d*=b;" % number for number in range(200_000))
    return {
        "times": b"From a " + b"00:00 2026 " * 400_000,
        "short times": (b"From a " + b"00:002026" * 500 + b"\nx\n") * 1_000,
        "separators": b"From a 00:00 2026\n" * 250_000,
        "parts": PARTS + b"--a\n\n" * 500_000,
        "parts in parts": PARTS + b"--a\nContent-Type: multipart/mixed; boundary=a\n\n" * 90_000,
        "mails in mails": LETTER + b"Content-Type: message/rfc822\n\n" * 100_000,
        "deep parts": LETTER + numbered("Content-Type: multipart/mixed; boundary=aN\n\n--aN\n", 50_000),
        "parameters": LETTER + b"Content-Type: text/plain" + b"; a=b" * 800_000 + b"\n\n" + CHANGE,
        "numbered parameters": LETTER + b"Content-Type: text/plain;" + parameters + b"\n\n" + CHANGE,
        "folded": b"From: a@b.nl\n" + b" a\n" * 1_000_000 + b"\n" + CHANGE,
        "empty lines": LETTER + b"\n" + b"\n" * 4_900_000,
        "lines": LETTER + b"\n" + b"a\n" * 2_000_000 + CHANGE,
        "trailers": LETTER + b"\n" + b"A: b\n" * 900_000 + b"---\n" + CHANGE,
        "replies": b"From: a <a@b.nl>\nSubject: " + b"Re: " * 1_000_000 + b"\n\n" + CHANGE,
        "words": b"From: " + b"=?utf-8?q?a?= " * 300_000 + b"<a@b>\n\n" + CHANGE,
        "files": LETTER + b"\n" + CHANGE.replace(b"a.md", b"aN.md") * 20_000,
        "domain names": LETTER + b"Content-Type: text/plain; charset=idna\n\n" + b"xn--a." * 600_000 + CHANGE,
    }


def reports() -> Bombs:
    return {
        "deep": b"[" * 5_000_000,
        "a number": b'{"version":' + b"9" * 4_000_000 + b"}",
        "a key": b'{"a":1,' * 600_000,
    }


def words() -> Bombs:
    line, cell = "<w:r><w:t>x</w:t></w:r>", "<w:tbl><w:tr><w:tc><w:p>{}</w:p></w:tc></w:tr></w:tbl>"
    many = "".join(_control(f"taken_lijst.{number % 9_999}.taak", line) for number in range(10_000))
    cells = ("<w:tc>" + _control("taken_lijst.1.taak", line) + "</w:tc>") * 10_000
    notes = '<w:p><w:pPr><w:pStyle w:val="Antwoord"/></w:pPr>{}</w:p>'
    return {
        "choices": _word("".join(_control(f"dagen.c{number}", line) for number in range(20_000))),
        "one paragraph": _word(f"<w:p>{_control('naam', line) * 20_000}</w:p>"),
        "one cell": _word(cell.format(many)),
        "cells": _word(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"),
        "rows": _word(f"<w:tbl><w:tr><w:tc>{many[:200]}</w:tc></w:tr>{'<w:tr><w:tc/></w:tr>' * 50_000}</w:tbl>"),
        "lines below": _word(notes.format(_control("naam", line)) + notes.format(line) * 20_000),
        "a text": _word(_control("naam", f"<w:p><w:r><w:t>{'x' * 9_000_000}</w:t></w:r></w:p>")),
        "deep": _word("<w:ins>" * 5_000 + _control("naam", line) + "</w:ins>" * 5_000),
        "a cell without a row": _word(f"<w:tc>{_control('taken_lijst.1.taak', line)}</w:tc>"),
        "a row without a table": _word(f"<w:tr><w:tc>{_control('taken_lijst.1.taak', line)}</w:tc></w:tr>"),
        "a row in a cell": _word(f"<w:tc><w:tr>{_control('taken_lijst.1.taak', line)}</w:tr></w:tc>"),
    }


def _control(tag: str, content: str) -> str:
    return f'<w:sdt><w:sdtPr><w:tag w:val="{tag}"/></w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>'


def _word(body: str) -> bytes:
    document = f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'.encode()
    return _with(corpus.words()[0], {"word/document.xml": document})


def _with(data: bytes, changed: Mapping[str, bytes]) -> bytes:
    """A zip with other contents for some of its files."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = [(name, changed.get(name, archive.read(name))) for name in archive.namelist()]
    return written(members, zipfile.ZIP_DEFLATED)


def workbooks() -> Bombs:
    far = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="A1048576"><v>1</v></c></row>'
    wide = "".join(f'<row r="{row}"><c r="XFD{row}"><v>1</v></c></row>' for row in range(1, 600))
    long = "".join(f'<row r="{row}"><c r="A{row}"><v>1</v></c></row>' for row in range(1, 150_000))
    text = f'<row r="1"><c r="A1" t="inlineStr"><is><t>{"x" * 7_000_000}</t></is></c></row>'
    return {
        "far": _book(far, 8),
        "wide": _book(wide, 8),
        "long": _book(long, 1),
        "all sheets long": _book(long, 8),
        "a text": _book(text, 1),
    }


def _book(cells: str, sheets: int) -> bytes:
    sheet = f'<worksheet xmlns="{SHEET}"><sheetData>{cells}</sheetData></worksheet>'.encode()
    return _with(corpus.workbooks()[0], {f"xl/worksheets/sheet{number}.xml": sheet for number in range(1, sheets + 1)})


def pdfs() -> Bombs:
    return {
        "a stream": _pdf(lambda pdf: [_field(pdf, "naam", pikepdf.Stream(pdf, b"0" * 300_000_000))]),
        "fields": _pdf(lambda pdf: [_field(pdf, f"a{number}", pikepdf.String("x")) for number in range(4_900)]),
        "texts": _pdf(lambda pdf: [_field(pdf, f"a{number}", pikepdf.String("x" * 99_000)) for number in range(190)]),
        "brackets": b"%PDF-1.7\n1 0 obj\n" + b"[" * 2_000_000,
        "dictionaries": b"%PDF-1.7\n1 0 obj\n" + b"<<" * 1_000_000,
    }


def _pdf(fields: Callable[[pikepdf.Pdf], list[pikepdf.Object]]) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(corpus.filled_pdfs()[2])) as pdf:
        pdf.Root.AcroForm.Fields = pikepdf.Array(fields(pdf))
        for page in pdf.pages:
            del page.Annots
        pdf.save(out, compress_streams=True)
    return out.getvalue()


def _field(pdf: pikepdf.Pdf, name: str, value: pikepdf.Object) -> pikepdf.Object:
    return pdf.make_indirect(pikepdf.Dictionary(T=pikepdf.String(name), FT=pikepdf.Name.Tx, V=value))


def pages() -> Bombs:
    page = corpus.saved_page()
    found = {
        "attributes": page.replace(b"<main>", b"<main " + numbered("aN=b ", 200_000) + b">"),
        "attributes past a quote": page.replace(b"<main>", b"<main == ' a=\"'>\" " + numbered("aN ", 200_000) + b">"),
        "comments": b"<!---->" * 140 + b"x" + page,
        "metas": page.replace(b"</head>", b"<meta name=keywords content=x>" * 100_000 + b"</head>"),
        "deep": page.replace(b"</main>", b"<div>" * 100_000 + b"</main>"),
    }
    return found


def data_packages() -> Bombs:
    (data,) = corpus.data_packages()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        package = json.loads(archive.read("datapackage.json"))
    again = [{"name": f"a{number}", "path": "taken_lijst.csv", "schema": {"fields": []}} for number in range(20_000)]
    same = json.dumps(package | {"resources": again}).encode()
    return {
        "wide": _with(data, {"taken_lijst.csv": numbered("aN,", 100_000)}),
        "rows": _with(data, {"taken_lijst.csv": ROWS + b"a,b,c,d\n" * 60_000}),
        "one file, often": _with(data, {"datapackage.json": same, "taken_lijst.csv": ROWS + b"a,b,c,d\n" * 10_000}),
        "deep": _with(data, {"datapackage.json": b'{"a":' * 100_000}),
    }


def csv_files() -> Bombs:
    return {
        "forms": QUESTIONS + b"a,,,,,,\n" * 600_000,
        "wide": numbered("aN,", 400_000),
        "a cell": QUESTIONS + b"a" * 4_900_000,
        "choices": QUESTIONS + b',,,,"' + b"week," * 200_000 + b'",,\n',
    }


BOMBS: Mapping[str, Callable[[], Bombs]] = {
    "markdown": markdown,
    "package": packages,
    "rows": rows,
    "canonical": canonical,
    "letters": letters,
    "report": reports,
    "read-word": words,
    "read-workbook": workbooks,
    "read-pdf": pdfs,
    "read-page": pages,
    "read-package": data_packages,
    "read-csv": csv_files,
}
