"""Programs that fill in the fields of the fillable PDF."""

from __future__ import annotations

import base64
import json
import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

from clients.program import SYSTEM_PYTHON, Program, Work, first_line, run
from clients.typed import Filled, label_of
from conftest import CHROMIUM, FLAGS
from pdfjs import pdfjs_page
from toolbox.forms.slots import Control
from toolbox.shapes.paper.fields import TICKED

TESTS = Path(__file__).resolve().parent.parent
BLANK = "-invulbaar.pdf"


def states(filled: Filled) -> dict[str, str]:
    """Field → its text, or the state of its button."""
    found = {}
    for name, (slot, text) in filled.fields.items():
        ticked = slot.control is Control.TICK
        found[name] = (slot.choice.value if slot.choice else TICKED) if ticked else text
    return found


def is_button(filled: Filled, name: str) -> bool:
    return filled.fields[name][0].control in (Control.TICK, Control.CHOICE)


def wanted(filled: Filled) -> dict[str, object]:
    """The same for a program that clicks: a tick is True."""
    return {name: True if slot.control is Control.TICK else text for name, (slot, text) in filled.fields.items()}


def each(fill: Callable[[Path, Path, Filled], None]) -> Callable[[Work, tuple[Filled, ...]], Mapping[str, list[Path]]]:
    """A typist that fills one file at a time: from the blank one, to the filled one."""

    def type_all(work: Work, forms: tuple[Filled, ...]) -> Mapping[str, list[Path]]:
        paths = []
        for filled in forms:
            paths.append(work.target(filled, "pdf"))
            fill(work.blank(filled, BLANK), paths[-1], filled)
        return {"": paths}

    return type_all


def xfdf(filled: Filled) -> str:
    """ISO 19444-1: a name's parts are fields in fields."""
    tree: dict[str, Any] = {}
    for name, text in states(filled).items():
        *above, last = name.split(".")
        node = tree
        for part in above:
            node = node.setdefault(part, {})
        node[last] = text

    def written(node: Mapping[str, Any]) -> Iterator[str]:
        for name, inside in node.items():
            yield f"<field name={quoteattr(name)}>"
            if isinstance(inside, str):
                yield f"<value>{inside.replace('&', '&amp;').replace('<', '&lt;')}</value>"
            else:
                yield from written(inside)
            yield "</field>"

    fields = "".join(written(tree))
    return (
        '<?xml version="1.0" encoding="UTF-8"?><xfdf xmlns="http://ns.adobe.com/xfdf/" xml:space="preserve">'
        f"<fields>{fields}</fields></xfdf>"
    )


def pdftk(work: Work, forms: tuple[Filled, ...]) -> Mapping[str, list[Path]]:
    saved: dict[str, list[Path]] = {"": [], "pages copied (cat)": []}
    for filled in forms:
        data = work.target(filled, "xfdf")
        data.write_text(xfdf(filled), "utf-8")
        target, copied = work.target(filled, "pdf"), work.target(filled, "cat.pdf")
        run("pdftk", work.blank(filled, BLANK), "fill_form", data, "output", target)
        run("pdftk", target, "cat", "1-end", "output", copied)
        saved[""].append(target)
        saved["pages copied (cat)"].append(copied)
    return saved


def pymupdf(source: Path, target: Path, filled: Filled) -> None:
    import pymupdf as library

    texts = states(filled)
    with library.open(source) as document:
        for page in document:
            for widget in page.widgets():
                text = texts.get(widget.field_name)
                if text is None:
                    continue
                if is_button(filled, widget.field_name):
                    if widget.on_state() != text:
                        continue
                    widget.field_value = True
                else:
                    widget.field_value = text
                widget.update()
        document.save(target)


def pypdf(source: Path, target: Path, filled: Filled) -> None:
    from pypdf import PdfWriter

    # What it cannot draw well it says for each answer.
    logging.getLogger("pypdf").setLevel(logging.ERROR)
    writer = PdfWriter(clone_from=source)
    texts = {name: f"/{text}" if is_button(filled, name) else text for name, text in states(filled).items()}
    writer.update_page_form_field_values(None, texts, auto_regenerate=False)
    writer.write(target)


def poppler(source: Path, target: Path, filled: Filled) -> None:
    labels = {
        name: True if slot.control is Control.TICK else label_of(slot, text)
        for name, (slot, text) in filled.fields.items()
    }
    run(SYSTEM_PYTHON, TESTS / "poppler_fill.py", source, target, stdin=json.dumps(labels))


def pdfium(source: Path, target: Path, filled: Filled) -> None:
    import pdfium_fill

    target.write_bytes(pdfium_fill.fill(source.read_bytes(), wanted(filled)))


def pdfjs(work: Work, forms: tuple[Filled, ...]) -> Mapping[str, list[Path]]:
    script = (TESTS / "pdfjs_fill.js").read_text("utf-8")
    with chromium_browser(CHROMIUM) as browser, pdfjs_page(browser) as page:

        def fill(source: Path, target: Path, filled: Filled) -> None:
            data = base64.b64encode(source.read_bytes()).decode()
            target.write_bytes(base64.b64decode(page.evaluate(script, [data, wanted(filled)])))

        return each(fill)(work, forms)


@contextmanager
def chromium_browser(program: str) -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=[*FLAGS])
        yield browser
        browser.close()


def _version(package: str) -> Callable[[], str]:
    from importlib.metadata import version

    return lambda: version(package)


def _pdfjs_version() -> str:
    from toolbox.core.places import NODE_MODULES

    return str(json.loads((NODE_MODULES / "pdfjs-dist" / "package.json").read_text("utf-8"))["version"])


POPPLER_VERSION = (
    "import gi; gi.require_version('Poppler', '0.18'); from gi.repository import Poppler; print(Poppler.get_version())"
)
TEST_SETUP = "scripts/setup.sh test"
PROGRAMS = (
    Program("pdftk", pdftk, first_line("pdftk", "--version"), {"pdftk": "apt-get install pdftk-java"}),
    Program("PyMuPDF", each(pymupdf), _version("pymupdf"), {"python:pymupdf": TEST_SETUP}),
    Program("pypdf", each(pypdf), _version("pypdf"), {"python:pypdf": "make clients (its lock)"}),
    Program(
        "poppler",
        each(poppler),
        first_line(SYSTEM_PYTHON, "-c", POPPLER_VERSION),
        {"system:gi": "apt-get install python3-gi gir1.2-poppler-0.18"},
    ),
    Program("PDFium", each(pdfium), _version("pypdfium2"), {"python:pypdfium2": TEST_SETUP}),
    Program("pdf.js", pdfjs, _pdfjs_version, {CHROMIUM: TEST_SETUP}),
)
