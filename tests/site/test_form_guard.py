"""What guards a form that is filled in on the screen: the cover, the draft with its code word, and leaving the page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Browser, Dialog, Page

import clocks
from formsite import LEFT, fill_path, open_form, saved_answers
from patience import comes_true
from watched import NOTHING_STORED, STORED, Watched, violations

NAME = "#v-naam_student"
WORD = "rode fiets"
DRAFT = "localStorage.getItem('tb-concept:' + location.pathname) ?? ''"
# A page that the browser keeps for when someone comes back, as a phone does without a question before.
PUT_ASIDE = "window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))"
TAKEN_UP = "window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))"


@pytest.fixture
def quiet(browser: Browser, address: str) -> Iterator[Page]:
    """The same page, of which the test turns the clock; a name is filled in."""
    watched, page = open_form(browser, address, "3.1")
    page.clock.install(time="2026-11-23T10:00:00")
    page.reload()
    page.fill(NAME, "Jan de Vries")
    yield page
    watched.context.close()
    assert watched.problems == []


def draft(page: Page) -> str:
    return str(page.evaluate(DRAFT))


def keep_draft(page: Page) -> None:
    page.click("[data-draft-start]")
    page.fill("#codewoord", WORD)
    page.fill("#codewoord-weer", WORD)
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-draft-kept]:visible")


def written(page: Page, change: Callable[[], object]) -> None:
    """The change stands in the draft."""
    before = draft(page)
    change()
    assert comes_true(lambda: draft(page) not in (before, ""))


def open_draft(page: Page, word: str = WORD) -> None:
    page.fill("#concept-woord", word)
    page.keyboard.press("Enter")


def asked(page: Page) -> list[str]:
    """What the browser asks from here on; each time the answer is to go."""
    found: list[str] = []

    def go(dialog: Dialog) -> None:
        found.append(dialog.type)
        dialog.accept()

    page.on("dialog", go)
    return found


# --- nobody touches it ---


@pytest.mark.promise("cover")
def test_after_the_quiet_time_nothing_can_be_read_and_nothing_is_lost(quiet: Page, tmp_path: Path) -> None:
    quiet.focus(NAME)
    height = quiet.evaluate("window.scrollY")
    assert height > 0
    clocks.run_for(quiet, "21:58")
    assert quiet.is_hidden("[data-cover]")
    clocks.run_for(quiet, "00:04")
    assert quiet.is_visible("[data-cover]")
    assert quiet.evaluate("document.activeElement.textContent") == "Doorgaan"
    assert "24 november 2026 om 06:00 uur" in quiet.inner_text("[data-cover-when]")
    assert quiet.is_hidden(NAME)
    assert quiet.evaluate("document.querySelector('[data-form]').closest('[inert]') !== null")
    assert "Naam" not in quiet.locator("body").aria_snapshot()
    quiet.pdf(path=str(tmp_path / "paper.pdf"))
    document = pypdfium2.PdfDocument(tmp_path / "paper.pdf")
    assert "Jan" not in "".join(sheet.get_textpage().get_text_range() for sheet in document)
    assert violations(quiet) == []
    quiet.keyboard.press("Enter")
    assert quiet.is_hidden("[data-cover]")
    assert quiet.input_value(NAME) == "Jan de Vries"
    assert quiet.evaluate("document.activeElement.id") == "v-naam_student"
    assert quiet.evaluate("window.scrollY") == height
    clocks.run_for(quiet, "22:02")
    quiet.keyboard.press("Escape")
    assert quiet.input_value(NAME) == "Jan de Vries"
    assert quiet.is_hidden("[data-cover]")


def scrolls(page: Page, act: Callable[[], object]) -> None:
    """The browser tells a page of it a while after the act, by no clock of the page."""
    page.evaluate("window.scrolls = 0; addEventListener('scroll', () => (window.scrolls += 1), { once: true })")
    act()
    assert comes_true(lambda: page.evaluate("window.scrolls") == 1, pause=0.05)


def test_reading_and_pointing_count_as_being_there(quiet: Page) -> None:
    touches: tuple[Callable[[], None], ...] = (
        lambda: scrolls(quiet, lambda: quiet.mouse.wheel(0, 400)),
        lambda: scrolls(quiet, lambda: quiet.evaluate("window.scrollBy(0, -50)")),
        lambda: quiet.mouse.move(300, 300),
        lambda: quiet.mouse.move(310, 310),
        lambda: quiet.keyboard.press("Shift"),
        lambda: quiet.locator(NAME).dispatch_event("touchmove"),
    )
    for touch in touches:
        touch()
        clocks.run_for(quiet, "21:30")
        assert quiet.is_hidden("[data-cover]")
    clocks.run_for(quiet, "00:40")
    assert quiet.is_visible("[data-cover]")


@pytest.mark.promise("cover")
def test_a_laptop_that_slept_wakes_covered_and_no_touch_uncovers_it(quiet: Page) -> None:
    clocks.fast_forward(quiet, "40:00")
    assert quiet.is_visible("[data-cover]")
    quiet.mouse.move(10, 10)
    quiet.mouse.click(10, 10)
    quiet.keyboard.press("a")
    assert quiet.is_visible("[data-cover]")
    assert quiet.is_hidden(NAME)


def test_the_cover_saves_and_wipes(quiet: Page, tmp_path: Path) -> None:
    clocks.run_for(quiet, "22:02")
    with quiet.expect_download() as waiting:
        quiet.click("[data-cover-save]")
    waiting.value.save_as(tmp_path / "saved.html")
    assert saved_answers(tmp_path / "saved.html")["values"]["naam_student"] == "Jan de Vries"
    quiet.wait_for_selector("[data-cover-said]:has-text('Bewaard')")
    assert quiet.is_hidden(NAME)
    quiet.click("[data-cover-wipe]")
    quiet.click("[data-dialog-no]")
    assert quiet.is_visible("[data-cover]")
    quiet.click("[data-cover-wipe]")
    quiet.click("[data-dialog-yes]")
    assert quiet.is_hidden("[data-cover]")
    assert quiet.is_visible(NAME)
    assert quiet.evaluate(LEFT) == []


@pytest.mark.promise("cover")
def test_after_twenty_hours_without_anyone_it_is_emptied(quiet: Page) -> None:
    clocks.fast_forward(quiet, "19:59:00")
    clocks.run_for(quiet, "00:02")
    assert quiet.input_value(NAME) == "Jan de Vries"
    clocks.fast_forward(quiet, "01:00")
    assert quiet.inner_text("[data-dialog-title]") == "Het formulier is leeg"
    assert "Had je het bewaard?" in quiet.inner_text("[data-dialog-text]")
    assert quiet.evaluate(LEFT) == []
    quiet.keyboard.press("Enter")
    assert quiet.is_hidden("[data-dialog]")
    assert quiet.is_visible(NAME)


def test_what_is_emptied_stands_in_the_draft(quiet: Page) -> None:
    keep_draft(quiet)
    clocks.fast_forward(quiet, "20:01:00")
    assert "Je concept staat nog op dit apparaat, hooguit tot 7 december 2026." in quiet.inner_text(
        "[data-dialog-text]"
    )
    quiet.keyboard.press("Enter")
    assert quiet.evaluate(LEFT) == []
    open_draft(quiet)
    quiet.wait_for_selector("[data-said]:has-text('geopend')")
    assert quiet.input_value(NAME) == "Jan de Vries"


def test_a_code_word_does_not_stay_under_the_cover(quiet: Page) -> None:
    quiet.click("[data-draft-start]")
    quiet.fill("#codewoord", WORD)
    clocks.run_for(quiet, "22:02")
    assert quiet.is_hidden("[data-codeword]")
    assert quiet.input_value("#codewoord") == ""
    assert quiet.is_visible("[data-cover]")
    quiet.click("[data-cover-on]")
    assert quiet.is_visible(NAME)
    assert draft(quiet) == ""


def test_a_blank_form_is_left_in_peace(quiet: Page) -> None:
    quiet.fill(NAME, "")
    clocks.run_for(quiet, "45:00")
    clocks.fast_forward(quiet, "30:00:00")
    assert quiet.is_hidden("[data-cover]")
    assert quiet.is_hidden("[data-dialog]")


# --- the draft ---


@pytest.mark.promise("nothing-stored", "draft-sealed")
def test_a_draft_is_kept_on_request_and_opens_with_its_word_alone(talk: tuple[Watched, Page]) -> None:
    watched, page = talk
    page.wait_for_load_state("networkidle")
    questions = asked(page)
    before = len(watched.requests)
    page.fill(NAME, "Jan de Vries")
    page.click("[data-table=contacten] [data-add-row]")
    page.fill("[id='v-contacten.6.wie']", "De buurvrouw")
    assert page.evaluate(STORED) == NOTHING_STORED
    keep_draft(page)
    assert page.evaluate(STORED) == NOTHING_STORED | {"local": ["tb-concept:/bijlagen/3.1/invullen/"]}
    written(page, lambda: page.fill("#v-wensberoep", "Fietsenmaker"))
    for typed in ("Jan", "buurvrouw", "Fietsenmaker", WORD, "naam_student"):
        assert typed not in draft(page)
    assert page.locator("[data-codeword] input").evaluate_all("all => all.map((e) => e.value)") == ["", ""]
    assert watched.since(before) == []
    page.reload()
    assert questions == []
    assert page.is_visible("[data-draft-found]")
    assert page.is_hidden("[data-draft-offer]")
    assert page.evaluate(LEFT) == []
    assert violations(page) == []
    kept = draft(page)
    open_draft(page, "rode fietz")
    page.wait_for_selector("[data-draft-wrong]:has-text('Er is niets weg')")
    assert draft(page) == kept
    assert violations(page) == []
    open_draft(page)
    page.wait_for_selector("[data-said]:has-text('Het concept is geopend')")
    assert page.input_value(NAME) == "Jan de Vries"
    assert page.input_value("#v-wensberoep") == "Fietsenmaker"
    assert page.input_value("[id='v-contacten.1.wie']") == "De buurvrouw"
    assert page.input_value("#concept-woord") == ""
    page.wait_for_selector("[data-draft-kept]:visible")
    written(page, lambda: page.fill(NAME, "Jan Jansen"))


def test_back_shows_the_draft_as_well(talk: tuple[Watched, Page]) -> None:
    watched, page = talk
    page.wait_for_load_state("networkidle")
    questions = asked(page)
    page.fill(NAME, "Jan de Vries")
    keep_draft(page)
    page.goto(watched.address)
    page.go_back()
    page.wait_for_selector("[data-draft-found]:visible")
    assert questions == []
    assert page.evaluate(LEFT) == []
    open_draft(page)
    page.wait_for_selector("[data-said]:has-text('geopend')")
    assert page.input_value(NAME) == "Jan de Vries"


@pytest.mark.promise("nothing-stored")
def test_one_button_takes_the_draft_away(talk: tuple[Watched, Page]) -> None:
    _, page = talk
    page.wait_for_load_state("networkidle")
    questions = asked(page)
    page.fill(NAME, "Jan")
    keep_draft(page)
    assert page.inner_text("[data-draft-until]").split()[-1].isdigit()
    page.click("[data-draft-remove]")
    assert page.evaluate(STORED) == NOTHING_STORED
    assert page.input_value(NAME) == "Jan"
    page.fill(NAME, "Jan Jansen")
    page.reload()
    assert questions == ["beforeunload"]
    assert page.is_hidden("[data-draft-found]")
    page.fill(NAME, "Jan")
    keep_draft(page)
    page.reload()
    page.click("[data-draft-drop]")
    page.click("[data-dialog-no]")
    assert draft(page)
    page.click("[data-draft-drop]")
    page.click("[data-dialog-yes]")
    page.wait_for_selector("[data-draft-offer]:visible")
    assert page.evaluate(STORED) == NOTHING_STORED


@pytest.mark.promise("nothing-stored")
def test_wiping_takes_the_draft_along(talk: tuple[Watched, Page]) -> None:
    _, page = talk
    page.fill(NAME, "Jan")
    keep_draft(page)
    page.click("[data-do=wipe]")
    assert "ook uit een concept" in page.inner_text("[data-dialog-text]")
    page.click("[data-dialog-yes]")
    assert page.evaluate(LEFT) == []
    assert page.evaluate(STORED) == NOTHING_STORED


def test_a_code_word_must_be_long_and_typed_twice(talk: tuple[Watched, Page]) -> None:
    _, page = talk
    page.click("[data-draft-start]")
    assert violations(page) == []
    for word, again, said, wrong in (
        ("kort", "kort", "minstens 8", "codewoord"),
        (WORD, "x", "hetzelfde", "codewoord-weer"),
    ):
        page.fill("#codewoord", word)
        page.fill("#codewoord-weer", again)
        page.keyboard.press("Enter")
        assert said in page.inner_text("[data-codeword-fault]")
        assert page.evaluate("document.activeElement.id") == wrong
    page.click("[data-codeword-no]")
    assert page.evaluate(STORED) == NOTHING_STORED
    assert page.is_visible("[data-draft-offer]")


def test_a_draft_does_not_push_out_what_was_typed(talk: tuple[Watched, Page]) -> None:
    _, page = talk
    page.wait_for_load_state("networkidle")
    page.fill(NAME, "Jan")
    keep_draft(page)
    page.reload()
    page.fill(NAME, "Piet")
    open_draft(page)
    page.wait_for_selector("[data-dialog-title]:has-text('Concept openen?')")
    page.click("[data-dialog-no]")
    assert page.input_value(NAME) == "Piet"
    assert page.is_visible("[data-draft-found]")


def test_two_windows_do_not_write_over_each_other(talk: tuple[Watched, Page]) -> None:
    watched, page = talk
    page.fill(NAME, "Jan")
    keep_draft(page)
    other = watched.open(fill_path("3.1"))
    open_draft(other)
    other.wait_for_selector("[data-draft-kept]:visible")
    page.wait_for_selector("[data-draft-said]:has-text('ander venster')")
    written(other, lambda: other.fill(NAME, "Jan Jansen"))
    kept = draft(other)
    questions = asked(page)
    page.fill(NAME, "Piet")
    page.reload()
    assert questions == ["beforeunload"]
    assert draft(page) == kept
    other.click("[data-draft-remove]")
    page.wait_for_selector("[data-draft-offer]:visible")


@pytest.mark.promise("draft-day")
def test_a_draft_past_its_day_goes_from_any_page(quiet: Page, address: str) -> None:
    keep_draft(quiet)
    assert quiet.inner_text("[data-draft-until]") == "7 december 2026"
    asked(quiet)
    for days, left in ((13, 1), (1, 0)):
        clocks.fast_forward(quiet, days * 86_400_000)
        quiet.goto(address)
        assert len(quiet.evaluate(STORED)["local"]) == left


def test_where_nothing_can_be_stored_it_says_so(talk: tuple[Watched, Page]) -> None:
    _, page = talk
    page.wait_for_load_state("networkidle")
    page.evaluate("void (Storage.prototype.setItem = () => { throw new DOMException('vol', 'QuotaExceededError'); })")
    page.click("[data-draft-start]")
    page.fill("#codewoord", WORD)
    page.fill("#codewoord-weer", WORD)
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-draft-said]:has-text('bewaart niets')")
    assert page.is_visible("[data-draft-offer]")
    questions = asked(page)
    page.fill(NAME, "Jan")
    page.reload()
    assert questions == ["beforeunload"]


def test_without_a_safe_connection_it_offers_no_draft(browser: Browser, address: str) -> None:
    with browser.new_context() as context:
        context.add_init_script("Object.defineProperty(Crypto.prototype, 'subtle', { get: () => undefined })")
        page = context.new_page()
        page.goto(address + fill_path("3.1"))
        assert page.is_visible(NAME)
        assert page.is_hidden("[data-draft-offer]")


# --- a phone leaves without asking ---


def test_what_a_phone_puts_aside_is_covered_and_comes_back(talk: tuple[Watched, Page]) -> None:
    _, page = talk
    page.fill(NAME, "Jan")
    page.evaluate(PUT_ASIDE)
    assert page.is_hidden(NAME)
    page.evaluate(TAKEN_UP)
    assert page.is_visible("[data-cover]")
    page.click("[data-cover-on]")
    assert page.input_value(NAME) == "Jan"


def test_what_is_put_aside_stands_in_the_draft_to_the_last_letter(talk: tuple[Watched, Page]) -> None:
    """Also when a write is under way: never what the form is after it was emptied."""
    _, page = talk
    page.fill(NAME, "Jan")
    keep_draft(page)
    before = draft(page)
    page.evaluate(
        """(name) => {
          const input = document.querySelector(name);
          for (const text of ['Jan d', 'Jan de Vries']) {
            input.value = text;
            input.dispatchEvent(new Event('input', { bubbles: true }));
            document.dispatchEvent(new Event('visibilitychange'));
          }
          window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: false }));
        }""",
        NAME,
    )
    assert page.evaluate(LEFT) == []
    assert comes_true(lambda: draft(page) != before)
    page.wait_for_load_state("networkidle")
    page.reload()
    open_draft(page)
    page.wait_for_selector("[data-said]:has-text('geopend')")
    assert page.input_value(NAME) == "Jan de Vries"
