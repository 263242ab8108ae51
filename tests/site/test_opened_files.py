"""The form page opens what other programs filled in: every format as a PDF and as a Word file, and bad files."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from docx.oxml.ns import qn
from playwright.sync_api import Browser, Page

import pdfium_fill
import wordfiles
from filled import Filled, fill_in, found_rows, found_values
from formsite import choose_file, formats, open_form, save, saved_answers
from joinedpdf import joined_by_mupdf, joined_by_pdftk, joined_by_pikepdf
from pages import FORMATS
from toolbox.core.form import Format, QuestionType
from toolbox.forms.dates import iso_date
from watched import NOTHING_STORED, STORED
from wordfiles import members, packed

WORD, PDF = ".docx", "-invulbaar.pdf"


def said(page: Page, word: str) -> None:
    page.wait_for_selector(f"[data-said]:has-text('{word}')")


def filled_word(blank: bytes, form: Format, given: Filled) -> bytes:
    return wordfiles.filled(blank, form, dict(given.fields()))


def filled_pdf(blank: bytes, filled: Filled) -> bytes:
    return pdfium_fill.fill(blank, dict(filled.fields()))


def expected(form: Format, filled: Filled) -> dict[str, Any]:
    """As the page saves it: dates as in data, and every column of a row."""
    values = found_values(filled)
    rows: dict[str, list[dict[str, str]]] = found_rows(form, filled)
    for question in form.questions:
        if question.type is QuestionType.DATE:
            values[question.name] = iso_date(values[question.name])
    for table in form.tables:
        empty = dict.fromkeys((column.name for column in table.columns), "")
        rows[table.name] = [empty | row for row in rows[table.name]]
        for column in table.columns:
            if column.type is QuestionType.DATE:
                for row in rows[table.name]:
                    row[column.name] = iso_date(row[column.name])
    return {"values": values, "rows": rows}


@pytest.mark.parametrize("number", FORMATS)
def test_a_filled_in_pdf_and_word_file_open_as_they_were_filled_in(
    browser: Browser, address: str, site: Path, number: str, tmp_path: Path
) -> None:
    """And what the page makes of them itself opens the same."""
    form = formats()[number]
    filled = fill_in(form)
    blank = {kind: (site / "bestanden" / f"{form.slug}{kind}").read_bytes() for kind in (WORD, PDF)}
    files = {WORD: filled_word(blank[WORD], form, filled), PDF: filled_pdf(blank[PDF], filled)}
    watched, page = open_form(browser, address, number)
    page.wait_for_load_state("networkidle")
    before = len(watched.requests)
    for kind, data in files.items():
        (tmp_path / f"ingevuld{kind}").write_bytes(data)
        page.click("[data-do=wipe]")
        page.click("[data-dialog-yes]")
        choose_file(page, tmp_path / f"ingevuld{kind}")
        said(page, "geopend")
        assert page.locator("[data-loose] dd").all_inner_texts() == []
        assert saved_answers(save(page, tmp_path)) == expected(form, filled), kind
    with page.expect_download() as waiting:
        page.click("[data-do=pdf]")
    waiting.value.save_as(tmp_path / "eigen.pdf")
    page.click("[data-do=wipe]")
    page.click("[data-dialog-yes]")
    choose_file(page, tmp_path / "eigen.pdf")
    said(page, "geopend")
    assert saved_answers(save(page, tmp_path)) == expected(form, filled)
    asked = set(watched.since(before))
    assert asked == {
        *("assets/form-pdf.js", "assets/form-word.js"),
        *(f"bestanden/{form.slug}-vorm.js", f"bestanden/{form.slug}-woord.js"),
    }
    assert page.evaluate(STORED) == NOTHING_STORED
    watched.context.close()
    assert watched.problems == []


END = b"\nstartxref\n0\n%%EOF\n"


def bomb() -> bytes:
    """An object stream of 400 kB that unpacks to 400 MB."""
    packed_stream = zlib.compress(bytes(400_000_000), 9)
    head = f"1 0 obj\n<</Type/ObjStm/N 1/First 10/Filter/FlateDecode/Length {len(packed_stream)}>>\nstream\n"
    tail = b"\nendstream\nendobj\ntrailer\n<</Root 2 0 R>>\n" + END
    return b"%PDF-1.7\n" + head.encode() + packed_stream + tail


def drawing(blank: bytes) -> bytes:
    """As the number of an answer can lead to a drawing, in a file that was cut off."""
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(blank)) as pdf:
        field = next(field for field in pdf.Root.AcroForm.Fields if field.get("/FT") == pikepdf.Name.Tx)
        field.V = pdf.make_stream(b"0 0 1 1 re f", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form)
        pdf.save(made)
    return made.getvalue()


BAD: dict[str, tuple[Callable[[Path], bytes], str]] = {
    "leeg.pdf": (lambda site: b"", "Dit bestand is leeg"),
    "bom.pdf": (lambda site: bomb(), "veel meer dan in een ingevuld formulier past"),
    "traag.pdf": (lambda site: b"%PDF-1.7\n" + b"1 0 obj [ " * 400_000 + END, "kapot"),
    "cijfers.pdf": (lambda site: b"%PDF-1.7\n" + b"1" * 2_000_000 + END, "kapot"),
    "rommel.pdf": (lambda site: b"%PDF-1.7\n" + b"a " * 3_000_000 + END, "kapot"),
    "diep.pdf": (lambda site: b"%PDF-1.7\n1 0 obj " + b"[" * 1_000_000 + END, "kapot"),
    "half.pdf": (lambda site: (site / f"bestanden/{formats()['3.1'].slug}{PDF}").read_bytes()[:9_000], "kapot"),
    "print.pdf": (lambda site: (site / f"bestanden/{formats()['3.1'].slug}.pdf").read_bytes(), "geen invulvelden"),
    "ander.pdf": (lambda site: (site / f"bestanden/{formats()['1.1.1'].slug}{PDF}").read_bytes(), "ander format"),
    "ander.docx": (lambda site: (site / f"bestanden/{formats()['1.1.1'].slug}{WORD}").read_bytes(), "ander format"),
    "tekening.pdf": (lambda site: drawing((site / f"bestanden/{formats()['3.1'].slug}{PDF}").read_bytes()), "kapot"),
    "tabel.xlsx": (lambda site: (site / f"bestanden/{formats()['3.1'].slug}.xlsx").read_bytes(), "Dit soort bestand"),
    "bom.docx": (lambda site: word_bomb(site), "veel meer dan in een ingevuld formulier past"),
    "oud.doc": (lambda site: b"\xd0\xcf\x11\xe0" + bytes(600), "wachtwoord"),
    "half.docx": (lambda site: (site / f"bestanden/{formats()['3.1'].slug}{WORD}").read_bytes()[:-300], "kapot"),
}


def word_bomb(site: Path) -> bytes:
    parts = members((site / f"bestanden/{formats()['3.1'].slug}{WORD}").read_bytes())
    return packed({**parts, "docProps/core.xml": bytes(300_000_000)})


def test_a_bad_file_is_told_and_changes_nothing(browser: Browser, address: str, site: Path, tmp_path: Path) -> None:
    watched, page = open_form(browser, address, "3.1")
    for name, (make, words) in BAD.items():
        (tmp_path / name).write_bytes(make(site))
        choose_file(page, tmp_path / name)
        said(page, words)
        assert page.inner_text("[data-said]").count(".") > 0
        page.evaluate("document.querySelector('[data-said]').textContent = ''")
    watched.context.close()
    assert watched.problems == []


@pytest.mark.filterwarnings("ignore:Copying pages", "ignore:This document has .* form widget")
def test_of_forms_that_were_put_together_nothing_is_mixed(
    browser: Browser, address: str, site: Path, tmp_path: Path
) -> None:
    """Also where one of the two was left open, or a choice. The same form twice is one form."""
    form = formats()["2.1"]
    blank = (site / "bestanden" / f"{form.slug}{PDF}").read_bytes()
    filled = fill_in(form)
    whole = filled_pdf(blank, filled)
    watched, page = open_form(browser, address, form.number)
    for join in (joined_by_pikepdf, joined_by_mupdf, joined_by_pdftk):
        for one, two in ((whole, blank), (blank, whole)):
            (tmp_path / "samen.pdf").write_bytes(join(one, two))
            choose_file(page, tmp_path / "samen.pdf")
            said(page, "een vraag twee keer")
            page.evaluate("document.querySelector('[data-said]').textContent = ''")
    assert saved_answers(save(page, tmp_path))["values"] == dict.fromkeys(found_values(filled), "")
    (tmp_path / "dubbel.pdf").write_bytes(joined_by_pdftk(whole, whole))
    choose_file(page, tmp_path / "dubbel.pdf")
    said(page, "geopend")
    assert saved_answers(save(page, tmp_path)) == expected(form, filled)
    watched.context.close()
    assert watched.problems == []


def test_of_word_forms_that_were_put_together_nothing_is_mixed(
    browser: Browser, address: str, site: Path, tmp_path: Path
) -> None:
    """Below one another or twice the same; a heading without answers below it is of no form."""
    form, other = formats()["2.1"], formats()["2.2.2"]
    blank, second = ((site / "bestanden" / f"{one.slug}{WORD}").read_bytes() for one in (form, other))
    filled = fill_in(form)
    whole = filled_word(blank, form, filled)
    watched, page = open_form(browser, address, form.number)
    for one, two in ((whole, blank), (blank, whole), (whole, second), (whole, whole)):
        (tmp_path / "samen.docx").write_bytes(wordfiles.joined(one, two))
        choose_file(page, tmp_path / "samen.docx")
        said(page, "meer formulieren onder elkaar")
        page.evaluate("document.querySelector('[data-said]').textContent = ''")
    assert saved_answers(save(page, tmp_path))["values"] == dict.fromkeys(found_values(filled), "")
    root = wordfiles.body(whole)
    blocks = root.find(qn("w:body"))
    blocks.insert(len(blocks) - 1, deepcopy(blocks[0]))
    (tmp_path / "kop.docx").write_bytes(wordfiles.with_body(whole, root))
    choose_file(page, tmp_path / "kop.docx")
    said(page, "geopend")
    saved, asked = saved_answers(save(page, tmp_path)), expected(form, filled)
    listed = [saved["values"].pop(name) for name in set(saved["values"]) - set(asked["values"])]
    assert (listed, saved) == ([f"{form.number} {form.title}"], asked)
    watched.context.close()
    assert watched.problems == []


def test_what_stands_outside_the_answers_is_listed(browser: Browser, address: str, site: Path, tmp_path: Path) -> None:
    """A paragraph in a Word file, a comment on a PDF; and a file without any mark is known by its questions."""
    form = formats()["2.1"]
    watched, page = open_form(browser, address, "2.1")
    blank = (site / "bestanden" / f"{form.slug}{WORD}").read_bytes()
    parts = members(blank)
    main = parts["word/document.xml"].decode()
    typed = main.replace("</w:body>", "<w:p><w:r><w:t>Bel mij maandag.</w:t></w:r></w:p></w:body>")
    kept = {name: data for name, data in parts.items() if not name.startswith("docProps/")}
    kept["_rels/.rels"] = (
        b"".join(part for part in parts["_rels/.rels"].partition(b"<Relationship ")[:1])
        + b'<Relationship Id="rId1" Type="http://x/officeDocument" Target="word/document.xml"/></Relationships>'
    )
    (tmp_path / "los.docx").write_bytes(packed({**kept, "word/document.xml": typed.encode()}))
    choose_file(page, tmp_path / "los.docx")
    page.wait_for_selector("[data-loose]")
    assert page.locator("[data-loose] dd").all_inner_texts() == ["Bel mij maandag."]

    target = io.BytesIO()
    with pikepdf.open(io.BytesIO((site / "bestanden" / f"{form.slug}{PDF}").read_bytes())) as pdf:
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.FreeText, Rect=[0, 0, 9, 9], Contents="Zie achterkant"
        )
        pdf.pages[0].obj.Annots.append(pdf.make_indirect(note))
        pdf.save(target)
    (tmp_path / "los.pdf").write_bytes(target.getvalue())
    page.click("[data-do=wipe]")
    page.click("[data-dialog-yes]")
    choose_file(page, tmp_path / "los.pdf")
    page.wait_for_selector("[data-loose] dt:has-text('opmerking op bladzijde 1')")
    assert page.locator("[data-loose] dd").all_inner_texts() == ["Zie achterkant"]
    watched.context.close()
    assert watched.problems == []
