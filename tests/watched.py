"""A browser that notes what must not happen on a page, and what axe-core says of it."""

from __future__ import annotations

import json
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request

from toolbox.core.places import NODE_MODULES

AXE = NODE_MODULES / "axe-core" / "axe.min.js"
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
PHONE, LAPTOP = 320, 1280
STORED = """async () => ({
  local: Object.keys(localStorage), session: Object.keys(sessionStorage), cookies: document.cookie,
  databases: (await indexedDB.databases()).length, caches: (await caches.keys()).length,
  workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""
NOTHING_STORED = {"local": [], "session": [], "cookies": "", "databases": 0, "caches": 0, "workers": 0}


class Watched:
    """A browser context that notes what must not happen: errors, other hosts, failed requests."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.context, self.address = context, address
        self.requests: list[str] = []
        self.problems: list[str] = []
        context.on("request", self._request)
        context.on("requestfailed", lambda request: self.problems.append(f"failed: {request.url}"))
        context.on("console", self._console)
        context.on("weberror", lambda error: self.problems.append(f"error: {error.error}"))

    def _request(self, request: Request) -> None:
        self.requests.append(request.url)
        if urlsplit(request.url).netloc != urlsplit(self.address).netloc and not request.url.startswith("data:"):
            self.problems.append(f"other host: {request.url}")

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.problems.append(f"console: {message.text}")

    def open(self, path: str) -> Page:
        page = self.context.new_page()
        page.goto(self.address + path)
        return page


def violations(page: Page) -> list[str]:
    """What axe-core finds on the page as it stands; fails when axe checked nothing."""
    if not page.evaluate("() => 'axe' in window"):
        # Through the debugger: the page's own policy rightly refuses a foreign script.
        page.evaluate(AXE.read_text("utf-8"))
    options = json.dumps({"runOnly": {"type": "tag", "values": AXE_TAGS}})
    result = page.evaluate(f"() => axe.run(document, {options})")
    assert len(result["passes"]) > 10
    return [
        f"{found['id']}: {node['target']} {node['failureSummary']}"
        for found in result["violations"]
        for node in found["nodes"]
    ]
