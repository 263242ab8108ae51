"""A form in another language on the screen: it says which language it is in, and what it saves is the Dutch form's."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from boxes import ROOT, source_of
from formsite import fill_path, save, saved_answers
from toolbox.reading.run import read_one
from toolbox.source.overlays.joined import of_version
from watched import Watched

SOURCE = source_of(ROOT)
ENGLISH = "taal/en/5.3.2/"


def test_what_is_saved_in_english_reads_back_as_the_dutch_form(browser: Browser, address: str, tmp_path: Path) -> None:
    watched = Watched(browser.new_context(locale="en-GB"), address)
    page = watched.open(ENGLISH)
    assert page.evaluate("[document.documentElement.lang, document.body.dir]") == ["en", "ltr"]
    # What stands around it is Dutch, and says so.
    assert page.locator("header.tb-topbar[lang=nl]").count() == page.locator("footer[lang=nl]").count() == 1
    page.fill("#v-naam", "Zoë")
    page.fill("#v-datum", "28-11-2026")
    page.fill("#v-presteer_goed", "I know what to do")
    page.get_by_label("teacher", exact=True).check()
    file = save(page, tmp_path)
    assert page.inner_text("[data-said]") == f"Saved. The file is called {file.name}; you find it in your downloads."
    assert watched.problems == []
    watched.context.close()
    assert saved_answers(file)["values"]["delen_met"] == "docent"
    read = read_one(file, SOURCE.toolbox, lambda name: of_version(SOURCE.languages, name))
    (form,) = read.forms
    assert (form.number, form.version) == ("5.3.2", "1.0.1+taal-en")
    assert (form.placed.unplaced, form.placed.notes) == ((), ())
    assert form.placed.answers.values == {
        "naam": "Zoë",
        "datum": "2026-11-28",
        "presteer_goed": "I know what to do",
        "delen_met": "docent",
    }


def test_the_scripts_of_a_form_speak_its_language(browser: Browser, address: str, tmp_path: Path) -> None:
    watched = Watched(browser.new_context(locale="en-GB"), address)
    page = watched.open("taal/en/2.2.3/")
    # Nothing of what they say is marked as Dutch.
    assert page.locator("[lang=nl] [data-said], [data-said][lang=nl], [data-errors][lang=nl]").count() == 0
    assert page.inner_text("[data-bar-count]").startswith("0 of ")
    page.locator("[data-type=date] input").first.fill("never")
    page.click("[data-do=data]")
    expect(page.locator("[data-errors-title]")).to_have_text(re.compile(r"^There (is|are) \d+ things? to correct$"))
    assert "there is no correct date" in page.inner_text("[data-errors-list]")
    page.click("[data-do=wipe]")
    expect(page.locator("[data-dialog] h2")).to_have_text("Clear everything?")
    assert page.inner_text("[data-dialog-no]") == "No, go back"
    page.click("[data-dialog-no]")
    saved = save(page, tmp_path).read_text("utf-8")
    assert '<html lang="en">' in saved
    assert "This is a filled-in form with personal data" in saved
    assert '<span class="open">not filled in</span>' in saved
    assert not re.search(r"\b(niet ingevuld|ingevuld formulier)\b", saved)
    assert watched.problems == []
    watched.context.close()


def test_a_language_with_half_of_the_words_leaves_the_scripts_to_dutch(browser: Browser, second_address: str) -> None:
    watched = Watched(browser.new_context(), second_address)
    page = watched.open("taal/ar/1.1/")
    said = page.locator("[data-said]")
    assert (said.get_attribute("lang"), said.get_attribute("dir")) == ("nl", "ltr")
    page.click("[data-do=wipe]")
    expect(page.locator("[data-dialog] h2")).to_have_text("Alles wissen?")
    assert page.locator("[data-dialog]").get_attribute("lang") == "nl"
    watched.context.close()


@pytest.mark.parametrize("path", ["bijlagen/5.3.2/", fill_path("5.3.2")])
def test_a_dutch_page_leads_to_the_same_in_other_languages(browser: Browser, address: str, path: str) -> None:
    watched = Watched(browser.new_context(), address)
    page = watched.open(path)
    links = page.locator(".tb-languages a")
    assert [link.get_attribute("hreflang") for link in links.all()] == ["en", "nl-simple"]
    assert links.all_inner_texts() == ["English", "Makkelijk Nederlands"]
    assert [link.get_attribute("lang") for link in links.all()] == ["en", "nl-simple"]
    links.first.click()
    assert page.url == f"{address}{ENGLISH}"
    watched.context.close()
