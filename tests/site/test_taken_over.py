"""A file of another format that asks some of the same: what was answered there is offered on the page, and no more."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from test_opened_files import PDF, WORD, filled_pdf, filled_word

from filled import fill_in
from formsite import choose_by_keys, choose_file, fill_path, formats, open_form, save, saved_answers
from watched import BY_COLOUR, NOTHING_STORED, STORED, violations

LIST, BOX = "[data-takeover-list]", "[data-takeover][open]"
REGISTERED = {
    "naam_student": "Jan de Vries",
    "geboortedatum": "3-11-2008",
    "telefoon": "06 12345678",
    "email_prive": "jan@voorbeeld.example",
    "aangemeld_door": "Mevrouw Bakker, mentor",
    "huidige_opleiding": "Assistent horeca",
    "belemmeringen_opleiding": "Dit blijft in 2.2.3.",
}


@pytest.fixture(scope="module")
def registration(browser: Browser, address: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A saved 2.2.3."""
    watched, page = open_form(browser, address, "2.2.3")
    for name, text in REGISTERED.items():
        page.fill(f"#v-{name}", text)
    file = save(page, tmp_path_factory.mktemp("aanmelding"))
    watched.context.close()
    assert watched.problems == []
    return file


def offer(page: Page, file: Path) -> None:
    choose_file(page, file)
    page.wait_for_selector(BOX)


def test_a_registration_is_taken_over_in_the_talk(
    browser: Browser, address: str, registration: Path, tmp_path: Path
) -> None:
    watched, page = open_form(browser, address, "3.1")
    page.fill("#v-opleiding", "Kok")
    before = len(watched.requests)
    choose_by_keys(page, registration)
    page.wait_for_selector(BOX)
    assert page.evaluate("document.activeElement.textContent").startswith("Neem over uit 2.2.3 Voorbeeld 2")
    assert page.inner_text("[data-takeover-file]") == registration.name
    offered = page.locator(f"{LIST} label")
    assert [text.split("\n") for text in offered.all_inner_texts()] == [
        ["Naam", "In het bestand: Jan de Vries", "Hier staat nu: niets"],
        ["Telefoon vast / mobiel", "In het bestand: 06 12345678", "Hier staat nu: niets"],
        ["E-mailadres", "In het bestand: jan@voorbeeld.example", "Hier staat nu: niets"],
        ["Door wie is de student aangemeld?", "In het bestand: Mevrouw Bakker, mentor", "Hier staat nu: niets"],
        ["Welke opleiding volg je?", "In het bestand: Assistent horeca", "Hier staat nu: Kok"],
    ]
    ticked = f"[...document.querySelectorAll('{LIST} input')].map((box) => box.checked)"
    assert page.evaluate(ticked) == [True, True, True, True, False]
    assert violations(page) == []
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 844})
        assert page.evaluate("document.querySelector('[data-takeover]').scrollWidth") <= width
    page.emulate_media(color_scheme="dark")
    assert violations(page, BY_COLOUR) == []
    # The second is left out, the last taken over what stands there.
    for number in range(5):
        page.keyboard.press("Tab")
        if number in (1, 4):
            page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-said]:has-text('4 antwoorden zijn overgenomen')")
    assert page.locator(f"{LIST} *").count() == 0
    assert page.evaluate(STORED) == NOTHING_STORED
    assert watched.since(before) == []
    file = save(page, tmp_path)
    assert {name: text for name, text in saved_answers(file)["values"].items() if text} == {
        "naam_student": "Jan de Vries",
        "e_mailadres": "jan@voorbeeld.example",
        "aangemeld_door": "Mevrouw Bakker, mentor",
        "opleiding": "Assistent horeca",
    }
    for untaken in ("Dit blijft in 2.2.3.", "06 12345678"):
        assert untaken not in file.read_text("utf-8")
        assert untaken not in page.content()
    watched.context.close()
    assert watched.problems == []


def test_nothing_is_taken_unasked(browser: Browser, address: str, registration: Path) -> None:
    watched, page = open_form(browser, address, "3.1")
    blank = page.evaluate("JSON.stringify([...new FormData(document.querySelector('[data-form]'))])")
    for leave in ("[data-takeover-do=no]", "Escape"):
        offer(page, registration)
        page.keyboard.press(leave) if leave == "Escape" else page.click(leave)
        page.wait_for_selector("[data-said]:has-text('niets overgenomen')")
        assert page.locator(f"{LIST} *").count() == 0
        assert page.evaluate("JSON.stringify([...new FormData(document.querySelector('[data-form]'))])") == blank
        page.evaluate("document.querySelector('[data-said]').textContent = ''")
    watched.context.close()
    assert watched.problems == []


def test_what_is_sensitive_is_only_taken_by_name(browser: Browser, address: str, tmp_path: Path) -> None:
    watched, page = open_form(browser, address, "5.3.2")
    page.fill("#v-belemmerende_factoren", "Drukte")
    page.fill("#v-presteer_goed", "het rustig is")
    file = save(page, tmp_path)
    page = watched.open(fill_path("5.5"))
    choose_file(page, file)
    page.wait_for_selector(BOX)
    sensitive = page.locator(f"{LIST} label:has-text('Gevoelig. Neem dit alleen over')")
    assert sensitive.count() == 1
    assert not sensitive.locator("input").is_checked()
    page.click("[data-takeover-do=yes]")
    page.wait_for_selector("[data-said]:has-text('1 antwoord is overgenomen')")
    assert (page.input_value("#v-last_van"), page.input_value("#v-presteer_goed")) == ("", "het rustig is")
    choose_file(page, file)
    sensitive.locator("input").check()
    page.click("[data-takeover-do=yes]")
    expect(page.locator("#v-last_van")).to_have_value("Drukte")
    watched.context.close()
    assert watched.problems == []


def test_a_filled_pdf_or_word_file_may_be_what_is_opened(
    browser: Browser, address: str, site: Path, tmp_path: Path
) -> None:
    form, given = formats()["3.1"], fill_in(formats()["3.1"])
    watched, page = open_form(browser, address, "4.1")
    blanks = {ending: (site / f"bestanden/{form.slug}{ending}").read_bytes() for ending in (PDF, WORD)}
    (tmp_path / "in.pdf").write_bytes(filled_pdf(blanks[PDF], given))
    (tmp_path / "in.docx").write_bytes(filled_word(blanks[WORD], form, given))
    for name in ("in.pdf", "in.docx"):
        choose_file(page, tmp_path / name)
        page.wait_for_selector(BOX)
        assert page.locator(f"{LIST} input:checked").count() == 3
        page.click("[data-takeover-do=yes]")
        page.wait_for_selector("[data-said]:has-text('3 antwoorden zijn overgenomen')")
        assert page.input_value("#v-toekomstig_beroep") == given.values["wensberoep"]
        choose_file(page, tmp_path / name)
        page.wait_for_selector("[data-said]:has-text('staat niets dat hier nog in kan')")
        page.click("[data-do=wipe]")
        page.click("[data-dialog-yes]")
    watched.context.close()
    assert watched.problems == []
