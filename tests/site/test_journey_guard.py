"""The page of one person's route on a computer that others use, and by keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Browser, Download, Page, expect

import clocks
from formsite import choose_by_keys, choose_file, save
from journeydevice import ROUTE, Device, state, station
from readers import read_saved
from watched import LAPTOP, NOTHING_STORED, PHONE, STORED, violations

WHO, AGREED, DAY = "Mentor Voorbeeld", "Elke week bellen", "31-5-2027"
NOTE = "[data-stop=aanmelding] [data-stop-note]"
TABS = 400  # more than the page has places to stop at
FOCUSED = "(selector) => document.activeElement?.matches(selector) ?? false"


@pytest.fixture
def device(browser: Browser, address: str) -> Iterator[Device]:
    made = Device(browser, address, LAPTOP)
    yield made
    made.close()


def told(page: Page) -> None:
    """Something that others may not read, at a station, in a form and in a date."""
    station(page, "aanmelding", WHO)
    page.fill(NOTE, AGREED)
    page.fill("#v-datum-stage", DAY)
    page.keyboard.press("Tab")


def readable(page: Page) -> str:
    """All that stands on the page and in its fields."""
    values = page.eval_on_selector_all("input, textarea", "(all) => all.map((one) => one.value).join(' ')")
    return f"{page.locator('body').aria_snapshot()} {values}"


# --- a computer that others use ---


@pytest.mark.promise("cover")
def test_after_the_quiet_time_nobody_reads_what_stands_there(device: Device, tmp_path: Path) -> None:
    page = device.page
    page.clock.install(time="2026-11-23T10:00:00")
    page.reload()
    told(page)
    clocks.run_for(page, "21:58")
    assert page.is_hidden("[data-cover]")
    clocks.run_for(page, "00:04")
    assert page.is_visible("[data-cover]")
    snapshot = page.locator("body").aria_snapshot()
    assert all(text not in snapshot for text in (WHO, AGREED, DAY))
    page.pdf(path=str(tmp_path / "paper.pdf"))
    paper = pypdfium2.PdfDocument(tmp_path / "paper.pdf")
    printed = "".join(sheet.get_textpage().get_text_range() for sheet in paper)
    assert all(text not in printed for text in (WHO, AGREED, DAY))
    for width in (PHONE, LAPTOP):
        page.set_viewport_size({"width": width, "height": 844})
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.keyboard.press("Enter")
    assert page.is_hidden("[data-cover]")
    assert page.input_value(NOTE) == AGREED
    assert page.input_value("#v-datum-stage") == DAY


@pytest.mark.promise("cover")
def test_without_anyone_it_is_empty_after_twenty_hours(device: Device) -> None:
    page = device.page
    page.clock.install(time="2026-11-23T10:00:00")
    page.reload()
    told(page)
    clocks.fast_forward(page, "22:00")
    clocks.fast_forward(page, "19:40:00")
    clocks.run_for(page, "00:05")
    assert all(text not in readable(page) for text in (WHO, AGREED, DAY))
    assert not page.is_checked("[data-stop=aanmelding] [data-stop-done]")


def test_what_the_page_says_of_closing_it_is_so(device: Device) -> None:
    """Whoever opens it after, goes back to it or loads it again, finds nothing."""
    page = device.page
    assert "Sluit je deze pagina? Dan is alles weg, behalve het bestand dat je zelf bewaart." in page.inner_text("main")
    page.on("dialog", lambda dialog: dialog.accept())
    form = device.fill("2.2.3")
    form.fill("#v-naam_student", "Noor Voorbeeld")
    device.hand(form)
    told(page)
    page.goto(device.address + "downloads/")
    page.go_back()
    again = device.open(ROUTE)
    for one in (page, again):
        assert all(text not in readable(one) for text in (WHO, AGREED, DAY, "Noor"))
        assert state(one, "2.2.3") == "Nog leeg."
        assert one.evaluate(STORED) == NOTHING_STORED
    told(again)
    again.reload()
    assert all(text not in readable(again) for text in (WHO, AGREED, DAY))


# --- by keyboard alone ---


def tab_to(page: Page, selector: str) -> None:
    """As far as it takes; whoever cannot see where they are, cannot choose."""
    for _ in range(TABS):
        page.keyboard.press("Tab")
        if page.evaluate(FOCUSED, selector):
            return
    raise AssertionError(f"no way to {selector} by keyboard")


def press(page: Page, selector: str, key: str = "Enter") -> None:
    tab_to(page, selector)
    page.keyboard.press(key)


def downloaded(page: Page, selector: str, folder: Path) -> Path:
    tab_to(page, selector)
    with page.expect_download() as waiting:
        page.keyboard.press("Enter")
    found: Download = waiting.value
    target = folder / found.suggested_filename
    found.save_as(target)
    return target


def test_from_opening_to_printing_it_goes_by_keyboard_alone(device: Device, tmp_path: Path) -> None:
    page = device.page
    form = device.fill("2.2.3")
    form.fill("#v-naam_student", "Noor Voorbeeld")
    device.hand(form)
    file = save(page, tmp_path)
    # Somebody else goes on with it, and has no mouse.
    page = device.page = device.open(ROUTE)
    choose_by_keys(page, file)
    page.wait_for_selector("[data-said]:has-text('Je route is geopend')")
    press(page, "[data-stop=aanmelding] [data-stop-done]", " ")
    tab_to(page, "[data-stop=aanmelding] [data-stop-who]")
    page.keyboard.type(WHO)
    tab_to(page, "[data-form-of=format-school-naar-werk-gesprek] [data-fill-in]")
    with page.expect_popup() as waiting:
        page.keyboard.press("Enter")
    talk = waiting.value
    talk.wait_for_selector("[data-takeover][open]")
    press(talk, "[data-takeover-do=yes]")
    expect(talk.locator("#v-naam_student")).to_have_value("Noor Voorbeeld")
    tab_to(talk, "#v-wensberoep")
    talk.keyboard.type("Medewerker receptie")
    press(talk, "[data-do=hand]")
    talk.wait_for_selector("[data-said]:has-text('staat nu in Mijn route')")
    talk.close()
    _dates_and_papers(page, tmp_path)
    _files(page, tmp_path)


def _dates_and_papers(page: Page, folder: Path) -> None:
    tab_to(page, "#v-datum-diploma")
    page.keyboard.type("9-7-2027")
    tab_to(page, "#v-datum-stage")
    page.keyboard.type(DAY)
    assert downloaded(page, "[data-do=calendar]", folder).read_bytes().startswith(b"BEGIN:VCALENDAR")
    press(page, "[data-do=sheet]")
    assert page.evaluate("window.printed") == 1


def _files(page: Page, folder: Path) -> None:
    """One form by itself, and a copy from which one is left out."""
    one = downloaded(page, "[data-form-of=format-school-naar-werk-gesprek] [data-do-form=save]", folder)
    (alone,) = read_saved(one.read_bytes(), one.name)
    assert alone.values["wensberoep"] == "Medewerker receptie"
    # Both ask what is sensitive, so neither is ticked: one goes along, the other is left out.
    press(page, "[data-share-of=format-school-naar-werk-gesprek] input", " ")
    copy = downloaded(page, "[data-do=share]", folder)
    assert [found.name for found in read_saved(copy.read_bytes(), copy.name)] == ["format-school-naar-werk-gesprek"]
    page.wait_for_selector("[data-said]:has-text('Zonder 2.2.3.')")


# --- for everyone, in each state ---


def test_in_each_state_it_is_for_everyone(device: Device, tmp_path: Path) -> None:
    page = device.page

    def fits(state_name: str) -> None:
        for width in (PHONE, LAPTOP):
            page.set_viewport_size({"width": width, "height": 844})
            assert violations(page) == [], state_name
            assert page.evaluate("document.documentElement.scrollWidth") <= width, state_name

    fits("blank")
    form = device.fill("4.1")
    form.fill("#v-naam_student", "Noor Voorbeeld")
    device.hand(form)
    told(page)
    fits("with a form and dates")
    file = save(page, tmp_path)
    page.fill(NOTE, "Nog iets")
    choose_file(page, file)
    page.wait_for_selector("[data-dialog][open]")
    fits("asks whether to open another file")
    page.click("[data-dialog-no]")
    page.click("[data-do=wipe]")
    page.wait_for_selector("[data-dialog][open]")
    fits("asks whether to wipe")
    page.click("[data-dialog-yes]")
    page.wait_for_selector("[data-said]:has-text('De pagina is leeg.')")
    fits("wiped")
    (tmp_path / "geen.html").write_text("<p>Iets anders.</p>", "utf-8")
    choose_file(page, tmp_path / "geen.html")
    page.wait_for_selector("[data-said]:not(:has-text('De pagina is leeg.')):not(:empty)")
    fits("refuses a file")
