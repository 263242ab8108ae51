"""Beside all of that: the same for what a region lays over the common toolbox, and only for what differs.

Whatever comes out as the bytes of the common toolbox is not written again: the region's pages link to those.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from toolbox.build.book import Book, book_of
from toolbox.build.given import Given
from toolbox.build.office import office_jobs, register_job
from toolbox.build.packs import data_files, pack_zips
from toolbox.build.pagefiles import script_files
from toolbox.build.paper import format_papers, pack_papers
from toolbox.core import addresses
from toolbox.forms.packs import Pack, all_packs
from toolbox.machine.store import Job, RunJobs


@dataclass
class RegionStage:
    """What is made for one region, as `given`. `common` are the packs of the common toolbox, `images` those of all
    pages."""

    given: Given
    common: tuple[Pack, ...]
    images: Mapping[str, bytes]

    @property
    def root(self) -> str:
        return self.given.toolbox.badge.root

    def jobs(self) -> Iterator[Job]:
        """What takes long and waits for nothing, but for the book, with its outputs below the folder of the region."""
        for job in (*format_papers(self.given), *office_jobs(self.given), register_job(self.given)):
            yield replace(job, at=self.root)

    @cached_property
    def book(self) -> Book:
        return book_of(self.given, self.images)

    def pack_jobs(self, made: Mapping[str, bytes]) -> Iterator[Job]:
        """`made` is what the jobs gave: its own and those of the common toolbox."""
        for job in pack_papers(self.given, {**made, **self._own(made)}):
            yield replace(job, at=self.root)

    def _own(self, made: Mapping[str, bytes]) -> Mapping[str, bytes]:
        return {path.removeprefix(self.root): data for path, data in made.items() if path.startswith(self.root)}

    def files(self, made: Mapping[str, bytes], common: Mapping[str, bytes], run: RunJobs) -> Mapping[str, bytes]:
        """Its own files by path in its site. `made` is what all jobs gave, `common` all of the common toolbox; `run`
        does more jobs."""
        own = {path: data for path, data in self._own(made).items() if path.startswith(addresses.FILES)}
        shapes = {**own, **data_files(self.given.forms)}
        every = {**common, **shapes}
        zips = run([replace(job, at=self.root) for job in pack_zips(self._own_packs(), every)])
        found = {**shapes, **dict(script_files(self.given, every)), **self._own(zips)}
        return {path: data for path, data in found.items() if common.get(path) != data}

    def _own_packs(self) -> Iterator[Pack]:
        """Those that are not the common ones, with the shapes of the common formats."""
        own = {form.number for form in self.given.forms}
        for pack in all_packs(self.given.toolbox):
            if pack not in self.common or not own.isdisjoint(form.number for form in pack.forms):
                yield pack
