"""The page on which a format is filled in, in a real browser: by keyboard, without a trace, and back again."""

from __future__ import annotations

import gzip
import urllib.request
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page, expect

from boxes import ROOT, source_of
from formsite import (
    DATE,
    ISO_DATE,
    LEFT,
    LONG,
    choose_file,
    expected_answers,
    fill_by_keyboard,
    fill_path,
    formats,
    open_form,
    page_policy,
    save,
    saved_answers,
)
from pages import FORMATS
from readers import read_pdf
from toolbox.core.form import Format
from toolbox.forms.slots import slots
from toolbox.reading.run import read_one
from watched import (
    LAPTOP,
    NOTHING_STORED,
    STORED,
    Reader,
    Scheme,
    Watched,
    accept_dialogs,
    violations,
    violations_in_both_schemes,
)

SCRIPT_BYTES = 60_000
NAME, TEXT = "#v-naam_student", "#v-wensberoep"


def source(address: str, path: str) -> bytes:
    with urllib.request.urlopen(address + path) as answer:
        data: bytes = answer.read()
    return data


def said(page: Page, word: str) -> None:
    page.wait_for_selector(f"[data-said]:has-text('{word}')")


# --- every format ---


def has_every_slot_in_order(page: Page, form: Format) -> None:
    shown = page.eval_on_selector_all(
        "[data-fields] input, [data-fields] textarea",
        "all => all.map((e) => e.type === 'checkbox' && e.value !== 'true' ? `${e.name}.${e.value}` : e.name)",
    )
    assert list(dict.fromkeys(shown)) == [slot.name for slot in slots(form)]
    labelled = page.eval_on_selector_all(
        "[data-fields] :is(input, textarea)",
        "all => all.filter((e) => !e.labels.length && !e.hasAttribute('aria-labelledby')).length",
    )
    assert labelled == 0


@pytest.mark.parametrize("number", FORMATS)
def test_every_form_has_every_slot_is_accessible_and_fits(reader: Reader, number: str) -> None:
    """WCAG 2.2 A and AA and best practices, with every date wrong and what is required open."""
    found: list[str] = []
    page = reader.look(fill_path(number), LAPTOP)
    has_every_slot_in_order(page, formats()[number])
    dates = page.locator("[data-fields] [data-type=date] input")
    for index in range(dates.count()):
        dates.nth(index).fill("gisteren")
    if dates.count():
        page.click("[data-do=data]")
        assert page.is_visible("[data-errors]")
    schemes: tuple[tuple[int, Scheme], ...] = ((320, "dark"), (1280, "light"))
    for width, scheme in schemes:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        found += [f"{width} {scheme} {text}" for text in violations(page)]
    assert page.evaluate("document.querySelectorAll('h1').length") == 1
    assert found == []


def test_a_blank_form_and_its_dialog_are_accessible(browser: Browser, address: str) -> None:
    watched, page = open_form(browser, address, "2.1")
    assert violations_in_both_schemes(page) == []
    page.click("[data-do=wipe]")
    assert violations_in_both_schemes(page) == []
    watched.context.close()
    assert watched.problems == []


@pytest.mark.parametrize("number", FORMATS)
@pytest.mark.promise("no-connection")
def test_the_page_may_not_connect_and_is_light(address: str, number: str) -> None:
    policy = page_policy(source(address, fill_path(number)).decode())
    assert "connect-src 'none'" in policy
    assert "worker-src 'none'" in policy
    assert "unsafe" not in policy
    scripts = sum(
        len(gzip.compress(source(address, f"assets/{name}"), mtime=0)) for name in ("form.js", "site.js", "scheme.js")
    )
    assert scripts <= SCRIPT_BYTES


# --- filling in ---


