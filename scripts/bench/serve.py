"""Part of `make bench`: what somebody waits for who edits under `toolbox serve`, in an open browser.

By the clock, from the moment that the file is written: other programs on the machine count as well. So there is also
the processor time of the work itself, done here by what the warm process does it with.
"""

from __future__ import annotations

import re
import resource
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from playwright.sync_api import Page

from bench.browser import started
from bench.measuring import spread
from toolbox.build.build import read_order
from toolbox.core.places import KEPT
from toolbox.machine.keeping import read_kept
from toolbox.serve.making import Making
from toolbox.shapes import warm
from toolbox.source import plain
from toolbox.source.check import check_source
from toolbox.source.kept import Kept

RUNS = 5
LONGEST = 600_000  # milliseconds
DOWN = 900  # pixels
# The word that every run has of its own is put behind this one.
WORD, QUESTION = " zich ", "          title: "
STEP, PAPER = "stappen/3/", "bestanden/3.1-format-school-naar-werk-gesprek.pdf"
PAGE = "content/stappen/3-school-naar-werk-gesprek.md"
FORM = "forms/3.1-format-school-naar-werk-gesprek/datapackage.yaml"
FILL = "bijlagen/3.1/invullen/"
# Notes when a word can be seen for the first time, in milliseconds since 1970, whatever was loaded meanwhile.
# While a page comes there is no body yet.
SEEN = "word => document.body?.innerText.includes(word) && performance.timeOrigin + performance.now()"


@dataclass
class Waits:
    """Seconds of each run until the page, and until the file; and how often the place was kept."""

    page: list[float] = field(default_factory=list)
    file: list[float] = field(default_factory=list)
    kept: int = 0


def rows(root: Path) -> list[str]:
    """Rows of Markdown: seconds, as least, median and most. `root` is a checkout with its site."""
    with _serving(root) as address, started() as browser:
        tab = browser.new_page()
        tab.set_default_timeout(LONGEST)
        book = next((root / "site/bestanden").glob("*-site.zip")).name.replace("-site.zip", ".pdf")
        word = _edits(tab, address, STEP, f"bestanden/{book}", root / PAGE, WORD)
        question = _edits(tab, address, FILL, PAPER, root / FORM, QUESTION)
    check, page, paper = _processor(root)
    return [
        "| under `toolbox serve`, seconds after an edit | goal | least – median – most | place kept |",
        "| --- | --- | --- | --- |",
        f"| a word on a step’s page: it shows, in the open page | ≤ 1 | {spread(word.page)} | {word.kept} of {RUNS} |",
        f"| the same: the book with it is fetched | ≤ 2 | {spread(word.file)} | – |",
        f"| a question reworded: it shows on its page | ≤ 1 | {spread(question.page)} | {question.kept} of {RUNS} |",
        f"| the same: the paper of the format is fetched | ≤ 2 | {spread(question.file)} | – |",
        f"| processor time of it: the check of the source | – | {check:.2f} | – |",
        f"| of one page | – | {page:.2f} | – |",
        f"| of that paper | – | {paper:.2f} | – |",
    ]


@contextmanager
def _serving(root: Path) -> Iterator[str]:
    command = [str(Path(sys.executable).with_name("toolbox")), "serve", "--port", "0"]
    with subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout
        found = None
        while found is None:
            line = process.stdout.readline()
            assert line, "it ended before it served"
            found = re.search(r"http://127\.0\.0\.1:\d+/", line)
        try:
            yield found[0]
        finally:
            # Who starts the measuring may have ignored Ctrl+C, which all that is started inherits.
            process.terminate()


def _edits(tab: Page, address: str, page: str, file: str, source: Path, after: str) -> Waits:
    """As a writer does it: the page is open, and lower than at its top; the build of all is behind. The first run, with
    all cold, counts not."""
    waits, before = Waits(), source.read_text("utf-8")
    tab.goto(address + page)
    for run in count():
        tab.evaluate(f"scrollTo(0, {DOWN})")
        place = tab.evaluate("scrollY")
        word = f"proefwoord{'abcdefghij'[run]}"
        began = time.time()
        source.write_text(before.replace(after, f"{after}{word} ", 1), "utf-8")
        seen = tab.wait_for_function(SEEN, arg=word).json_value() / 1000 - began
        fetched = _fetched(address + file) - began
        if run:
            waits.page.append(seen)
            waits.file.append(fetched)
            waits.kept += tab.evaluate("new Promise(done => requestAnimationFrame(() => done(scrollY)))") == place
        if run == RUNS:
            break
    source.write_text(before, "utf-8")
    _fetched(address + "downloads/")
    return waits


def _fetched(address: str) -> float:
    """When that had come, in seconds since 1970: an answer is of what was edited before the question."""
    with urllib.request.urlopen(address) as answer:
        answer.read()
    return time.time()


def _processor(root: Path) -> tuple[float, float, float]:
    """Seconds of processor time of the check, one page, and one paper of an edit, with all loaded that can be."""
    warm.papers_and_fields()
    source, before, spent = root / FORM, (root / FORM).read_text("utf-8"), list[float]()
    try:
        for word in ("eerst", "daarna"):
            source.write_text(before.replace(QUESTION, f"{QUESTION}{word} ", 1), "utf-8")
            order = read_order(root)
            known = read_kept(order.work / KEPT)
            spent = [_spent(lambda: check_source(order.tree, order.found, Kept(known, plain)))]  # noqa: B023
            making = Making(order, check_source(order.tree, order.found, Kept(known, plain)))
            spent += [_spent(lambda: making.file(path)) for path in (f"{FILL}index.html", PAPER)]  # noqa: B023
    finally:
        source.write_text(before, "utf-8")
    check, page, paper = spent
    return check, page, paper


def _spent(work: Callable[[], object]) -> float:
    before = _now()
    work()
    return _now() - before


def _now() -> float:
    used = [resource.getrusage(whose) for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


if __name__ == "__main__":
    print("\n".join(rows(Path(sys.argv[1]))))
