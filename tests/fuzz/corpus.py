"""Real files to begin from."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import yaml
from pikepdf import ObjectStreamMode, Pdf

import pdfium_fill
import wordfiles
from boxes import BASE, CASES, IMPRINT, ROOT, source_of
from filled import fill_in, found_rows, found_values
from toolbox.core.edition import Stamp
from toolbox.core.form import ANSWERS_NAME, Format
from toolbox.forms import datapackage
from toolbox.forms.slots import slots
from toolbox.shapes.office.word import render_word
from toolbox.shapes.office.workbook import render_workbook
from toolbox.shapes.paper import single
from toolbox.source.tree import read_tree

HERE = Path(__file__).resolve().parent
SEEDS = HERE / "seeds"
FORM = "forms/1.2-kennismaking"
STAMP = Stamp("1.0.0", "2026-11-23", "0123456", "https://toolbox.example/", IMPRINT)


@cache
def base() -> dict[str, bytes]:
    """The small toolbox of the tests."""
    return dict(read_tree(BASE)[0].files)


@cache
def files(suffix: str) -> tuple[bytes, ...]:
    """Every file with this suffix, smallest first: of the toolbox itself, and of the cases."""
    roots = (ROOT / "content", ROOT / "forms", CASES, ROOT / "tests" / "golden")
    found = {path.read_bytes() for root in roots for path in sorted(root.rglob(f"*{suffix}")) if path.is_file()}
    return tuple(sorted(found, key=lambda data: (len(data), data)))


@cache
def bodies() -> tuple[bytes, ...]:
    """Markdown without its front matter."""
    return tuple(data.split(b"\n---\n", 1)[-1] for data in files(".md"))


@cache
def packages_as_data() -> tuple[Any, ...]:
    """Every datapackage.yaml of the toolbox and of the small one."""
    paths = (*sorted((ROOT / "forms").rglob("datapackage.yaml")), BASE / FORM / "datapackage.yaml")
    return tuple(yaml.safe_load(path.read_text("utf-8")) for path in paths)


@cache
def form() -> Format:
    """The format of the small toolbox: it has every kind of question."""
    (found,) = source_of(BASE).toolbox.formats
    return found


@cache
def filled_pdfs() -> tuple[bytes, ...]:
    """Filled in by PDFium; once more without compression, so that a change in its bytes is a change in its objects."""
    route = source_of(BASE).toolbox.diagram("route")
    density = single.lay_out_format(form(), STAMP, route).density
    blank = single.render_fillable(form(), STAMP, route, density)
    full = pdfium_fill.fill(blank, dict(fill_in(form()).fields()))
    return blank, full, _plain_pdf(full)


def _plain_pdf(data: bytes) -> bytes:
    out = io.BytesIO()
    with Pdf.open(io.BytesIO(data)) as pdf:
        # Fields are what is read; the pages would be most of the bytes.
        for page in pdf.pages:
            page.Contents = pdf.make_stream(b"")
            del page.Resources
        pdf.remove_unreferenced_resources()
        pdf.save(out, object_stream_mode=ObjectStreamMode.disable, compress_streams=False, qdf=True)
    return out.getvalue()


@cache
def words() -> tuple[bytes, ...]:
    """Blank, and with an answer in every control."""
    blank = render_word(form(), STAMP)
    root = wordfiles.body(blank)
    named = wordfiles.controls(root)
    given = dict(fill_in(form()).fields())
    for slot in slots(form()):
        if slot.name in given:
            value = given[slot.name]
            wordfiles.answer(named[slot.name], slot, "true" if value is True else str(value))
    return blank, wordfiles.with_body(blank, root)


@cache
def workbooks() -> tuple[bytes, ...]:
    """Blank, and with something in every cell below the names."""
    blank = render_workbook(form(), IMPRINT)
    book = openpyxl.load_workbook(io.BytesIO(blank))
    for sheet in book:
        for row in sheet.iter_rows(min_row=3, max_row=6):
            for cell in row:
                cell.value = cell.value or f"Ayşe {cell.row}"
    out = io.BytesIO()
    book.save(out)
    return blank, out.getvalue()


@cache
def filled_workbook() -> bytes:
    """An answer in every place, below the name of what is asked."""
    book = openpyxl.load_workbook(io.BytesIO(workbooks()[0]))
    places = {str(sheet["A2"].value).partition(":")[2]: sheet for sheet in book if sheet["A2"].value}
    for name, value in fill_in(form()).fields():
        table, number, key = name.split(".", 2) if name.count(".") > 1 else (ANSWERS_NAME, "1", name)
        sheet = places[table]
        column = [cell.value for cell in sheet[2]].index(key) + 1
        cell = sheet.cell(int(number) + 2, column, "ja" if value is True else _as_data(str(value)))
        cell.data_type = "s"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@cache
def filled_tables() -> tuple[bytes, ...]:
    """The questions as a CSV, and each table."""
    values, rows = fill_in(form()), found_rows(form(), fill_in(form()))
    given = {name: _as_data(text) for name, text in found_values(values).items()}
    return tuple(_csv(table) for table in ([given], *rows.values()))


def _as_data(text: str) -> str:
    return "-".join(reversed(text.split("-"))) if text.endswith("-11-2026") else text


def _csv(rows: Sequence[Mapping[str, str]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


@cache
def data_packages() -> tuple[bytes, ...]:
    return (datapackage.data_zip(form()),)


@cache
def saved_page() -> bytes:
    """As a browser made it; `test_fuzz` looks whether it is still read."""
    return (HERE / "bewaard.html").read_bytes()


LETTER = """From 1111111111111111111111111111111111111111 Mon Sep 17 00:00:00 2001
From: =?utf-8?q?Ay=C5=9Fe?= Y <ayse@example.org>
Date: Mon, 23 Nov 2026 10:00:00 +0100
Subject: [PATCH] Betere zin
MIME-Version: 1.0
Content-Type: text/plain; charset=UTF-8
Content-Transfer-Encoding: 8bit