@pytest.mark.parametrize("number", ["3.1", "5.4"])
@pytest.mark.promise("nothing-stored")
def test_a_whole_form_by_keyboard_alone(browser: Browser, address: str, number: str, tmp_path: Path) -> None:
    """Every place is reached and filled in with keys only, saved, opened again after a wipe, and saved the same."""
    form = formats()[number]
    watched, page = open_form(browser, address, number)
    page.wait_for_load_state("networkidle")
    before = len(watched.requests)
    typed = fill_by_keyboard(page)
    with page.expect_download() as waiting:
        page.keyboard.press("Enter")
    assert waiting.value.suggested_filename == f"{form.slug}-ingevuld.html"
    waiting.value.save_as(tmp_path / "saved.html")
    answers = saved_answers(tmp_path / "saved.html")
    assert answers == expected_answers(form, typed)
    page.click("[data-do=wipe]")
    page.click("[data-dialog-yes]")
    assert page.evaluate(LEFT) == []
    choose_file(page, tmp_path / "saved.html")
    said(page, "geopend")
    assert page.is_hidden("[data-loose]")
    again = save(page, tmp_path)
    assert saved_answers(again) == answers
    assert watched.since(before) == []
    assert page.evaluate(STORED) == NOTHING_STORED
    watched.context.close()
    assert watched.problems == []


def test_enter_and_jumps_change_nothing_in_the_history(talk: tuple[Watched, Page]) -> None:
    _, page = talk
    steps, url = page.evaluate("history.length"), page.url
    for field in (NAME, "#v-datum_gesprek", "[id='v-afspraken.1.actie']"):
        page.fill(field, "iets")
        page.press(field, "Enter")
        assert page.input_value(field) == "iets"
    page.click(".tb-fillnav a >> text=Mobiliteit")
    assert page.evaluate("document.activeElement.id") == "deel-mobiliteit"
    page.click(".tb-fillnav p a")
    assert page.evaluate("document.activeElement.id") == "klaar"
    assert (page.evaluate("history.length"), page.url) == (steps, url)


def test_a_date_is_understood_as_people_type_it(talk: tuple[Watched, Page], tmp_path: Path) -> None:
    _, page = talk
    for typed in (DATE, "3-11-2026", "3-11-26", "03112026", "3/11/2026", "3 11 2026", "2026-11-03"):
        page.fill("#v-datum_gesprek", typed)
        page.press("#v-datum_gesprek", "Tab")
        assert page.input_value("#v-datum_gesprek") == "03-11-2026"
    assert saved_answers(save(page, tmp_path))["values"]["datum_gesprek"] == ISO_DATE
    for wrong in ("30-2-2026", "3-11-62", "morgen"):
        page.fill("#v-datum_gesprek", wrong)
        page.press("#v-datum_gesprek", "Tab")
        assert page.is_visible("#v-datum_gesprek-fout")
        assert page.input_value("#v-datum_gesprek") == wrong


def test_a_choice_can_be_undone(talk: tuple[Watched, Page], tmp_path: Path) -> None:
    _, page = talk
    assert page.is_hidden("#v-bijbaan-wis")
    page.check("#v-bijbaan")
    page.focus("#v-bijbaan-wis")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "v-bijbaan"
    assert page.is_hidden("#v-bijbaan-wis")
    assert saved_answers(save(page, tmp_path))["values"]["bijbaan"] == ""


# --- what is wrong ---


def test_what_is_missing_is_told_twice_and_clears_when_mended(talk: tuple[Watched, Page]) -> None:
    _, page = talk
    page.click("[data-do=print]")
    assert page.evaluate("document.activeElement.hasAttribute('data-errors')")
    assert page.inner_text("[data-errors] h2") == "Er missen nog 2 antwoorden"
    assert page.locator("[data-errors] a").all_inner_texts() == [
        "Vul een datum in bij ‘Datum gesprek’.",
        "Vul ‘Naam’ in.",
    ]
    page.click("[data-errors] a >> nth=1")
    assert page.evaluate("document.activeElement.id") == "v-naam_student"
    assert page.get_attribute(NAME, "aria-invalid") == "true"
    assert page.inner_text(f"{NAME}-fout") == "Vul ‘Naam’ in."
    assert "v-naam_student-fout" in (page.get_attribute(NAME, "aria-describedby") or "")
    page.keyboard.type("J")
    assert page.get_attribute(NAME, "aria-invalid") is None
    assert page.locator(f"{NAME}-fout").count() == 0
    assert page.inner_text("[data-errors] h2") == "Er mist nog 1 antwoord"
    assert page.evaluate("window.printed") == 0
    page.click("[data-go-on]")
    assert page.evaluate("window.printed") == 1
    assert page.is_hidden("[data-errors]")


