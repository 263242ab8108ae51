"""A browser of its own with the page that keeps all forms of one person, in which nothing may be stored or sent."""

from __future__ import annotations

from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page

from watched import NOTHING_STORED, STORED, Watched

ROUTE = "mijn-route/"
PHONE = 390


class Device(Watched):
    """A browser of its own, in which printing is only counted, with the page of the route."""

    def __init__(self, browser: Browser, address: str, width: int) -> None:
        context = browser.new_context(viewport={"width": width, "height": 844}, locale="nl-NL")
        context.add_init_script("window.printed = 0; window.print = () => { window.printed += 1; };")
        super().__init__(context, address)
        context.on("request", self._sent)
        self.page = self.open(ROUTE)

    def _sent(self, request: object) -> None:
        method, url = getattr(request, "method", ""), getattr(request, "url", "")
        if method != "GET" or urlsplit(url).query:
            self.problems.append(f"sent: {method} {url}")

    def fill(self, number: str) -> Page:
        """A form in a window of its own, opened from the route."""
        with self.page.expect_popup() as waiting:
            self.page.click(f"[data-fill-in]:has-text('{number}')")
        form = waiting.value
        form.wait_for_selector("[data-do=hand]:visible")
        return form

    def hand(self, form: Page) -> None:
        form.click("[data-do=hand]")
        form.wait_for_selector("[data-said]:has-text('staat nu in Mijn route')")
        form.close()

    def close(self) -> None:
        assert self.page.evaluate(STORED) == NOTHING_STORED
        self.context.close()
        assert self.problems == []


def state(page: Page, number: str) -> str:
    return page.locator(f"[data-form-of]:has-text('{number} ') [data-form-state]").inner_text()


def station(page: Page, name: str, who: str) -> None:
    page.check(f"[data-stop={name}] [data-stop-done]")
    page.fill(f"[data-stop={name}] [data-stop-who]", who)
