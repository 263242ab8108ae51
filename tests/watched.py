"""A browser that notes what must not happen on a page, and what axe-core says of it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Literal
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Dialog, Page, Request

from toolbox.core.places import NODE_MODULES

AXE = NODE_MODULES / "axe-core" / "axe.min.js"
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
PHONE, LAPTOP = 320, 1280
Scheme = Literal["light", "dark"]
STORED = """async () => ({
  local: Object.keys(localStorage), session: Object.keys(sessionStorage), cookies: document.cookie,
  databases: (await indexedDB.databases()).length, caches: (await caches.keys()).length,
  workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""
ICON = "assets/merk.svg"
ORIENTATION = "css-orientation-lock"
# All that a colour scheme can change.
BY_COLOUR = ("color-contrast", "link-in-text-block")
FOUND = """
  const told = (rule, node) => `${rule.id}: ${node.target} ${node.failureSummary}`;
  return [r.violations.flatMap((rule) => rule.nodes.map((node) => told(rule, node))), r.passes.length];
"""
# Told is where something is wrong, not how it is written: axe need not copy it of each element. And it takes the same
# few selectors apart for each element and what is around it, unless it finds what came of that the first time.
SET_UP = """() => {
  axe.configure({ noHtml: true });
  const parser = axe.utils.cssParser, takeApart = parser.parse.bind(parser), known = new Map();
  parser.parse = (selector) => {
    if (!known.has(selector)) known.set(selector, takeApart(selector));
    return known.get(selector);
  };
}"""
NOTHING_STORED = {"local": [], "session": [], "cookies": "", "databases": 0, "caches": 0, "workers": 0}


class Watched:
    """A browser context that notes what must not happen: errors, other hosts, failed requests."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.context, self.address = context, address
        self.requests: list[str] = []
        self.problems: list[str] = []
        context.on("request", self._request)
        context.on("requestfailed", self._failed)
        context.on("console", self._console)
        context.on("weberror", lambda error: self.problems.append(f"error: {error.error}"))

    def _request(self, request: Request) -> None:
        self.requests.append(request.url)
        if urlsplit(request.url).netloc != urlsplit(self.address).netloc and not request.url.startswith("data:"):
            self.problems.append(f"other host: {request.url}")

    def _failed(self, request: Request) -> None:
        # A reload or a step back may break off the fetch of the page's icon.
        if not request.url.endswith(ICON):
            self.problems.append(f"failed: {request.url}")

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.problems.append(f"console: {message.text}")

    def since(self, before: int) -> list[str]:
        """What was asked for after the first `before` requests, as paths on the site.

        Without the page's icon, which a browser fetches when it has time for it, and what the page made itself.
        """
        later = (url.removeprefix(self.address) for url in self.requests[before:])
        return [path for path in later if path != ICON and not path.startswith("blob:")]

    def open(self, path: str) -> Page:
        page = self.context.new_page()
        page.goto(self.address + path)
        return page


class Reader(Watched):
    """One who looks at one page after the other, in the same window: a new one takes longer than most looks.

    For a test that hangs nothing on the page itself (no clock, no route, no listener).
    """

    def __init__(self, context: BrowserContext, address: str) -> None:
        super().__init__(context, address)
        self.page = context.new_page()
        # What was typed in a form may be left.
        self.page.on("dialog", lambda dialog: dialog.accept())

    def begin(self) -> None:
        """As if nobody had looked at anything yet."""
        self.page.emulate_media(color_scheme="light")
        self.page.goto("about:blank")
        self.requests.clear()
        self.problems.clear()

    def look(self, path: str, width: int, height: int = 800) -> Page:
        self.page.set_viewport_size({"width": width, "height": height})
        self.page.goto(self.address + path)
        return self.page


def accept_dialogs(page: Page, asked: list[str]) -> None:
    """Says yes to whatever the page asks, and notes in `asked` what kind of question it was."""

    def accept(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", accept)


def violations(page: Page, only: Sequence[str] = ()) -> list[str]:
    """What axe-core finds on the page as it stands, by all rules or by these; fails when axe checked nothing.

    Only what it finds comes back: of what is right, axe need not make an address for each element. Only its rule about
    turning the device reads style sheets, which are the same on every page: see ORIENTATION.
    """
    if not page.evaluate("() => 'axe' in window"):
        # Through the debugger: the page's own policy rightly refuses a foreign script.
        page.evaluate(AXE.read_text("utf-8"))
        page.evaluate(SET_UP)
    run_only = {"type": "rule", "values": list(only)} if only else {"type": "tag", "values": AXE_TAGS}
    options = json.dumps({"runOnly": run_only, "resultTypes": ["violations"], "preload": list(only) == [ORIENTATION]})
    found, passes = page.evaluate(f"async () => {{ const r = await axe.run({options}); {FOUND} }}")
    assert passes > (0 if only else 10)
    return [str(one) for one in found]


def violations_in_both_schemes(page: Page) -> list[str]:
    """By all rules where it is light; where it is dark by those that see colours: nothing else differs there."""
    found: list[str] = []
    schemes: tuple[tuple[Scheme, Sequence[str]], ...] = (("light", ()), ("dark", BY_COLOUR))
    for scheme, rules in schemes:
        page.emulate_media(color_scheme=scheme)
        found += [f"{scheme} {text}" for text in violations(page, rules)]
    return found
