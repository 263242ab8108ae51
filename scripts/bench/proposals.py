"""Part of `make bench`: what a proposal costs whoever makes it, in a browser, and whoever takes it in."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page

from bench.browser import served, started
from bench.measuring import FORM, spread
from toolbox.merging.trees import Files, merge_trees
from toolbox.source.tree import read_tree

RUNS = 9
SLOWED = 4  # times
TEXT = "content/stappen/1-voorbereidingen.md"
# Opens the first text as soon as there is a button for it, and notes when it can be typed in. In milliseconds.
WATCH_EDITOR = """(() => {
  const look = () => {
    const button = document.querySelector('[data-toggle="stuk-1"]');
    if (button && !window.listed) {
      window.listed = performance.now();
      button.click();
    }
    if (document.querySelector(".ProseMirror")?.isContentEditable) {
      window.ready = performance.now();
    } else {
      requestAnimationFrame(look);
    }
  };
  requestAnimationFrame(look);
})()"""
# Types in the title of a question, and waits until the paper that stands there is another one.
TYPE = """() => new Promise((done) => {
  const root = document.querySelector(".tb-paper__frame").shadowRoot;
  const field = document.querySelector("#vraag-0-titel");
  const start = performance.now();
  new MutationObserver((_, seen) => {
    seen.disconnect();
    requestAnimationFrame(() => done(performance.now() - start));
  }).observe(root, { childList: true, subtree: true });
  field.value += "x";
  field.dispatchEvent(new Event("input", { bubbles: true }));
})"""


def rows(root: Path, site: Path) -> list[str]:
    """Rows of Markdown: seconds, as least, median and most. `root` is a checkout, `site` what was built of it."""
    first, others = _merges(root)
    with started() as browser, served(site) as address:
        listed, ready = _editors(browser, address)
        drawn = _papers(browser, address)
    return [
        "| a proposal, in seconds | goal | least – median – most |",
        "| --- | --- | --- |",
        f"| two on one format and one text, merged by what they mean | ≤ 1 | {spread(others)} (first {first:.2f}) |",
        f"| the list of what can be changed, on a processor {SLOWED} times as slow | – | {spread(listed)} |",
        f"| a text open in its editor there, the click included | ≤ 1.5 | {spread(ready)} |",
        f"| the first page on paper after a key, the pause of 0.12 included | ≤ 0.3 | {spread(drawn)} |",
    ]


def _merges(root: Path) -> tuple[float, list[float]]:
    """Seconds of the first merge, which loads what it needs, and of the next ones."""
    base: Files = dict(read_tree(root)[0].files)
    ours = _with(base, lambda text: text.replace("title: ", "title: Ook ", 1), FORM)
    theirs = _with(base, lambda text: "title: En ".join(text.rsplit("title: ", 1)), FORM)
    ours, theirs = _with(ours, lambda text: text + "\nNog een zin.\n", TEXT), _with(theirs, _with_words, TEXT)
    first, *others = (_seconds(lambda: merge_trees(base, ours, theirs)) for _ in range(RUNS + 1))
    return first, others


def _with(files: Files, change: Callable[[str], str], path: str) -> Files:
    return {**files, path: change(files[path].decode()).encode()}


def _with_words(text: str) -> str:
    return text.replace("samenvatting: ", "samenvatting: Ook ", 1)


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _editors(browser: Browser, address: str) -> tuple[list[float], list[float]]:
    """Until the list is there, and until a text can be typed in; each in a browser that was never here."""
    listed, ready = list[float](), list[float]()
    for _ in range(RUNS):
        page = _slowed(browser)
        page.add_init_script(WATCH_EDITOR)
        page.goto(f"{address}voorstel/?pagina={TEXT}")
        page.locator(".ProseMirror[contenteditable=true]").wait_for()
        milliseconds = page.evaluate("new Promise((done) => setTimeout(() => done([listed, ready]), 200))")
        listed.append(milliseconds[0] / 1000)
        ready.append(milliseconds[1] / 1000)
        page.context.close()
    return listed, ready


def _slowed(browser: Browser) -> Page:
    page = browser.new_context().new_page()
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
    return page


def _papers(browser: Browser, address: str) -> list[float]:
    page = browser.new_page()
    page.goto(f"{address}voorstel/?pagina={FORM}")
    page.click('[data-toggle="vraag-0"]')
    page.click("[aria-controls=papier]")
    page.wait_for_selector(".tb-paper__body:not([hidden]) >> text=Op papier")
    return [page.evaluate(TYPE) / 1000 for _ in range(RUNS)]
