"""The clock of a page, turned by a test; not before all that was done there has come out."""

from __future__ import annotations

from playwright.sync_api import Page

# A turned clock holds no frame back, and what is told here comes after the events of one (HTML, 8.1.7.3: the update of
# the rendering). On a slow machine the scroll after a focus comes late: in the midst of 22 minutes it is a touch.
DRAWN = """() => new Promise((done) => {
  new IntersectionObserver((_, seen) => {
    seen.disconnect();
    done();
  }).observe(document.documentElement);
})"""


def run_for(page: Page, time: int | str) -> None:
    """Each tick comes, as when the page is open all the while."""
    page.evaluate(DRAWN)
    page.clock.run_for(time)


def fast_forward(page: Page, time: int | str) -> None:
    """Each timer comes at most once, as when a laptop slept."""
    page.evaluate(DRAWN)
    page.clock.fast_forward(time)
