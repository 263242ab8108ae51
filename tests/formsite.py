"""What the tests of the page to fill in do with it: open it, fill it in by keyboard, read what it saves."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

from boxes import ROOT, source_of
from toolbox.core.form import Format
from toolbox.forms.slots import Control, slots
from watched import Watched

LONG = "Ik wil later met fietsen werken, het liefst buiten en met andere mensen. " * 12
DATE, ISO_DATE = "3 november 2026", "2026-11-03"
SAVED = re.compile(r'<script type="application/json"[^>]*>(.*?)</script>', re.DOTALL)
FOCUSED = """() => {
  const e = document.activeElement;
  const field = e.closest('[data-type]');
  return {
    id: e.id, name: e.name ?? '', type: e.type ?? '', action: e.dataset.do ?? '', value: e.value ?? '',
    control: field ? field.dataset.type : '',
  };
}"""
# Everything that a person could see of what was typed.
LEFT = """() => [...document.querySelectorAll('[data-form] input, [data-form] textarea')]
  .filter((e) => (/radio|checkbox/.test(e.type) ? e.checked : e.value !== e.defaultValue)).map((e) => e.id)
  .concat(document.querySelectorAll('.is-wrong, .tb-printed, [data-loose] dd').length ? ['marks'] : [])"""


def formats() -> dict[str, Format]:
    return {form.number: form for form in source_of(ROOT).toolbox.formats}


def fill_path(number: str) -> str:
    return f"bijlagen/{number}/invullen/"


def open_form(browser: Browser, address: str, number: str, width: int = 1280) -> tuple[Watched, Page]:
    """A context of its own, in which printing is only counted."""
    context = browser.new_context(viewport={"width": width, "height": 900}, locale="nl-NL")
    context.add_init_script("window.printed = 0; window.print = () => { window.printed += 1; };")
    watched = Watched(context, address)
    return watched, watched.open(fill_path(number))


def saved_answers(file: Path) -> dict[str, Any]:
    """The answers in a saved page, as any reader would find them."""
    (found,) = SAVED.findall(file.read_text("utf-8"))
    answers: dict[str, Any] = json.loads(found)["answers"]
    return answers


def save(page: Page, folder: Path) -> Path:
    with page.expect_download() as waiting:
        page.click("[data-do=save]")
    target = folder / waiting.value.suggested_filename
    waiting.value.save_as(target)
    return target


def choose_file(page: Page, file: Path) -> None:
    with page.expect_file_chooser() as waiting:
        page.click("[data-do=open]")
    waiting.value.set_files(file)


def choose_by_keys(page: Page, file: Path) -> None:
    """The same without a mouse.

    The driver learns of a chooser only once it listens, and presses a key sooner than that is so: before it presses a
    mouse it looks whether the button is there.
    """
    page.on("filechooser", lambda chooser: chooser.set_files(file))
    for _ in range(2):
        page.evaluate("0")
    page.focus("[data-do=open]")
    page.keyboard.press("Enter")


def fill_by_keyboard(page: Page) -> dict[str, str]:
    """Tab through the whole form and answer everything; gives name → what was typed or chosen."""
    typed: dict[str, str] = {}
    page.focus("[data-bar-save]")
    for _ in range(1000):
        page.keyboard.press("Tab")
        here = page.evaluate(FOCUSED)
        if here["action"] == "save":
            return typed
        if here["control"] in ("choice", "list", "tick") and here["type"] in ("radio", "checkbox"):
            _choose(page, here, typed)
        elif here["name"]:
            text = DATE if here["control"] == "date" else f"ğ&<{len(typed)}>"
            page.keyboard.press("ControlOrMeta+a")
            page.keyboard.type(text)
            typed[here["name"]] = text
    raise AssertionError("the save button was never reached")


def _choose(page: Page, here: dict[str, str], typed: dict[str, str]) -> None:
    """Tick a box; of a group of choices take the second."""
    if here["type"] == "checkbox":
        page.keyboard.press("Space")
        typed[here["name"]] = ",".join(filter(None, [typed.get(here["name"], ""), here["value"]]))
    elif here["name"] not in typed:
        page.keyboard.press("ArrowDown")
        typed[here["name"]] = page.evaluate(FOCUSED)["value"]


def expected_answers(form: Format, typed: dict[str, str]) -> dict[str, Any]:
    """The answers object that belongs to what was typed, by the format's own slots."""
    values: dict[str, str] = {}
    rows: dict[str, list[dict[str, str]]] = {
        table.name: [dict(zip([column.name for column in table.columns], cells, strict=True)) for cells in table.rows]
        + [dict.fromkeys((column.name for column in table.columns), "") for _ in range(table.empty_rows)]
        for table in form.tables
    }
    for slot in slots(form):
        name = slot.name.removesuffix(f".{slot.choice.value}") if slot.choice else slot.name
        text = ISO_DATE if slot.control is Control.DATE else typed[name]
        if slot.row:
            rows[slot.row.table.name][slot.row.number - 1][slot.question.name] = text
        else:
            values[name] = text
    return {"values": values, "rows": rows}


def page_policy(html: str) -> str:
    found = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', html)
    assert found
    return unescape(found[1])
