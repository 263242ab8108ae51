"""The site in a real browser."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, expect

from pages import OF_A_REGION, PAGES
from watched import (
    LAPTOP,
    NOTHING_STORED,
    ORIENTATION,
    PHONE,
    STORED,
    Reader,
    Watched,
    violations,
    violations_in_both_schemes,
)

# Of a page, with all that it loads.
FIRST_VIEW_BYTES, FIRST_VIEW_REQUESTS = 50_000, 10
# From here on a shift is no longer good (Core Web Vitals, CLS).
MOST_SHIFTED = 0.1
SHIFTED = """new Promise(done => {
  let all = 0;
  new PerformanceObserver(list => {
    for (const entry of list.getEntries()) all += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
  requestAnimationFrame(() => requestAnimationFrame(() => done(all)));
})"""


@pytest.fixture
def laptop(browser: Browser, address: str) -> Iterator[Watched]:
    with browser.new_context(viewport={"width": LAPTOP, "height": 900}, locale="nl-NL") as context:
        watched = Watched(context, address)
        yield watched
        assert watched.problems == []


@pytest.mark.parametrize("path", [*PAGES, *OF_A_REGION])
@pytest.mark.promise("nothing-stored")
def test_every_page_is_accessible_and_fits(reader: Reader, path: str) -> None:
    """WCAG 2.2 A and AA and best practices, at 320 px and 1280 px, light and dark; nothing overflows."""
    found: list[str] = []
    page = reader.look(path, PHONE)
    for width in (PHONE, LAPTOP):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        found += [f"{width} {text}" for text in violations_in_both_schemes(page)]
    assert page.locator("h1:visible").count() == 1
    assert found == []


@pytest.mark.parametrize("path", ["", "bijlagen/3.1/invullen/"])
def test_a_page_may_be_turned(reader: Reader, path: str) -> None:
    """axe reads the style sheet, which all pages share, for rules that turn what is on them back."""
    assert violations(reader.look(path, PHONE), [ORIENTATION]) == []


@pytest.mark.parametrize("width", [PHONE, LAPTOP])
def test_open_search_and_menu_are_accessible(reader: Reader, width: int) -> None:
    page = reader.look("stappen/3/", width)
    if width == PHONE:
        page.click("[data-menu]")
        assert page.is_visible("#hoofdmenu")
        assert violations_in_both_schemes(page) == []
    page.click("[data-search-open]")
    page.keyboard.type("gesprek")
    page.wait_for_selector(".tb-find__item")
    assert violations_in_both_schemes(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [PHONE, 390, 1024, LAPTOP])
def test_a_diagram_is_never_cut_off(reader: Reader, width: int) -> None:
    """One drawing at a time, whole within the window; the standing one where columns do not fit."""
    page = reader.look("bijlagen/2.2.1/", width)
    shown = page.locator(".tb-figure svg:visible")
    assert shown.count() == 1
    assert ("standing" in (shown.get_attribute("class") or "")) == (width < LAPTOP)
    box = shown.bounding_box()
    assert box
    assert box["x"] + box["width"] <= width
    assert page.evaluate("(e => e.scrollWidth <= e.clientWidth)(document.querySelector('.tb-figure__scroll'))")


def test_printing_is_in_the_first_screen_of_a_phone(reader: Reader) -> None:
    box = reader.look("bijlagen/3.1/", 390).get_by_role("link", name="Printen").bounding_box()
    assert box
    assert box["y"] + box["height"] <= 800


def test_skip_link_is_the_first_stop_and_works(reader: Reader) -> None:
    page = reader.look("stappen/2/", LAPTOP)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Direct naar de inhoud"
    assert page.evaluate("document.activeElement.getBoundingClientRect().top") >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "inhoud"


@pytest.mark.parametrize("path", ["", "stappen/1/", "bijlagen/2.2.1/", "bijlagen/3.1/", "downloads/"])
def test_keyboard_reaches_everything(reader: Reader, path: str) -> None:
    page = reader.look(path, LAPTOP)
    reachable = page.evaluate(
        """() => {
          const all = document.querySelectorAll("a[href], button, input, select, summary, [tabindex='0']");
          const seen = [...all].filter((e) => e.checkVisibility({ visibilityProperty: true }));
          seen.forEach((e, i) => (e.dataset.stop = i));
          return seen.length;
        }"""
    )
    assert reachable > 10
    stops = set()
    for _ in range(reachable + 2):
        page.keyboard.press("Tab")
        stop, outline = page.evaluate(
            "(e => [e.dataset.stop ?? null, getComputedStyle(e).outlineStyle])(document.activeElement)"
        )
        if stop is not None:
            stops.add(int(stop))
            assert outline == "solid"
    assert stops == set(range(reachable))


@pytest.mark.parametrize("path", ["", "stappen/1/", "bijlagen/3.1/", "bijlagen/5.2/", "bijlagen/5.5/", "downloads/"])
def test_first_view_is_light(laptop: Watched, site: Path, path: str) -> None:
    """At most 50 kB compressed and 10 requests before the reader does anything: also where a format is long or is a
    concept, with the picture of its paper."""
    page = laptop.open(path)
    page.wait_for_load_state("networkidle")
    size = 0
    for url in laptop.requests:
        name = urlsplit(url).path.lstrip("/")
        file = site / name / "index.html" if (site / name).is_dir() else site / name
        data = file.read_bytes()
        size += len(data) if file.suffix in (".woff2", ".png") else len(gzip.compress(data, mtime=0))
    assert 3 < len(laptop.requests) <= FIRST_VIEW_REQUESTS
    assert size <= FIRST_VIEW_BYTES


@pytest.mark.parametrize("path", ["", "bijlagen/3.1/", "bijlagen/3.1/invullen/", "mijn-route/", "voorstel/"])
def test_what_is_read_stays_in_its_place(reader: Reader, path: str) -> None:
    """Also where a script shows what was hidden."""
    page = reader.look(path, PHONE)
    page.wait_for_load_state("networkidle")
    assert page.evaluate(SHIFTED) < MOST_SHIFTED


@pytest.mark.promise("nothing-stored")
def test_only_the_readers_choice_of_scheme_is_kept(laptop: Watched) -> None:
    page = laptop.open("")
    page.click("[data-scheme-switch]")
    kept = page.evaluate(STORED)
    assert kept == NOTHING_STORED | {"local": ["tb-scheme"]}
    page.goto(laptop.address + "inleiding/")
    assert page.evaluate("document.documentElement.dataset.scheme") == "dark"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(18, 27, 23)"


def test_menu_on_a_phone_opens_and_closes_by_keyboard(reader: Reader) -> None:
    page = reader.look("bijlagen/4.1/", PHONE)
    assert page.is_hidden("#hoofdmenu a")
    page.focus("[data-menu]")
    page.keyboard.press("Enter")
    assert page.get_attribute("[data-menu]", "aria-expanded") == "true"
    assert page.is_visible("#hoofdmenu a >> text=Formats")
    page.keyboard.press("Escape")
    assert page.get_attribute("[data-menu]", "aria-expanded") == "false"
    assert page.evaluate("document.activeElement.hasAttribute('data-menu')")


def test_everything_is_there_without_script(browser: Browser, address: str) -> None:
    with browser.new_context(java_script_enabled=False, viewport={"width": PHONE, "height": 700}) as context:
        page = context.new_page()
        page.goto(address + "bijlagen/3.1/")
        assert page.is_visible("#hoofdmenu a >> text=Formats")
        assert page.is_visible("text=Wat is je wensberoep?")
        first = page.get_attribute(".tb-shapelist a >> nth=0", "href")
        assert first is not None
        assert first.endswith(".pdf")


def test_review_date_shows_as_overdue_when_past(laptop: Watched) -> None:
    page = laptop.context.new_page()
    page.clock.install(time="2026-11-23")
    page.goto(laptop.address + "stappen/1/")
    assert page.is_hidden(".tb-overdue")
    page.clock.set_fixed_time("2029-01-01")
    page.reload()
    assert page.is_visible(".tb-overdue")


def test_filter_shortens_the_downloads(reader: Reader) -> None:
    page = reader.look("downloads/", LAPTOP)
    assert page.inner_text("[data-count]") == "21 van 21"
    page.select_option("#f-stap", "5")
    assert page.inner_text("[data-count]") == "7 van 21"
    page.select_option("#f-rol", "student")
    assert page.inner_text("[data-count]") == "3 van 21"
    assert page.is_visible("text=Begeleidingsformulier")
    assert page.url.endswith("?stap=5&rol=student")
    page.reload()
    assert page.inner_text("[data-count]") == "3 van 21"
    page.select_option("#f-stap", "1")
    assert page.is_visible("[data-nothing]")
    page.click("text=Toon alles")
    expect(page.locator("[data-count]")).to_have_text("21 van 21")


def test_route_stations_lead_to_their_steps(reader: Reader) -> None:
    page = reader.look("", LAPTOP)
    stations = page.eval_on_selector_all(
        ".tb-route--large a",
        """all => all.map((a) => [
          a.querySelector('.tb-station__name').textContent.replace(/^Station \\d van 8: /, ''),
          a.getAttribute('href'),
        ])""",
    )
    assert stations == [
        ["Student met vraag", "stappen/2/"],
        ["Aanmelding", "stappen/2/"],
        ["School-naar-werk-gesprek", "stappen/3/"],
        ["School-naar-werk-plan", "stappen/4/"],
        ["(Eind)stage", "stappen/5/"],
        ["Afronding opleiding", "stappen/6/"],
        ["Eerste baan", "stappen/7/"],
        ["Duurzaam werk", "stappen/8/"],
    ]
    page.goto(reader.address + "toolbox/")
    links = page.eval_on_selector_all("svg.tb-diagram a", "all => all.map((a) => a.getAttribute('href'))")
    assert links == [f"../stappen/{number}/" for number in (2, 2, 3, 4, 5, 6, 7, 8)]


def test_a_page_prints_as_text_without_menus(reader: Reader, tmp_path: Path) -> None:
    import pypdfium2

    page = reader.look("stappen/1/", LAPTOP)
    page.pdf(path=str(tmp_path / "page.pdf"), format="A4")
    document = pypdfium2.PdfDocument(tmp_path / "page.pdf")
    text = "".join(sheet.get_textpage().get_text_range() for sheet in document)
    assert len(document) <= 4
    assert "Achtergrondinformatie" in text
    address = page.locator("link[rel=canonical]").get_attribute("href")
    assert address
    # The browser may break a line anywhere in it.
    assert address in "".join(text.split())
    assert "Toolbox Transitieroute" in text
    assert re.search(r"Gewijzigd op \d", text)
    assert "Direct naar de inhoud" not in text
    assert "Pas deze pagina aan" not in text
    assert "Zoeken" not in text
    assert "op deze pagina veranderd" not in text


# --- a reaction to a few words ---


@pytest.mark.promise("nothing-stored")
def test_selected_words_go_to_the_page_for_proposals_and_to_no_server(laptop: Watched) -> None:
    page = laptop.open("bijlagen/3.1/")
    assert page.locator(".tb-react").count() == 0
    page.click("#wie-voert-het-gesprek + p", click_count=3, position={"x": 9, "y": 9})
    page.wait_for_selector("text=Reageer hierop")
    assert violations(page) == []
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Reageer hierop"
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-quote]:not([hidden])")
    assert urlsplit(page.url).query == "pagina=content%2Fbijlagen%2F3.1-format-school-naar-werk-gesprek.md"
    assert urlsplit(page.url).fragment == ""
    words = page.inner_text("[data-quote-words]")
    assert words.startswith("Het gesprek is tussen de student en")
    assert len(words) <= 300
    assert page.input_value("#onderdeel") == "Wie voert het gesprek?"
    assert page.evaluate("document.activeElement.id") == "waarom"
    assert page.evaluate(STORED) == NOTHING_STORED
    assert not [url for url in laptop.requests if "gesprek%20is" in url or "gesprek+is" in url]


def test_words_of_a_format_lead_to_that_format(laptop: Watched) -> None:
    page = laptop.open("bijlagen/3.1/")
    page.evaluate("getSelection().selectAllChildren(document.querySelector('.tb-outline__block h3'))")
    page.click("text=Reageer hierop")
    page.wait_for_selector("[data-quote]:not([hidden])")
    assert "pagina=forms%2F3.1" in page.url
