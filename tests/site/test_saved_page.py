"""The page that someone keeps: made in a real browser, read by people, by the browser again and by Python."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser

from boxes import IMPRINT, ROOT, source_of
from examples import examples
from makers import ADDRESS, NASTY, Makers, answers, definition, loaded
from readers import read_page, read_saved
from toolbox.core.form import Format
from toolbox.reading.page import MAX_SIZE
from toolbox.reading.refusal import Refusal
from watched import violations

# What a fixture makes for one test serves the next: another worker would make it again.
pytestmark = pytest.mark.xdist_group("saved")

FORMATS = {form.number: form for form in source_of(ROOT).toolbox.formats}
TALK, REVIEW = FORMATS["3.1"], FORMATS["5.4"]
# What the browser says for each way in which Python refuses.
SENTENCES = {
    "file-not-ours": "Dit is geen bewaard formulier.",
    "file-damaged": "Dit bewaarde formulier is beschadigd",
    "file-edited": "Dit bewaarde formulier is met de hand veranderd.",
    "file-too-big": "Dit bestand is te groot",
}
many = settings(max_examples=examples(25), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
NAME = "Şebnem\u00a0Yılmaz & Łukasz 👩🏽‍🎓"
FILLED = {
    "values": {
        "naam_student": NAME,
        "datum_gesprek": "2026-11-03",
        "man_vrouw": "anders",
        "heb_je": "cv,sollicitatiebrief",
        "wensberoep": "kok,\n  of </script> bakker",
        "toestemming_contact": "true",
    },
    "rows": {"vervoer": [{"rijbewijs": "ja", "soort_rijbewijs": "AM"}, {"rijbewijs": "", "soort_rijbewijs": ""}]},
}


@pytest.fixture(scope="module")
def makers(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Makers]:
    with loaded(browser, tmp_path_factory.mktemp("entry")) as ready:
        yield ready


@pytest.fixture(scope="module")
def saved(makers: Makers) -> str:
    text: str = makers.call("savedPage", definition(TALK), FILLED)
    return text


def code(data: bytes) -> str:
    """The code with which Python refuses, '' when it does not."""
    try:
        read_page(data, "bewaard.html")
    except Refusal as refusal:
        return refusal.code
    return ""


def test_a_person_can_read_it(makers: Makers, browser: Browser, saved: str, tmp_path: Path) -> None:
    file = tmp_path / "bewaard.html"
    file.write_bytes(saved.encode())
    with browser.new_context(viewport={"width": 320, "height": 700}, java_script_enabled=False) as context:
        page = context.new_page()
        problems: list[str] = []
        page.on("console", lambda message: problems.append(message.text))
        page.goto(file.as_uri())
        assert page.title() == "3.1 Format school-naar-werk-gesprek"
        assert page.locator("h1").inner_text() == "3.1 Format school-naar-werk-gesprek"
        headings = [section.title for section in TALK.sections if section.questions or section.tables]
        assert page.locator("h2").all_inner_texts() == headings
        assert page.locator("dt").all_text_contents() == [question.title for question in TALK.questions]
        answered = dict(zip(page.locator("dt").all_text_contents(), page.locator("dd").all_inner_texts(), strict=True))
        assert answered["Datum gesprek"] == "3 november 2026"
        assert answered["Man / Vrouw"] == "anders / zeg ik liever niet"
        assert answered["Heb je:"].split("\n") == ["een CV", "een sollicitatiebrief"]
        assert answered["Wat is je wensberoep?"] == "kok,\n  of </script> bakker"
        assert answered["Soort contract"] == "niet ingevuld"
        assert page.locator("table").first.locator("tbody tr").count() == 1
        assert page.locator("th[scope=col]").first.inner_text() == "Rijbewijs"
        assert page.locator("a").get_attribute("href") == ADDRESS
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        assert problems == []


@pytest.mark.parametrize("form", [TALK, REVIEW], ids=lambda form: form.number)
def test_it_is_accessible(makers: Makers, browser: Browser, form: Format) -> None:
    rows = {table.name: [{column.name: "tekst" for column in table.columns}] for table in form.tables}
    page = browser.new_page(viewport={"width": 320, "height": 700})
    page.set_content(makers.call("savedPage", definition(form), {"values": {}, "rows": rows}))
    assert violations(page) == []
    page.close()


def test_it_promises_to_run_nothing_and_names_no_one(saved: str) -> None:
    head = saved.partition("</head>")[0]
    assert "default-src 'none'" in head
    assert f"toolbox-transitieroute format-school-naar-werk-gesprek {FORMATS['3.1'].version}" in head
    assert "Yılmaz" not in head
    assert re.findall(r"<script[^>]*>", saved) == re.findall(r'<script type="application/json"[^>]*>', saved)
    assert not re.search(r"\b(src|on\w+|action)=", saved)


def test_given_rows_stand_in_their_groups(makers: Makers, browser: Browser) -> None:
    table = next(table for form in FORMATS.values() for table in form.tables if table.group_by)
    form = next(form for form in FORMATS.values() if table in form.tables)
    names = [column.name for column in table.columns]
    rows = [dict(zip(names, row, strict=True)) for row in table.rows]
    text = makers.call("savedPage", definition(form), {"values": {}, "rows": {table.name: rows}})
    page = browser.new_page()
    page.set_content(text)
    box = page.locator("table").first
    assert box.locator(".group").all_inner_texts() == [heading for heading, _ in table.groups]
    assert box.locator("tbody tr:not(.group)").count() == len(table.rows)
    page.close()


@pytest.mark.parametrize("form", [TALK, REVIEW], ids=lambda form: form.number)
def test_nothing_is_lost(makers: Makers, form: Format) -> None:
    @many
    @given(answers(form))
    def check(filled: dict[str, Any]) -> None:
        text = makers.call("savedPage", definition(form), filled)
        opened = makers.call("openPage", text, IMPRINT.mark)
        assert opened == {"name": form.name, "version": form.version, "answers": filled}
        found = read_page(text.encode(), "bewaard.html")
        assert (found.file, found.shape, found.name, found.version) == (
            *("bewaard.html", "html"),
            *(form.name, form.version),
        )
        assert found.values == filled["values"]
        assert {name: list(rows) for name, rows in found.rows.items()} == filled["rows"]

    check()


def test_a_browser_may_save_it_once_more(makers: Makers, browser: Browser) -> None:
    """What Chromium makes of the page when it writes it out again, with the line ends of another machine."""
    page = browser.new_page()

    @many
    @given(answers(TALK))
    def check(filled: dict[str, Any]) -> None:
        page.set_content(makers.call("savedPage", definition(TALK), filled))
        again = (
            page.content().replace("\n", "\r\n").replace("<head>", "<!-- saved from url=(0014)about:internet --><head>")
        )
        assert makers.refusal(again) == ""
        assert read_page(again.encode("utf-8-sig"), "x").values == filled["values"]

    check()
    page.close()


def edits(saved: str) -> dict[str, str]:
    """Ways to change the page by hand."""
    script = saved.index('<script type="application/json"')
    return {
        "answer on the page": saved[:script].replace("3 november 2026", "4 november 2026") + saved[script:],
        "answer in the data": saved[:script] + saved[script:].replace("2026-11-03", "2026-11-04"),
        "both": saved.replace("3 november 2026", "4 november 2026").replace("2026-11-03", "2026-11-04"),
        "a word less": saved.replace("niet ingevuld", "", 1),
        "a non-breaking space": saved.replace("Datum gesprek", "Datum\u00a0gesprek"),
        "no check": re.sub(r' data-controle="\w+"', "", saved),
        "another version": saved[:script] + saved[script:].replace(f'"{FORMATS["3.1"].version}"', '"2.0.0"'),
    }


@pytest.mark.parametrize("which", list(edits('<script type="application/json"')))
def test_an_edit_by_hand_is_refused(makers: Makers, saved: str, which: str) -> None:
    edited = edits(saved)[which]
    assert edited != saved
    assert makers.refusal(edited).startswith(SENTENCES["file-edited"])
    assert code(edited.encode()) == "file-edited"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "file-not-ours"),
        ("%PDF-1.7", "file-not-ours"),
        ("<!doctype html><title>Iets</title><main>anders</main>", "file-not-ours"),
        (
            '<meta name="keywords" content="toolbox-transitieroute x 1.0.0"><main>zonder antwoorden</main>',
            "file-damaged",
        ),
        ("\0" * 50, "file-not-ours"),
        ("<b>" * 1_000_000, "file-not-ours"),
    ],
)
def test_what_is_no_saved_page(makers: Makers, text: str, expected: str) -> None:
    assert makers.refusal(text).startswith(SENTENCES[expected])
    assert code(text.encode()) == expected


def signed(content: object, readable: str = "tekst") -> str:
    """A page with a right check around any content, as someone could make who reads our source."""
    text = content if isinstance(content, str) else json.dumps(content)
    check = f"{zlib.crc32((text + chr(0) + readable).encode()):08x}"
    return (
        '<!doctype html><meta charset="utf-8"><meta name="keywords" content="toolbox-transitieroute x 1.0.0">'
        f"<main>{readable}</main>"
        f'<script type="application/json" id="antwoorden" data-controle="{check}">{text}</script>'
    )


GOOD = {
    "mark": "toolbox-transitieroute x 1.0.0",
    "name": "x",
    "version": "1.0.0",
    "answers": {"values": {"a": "b"}, "rows": {"t": [{"c": "d"}]}},
}


def test_a_page_made_by_the_book_opens(makers: Makers) -> None:
    assert makers.call("openPage", signed(GOOD), IMPRINT.mark)["answers"] == GOOD["answers"]
    assert read_page(signed(GOOD).encode(), "x").rows == {"t": ({"c": "d"},)}


@pytest.mark.parametrize(
    "content",
    [
        *("[]", "null", '"tekst"', "{", "[" * 100_000, "NaN", "1" * 5000),
        GOOD | {"mark": "toolbox-transitieroute y 1.0.0"},
        GOOD | {"name": ["x"]},
        GOOD | {"answers": []},
        GOOD | {"answers": {"values": {"a": 1}, "rows": {}}},
        GOOD | {"answers": {"values": ["a"], "rows": {}}},
        GOOD | {"answers": {"values": {}, "rows": []}},
        GOOD | {"answers": {"values": {}, "rows": {"t": {"c": "d"}}}},
        GOOD | {"answers": {"values": {}, "rows": {"t": [{"c": None}]}}},
        GOOD | {"answers": {"values": {}}},
    ],
    ids=lambda content: str(content)[-40:],
)
def test_only_texts_are_taken(makers: Makers, content: object) -> None:
    assert makers.refusal(signed(content)).startswith(SENTENCES["file-damaged"])
    assert code(signed(content).encode()) == "file-damaged"


ROUTE = {
    "mark": "toolbox-transitieroute Route 1",
    "stations": {"gesprek": {"done": "true", "who": "Noor Voorbeeld", "note": ""}},
    "forms": [GOOD, GOOD | {"mark": "toolbox-transitieroute y 1.0.0", "name": "y"}],
}


def test_the_forms_of_a_route_are_each_their_own(makers: Makers) -> None:
    opened = makers.call("openSaved", signed(ROUTE), IMPRINT.mark)
    assert [form["name"] for form in opened["forms"]] == ["x", "y"]
    assert opened["stations"] == ROUTE["stations"]
    first, second = read_saved(signed(ROUTE).encode(), "route.html")
    assert (first.name, second.name) == ("x", "y")
    assert first.rows == second.rows == {"t": ({"c": "d"},)}
    # Nothing that a person wrote gets lost: what stands at a station has no place in a form.
    assert [one.text for one in first.beside] == ["gesprek: Noor Voorbeeld"]
    assert second.beside == ()
    assert makers.call("openSaved", signed(GOOD), IMPRINT.mark)["stations"] is None
    # A form page that knows nothing of routes does not take one for a form.
    assert makers.refusal(signed(ROUTE)).startswith(SENTENCES["file-damaged"])


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"forms": []}, "file-route-empty"),
        ({"forms": [GOOD | {"mark": "toolbox-transitieroute y 1.0.0"}]}, "file-damaged"),
        ({"forms": {"x": GOOD}}, "file-damaged"),
        ({"stations": {"gesprek": {"done": True}}}, "file-damaged"),
        ({"stations": ["gesprek"]}, "file-damaged"),
        ({"mark": "toolbox-transitieroute Route 2"}, "file-damaged"),
    ],
    ids=str,
)
def test_what_is_no_route_is_not_opened_as_one(makers: Makers, wrong: dict[str, Any], said: str) -> None:
    text = signed(ROUTE | wrong)
    with pytest.raises(Refusal) as refused:
        read_saved(text.encode(), "route.html")
    assert refused.value.code == said
    open_it = "given => { try { makers.openSaved(...given); return ''; } catch (error) { return error.message; } }"
    sentence = makers.page.evaluate(open_it, [text, IMPRINT.mark])
    # Without a form it is still somebody's route.
    assert sentence == "" if said == "file-route-empty" else sentence.startswith(SENTENCES[said])


@many
@given(data=st.data())
def test_a_cut_or_overwritten_page_never_gives_other_answers(makers: Makers, saved: str, data: st.DataObject) -> None:
    """Browser and Python agree on every piece of the file, and what they open is what was saved."""
    script = saved.index('id="antwoorden"')
    cut = data.draw(st.integers(0, len(saved)) | st.integers(script, len(saved)))
    piece = saved[:cut] + data.draw(st.sampled_from(["", "x", saved[cut + 1 :], "<b>" + saved[cut:]]))
    refused = code(piece.encode())
    sentence = makers.refusal(piece)
    assert sentence.startswith(SENTENCES[refused]) if refused else sentence == ""
    if not refused:
        assert read_page(piece.encode(), "x").values == FILLED["values"]


def test_too_big(makers: Makers, saved: str) -> None:
    big = saved + " " * MAX_SIZE
    assert makers.refusal(big).startswith(SENTENCES["file-too-big"])
    assert code(big.encode()) == "file-too-big"


def test_another_format_is_told(makers: Makers, saved: str) -> None:
    script = """([text, definition]) => {
      const opened = makers.openPage(text, definition.mark.split(" ")[0]);
      try { makers.requireSameFormat(opened, definition); return ""; } catch (error) { return error.message; }
    }"""
    assert makers.page.evaluate(script, [saved, definition(TALK)]) == ""
    assert "hoort bij een ander format" in makers.page.evaluate(script, [saved, definition(REVIEW)])


def test_a_copy_on_a_disk_does_not_tell_where_it_lies(makers: Makers, browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "jan-de-vries.html").write_text("<!doctype html><title>x</title>", "utf-8")
    page = browser.new_page()
    page.goto((tmp_path / "jan-de-vries.html").as_uri())
    page.add_script_tag(path=makers.script_file)
    text = page.evaluate("(given) => makers.savedPage(...given)", [definition(TALK), FILLED])
    assert "jan-de-vries" not in text
    page.close()


def test_nasty_texts_stay_texts(makers: Makers, browser: Browser) -> None:
    """As an answer nothing of them becomes an element."""
    page = browser.new_page()

    def elements(text: str) -> int:
        page.goto("about:blank")
        page.set_content(makers.call("savedPage", definition(TALK), {"values": {"naam_student": text}, "rows": {}}))
        return int(page.evaluate("document.querySelectorAll('*').length"))

    plain = elements("Jan")
    assert plain > 100
    assert [text for text in NASTY if elements(text) != plain] == []
    page.close()
