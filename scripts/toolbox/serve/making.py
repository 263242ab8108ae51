"""One file of the site by itself, of a checked state of the source: as a build of all makes it, without the others.

Sizes and numbers of pages of other files, which a page tells, are those of the build before.
"""

from __future__ import annotations

import fcntl
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import cached_property, partial
from itertools import islice
from pathlib import Path
from typing import TypeVar

from toolbox.build.book import bind_all, book_of
from toolbox.build.concerned import as_common
from toolbox.build.decks import deck_jobs
from toolbox.build.given import Given
from toolbox.build.images import image_jobs
from toolbox.build.inner import ENGINE_CONFIG, Order
from toolbox.build.lastnumbers import keep_last, read_last
from toolbox.build.office import office_jobs, register_job
from toolbox.build.outputs import IMAGE_STORE
from toolbox.build.paper import blank_papers, example_papers, format_papers, pack_papers
from toolbox.core import addresses
from toolbox.machine.store import Job, Store, run_jobs
from toolbox.news.past import past_jobs
from toolbox.shapes.preview import page_count, picture_size
from toolbox.site.engine import run_engine
from toolbox.site.form.script import form_script
from toolbox.site.frame import engine_config
from toolbox.site.offers import Rendered
from toolbox.site.onepage import one_page
from toolbox.site.spot import Facts
from toolbox.site.views import site_facts
from toolbox.source.check import Checked

PAGE = "index.html"
MOST_AHEAD = 2  # papers: of an edit of all of them the build makes them
Fact = TypeVar("Fact")


class Making:
    """Of the common site. Files are put in the store of the build, which then finds them there."""

    def __init__(self, order: Order, checked: Checked) -> None:
        self._order, self._checked, self._toolbox = order, checked, checked.toolbox
        self._given = as_common(Given(order.root, order.tree, checked.toolbox, order.history, order.settings))
        self._store = _KindStore(order.work / "cache")
        self._images = _KindStore(order.work / IMAGE_STORE)
        self._remembered = Path(tempfile.gettempdir())

    def file(self, path: str) -> bytes | None:
        """None for what is not made by itself. Raises what making it raises."""
        if path == PAGE or path.endswith(f"/{PAGE}"):
            return self._page(path.removesuffix(PAGE))
        if path == addresses.book_file(self._toolbox.method.mark):
            return self._bound()
        for job in self._jobs():
            if path in job.names:
                return self._made(job)[path]
        for job in image_jobs(self._toolbox, self._order.tree):
            if path in job.names:
                return run_jobs([job], self._images)[path]
        return self._pack(path) if path.endswith(".pdf") else self._script(path)

    def ahead(self) -> None:
        """The papers that nobody asked for yet and that are not there: those of a format that was just edited."""
        lacking = (job for job in blank_papers(self._given, self._remembered) if None in map(self._store.get, job.keys))
        for job in islice(lacking, MOST_AHEAD):
            self._made(job)

    def _made(self, job: Job) -> Mapping[str, bytes]:
        """Whoever is at it already is waited for: then it is in the store."""
        with Path(tempfile.gettempdir(), f"lock-{job.keys[0]}").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            return run_jobs([job], self._store)

    def _page(self, url: str) -> bytes | None:
        page = one_page(self._facts, url)
        if page is None:
            return None
        with tempfile.TemporaryDirectory() as folder:
            work, name = Path(folder), addresses.staged_path(url)
            staged = work / "docs" / name
            staged.parent.mkdir(parents=True)
            staged.write_bytes(page)
            config = work / ENGINE_CONFIG
            config.write_text(engine_config(self._order.root, self._toolbox.method), "utf-8")
            run_engine(config, work / "docs", work / "site", self._store)
            return (work / "site" / url / PAGE).read_bytes()

    @cached_property
    def _facts(self) -> Facts:
        order, toolbox = self._order, self._toolbox
        docs = order.work / "docs"
        jobs = past_jobs(order.root, toolbox, order.history, order.settings, self._checked.overlaid)
        past, _ = jobs.read(run_jobs(list(jobs.jobs), self._store))
        rendered = Rendered(_Before(docs, len), _Before(docs, page_count), _Before(docs, picture_size))
        checked, history = self._checked, order.history
        return site_facts(toolbox, history, order.settings, rendered, past, checked.overlaid, checked.languages)

    def _jobs(self) -> Iterator[Job]:
        for given in (self._given, *map(self._given.of, self._checked.languages)):
            yield from blank_papers(given, self._remembered)
            yield from format_papers(given)
            yield from office_jobs(given)
        yield from deck_jobs(self._given)
        yield from example_papers(self._given)
        yield register_job(self._given)

    def _bound(self) -> bytes:
        images = run_jobs(list(image_jobs(self._toolbox, self._order.tree)), self._images)
        book = book_of(self._given, images)
        run = partial(run_jobs, store=self._store)
        first = list(book.first_jobs(read_last(self._store, book.at), self._store.lacks))
        return bind_all([book], run(first), run, keep=partial(keep_last, self._store))[book.name]

    def _pack(self, path: str) -> bytes | None:
        made = run_jobs(list(blank_papers(self._given, self._remembered)), self._store)
        job = next((job for job in pack_papers(self._given, made) if path in job.names), None)
        return run_jobs([job], self._store)[path] if job else None

    def _script(self, path: str) -> bytes | None:
        """What the page to fill in a format loads."""
        form = next((form for form in self._toolbox.formats if addresses.script_file(form) == path), None)
        fillable = self.file(addresses.fillable_file(form)) if form else None
        return form_script(form, fillable) if form and fillable else None


class _KindStore(Store):
    """A build that ends may take away what is put here: nobody needs it to stay."""

    def put(self, key: str, data: bytes) -> None:
        with suppress(OSError):
            super().put(key, data)


class _Before(dict[str, Fact]):
    """A fact of each file that the build before staged in `folder`. Raises OSError for what it did not."""

    def __init__(self, folder: Path, fact: Callable[[bytes], Fact]) -> None:
        super().__init__()
        self._folder, self._fact = folder, fact

    def __missing__(self, path: str) -> Fact:
        return self._fact((self._folder / path).read_bytes())
