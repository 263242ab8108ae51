"""A long form can be walked through: how far each part is, 'Bewaren' in reach, nothing hidden under the bar."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from formsite import open_form, saved_answers
from watched import violations

# Whether what has the focus lies wholly or partly outside the bar (WCAG 2.4.11 asks for a part; we for its middle).
UNDER_BAR = """() => {
  const e = document.activeElement;
  const bar = document.querySelector('[data-bar]').getBoundingClientRect();
  if (!e || e.closest('[data-bar]') || e === document.body) return '';
  const box = e.getBoundingClientRect();
  const middle = Math.min(box.top + 22, (box.top + box.bottom) / 2);
  const isUnder = middle > bar.top && middle < bar.bottom && box.left < bar.right && box.right > bar.left;
  return isUnder ? e.id : '';
}"""


def states(page: Page) -> dict[str, str]:
    found = page.eval_on_selector_all(
        "[data-state-of]", "all => all.map((e) => [e.dataset.stateOf.replace('deel-', ''), e.textContent])"
    )
    return dict(found)


def test_each_part_says_how_far_it_is(browser: Browser, address: str) -> None:
    watched, page = open_form(browser, address, "3.1")
    assert set(states(page).values()) == {"leeg"}
    page.fill("#v-datum_gesprek", "3-11-2026")
    assert states(page)["gesprek"] == "1 van 3"
    page.fill("#v-tijd_gesprek", "10 uur")
    page.fill("#v-gesprek_met", "Mijn mentor")
    assert states(page)["gesprek"] == "klaar"
    assert page.text_content("[data-bar-count]") == "1 van 12 klaar"
    page.click("[data-do=wipe]")
    page.click("[data-dialog-yes]")
    assert set(states(page).values()) == {"leeg"}
    watched.context.close()
    assert watched.problems == []


def test_rows_that_are_given_count_and_an_example_does_not(browser: Browser, address: str) -> None:
    watched, page = open_form(browser, address, "4.1")
    assert set(states(page).values()) == {"leeg"}
    watched.context.close()
    watched, page = open_form(browser, address, "5.4")
    page.locator("[data-table=gedrag] input[type=radio]").first.check()
    assert states(page)["competenties"].startswith("1 van 2")
    watched.context.close()


@pytest.mark.parametrize("width", [390, 1280])
def test_saving_is_in_reach_and_leaves_the_reader_in_place(
    browser: Browser, address: str, tmp_path: Path, width: int
) -> None:
    watched, page = open_form(browser, address, "3.1", width)
    page.fill("#v-wensberoep", "Kok")
    page.locator("#v-wensberoep").scroll_into_view_if_needed()
    height = page.evaluate("window.scrollY")
    with page.expect_download() as waiting:
        # The driver would scroll to what already stands in view.
        page.dispatch_event("[data-bar-save]", "click")
    waiting.value.save_as(tmp_path / "saved.html")
    assert saved_answers(tmp_path / "saved.html")["values"]["wensberoep"] == "Kok"
    page.wait_for_selector("[data-bar-said]:has-text('Bewaard')")
    assert page.evaluate("window.scrollY") == height
    assert violations(page) == []
    watched.context.close()
    assert watched.problems == []


def test_on_a_phone_no_word_of_a_button_or_choice_is_broken(browser: Browser, address: str) -> None:
    """Each word of a label stands on one line: what is broken has two boxes."""
    watched, page = open_form(browser, address, "5.4", width=320)
    broken = page.evaluate(
        """() => {
          const found = [];
          for (const e of document.querySelectorAll('.tb-fillnav .tb-button, .tb-rows .tb-choice')) {
            const walker = document.createTreeWalker(e, NodeFilter.SHOW_TEXT);
            while (walker.nextNode()) {
              for (const word of walker.currentNode.data.matchAll(/[\\p{L}.]+/gu)) {
                const range = document.createRange();
                range.setStart(walker.currentNode, word.index);
                range.setEnd(walker.currentNode, word.index + word[0].length);
                const tops = new Set([...range.getClientRects()].map((box) => Math.round(box.top)));
                if (tops.size > 1) found.push(word[0]);
              }
            }
          }
          return found;
        }"""
    )
    assert broken == []
    watched.context.close()
    assert watched.problems == []


def test_on_a_phone_the_parts_unfold(browser: Browser, address: str) -> None:
    watched, page = open_form(browser, address, "3.1", width=390)
    assert page.is_hidden("#blokken")
    page.focus("[data-bar-toggle]")
    page.keyboard.press("Enter")
    assert page.is_visible("#blokken")
    assert violations(page) == []
    page.keyboard.press("Escape")
    assert page.is_hidden("#blokken")
    page.click("[data-bar-toggle]")
    page.click("#blokken >> text=Mobiliteit")
    assert page.is_hidden("#blokken")
    expect(page.locator("#deel-mobiliteit")).to_be_focused()
    bottom = page.evaluate("document.querySelector('[data-bar]').getBoundingClientRect().bottom")
    assert page.evaluate("document.activeElement.getBoundingClientRect().top") >= bottom
    watched.context.close()


@pytest.mark.parametrize("width", [320, 390])
def test_what_has_the_focus_is_never_under_the_bar(browser: Browser, address: str, width: int) -> None:
    """Forward and back, by keyboard."""
    watched, page = open_form(browser, address, "2.2.3", width)
    page.set_viewport_size({"width": width, "height": 640})
    page.focus("[data-bar-save]")
    count = page.locator("[data-fields] :is(input, textarea, summary)").count()
    assert count > 20
    for key in ("Tab", "Shift+Tab"):
        for _ in range(count):
            page.keyboard.press(key)
            assert page.evaluate(UNDER_BAR) == ""
    watched.context.close()


def test_a_phone_shows_the_keyboard_that_fits(browser: Browser, address: str) -> None:
    watched, page = open_form(browser, address, "3.1", width=390)
    modes = {"telefoon": "tel", "e_mailadres": "email", "datum_gesprek": "numeric", "naam_student": None}
    assert {name: page.get_attribute(f"#v-{name}", "inputmode") for name in modes} == modes
    assert "Acht cijfers mag ook" in page.inner_text("#v-datum_gesprek-wijze")
    watched.context.close()


def test_why_a_question_is_sensitive_is_folded(browser: Browser, address: str) -> None:
    watched, page = open_form(browser, address, "3.1")
    fold = page.locator("[data-question=uitkering_indicatie] details")
    assert fold.locator("p").is_hidden()
    assert "Gevoelig" in page.inner_text(".tb-fill__rule")
    fold.locator("summary").click()
    assert "UAVG" in fold.locator("p").inner_text()
    watched.context.close()
    watched, page = open_form(browser, address, "2.1")
    assert ("Gevoelig" in page.inner_text(".tb-fill__rule")) == bool(page.locator("[data-fields] .tb-fold").count())
    watched.context.close()