def test_a_wrong_date_must_be_mended_but_never_blocks_saving(talk: tuple[Watched, Page], tmp_path: Path) -> None:
    _, page = talk
    page.fill(NAME, "Jan")
    page.fill("#v-datum_gesprek", "ooit")
    assert saved_answers(save(page, tmp_path))["values"]["datum_gesprek"] == "ooit"
    page.click("[data-do=print]")
    assert page.inner_text("[data-errors] h2") == "Er is 1 ding om te verbeteren"
    assert page.is_hidden("[data-go-on]")
    page.fill("#v-datum_gesprek", "3-11-2026")
    assert page.is_hidden("[data-errors]")
    page.click("[data-do=print]")
    assert page.evaluate("window.printed") == 1


# --- rows ---


def test_rows_are_added_and_taken_away(talk: tuple[Watched, Page], tmp_path: Path) -> None:
    _, page = talk
    table = page.locator("[data-table=contacten]")
    page.focus("[data-table=contacten] [data-add-row]")
    page.keyboard.press("Enter")
    assert table.locator("[data-row]").count() == 6
    assert page.evaluate("document.activeElement.name") == "contacten.6.wie"
    assert page.inner_text("[data-said]") == "Rij 6 is toegevoegd."
    page.keyboard.type("De buurvrouw")
    page.fill("[id='v-contacten.1.wie']", "Mijn vader")
    page.click("[id='r-contacten.2-weg']")
    assert page.evaluate("document.activeElement.id") == "r-contacten.3-weg"
    assert table.locator("[data-row-name]").all_inner_texts() == [f"Rij {number}" for number in range(1, 6)]
    page.click("[id='r-contacten.1-weg']")
    assert page.inner_text("[data-dialog-title]") == "Rij 1 weghalen?"
    page.keyboard.press("Escape")
    assert page.input_value("[id='v-contacten.1.wie']") == "Mijn vader"
    assert saved_answers(save(page, tmp_path))["rows"]["contacten"] == [
        {"wie": "Mijn vader", "akkoord": ""},
        {"wie": "De buurvrouw", "akkoord": ""},
    ]
    page.click("[id='r-contacten.1-weg']")
    page.click("[data-dialog-yes]")
    page.click("[data-table=contacten] [data-add-row]")
    assert page.evaluate("document.activeElement.name") == "contacten.7.wie"
    page.click("[data-do=wipe]")
    page.click("[data-dialog-yes]")
    assert table.locator("[data-row]").count() == 5


def test_on_a_phone_an_empty_row_shows_once_and_more_when_asked(browser: Browser, address: str, tmp_path: Path) -> None:
    """4.1 has 35 rows of one's own in eight tables: as cards they took a third of the page's height."""
    watched, page = open_form(browser, address, "4.1", width=390)
    table = page.locator("[data-table=bedrijven]")
    names = table.locator("[data-row-name]:visible")
    assert page.locator("[data-own]").count() == 35
    assert page.locator("[data-own]:visible").count() == 8
    assert names.all_inner_texts() == ["Rij 1"]
    table.locator("[data-add-row]").click()
    assert page.evaluate("document.activeElement.name").startswith("bedrijven.2.")
    assert page.inner_text("[data-said]") == "Rij 2 is toegevoegd."
    assert names.all_inner_texts() == ["Rij 1", "Rij 2"]
    page.keyboard.type("Gemeente")
    assert names.all_inner_texts() == ["Rij 1", "Rij 2", "Rij 3"]
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.press("Delete")
    assert names.all_inner_texts() == ["Rij 1", "Rij 2"]
    page.keyboard.type("UWV")
    table.locator("[data-remove-row]").nth(0).click()
    assert names.all_inner_texts() == ["Rij 1", "Rij 2"]
    saved = save(page, tmp_path)
    page.click("[data-do=wipe]")
    page.click("[data-dialog-yes]")
    assert names.all_inner_texts() == ["Rij 1"]
    choose_file(page, saved)
    expect(table.locator("textarea").first).to_have_value("UWV")
    assert names.all_inner_texts() == ["Rij 1", "Rij 2"]
    page.set_viewport_size({"width": 1280, "height": 900})
    assert page.locator("[data-own]:visible").count() == page.locator("[data-own]").count()
    watched.context.close()
    assert watched.problems == []


