"""Searching: what people type, in a real browser, and what they get to see of it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from boxes import BASE, ROOT, source_of
from toolbox.core.model import Toolbox
from toolbox.site.search import SearchEntry, search_script
from watched import NOTHING_STORED, STORED, Watched

# What a fixture makes for one test serves the next: another worker would make it again.
pytestmark = pytest.mark.xdist_group("search")

FIRST = 3
# What people type, and a page of which one must stand among the first three.
QUERIES = {
    "3.1": "bijlagen/3.1/",
    "bijlage 5.4": "bijlagen/5.4/",
    "format 4.1": "bijlagen/4.1/",
    "1.2.2": "bijlagen/1.2.2/",
    "2.2.3": "bijlagen/2.2.3/",
    "stap 3": "stappen/3/",
    "Stap 7": "stappen/7/",
    "5": "stappen/5/",
    "aanmeldformulier": "bijlagen/2.2.2/",
    "aanmeldformulieren": "bijlagen/2.2.2/",
    "aanmeldfromulier": "bijlagen/2.2.2/",
    "aanmelden": "bijlagen/2.2.2/",
    "inschrijven": "bijlagen/2.2.2/",
    "autisme": "bijlagen/2.1/",
    "ADHD": "bijlagen/2.1/",
    "nazorg": "stappen/8/",
    "stopt": "stappen/5/",
    "stage stopt": "stappen/5/",
    "loonkostensubsidie": "concept-transitieroute/",
    "loonkostenvoordeel": "concept-transitieroute/",
    "gesprek": "bijlagen/3.1/",
    "gesprekken": "bijlagen/3.1/",
    "School-naar-werk-gesprek": "bijlagen/3.1/",
    "school naar werk plan": "bijlagen/4.1/",
    "plan": "bijlagen/4.1/",
    "wensberoep": "bijlagen/3.1/",
    "wensberop": "bijlagen/3.1/",
    "sociale kaart": "bijlagen/1.4/",
    "contactlijst": "bijlagen/1.4/",
    "jobcoach": "bijlagen/2.2.1/",
    "stageprotocol": "bijlagen/5.2/",
    "beoordeling": "bijlagen/5.4/",
    "beoordelen": "bijlagen/5.4/",
    "begeleidingsformulier": "bijlagen/5.3.2/",
    "selectiecriteria": "bijlagen/2.1/",
    "slectiecriteria": "bijlagen/2.1/",
    "toestemming": "bijlagen/3.1/",
    "powerpoint": "bijlagen/1.1.2/",
    "flyer": "bijlagen/2.3/",
    "filmpje": "bijlagen/1.1.4/",
    "Wajong": "concept-transitieroute/",
    "gevoelige gegevens": "gegevens/",
    "wie vult wat in": "wie-vult-wat-in/",
    "eerste baan": "stappen/7/",
}


@pytest.fixture(scope="module")
def toolbox() -> Toolbox:
    return source_of(ROOT).toolbox


@pytest.fixture(scope="module")
def searching(browser: Browser, address: str) -> Iterator[Page]:
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        watched = Watched(context, address)
        page = watched.open("inleiding/")
        page.click("[data-search-open]")
        page.wait_for_selector("[data-search] [role=status]:has-text('Typ')")
        yield page
        assert page.evaluate(STORED) == NOTHING_STORED
        assert watched.problems == []


def ask(page: Page, words: str) -> list[str]:
    """The pages that are found for `words`, as their addresses within the site."""
    page.fill("[data-search] input", words)
    links = page.eval_on_selector_all(".tb-find__link", "links => links.map(link => new URL(link.href).pathname)")
    return [link.lstrip("/") for link in links]


@pytest.mark.parametrize(("words", "expected"), QUERIES.items(), ids=QUERIES)
def test_what_people_type_finds_the_page(searching: Page, words: str, expected: str) -> None:
    assert expected in ask(searching, words)[:FIRST]


def test_there_are_enough_queries() -> None:
    assert len(QUERIES) >= 40


def test_a_result_shows_the_words_and_its_own_summary(searching: Page, toolbox: Toolbox) -> None:
    ask(searching, "wensberoep")
    item = searching.locator(".tb-find__item").first
    assert item.locator(".tb-find__link").inner_text() == "3.1 Format school-naar-werk-gesprek"
    assert item.locator("mark").all_inner_texts()[0] == "wensberoep"
    ask(searching, "3.1")
    page = toolbox.page("3.1")
    assert page
    assert searching.locator(".tb-find__item > .tb-find__text").first.inner_text().startswith(page.summary[:60])
    # All that is shown can be seen: nothing hides behind what stands before it.
    for text in searching.locator(".tb-find__item .tb-find__text").all():
        assert text.evaluate("element => element.offsetHeight > 0")


def test_what_was_mistyped_is_told(searching: Page) -> None:
    ask(searching, "aanmeldfromulier")
    status = searching.inner_text("[data-search] [role=status]")
    assert status.startswith("Niets gevonden voor ‘aanmeldfromulier’. Bedoel je ‘aanmeldformulier’? Daarvoor: ")
    assert searching.is_hidden("[data-search-help]")


def test_where_nothing_is_found_there_is_a_way_on(searching: Page) -> None:
    assert ask(searching, "zqxwv") == []
    assert searching.inner_text("[data-search] [role=status]").startswith("Niets gevonden voor ‘zqxwv’.")
    links = searching.locator("[data-search-help] a")
    assert links.count() == 3
    assert [new.status for new in map(searching.request.get, links.evaluate_all("all => all.map(a => a.href)"))] == [
        200,
        200,
        200,
    ]


def test_what_is_typed_is_never_markup(searching: Page) -> None:
    assert ask(searching, "<img src=x onerror=alert(1)>") is not None
    assert searching.locator("[data-search] img").count() == 0


@pytest.mark.promise("no-connection")
def test_it_loads_on_use_only_and_gives_the_focus_back(browser: Browser, address: str) -> None:
    with browser.new_context() as context:
        watched = Watched(context, address)
        page = watched.open("inleiding/")
        page.wait_for_load_state("networkidle")
        assert not [url for url in watched.requests if "search" in url]
        page.focus("[data-search-open]")
        page.keyboard.press("Enter")
        page.keyboard.type("mentor")
        page.wait_for_selector(".tb-find__item")
        assert len([url for url in watched.requests if "search" in url]) == 2
        page.keyboard.press("Escape")
        expect(page.locator("[data-search-open]:focus")).to_have_count(1)
        assert page.is_hidden("[data-search]")
        assert page.evaluate(STORED) == NOTHING_STORED
        assert watched.problems == []


def test_the_search_box_on_the_home_page_searches(browser: Browser, address: str) -> None:
    with browser.new_context() as context:
        watched = Watched(context, address)
        page = watched.open("")
        page.fill("#zoek-home", "stageprotocol")
        page.keyboard.press("Enter")
        page.wait_for_selector(".tb-find__link[href*='bijlagen/5.2/']")
        assert page.url == address
        assert watched.problems == []


def test_a_form_can_be_searched_from_as_well(browser: Browser, address: str) -> None:
    """Its policy allows no connection: what is searched through comes as a script."""
    with browser.new_context() as context:
        watched = Watched(context, address)
        page = watched.open("bijlagen/3.1/invullen/")
        page.click("[data-search-open]")
        page.keyboard.type("flyer")
        page.wait_for_selector(".tb-find__link[href*='bijlagen/2.3/']")
        assert watched.problems == []


def test_a_part_is_reached_where_it_stands(browser: Browser, address: str) -> None:
    with browser.new_context() as context:
        page = Watched(context, address).open("bijlagen/3.1/")
        page.click("[data-search-open]")
        page.keyboard.type("tijdens gesprek")
        page.click(".tb-find__part[href$='bijlagen/3.1/#tijdens-het-gesprek']")
        assert page.is_hidden("[data-search]")
        assert page.evaluate("document.getElementById('tijdens-het-gesprek').getBoundingClientRect().top") < 400


# --- what is looked through ---


def entries(toolbox: Toolbox, *own: SearchEntry) -> list[dict[str, str]]:
    script = search_script(toolbox, own).decode("ascii")
    match = re.fullmatch(r"toolboxSearch\((.*)\);\n", script)
    assert match
    found: list[dict[str, str]] = json.loads(match[1])
    return found


def test_every_page_and_every_question_can_be_found(toolbox: Toolbox) -> None:
    found = entries(toolbox)
    whole = {entry["url"] for entry in found if "#" not in entry["url"]}
    assert len(whole) == len(toolbox.pages)
    asks = " ".join(entry.get("asks", "") for entry in found)
    for form in toolbox.formats:
        for question in form.questions:
            assert " ".join(question.title.split()) in asks


def test_a_question_is_no_text_of_its_page(toolbox: Toolbox) -> None:
    for entry in entries(toolbox):
        assert "Wat is je wensberoep?" not in entry.get("text", "")
        assert "schrijfruimte" not in str(entry)


def test_every_anchor_is_on_its_page(site: Path, toolbox: Toolbox) -> None:
    for entry in entries(toolbox):
        url, _, anchor = entry["url"].partition("#")
        html = (site / url / "index.html").read_text("utf-8")
        assert not anchor or f'id="{anchor}"' in html, entry["url"]


def test_other_words_do_not_stand_on_the_page_already(toolbox: Toolbox) -> None:
    """Else they say nothing, and hide that a page says it."""
    for page in toolbox.pages:
        text = f"{page.title} {page.summary} {page.body.html}".lower()
        assert [word for word in page.search_words if re.search(rf"\b{re.escape(word.lower())}\b", text)] == []


def test_the_small_toolbox_gives_the_same_each_time() -> None:
    made = {
        search_script(source_of(BASE).toolbox, [SearchEntry("downloads/", "Downloads", text="‘é’")]) for _ in range(2)
    }
    assert len(made) == 1