Dit is duidelijker.

Regio: Twente
---
 content/inleiding.md | 2 +-
 1 file changed, 1 insertion(+), 1 deletion(-)

diff --git a/content/inleiding.md b/content/inleiding.md
index 3b18e512dba79e4c8300dd08aeb37f8e728b8dad..9a1c2b1d0e2f3a4b5c6d7e8f901234567890abcd 100644
--- a/content/inleiding.md
+++ b/content/inleiding.md
@@ -9,3 +9,3 @@
\x20
-De toolbox is voor iedereen.
+De toolbox is voor élke mentor.
\x20
diff --git a/forms/1.2-kennismaking/nieuw.csv b/forms/1.2-kennismaking/nieuw.csv
new file mode 100644
index 0000000..1111111
--- /dev/null
+++ b/forms/1.2-kennismaking/nieuw.csv
@@ -0,0 +1 @@
+a,b
diff --git a/content/oud.md b/content/nieuw.md
similarity index 100%
rename from content/oud.md
rename to content/nieuw.md
--\x20
2.40.1

"""


@cache
def letters() -> tuple[bytes, ...]:
    """One letter, several, and one that is attached to a mail."""
    one = LETTER.encode()
    attached = (
        b"From: a <a@example.org>\nSubject: Fwd\nDate: Mon, 23 Nov 2026 10:00:00 +0100\nMIME-Version: 1.0\n"
        b'Content-Type: multipart/mixed; boundary="grens"\n\n--grens\nContent-Type: text/plain\n\nHierbij.\n'
        b'--grens\nContent-Type: text/x-patch; name="a.patch"\nContent-Disposition: attachment; filename="a.patch"\n\n'
        + one
        + b"\n--grens\nContent-Type: message/rfc822\n\n"
        + one.partition(b"\n")[2]
        + b"\n--grens--\n"
    )
    return one, one + one, attached, one.partition(b"\n\ndiff")[2], one.replace(b"\n", b"\r\n")