def test_an_emptied_example_stays_empty(browser: Browser, address: str, tmp_path: Path) -> None:
    watched, page = open_form(browser, address, "4.1")
    first = "[id='v-vaardigheden_werknemer.1.vaardigheid']"
    assert page.input_value(first) == "Op tijd komen"
    page.fill(first, "")
    file = save(page, tmp_path)
    rows = saved_answers(file)["rows"]["vaardigheden_werknemer"]
    assert [row["vaardigheid"] for row in rows] == ["Communiceren met collega’s"]
    page.reload()
    choose_file(page, file)
    said(page, "geopend")
    assert page.input_value(first) == "Communiceren met collega’s"
    assert page.input_value("[id='v-vaardigheden_werknemer.2.vaardigheid']") == ""
    watched.context.close()


# --- a file of another version, or another file ---


def test_what_has_no_place_is_shown_and_kept(browser: Browser, address: str, tmp_path: Path) -> None:
    """A page saved by another version: a question renamed, one taken out, a choice that is no more."""
    watched, page = open_form(browser, address, "3.1")
    html = source(address, fill_path("3.1")).decode()
    older = html.replace("wensberoep", "droombaan").replace("vroeger_worden", "kinderdroom")
    older = older.replace('value="man"', 'value="jongen"').replace("&#34;man&#34;", "&#34;jongen&#34;")
    before, after = html.split("Wat is je wensberoep?", 1)
    after = after.replace("previous&#34;:[]", "previous&#34;:[&#34;droombaan&#34;]", 1)
    newer = f"{before}Wat is je wensberoep?{after}"
    page.route("**/invullen/", lambda route: route.fulfill(body=older, content_type="text/html"))
    page.reload()
    page.fill("#v-droombaan", "Kok")
    page.fill("#v-kinderdroom", "Piloot")
    page.check("[name=man_vrouw] >> nth=0")
    file = save(page, tmp_path)
    page.unroute("**/invullen/")
    page.route("**/invullen/", lambda route: route.fulfill(body=newer, content_type="text/html"))
    page.reload()
    choose_file(page, file)
    page.wait_for_selector("[data-loose]")
    assert page.input_value(TEXT) == "Kok"
    assert dict(
        zip(
            page.locator("[data-loose] dt").all_inner_texts(),
            page.locator("[data-loose] dd").all_inner_texts(),
            strict=True,
        )
    ) == {"man_vrouw.oud": "jongen", "kinderdroom": "Piloot"}
    assert violations(page) == []
    page.check("[name=man_vrouw] >> nth=1")
    again = save(page, tmp_path)
    values = saved_answers(again)["values"]
    assert (values["kinderdroom"], values["man_vrouw.oud"], values["man_vrouw"]) == ("Piloot", "jongen", "vrouw")
    assert "Piloot" in again.read_text("utf-8").split("</main>")[0]
    page.click("[data-drop-loose]")
    assert page.is_hidden("[data-loose]")
    assert "kinderdroom" not in saved_answers(save(page, tmp_path))["values"]
    watched.context.close()
    assert watched.problems == []


def test_a_wrong_file_leaves_everything_as_it_was(talk: tuple[Watched, Page], tmp_path: Path, address: str) -> None:
    watched, page = talk
    other = watched.open(fill_path("1.1.1"))
    page.fill(NAME, "Jan")
    (tmp_path / "notes.html").write_text("<p>Iets anders</p>", "utf-8")
    for file, words in ((tmp_path / "notes.html", "geen bewaard formulier"), (save(other, tmp_path), "ander format")):
        choose_file(page, file)
        said(page, words)
        assert page.input_value(NAME) == "Jan"


# --- nothing stays ---


@pytest.mark.promise("nothing-stored")
def test_wiping_asks_and_leaves_no_way_back(talk: tuple[Watched, Page]) -> None:
    _, page = talk
    page.click(NAME)
    page.keyboard.type("Jan de Vries")
    page.click("[data-do=wipe]")
    page.click("[data-dialog-no]")
    assert page.input_value(NAME) == "Jan de Vries"
    page.click("[data-do=wipe]")
    page.click("[data-dialog-yes]")
    assert page.evaluate(LEFT) == []
    page.click(NAME)
    page.keyboard.press("ControlOrMeta+z")
    assert page.evaluate(LEFT) == []
    assert page.inner_text("[data-said]") == "Het formulier is leeg."


