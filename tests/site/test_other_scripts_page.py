"""A form in another script on the screen: its direction, its font, and nothing of it on other pages."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from watched import Watched, violations

ARABIC = "taal/ar/1.1/"
NOTO = "assets/fonts/noto-sans-arabic-arabic.woff2"
# The right sides of what stands first in a line, and of the form.
RIGHTS = """() => ['[data-form] .tb-part h2', '.tb-pagehead .tb-plate', '[data-form]']
  .map((name) => document.querySelector(name).getBoundingClientRect().right)"""


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("path", ["taal/ar/", ARABIC])
def test_it_is_read_from_the_right(browser: Browser, second_address: str, path: str, width: int) -> None:
    watched = Watched(browser.new_context(viewport={"width": width, "height": 800}), second_address)
    page = watched.open(path)
    assert page.evaluate("[document.documentElement.lang, document.body.dir]") == ["ar", "rtl"]
    page.evaluate("document.fonts.ready")
    assert NOTO in watched.since(0)
    assert page.evaluate("document.fonts.check('1rem \"Noto Sans Arabic\"', '\u0628')")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert violations(page) == []
    assert watched.problems == []
    watched.context.close()


def test_a_form_mirrors_and_what_is_typed_keeps_its_own_direction(browser: Browser, second_address: str) -> None:
    watched = Watched(browser.new_context(viewport={"width": 1280, "height": 900}), second_address)
    page = watched.open(ARABIC)
    heading, plate, form = page.evaluate(RIGHTS)
    assert heading > form - 60
    assert plate >= form - 60
    # A tick box stands before its words.
    box, words = (page.locator(f".tb-choice {part}").first.bounding_box() for part in ("input", "span"))
    assert box is not None
    assert words is not None
    assert box["x"] > words["x"]
    watched.context.close()


@pytest.mark.parametrize("path", ["", "bijlagen/1.1/", "bijlagen/1.1/invullen/", "taal/"])
def test_a_dutch_page_loads_none_of_it(browser: Browser, second_address: str, path: str) -> None:
    watched = Watched(browser.new_context(), second_address)
    page = watched.open(path)
    page.evaluate("document.fonts.ready")
    assert [url for url in watched.since(0) if "noto" in url or "schrift" in url] == []
    assert page.evaluate("document.body.dir") == "ltr"
    watched.context.close()
