"""The page that keeps all forms of one person: one file goes from device to device, and nothing else does."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import icalendar
import pikepdf
import pytest
import vobject
from playwright.sync_api import Browser, expect
from test_opened_files import PDF, WORD, filled_pdf, filled_word

from boxes import ROOT, source_of
from filled import fill_in
from formsite import choose_by_keys, choose_file, fill_path, formats, save, saved_answers
from journeydevice import PHONE, Device, state, station
from readers import read_one, read_saved
from watched import violations, violations_in_both_schemes


@pytest.fixture
def devices(browser: Browser, address: str) -> Iterator[list[Device]]:
    """Three laptops and a phone."""
    made = [Device(browser, address, width) for width in (1280, 1280, 1024, PHONE)]
    yield made
    for device in made:
        device.close()


@pytest.fixture
def laptop(browser: Browser, address: str) -> Iterator[Device]:
    made = Device(browser, address, 1280)
    yield made
    made.close()


WALKED = ("2.2.3", "3.1", "4.1", "5.3.1", "5.3.2", "5.4", "5.5")


def registered(mentor: Device, tmp_path: Path) -> Path:
    """The mentor registers, with the form in a window beside the route."""
    form = mentor.fill("2.2.3")
    form.fill("#v-naam_student", "Noor Voorbeeld")
    form.fill("#v-huidige_opleiding", "Kok")
    form.fill("#v-belemmeringen_stage", "Alleen hier.")
    mentor.hand(form)
    assert state(mentor.page, "2.2.3") == "Staat in je route, versie 1.1.0."
    for name in ("student_met_vraag", "aanmelding"):
        station(mentor.page, name, "Mentor Voorbeeld")
    assert mentor.page.inner_text(".tb-stop.is-here h3 span:nth-child(2)") == "School-naar-werk-gesprek"
    return save(mentor.page, tmp_path)


def talked(talk: Device, file: Path, tmp_path: Path) -> Path:
    """The talk is on another device: what was answered is offered, and the plan has it from there."""
    choose_by_keys(talk.page, file)
    talk.page.wait_for_selector("[data-said]:has-text('Je route is geopend')")
    assert talk.page.input_value("[data-stop=aanmelding] [data-stop-who]") == "Mentor Voorbeeld"
    form = talk.fill("3.1")
    form.wait_for_selector("[data-takeover][open]")
    assert form.inner_text("[data-takeover-title]") == "Neem over uit Mijn route"
    form.click("[data-takeover-do=yes]")
    expect(form.locator("#v-naam_student")).to_have_value("Noor Voorbeeld")
    form.fill("#v-wensberoep", "Kok in een groot hotel")
    talk.hand(form)
    form = talk.fill("4.1")
    form.click("[data-takeover-do=yes]")
    expect(form.locator("#v-toekomstig_beroep")).to_have_value("Kok in een groot hotel")
    talk.hand(form)
    return save(talk.page, tmp_path)


def worked(work: Device, site: Path, file: Path, tmp_path: Path) -> Path:
    """A form that is filled in by itself goes in the route as a file, and so does what others fill in."""
    # A form that is filled in by itself opens the file of the route, and goes in it as a file.
    lone = work.open(fill_path("5.3.2"))
    choose_file(lone, file)
    lone.click("[data-takeover-do=yes]")
    expect(lone.locator("#v-naam")).to_have_value("Noor Voorbeeld")
    lone.fill("#v-belemmerende_factoren", "Drukte in de keuken")
    assert not lone.is_visible("[data-do=hand]")
    own = save(lone, tmp_path)
    choose_file(work.page, file)
    work.page.wait_for_selector("[data-said]:has-text('geopend')")
    choose_file(work.page, own)
    work.page.wait_for_selector("[data-said]:has-text('5.3.2 Begeleidingsformulier staat in je route')")
    # Others fill in a Word file or a PDF.
    progress, review = formats()["5.3.1"], formats()["5.4"]
    word = (site / f"bestanden/{progress.slug}{WORD}").read_bytes()
    (tmp_path / "in.docx").write_bytes(filled_word(word, progress, fill_in(progress)))
    pdf = (site / f"bestanden/{review.slug}{PDF}").read_bytes()
    (tmp_path / "in.pdf").write_bytes(filled_pdf(pdf, fill_in(review)))
    for name, number in (("in.docx", "5.3.1"), ("in.pdf", "5.4")):
        choose_file(work.page, tmp_path / name)
        work.page.wait_for_selector(f"[data-said]:has-text('{number} ')")
    return save(work.page, tmp_path)


def shared(phone: Device, file: Path, tmp_path: Path) -> Path:
    """The phone has the last form, and a copy without what is sensitive."""
    choose_file(phone.page, file)
    form = phone.fill("5.5")
    form.click("[data-takeover-do=yes]")
    expect(form.locator("#v-presteer_goed")).to_have_value("")
    form.fill("#v-wie_ben_ik", "Iemand die graag kookt.")
    phone.hand(form)
    offered = phone.page.locator("[data-share-of]:visible")
    assert [text.split(" ")[0] for text in offered.all_inner_texts()] == list(WALKED)
    with phone.page.expect_download() as waiting:
        phone.page.click("[data-do=share]")
    waiting.value.save_as(tmp_path / "deel.html")
    assert "Drukte in de keuken" not in (tmp_path / "deel.html").read_text("utf-8")
    phone.page.wait_for_selector("[data-said]:has-text('Zonder 2.2.3, 3.1, 4.1, 5.3.1, 5.3.2, 5.4, 5.5')")
    return save(phone.page, tmp_path)


def test_a_route_goes_over_four_devices_by_its_file_alone(devices: list[Device], site: Path, tmp_path: Path) -> None:
    mentor, talk, work, phone = devices
    file = registered(mentor, tmp_path)
    assert file.name == "mijn-route.html"
    file = talked(talk, file, tmp_path)
    file = worked(work, site, file, tmp_path)
    file = shared(phone, file, tmp_path)
    found = read_saved(file.read_bytes(), file.name)
    assert [one.name for one in found] == [formats()[number].name for number in WALKED]
    assert found[4].values["belemmerende_factoren"] == "Drukte in de keuken"
    assert found[6].values["wie_ben_ik"] == "Iemand die graag kookt."
    # And a program that knows the formats places each as its own.
    read = read_one(file, formats().values())
    assert [form.number for form in read.forms] == list(WALKED)
    said = {item.value for form in read.forms for item in form.placed.unplaced}
    assert said == {"student_met_vraag: Mentor Voorbeeld", "aanmelding: Mentor Voorbeeld"}


def test_the_page_is_for_everyone(laptop: Device, tmp_path: Path) -> None:
    page = laptop.page
    form = laptop.fill("5.3.2")
    form.fill("#v-naam", "Noor Voorbeeld")
    laptop.hand(form)
    for width, look in ((320, violations), (PHONE, violations), (1280, violations_in_both_schemes)):
        page.set_viewport_size({"width": width, "height": 844})
        assert look(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    # One form alone, as it is everywhere else; and out of the route.
    with page.expect_download() as waiting:
        page.click("[data-form-of]:has-text('5.3.2') [data-do-form=save]")
    waiting.value.save_as(tmp_path / "los.html")
    assert saved_answers(tmp_path / "los.html")["values"]["naam"] == "Noor Voorbeeld"
    page.click("[data-form-of]:has-text('5.3.2') [data-do-form=remove]")
    page.click("[data-dialog-yes]")
    assert state(page, "5.3.2") == "Nog leeg."


def test_the_calendar_counts_back_and_is_read_by_others(laptop: Device, tmp_path: Path) -> None:
    page = laptop.page
    told = page.locator("[data-moment]")
    assert set(told.all_inner_texts()) == {"Datum nog niet bekend", "Samen afspreken"}
    page.click("[data-do=calendar]")
    page.wait_for_selector("[data-said]:has-text('Vul eerst een datum in.')")
    page.fill("#v-datum-stage", "31 febr")
    page.keyboard.press("Tab")
    page.wait_for_selector("[data-anchor-wrong=stage]:has-text('24-11-2026')")
    assert violations(page) == []
    page.fill("#v-datum-stage", "31-5-2027")
    page.keyboard.press("Tab")
    page.fill("#v-datum-diploma", "9 juli 2027")
    page.keyboard.press("Tab")
    assert page.inner_text("[data-anchor-wrong=stage]") == ""
    dated = {"begin_route": "2026-07-09", "startbijeenkomst": "2027-02-28", "eerste_dag": "2027-05-31"}
    dated |= {"bezoek": "2027-06-14", "einde_route": "2028-07-09"}
    assert page.inner_text("[data-moment=startbijeenkomst]") == "28 februari 2027"
    assert page.inner_text("[data-moment=plan]") == "Samen afspreken"
    page.fill("#eigen-woord", "klas 3")
    with page.expect_download() as waiting:
        page.click("[data-do=calendar]")
    assert waiting.value.suggested_filename == "kalender-klas-3.ics"
    waiting.value.save_as(tmp_path / "in.ics")
    data = (tmp_path / "in.ics").read_bytes()
    first = icalendar.Calendar.from_ical(data).walk("VEVENT")
    found = {str(event["UID"]).partition(".")[0]: event for event in first}
    assert {name: str(event.decoded("DTSTART")) for name, event in found.items()} == dated
    second = list(vobject.readOne(data.decode()).contents["vevent"])
    assert {event.uid.value.partition(".")[0]: str(event.dtstart.value) for event in second} == dated
    texts = {moment.name: moment.text for moment in source_of(ROOT).toolbox.journey.calendar.moments}
    for name, event in found.items():
        assert str(event["SUMMARY"]) == f"{texts[name]} (klas-3)"
        assert str(event["DESCRIPTION"]).startswith("Bron: ")
    assert {event.summary.value for event in second} == {str(event["SUMMARY"]) for event in first}
    assert b"\n" not in data.replace(b"\r\n", b"")
    # What was asked is in no file.
    file = save(page, tmp_path).read_text("utf-8")
    assert "2027" not in file
    assert "febr" not in file


def test_the_sheet_is_one_page_whatever_is_in_it(laptop: Device) -> None:
    page = laptop.page
    page.set_viewport_size({"width": 1024, "height": 844})
    long = "Later in een grote keuken werken met andere mensen en veel leren over wat daarbij hoort. " * 4
    form = laptop.fill("4.1")
    for line in (line for part in source_of(ROOT).toolbox.journey.sheet for line in part.lines if line.format == "4.1"):
        form.fill(f"#v-{line.question}", long)
    laptop.hand(form)
    page.fill("#v-datum-stage", "31-5-2027")
    page.fill("#v-datum-diploma", "9-7-2027")
    page.click("[data-do=sheet]")
    told = page.locator(".tb-onepage").text_content() or ""
    assert "… (verder in 4.1)" in told
    assert "28 februari 2027: Uiterlijk nu is de startbijeenkomst" in told
    with pikepdf.open(io.BytesIO(page.pdf(prefer_css_page_size=True, format="A4"))) as paper:
        assert len(paper.pages) == 1
    # After it was printed the page is as it was.
    assert page.locator("[data-paper] *").count() == 0