@pytest.mark.promise("nothing-stored")
def test_back_and_forward_show_an_empty_form(talk: tuple[Watched, Page]) -> None:
    watched, page = talk
    page.wait_for_load_state("networkidle")
    asked: list[str] = []
    accept_dialogs(page, asked)
    page.click(NAME)
    page.keyboard.type("Jan de Vries")
    page.check("#v-bijbaan")
    page.click("[data-table=contacten] [data-add-row]")
    page.goto(watched.address)
    assert asked == ["beforeunload"]
    page.go_back()
    page.wait_for_selector("[data-fill]")
    assert page.evaluate(LEFT) == []
    assert page.locator("[data-table=contacten] [data-row]").count() == 5
    page.reload()
    assert page.evaluate(LEFT) == []
    assert page.evaluate(STORED) == NOTHING_STORED


def test_only_what_is_not_saved_is_warned_about(talk: tuple[Watched, Page], tmp_path: Path) -> None:
    _, page = talk
    page.wait_for_load_state("networkidle")
    asked: list[str] = []
    accept_dialogs(page, asked)
    page.click(NAME)
    page.keyboard.type("J")
    page.keyboard.press("Backspace")
    page.reload()
    page.click(NAME)
    page.keyboard.type("Jan")
    save(page, tmp_path)
    page.reload()
    assert asked == []


# --- on paper, and without script ---


def test_paper_shows_all_text_and_no_buttons(talk: tuple[Watched, Page], tmp_path: Path) -> None:
    _, page = talk
    page.fill(NAME, "Jan de Vries")
    page.fill(TEXT, LONG + "en dat is alles.")
    page.fill("[id='v-contacten.1.wie']", "Mijn tante uit Vlaardingen met de lange naam")
    page.check("[id='v-contacten.1.akkoord']")
    page.emulate_media(color_scheme="dark")
    page.pdf(path=str(tmp_path / "paper.pdf"), format="A4")
    document = pypdfium2.PdfDocument(tmp_path / "paper.pdf")
    text = " ".join("".join(sheet.get_textpage().get_text_range() for sheet in document).split())
    assert "en dat is alles." in text
    assert "Mijn tante uit Vlaardingen met de lange naam" in text.replace("\ufffe", "-")
    assert "Wat is je wensberoep?" in text
    for unwanted in ("Bewaren", "Rij toevoegen", "Weghalen", "Gevoelig", "blijft op dit apparaat", "Zoeken", "Rij 2"):
        assert unwanted not in text
    assert len(document) <= 4
    assert page.locator(".tb-printed").count() == 0


def test_a_lying_format_is_printed_lying(browser: Browser, address: str, tmp_path: Path) -> None:
    watched, page = open_form(browser, address, "1.4")
    page.pdf(path=str(tmp_path / "paper.pdf"), prefer_css_page_size=True)
    document = pypdfium2.PdfDocument(tmp_path / "paper.pdf")
    assert {sheet.get_width() > sheet.get_height() for sheet in document} == {True}
    watched.context.close()


