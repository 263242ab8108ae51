"""Two copies of one form, of the student and of the mentor, put together on the page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from test_opened_files import PDF, filled_pdf

from filled import fill_in
from formsite import choose_file, formats, open_form, save, saved_answers
from watched import BY_COLOUR, NOTHING_STORED, STORED, Watched, violations

NAME, JOB = "#v-naam_student", "#v-wensberoep"
STUDENT = {NAME: "Jan", "#v-datum_gesprek": "4-11-2026", JOB: "Bakker", "#v-vroeger_worden": "Piloot"}
MENTOR = {NAME: "Jan", "#v-datum_gesprek": "3-11-2026", JOB: "Kok", "#v-opleiding": "Horeca"}
CONTACTS = {"student": [("Mijn vader", 0), ("Tante Ans", None)], "mentor": [("Oom Piet", None), ("Tante Ans", 1)]}


def fill(page: Page, texts: dict[str, str], who: str) -> None:
    for field, text in texts.items():
        page.fill(field, text)
    for number, (name, choice) in enumerate(CONTACTS[who], start=1):
        page.fill(f"[id='v-contacten.{number}.wie']", name)
        if choice is not None:
            page.check(f"[name='contacten.{number}.akkoord'] >> nth={choice}")


def wipe(page: Page) -> None:
    page.click("[data-do=wipe]")
    page.click("[data-dialog-yes]")


@pytest.fixture
def two(browser: Browser, address: str, tmp_path: Path) -> tuple[Watched, Page, Path]:
    """The student's copy on the screen, and the mentor's as a file."""
    watched, page = open_form(browser, address, "3.1")
    fill(page, MENTOR, "mentor")
    page.fill("[data-word]", "mentor")
    file = save(page, tmp_path)
    wipe(page)
    fill(page, STUDENT, "student")
    return watched, page, file


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.value ?? document.activeElement.textContent"))


def test_two_copies_are_put_together_by_keyboard(two: tuple[Watched, Page, Path], tmp_path: Path) -> None:
    watched, page, file = two
    choose_file(page, file)
    page.wait_for_selector("[data-merge][open]")
    assert page.inner_text("[data-merge-file]") == file.name
    assert focused(page) == "Er staat al iets in het formulier"
    assert violations(page) == []
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-merge-list] fieldset")
    assert page.locator("[data-merge-list] legend").all_inner_texts() == [
        "Datum gesprek",
        "Wat is je wensberoep?",
        "Mag ik contact opnemen met? – rij 1",
    ]
    sides = page.locator("[data-merge-list] fieldset").nth(1).locator("label").all_inner_texts()
    assert [side.split("\n") for side in sides] == [["Dit scherm", "Bakker"], ["mentor.html", "Kok"], ["Beide houden"]]
    page.click("[data-merge-choose] [data-merge-do=done]")
    assert page.locator("[data-merge-list] .is-wrong").count() == 3
    assert page.evaluate("document.activeElement.name") == "f-samen-0"
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 844})
        assert page.evaluate("document.querySelector('[data-merge]').scrollWidth") <= width
        assert violations(page) == []
    page.emulate_media(color_scheme="dark")
    assert violations(page, BY_COLOUR) == []
    page.keyboard.press("ArrowDown")
    for presses in (3, 3):
        page.keyboard.press("Tab")
        for _ in range(presses - 1):
            page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-said]:has-text('Samengevoegd')")
    answers = saved_answers(save(page, tmp_path))
    assert {name: text for name, text in answers["values"].items() if text} == {
        "datum_gesprek": "2026-11-03",
        "naam_student": "Jan",
        "wensberoep": "Bakker\nKok",
        "vroeger_worden": "Piloot",
        "opleiding": "Horeca",
    }
    assert answers["rows"]["contacten"] == [
        {"wie": "Mijn vader", "akkoord": "ja"},
        {"wie": "Oom Piet", "akkoord": ""},
        {"wie": "Tante Ans", "akkoord": "nee"},
    ]
    assert page.locator("[data-merge-list] *").count() == 0
    assert page.evaluate(STORED) == NOTHING_STORED
    watched.context.close()
    assert watched.problems == []


def back(page: Page) -> None:
    page.click("[data-merge-ask] [data-merge-do=no]")


def escape(page: Page) -> None:
    page.keyboard.press("Escape")


def escape_from_choices(page: Page) -> None:
    page.click("[data-merge-do=merge]")
    page.wait_for_selector("[data-merge-list] fieldset")
    page.keyboard.press("Escape")


def test_going_back_changes_nothing(two: tuple[Watched, Page, Path]) -> None:
    watched, page, file = two
    ways: tuple[Callable[[Page], None], ...] = (back, escape, escape_from_choices)
    for go in ways:
        choose_file(page, file)
        page.wait_for_selector("[data-merge][open]")
        go(page)
        page.wait_for_selector("[data-merge]:not([open])", state="attached")
        # The browser tells that it closed a dialog in a task of its own, after Escape was answered.
        expect(page.locator("[data-merge-list] *")).to_have_count(0)
        assert (page.input_value(JOB), page.input_value("#v-opleiding")) == ("Bakker", "")
    choose_file(page, file)
    page.click("[data-merge-do=replace]")
    page.wait_for_selector("[data-said]:has-text('geopend')")
    assert (page.input_value(JOB), page.input_value("#v-vroeger_worden")) == ("Kok", "")
    watched.context.close()
    assert watched.problems == []


def test_a_pdf_of_another_is_put_together_row_by_row(
    browser: Browser, address: str, site: Path, tmp_path: Path
) -> None:
    """Every printed row of a table gets what only the other filled in, and what differs is chosen."""
    form = formats()["2.2.2"]
    (table,) = (table for table in form.tables if table.rows)
    filled = fill_in(form)
    blank = (site / "bestanden" / f"{form.slug}{PDF}").read_bytes()
    (tmp_path / "mentor.pdf").write_bytes(filled_pdf(blank, filled))
    watched, page = open_form(browser, address, "2.2.2")
    text = next(column for column in table.columns if not column.given and column.type == "string")
    own = f"[id='v-{table.name}.1.{text.name}']"
    page.fill(own, "van mij")
    choose_file(page, tmp_path / "mentor.pdf")
    page.click("[data-merge-do=merge]")
    page.click("[data-merge-do=mine]")
    page.click("[data-merge-choose] [data-merge-do=done]")
    page.wait_for_selector("[data-said]:has-text('Samengevoegd')")
    rows: list[dict[str, Any]] = saved_answers(save(page, tmp_path))["rows"][table.name]
    assert rows[0][text.name] == "van mij"
    assert [row[text.name] for row in rows[1:]] == [row[text.name] for row in filled.rows[table.name][1:]]
    watched.context.close()
    assert watched.problems == []
