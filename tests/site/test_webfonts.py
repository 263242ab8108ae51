"""The site's own fonts are cut up by letter: a page fetches what it is written with, and every letter has its file."""

from __future__ import annotations

import functools
import re
from io import BytesIO

import pytest
from fontTools.ttLib import TTFont
from playwright.sync_api import Browser

from toolbox.assets.sheets import SHEETS, whole
from toolbox.assets.webfonts import FILES, LETTERS, WEIGHTS, cut, web_fonts
from watched import LAPTOP, Watched

TYPED = [
    ("Zoë, François en Zuñiga: 40 × € 3 – ‘vóór’ …", []),
    ("Søren", ["latin-more"]),
    ("½ jaar", ["latin-more"]),
    ("Şükran", ["latin-ext"]),
    ("Łukasz Øst", ["latin-ext", "latin-more"]),
]


def letters_in(ranges: str) -> set[int]:
    """What a unicode-range names."""
    found = re.findall(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?", ranges)
    return {letter for least, most in found for letter in range(int(least, 16), int(most or least, 16) + 1)}


@functools.cache
def held(name: str) -> set[int]:
    return set(TTFont(BytesIO(cut(name))).getBestCmap())


@pytest.mark.parametrize("style", ["normal", "italic"])
def test_every_letter_of_the_font_is_in_the_file_that_is_fetched_for_it(style: str) -> None:
    """Of two files that are for a letter, a browser takes the later one."""
    files = {name: font for name, font in FILES.items() if font.style == style}
    fetched = {letter: name for name, font in files.items() for letter in letters_in(font.ranges)}
    had = {letter for name in files for letter in TTFont(web_fonts()[name]).getBestCmap()}
    assert {chr(letter): name for letter, name in fetched.items() if letter in had and letter not in held(name)} == {}
    assert {ord(letter) for letter in LETTERS} <= held("latin.woff2" if style == "normal" else "latin-italic.woff2")


@pytest.mark.parametrize("name", ["latin.woff2", "latin-more.woff2", "latin-italic.woff2", "latin-italic-more.woff2"])
def test_no_letter_is_fetched_for_that_is_not_there(name: str) -> None:
    """A browser would wait for a file in vain."""
    there = set(TTFont(web_fonts()[name]).getBestCmap())
    assert {chr(letter) for letter in letters_in(FILES[name].ranges) - there} == set()


def test_no_sheet_asks_for_a_weight_that_is_not_there() -> None:
    """A browser would draw the nearest one, and say nothing of it."""
    asked = {int(weight) for name in SHEETS for weight in re.findall(r"font-weight: (\d+)", whole(name))}
    assert {weight for weight in asked if not WEIGHTS[0] <= weight <= WEIGHTS[2]} == set()
    assert len(asked) > 3


@pytest.mark.parametrize(("text", "files"), TYPED)
def test_a_browser_fetches_what_is_typed_and_nothing_else(
    browser: Browser, address: str, text: str, files: list[str]
) -> None:
    """In a window of its own: one that had a file before does not ask for it again."""
    with browser.new_context(viewport={"width": LAPTOP, "height": 900}, locale="nl-NL") as context:
        watched = Watched(context, address)
        page = watched.open("stappen/2/")
        page.evaluate("document.fonts.ready")
        before = len(watched.requests)
        page.evaluate("(text) => { document.querySelector('h1').textContent = text; }", text)
        page.evaluate("new Promise((done) => requestAnimationFrame(() => document.fonts.ready.then(done)))")
        assert sorted(watched.since(before)) == [f"assets/fonts/{name}.woff2" for name in files]
        assert watched.problems == []


@pytest.mark.parametrize("path", ["bijlagen/3.1/invullen/", "mijn-route/", "voorstel/"])
def test_where_someone_types_no_letter_asks_for_anything(browser: Browser, address: str, path: str) -> None:
    """Which letters are in it is nobody's business: all fonts came with the page."""
    with browser.new_context(viewport={"width": LAPTOP, "height": 900}, locale="nl-NL") as context:
        watched = Watched(context, address)
        page = watched.open(path)
        page.wait_for_load_state("networkidle")
        before = len(watched.requests)
        for text, _ in TYPED:
            page.evaluate("(text) => { document.querySelector('h1').textContent = text; }", text)
            page.evaluate("new Promise((done) => requestAnimationFrame(() => document.fonts.ready.then(done)))")
        assert watched.since(before) == []
        assert watched.problems == []