def test_without_script_it_leads_to_the_other_shapes(browser: Browser, address: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(address + fill_path("3.1"))
        assert page.is_hidden("[data-form]")
        assert page.is_visible("noscript a >> nth=0")
        first = page.get_attribute("noscript a >> nth=0", "href")
        assert first is not None
        assert first.endswith(".pdf")


def test_on_a_phone_everything_can_be_hit(browser: Browser, address: str) -> None:
    """44 px: what a finger hits around each field, choice and button."""
    for number in ("3.1", "5.4"):
        watched, page = open_form(browser, address, number, width=390)
        small = page.eval_on_selector_all(
            ":is(.tb-input, .tb-choice, .tb-button, .tb-undo, .tb-fillnav a):not(dialog *)",
            """all => all.filter((e) => e.checkVisibility()).map((e) => [e.className, e.getBoundingClientRect().height])
              .filter(([, height]) => height < 43.9)""",
        )
        assert small == []
        roles = page.eval_on_selector_all("table.tb-rows :is(tr, td, th)", "all => all.every((e) => e.role)")
        assert roles
        watched.context.close()


# --- pdf and data, made in the browser ---


def test_pdf_and_data_load_their_library_only_when_asked(talk: tuple[Watched, Page], tmp_path: Path) -> None:
    watched, page = talk
    page.wait_for_load_state("networkidle")
    before = len(watched.requests)
    page.fill(NAME, "Jan de Vries")
    page.fill("#v-datum_gesprek", "3-11-2026")
    slug = formats()["3.1"].slug
    with page.expect_download() as waiting:
        page.click("[data-do=data]")
    assert waiting.value.suggested_filename == f"{slug}-ingevuld.zip"
    with page.expect_download() as waiting:
        page.click("[data-do=pdf]")
    assert waiting.value.suggested_filename == f"{slug}-ingevuld.pdf"
    waiting.value.save_as(tmp_path / "filled.pdf")
    assert len(pypdfium2.PdfDocument(tmp_path / "filled.pdf")) > 0
    loaded = watched.since(before)
    assert sorted(loaded) == ["assets/form-pdf.js", f"bestanden/{slug}-vorm.js"]
    assert page.evaluate(STORED) == NOTHING_STORED


def test_what_does_not_fit_in_the_pdf_is_told(talk: tuple[Watched, Page]) -> None:
    _, page = talk
    page.fill(NAME, "Li 李")
    page.fill("#v-datum_gesprek", "3-11-2026")
    for number in range(1, 8):
        if number > 5:
            page.click("[data-table=contacten] [data-add-row]")
        page.fill(f"[id='v-contacten.{number}.wie']", f"Persoon {number}")
    # Characters that nobody would see are told before there is a file.
    page.click("[data-do=pdf]")
    page.wait_for_selector("[data-dialog-text]:has-text('‘Naam’: 李')")
    page.click("[data-dialog-no]")
    page.click("[data-do=pdf]")
    with page.expect_download() as waiting:
        page.click("[data-dialog-yes]")
    page.wait_for_selector("[data-said]:has-text('op een bladzijde ‘vervolg’')")
    assert read_pdf(waiting.value.path().read_bytes(), "x.pdf").values["naam_student"] == "Li 李"


def test_printed_to_a_pdf_it_is_refused_with_what_to_do(talk: tuple[Watched, Page], tmp_path: Path) -> None:
    """Its ticks are drawn, so they would vanish without a word."""
    _, page = talk
    page.fill(NAME, "Jan de Vries")
    page.check("[name=man_vrouw][value=man]")
    page.pdf(path=tmp_path / "printed.pdf")
    read = read_one(tmp_path / "printed.pdf", source_of(ROOT).toolbox)
    assert read.refusal is not None
    assert (read.refusal.code, read.forms) == ("file-printed-page", ())


def test_offline_it_says_so(talk: tuple[Watched, Page]) -> None:
    watched, page = talk
    page.fill(NAME, "Jan")
    page.fill("#v-datum_gesprek", "3-11-2026")
    page.route("**/bestanden/**", lambda route: route.abort())
    page.click("[data-do=data]")
    said(page, "online")
    page.unroute("**/bestanden/**")
    with page.expect_download():
        page.click("[data-do=data]")
    watched.problems.clear()


def test_every_file_carries_the_writers_own_word_and_nothing_that_was_filled_in(talk: tuple[Watched, Page]) -> None:
    _, page = talk
    slug = formats()["3.1"].slug
    page.fill(NAME, "Jan de Vries")
    page.fill("#v-datum_gesprek", "3-11-2026")
    assert page.input_value("[data-word]") == ""
    assert page.inner_text("[data-word-name]") == f"{slug}-ingevuld.html"
    page.fill("[data-word]", "klas 2b/ë")
    assert page.inner_text("[data-word-name]") == f"{slug}-ingevuld-klas-2b-ë.html"
    for action, ending in (("save", "html"), ("pdf", "pdf"), ("data", "zip")):
        with page.expect_download() as waiting:
            page.click(f"[data-do={action}]")
        assert waiting.value.suggested_filename == f"{slug}-ingevuld-klas-2b-ë.{ending}"
    page.click("[data-do=wipe]")
    page.click("[data-dialog-yes]")
    page.wait_for_selector(f"[data-word-name]:text-is('{slug}-ingevuld.html')")
    assert page.input_value("[data-word]") == ""
