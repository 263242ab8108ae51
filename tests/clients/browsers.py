"""Browsers: the page to fill in, filled in, saved in every way that it offers, opened again; and printed to a PDF."""

from __future__ import annotations

import base64
import functools
import http.server
import io
import socketserver
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, redirect_stdout
from pathlib import Path
from typing import Any, Protocol

from clients.pdfs import chromium_browser
from clients.program import Program, Work, first_line
from clients.typed import Filled
from formsite import fill_path
from patience import PATIENCE, comes_true
from serving import serve
from toolbox.forms.slots import Control

SCRIPT = (Path(__file__).resolve().parent.parent / "form_fill.js").read_text("utf-8")
# The page's buttons, and what they are called in the table.
BUTTONS = {"save": ("html", "saved page"), "pdf": ("pdf", "the page's own PDF"), "data": ("zip", "data")}
PRINTED, AGAIN = "printed to PDF", "its own PDF, opened again and saved"
# How browsers call a file that is not whole yet.
UNDER_WAY = (".part", ".wkdownload")
SAID = "() => document.querySelector('[data-said]').textContent !== ''"
# Whoever is told what a file will not show, and asked whether to make it, says yes.
AGREE = "() => setInterval(() => document.querySelector('[data-dialog][open] [data-dialog-yes]')?.click(), 100)"
FIREFOX = "firefox-esr"


class Browser(Protocol):
    """What is asked of one: open a page, run a function in it, choose a file, press a button for one, and print (None
    where it cannot)."""

    def open(self, address: str) -> None: ...
    def run(self, function: str, argument: object) -> Any: ...
    def choose(self, file: Path) -> None: ...
    def download(self, button: str, target: Path) -> None: ...
    def printed(self) -> bytes | None: ...


def typed(filled: Filled) -> list[dict[str, str]]:
    found = []
    for name, (slot, text) in filled.fields.items():
        if slot.choice:
            found.append({"name": name.rpartition(".")[0], "value": slot.choice.value})
        elif slot.control in (Control.CHOICE, Control.TICK):
            found.append({"name": name, "value": text})
        else:
            found.append({"name": name, "text": text})
    return found


def type_in(browser: Browser, address: str, work: Work, forms: tuple[Filled, ...]) -> Mapping[str, list[Path]]:
    saved: dict[str, list[Path]] = defaultdict(list)
    for filled in forms:
        browser.open(address + fill_path(filled.form.number))
        if missing := browser.run(SCRIPT, typed(filled)):
            raise LookupError(missing)
        browser.run(AGREE, None)
        for button, (ending, how) in BUTTONS.items():
            saved[how].append(work.target(filled, ending))
            browser.download(button, saved[how][-1])
        printed = browser.printed()
        if printed is not None:
            saved[PRINTED].append(work.target(filled, "printed.pdf"))
            saved[PRINTED][-1].write_bytes(printed)
        browser.open(address + fill_path(filled.form.number))
        browser.choose(work.target(filled, "pdf"))
        if not comes_true(lambda: browser.run(SAID, None)):
            raise TimeoutError(AGAIN)
        saved[AGAIN].append(work.target(filled, "again.html"))
        browser.download("save", saved[AGAIN][-1])
    return saved


def one_file(folder: Path, button: str) -> Path:
    """The one that came in a folder, when it is whole."""

    def whole() -> list[Path]:
        files = list(folder.iterdir())
        return [] if any(file.suffix in UNDER_WAY or not file.stat().st_size for file in files) else files

    if not comes_true(lambda: bool(whole())):
        raise TimeoutError(button)
    (file,) = whole()
    return file


@contextmanager
def served(site: Path) -> Iterator[str]:
    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            pass

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(site))) as server:
        server.daemon_threads = True
        serve(server)
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


class Chromium:
    def __init__(self, browser: Any) -> None:
        self.browser = browser
        self.page: Any = None

    def open(self, address: str) -> None:
        if self.page:
            self.page.close()
        self.page = self.browser.new_page(locale="nl-NL")
        self.page.set_default_timeout(PATIENCE * 1000)
        self.page.goto(address)

    def run(self, function: str, argument: object) -> Any:
        return self.page.evaluate(function, argument)

    def choose(self, file: Path) -> None:
        self.page.set_input_files("input[type=file]", file)

    def download(self, button: str, target: Path) -> None:
        with self.page.expect_download() as waiting:
            self.page.click(f"[data-do={button}]")
        waiting.value.save_as(target)

    def printed(self) -> bytes:
        return bytes(self.page.pdf(prefer_css_page_size=True))


def chromium(work: Work, forms: tuple[Filled, ...]) -> Mapping[str, list[Path]]:
    with served(work.site) as address, chromium_browser("/usr/bin/chromium") as browser:
        return type_in(Chromium(browser), address, work, forms)


class Firefox:
    def __init__(self, marionette: Any, folder: Path) -> None:
        self.marionette, self.folder = marionette, folder

    def open(self, address: str) -> None:
        # A page of which something was filled in asks whether to leave it.
        self.marionette.navigate("about:blank")
        self.marionette.navigate(address)

    def run(self, function: str, argument: object) -> Any:
        return self.marionette.execute_script(f"return ({function})(arguments[0])", [argument])

    def choose(self, file: Path) -> None:
        # A button of the page opens it; by itself it is out of a keyboard's reach.
        self.run("() => { document.querySelector('input[type=file]').hidden = false; }", None)
        self.marionette.find_element("css selector", "input[type=file]").send_keys(str(file))

    def download(self, button: str, target: Path) -> None:
        self.run("(button) => document.querySelector(`[data-do=${button}]`).click()", button)

        one_file(self.folder, button).replace(target)

    def printed(self) -> bytes:
        # Marionette's Python side has no word for it.
        return base64.b64decode(self.marionette._send_message("WebDriver:Print", {}, key="value"))


def firefox(work: Work, forms: tuple[Filled, ...]) -> Mapping[str, list[Path]]:
    from marionette_driver.marionette import Marionette

    folder = work.folder / "downloads"
    folder.mkdir()
    settings = {
        "browser.download.folderList": 2,
        "browser.download.dir": str(folder),
        "browser.download.useDownloadDir": True,
        "browser.download.always_ask_before_handling_new_types": False,
        "browser.download.start_downloads_in_tmp_dir": False,
        "browser.download.open_pdf_attachments_inline": False,
        "dom.disable_beforeunload": True,
        "intl.accept_languages": "nl-NL, nl",
    }
    # It tells at length which Firefox it is, also as bytes.
    with redirect_stdout(io.TextIOWrapper(io.BytesIO())):
        marionette = Marionette(
            bin=f"/usr/bin/{FIREFOX}",
            headless=True,
            prefs=settings,
            startup_timeout=PATIENCE,
            gecko_log=str(work.folder / "gecko.log"),
        )
        marionette.start_session()
    try:
        with served(work.site) as address:
            return type_in(Firefox(marionette, folder), address, work, forms)
    finally:
        marionette.quit()


MARIONETTE = {"python:marionette_driver": "make clients (its lock)"}
PROGRAMS = (
    Program("Chromium", chromium, first_line("chromium", "--version"), {"chromium": "apt-get install chromium"}),
    Program(
        "Firefox", firefox, first_line(FIREFOX, "--version"), {FIREFOX: "apt-get install firefox-esr", **MARIONETTE}
    ),
)
