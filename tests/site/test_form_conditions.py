"""A question that waits for a choice elsewhere: out of sight until then, and never with an answer in it."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
from playwright.sync_api import Browser

from formsite import open_form, save, saved_answers
from watched import violations

ASKED, WAITS = "[name=uitkering_indicatie]", "#v-welke_uitkering"


def test_it_appears_with_the_choice_and_keeps_what_was_typed(browser: Browser, address: str, tmp_path: Path) -> None:
    watched, page = open_form(browser, address, "3.1")
    stays = page.locator("[data-question=welke_uitkering] .tb-field__stays")
    assert page.is_hidden(WAITS)
    page.check(f"{ASKED}[value=nee]")
    assert page.is_hidden(WAITS)
    page.check(f"{ASKED}[value=ja]")
    assert page.is_visible(WAITS)
    assert stays.is_hidden()
    page.fill(WAITS, "Wajong")
    page.check(f"{ASKED}[value=nee]")
    assert page.is_visible(WAITS)
    assert "‘ja’ bij ‘Uitkering" in stays.inner_text()
    assert violations(page) == []
    file = save(page, tmp_path)
    assert saved_answers(file)["values"]["welke_uitkering"] == "Wajong"
    page.fill(WAITS, "")
    assert page.is_visible(WAITS), "not from under someone who empties it"
    page.focus("#v-wensberoep")
    page.wait_for_selector(WAITS, state="hidden")
    with page.expect_file_chooser() as waiting:
        page.click("[data-do=open]")
    waiting.value.set_files(file)
    page.click("[data-merge-ask] [data-merge-do=replace]")
    page.wait_for_selector("[data-said]:has-text('geopend')")
    assert page.input_value(WAITS) == "Wajong"
    assert page.is_visible(WAITS)
    page.click("[data-do=wipe]")
    page.click("[data-dialog-yes]")
    assert page.is_hidden(WAITS)
    watched.context.close()
    assert watched.problems == []


def test_on_paper_it_stands(browser: Browser, address: str, tmp_path: Path) -> None:
    watched, page = open_form(browser, address, "2.2.3")
    assert page.locator(".is-waiting").count() == 3
    page.pdf(path=str(tmp_path / "paper.pdf"), format="A4")
    document = pypdfium2.PdfDocument(tmp_path / "paper.pdf")
    text = "".join(sheet.get_textpage().get_text_range() for sheet in document)
    assert text.count("Zo ja, van wie?") == 2
    assert "blijft in beeld" not in text
    watched.context.close()
