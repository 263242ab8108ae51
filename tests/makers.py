"""What the tests of the form page's makers share: their scripts in one browser page, and answers to fill in."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from playwright.sync_api import Browser

from boxes import IMPRINT
from toolbox.assets.bundles import SOURCES, bundle_module
from toolbox.core.form import Format, Question, QuestionType
from toolbox.forms import slots
from toolbox.forms.answers import Found
from toolbox.site.form.form import FormView

ADDRESS = "http://toolbox.example/bijlagen/3.1/invullen/"
ENTRY = """
export * from "{sources}/dates.js";
export * from "{sources}/save.js";
export * from "{sources}/open.js";
export * from "{sources}/data.js";
export * from "{sources}/pdf.js";
export * from "{sources}/readword.js";
export * from "{sources}/leftover.js";
"""
NASTY = (
    '=HYPERLINK("http://x")',
    "</script><script>alert(1)</script>",
    "<!-- <script>",
    "a\u00a0b  c\n\n d\t",
    "\r\nregel\rregel",
    '\'@som,"aan";halen',
    "Şebnem Yılmaz-Świątek, Dvořák ğİıłě",
    "👩🏽‍🎓 emoji, 漢字, עברית",
    "&amp; &lt; &#60; &nbsp;",
    "\u2028\u2029\ufeff\ufffe\x85\x00\x1b",
    "-5",
    "+31 6 12345678",
)


class Makers:
    """The makers, loaded in a page of a browser; `requests` holds every address that was asked for."""

    def __init__(self, browser: Browser, script_file: Path) -> None:
        self.script_file = script_file
        self.page = browser.new_page()
        self.page.route("**/*", lambda route: route.fulfill(body="<!doctype html><title>leeg</title>"))
        self.page.goto(ADDRESS)
        self.requests: list[str] = []
        self.errors: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.add_script_tag(path=script_file)

    def call(self, name: str, *arguments: Any) -> Any:
        """What the exported function gives."""
        return self.page.evaluate(f"(given) => makers.{name}(...given)", list(arguments))

    def bytes_of(self, expression: str, argument: Any) -> bytes:
        """The bytes that a JavaScript expression over `given` gives."""
        script = f"""async (given) => {{
          const bytes = await ({expression});
          return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
        }}"""
        return base64.b64decode(self.page.evaluate(script, argument))

    def refusal(self, text: str) -> str:
        """The sentence with which `openPage` refuses, '' when it does not."""
        sentence: str = self.page.evaluate(
            "given => { try { makers.openPage(...given); return ''; } catch (error) { return error.message; } }",
            [text, IMPRINT.mark],
        )
        return sentence


@contextmanager
def loaded(browser: Browser, folder: Path) -> Iterator[Makers]:
    entry = folder / "entry.js"
    entry.write_text(ENTRY.format(sources=SOURCES.as_posix()), "utf-8")
    script = folder / "makers.js"
    script.write_bytes(bundle_module(entry, "makers"))
    makers = Makers(browser, script)
    yield makers
    makers.page.close()
    assert makers.requests == []
    assert makers.errors == []


def definition(form: Format) -> dict[str, Any]:
    """What the form page tells its makers about a format."""
    told: dict[str, Any] = json.loads(FormView.of(form, IMPRINT.mark).definition)
    return told


# Half a character cannot be typed, nor stand in a file.
texts = st.sampled_from(NASTY) | st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


def cell(question: Question) -> st.SearchStrategy[str]:
    """Any answer to one question, in the form that data has."""
    values = [choice.value for choice in question.choices]
    match question.type:
        case QuestionType.LIST:
            return st.sets(st.sampled_from(values)).map(lambda chosen: ",".join(v for v in values if v in chosen))
        case QuestionType.TICK:
            return st.sampled_from(["", "true"])
        case QuestionType.DATE:
            return st.just("") | st.dates().map(str) | st.sampled_from(["31-2-2026", "volgende week"])
        case _:
            return st.sampled_from(["", *values]) if values else st.just("") | texts


@st.composite
def answers(draw: st.DrawFn, form: Format) -> dict[str, Any]:
    """Answers to a whole format; a table has its given rows, and some of its empty ones filled in."""
    values = {question.name: draw(cell(question)) for question in form.questions}
    rows: dict[str, list[Mapping[str, str]]] = {}
    for table in form.tables:
        count = len(table.rows) + draw(st.integers(0, table.empty_rows))
        rows[table.name] = [
            {column.name: draw(cell(column)) if row.fills(column) else row.cell(column) for column in table.columns}
            for row in list(slots.table_rows(table))[:count]
        ]
    return {"values": values, "rows": rows}


def read_in_browser(makers: Makers, reader: str, data: bytes) -> dict[str, Any]:
    """What `readPdf` or `readWord` finds in a file; {'refused': sentence} when it refuses."""
    script = """async ([reader, data, toolbox]) => {
      const bytes = Uint8Array.from(atob(data), (character) => character.charCodeAt(0));
      try { return await makers[reader](bytes, toolbox); } catch (error) { return {refused: error.message}; }
    }"""
    found: dict[str, Any] = makers.page.evaluate(script, [reader, base64.b64encode(data).decode(), IMPRINT.mark])
    return found


def same_in_browser(makers: Makers, reader: str, data: bytes, found: Found) -> None:
    """The form page finds in a file what `toolbox read` found in it."""
    seen = read_in_browser(makers, reader, data)
    assert "refused" not in seen, seen
    assert (seen["name"], seen["version"]) == (found.name, found.version)
    assert seen["answers"]["values"] == dict(found.values)
    rows = {table: [dict(row) for row in rows] for table, rows in found.rows.items()}
    assert seen["answers"]["rows"] == rows
    if reader == "readWord":
        beside = [{"text": line.text, "near": line.near, "labels": list(line.labels)} for line in found.beside]
        assert seen["beside"] == beside
        assert sorted(seen["labels"]) == sorted(found.labels)
