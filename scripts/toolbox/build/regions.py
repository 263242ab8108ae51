"""Beside all stages: the same for what a region lays over the common toolbox, and only for what differs.

Whatever comes out as the bytes of the common toolbox is not written again: the region's pages link to those.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, partial

from toolbox.build.book import Book, the_book
from toolbox.build.given import Given
from toolbox.build.office import office_jobs
from toolbox.build.packs import data_files, pack_files
from toolbox.build.pagefiles import script_files
from toolbox.build.paper import format_papers, pack_papers
from toolbox.core import addresses
from toolbox.machine.store import Job, Store, run_jobs
from toolbox.news.earlier import Earlier
from toolbox.site import views
from toolbox.site.offers import Rendered
from toolbox.source.overlays.model import Overlaid


@dataclass
class RegionStage:
    """What is made for one region. `common` is what the common toolbox was given."""

    common: Given
    overlaid: Overlaid

    @cached_property
    def given(self) -> Given:
        return self.common.of(self.overlaid)

    @property
    def root(self) -> str:
        return self.overlaid.badge.root

    def jobs(self, images: Mapping[str, bytes]) -> Iterator[Job]:
        """What takes long and waits for nothing, with its outputs below the folder of the region."""
        self._book = self._make_book(images)
        for job in (*format_papers(self.given), *office_jobs(self.given), *self._book.first_jobs()):
            yield replace(job, at=self.root)

    def _make_book(self, images: Mapping[str, bytes]) -> Book:
        given = self.given
        stamps = {form.number: given.stamp(form) for form in given.toolbox.formats}
        return the_book(given.toolbox, stamps, given.whole_stamp(), images, given.settings.url)

    def files(self, made: Mapping[str, bytes], common: Mapping[str, bytes], store: Store) -> Mapping[str, bytes]:
        """Its own files by path in its site. `made` is what the jobs gave, `common` all of the common toolbox."""
        given, forms = self.given, self.given.forms
        own = {path.removeprefix(self.root): data for path, data in made.items() if path.startswith(self.root)}
        shapes = {path: data for path, data in own.items() if path.startswith(addresses.FILES)}
        shapes |= data_files(forms)
        every = {**common, **shapes}
        packs = run_jobs(list(pack_papers(given, every)), store)
        bound = self._book.bind(own, partial(run_jobs, store=store))
        scripts = dict(script_files(given, every))
        zips = pack_files(given.toolbox, every)
        found = {**shapes, **packs, **bound, **scripts, **zips}
        return {path: data for path, data in found.items() if common.get(path) != data}

    def placed(self, files: Mapping[str, bytes], rendered: Rendered, past: Earlier) -> Mapping[str, bytes]:
        """Its files and pages, by path in the whole."""
        given = self.given
        own = frozenset(files)
        pages = views.render_overlaid(self.overlaid, given.history, given.settings, rendered, own, past)
        return {self.root + path: data for path, data in (*files.items(), *pages)}
