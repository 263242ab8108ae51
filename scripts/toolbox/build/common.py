"""What is made for all: the files of the common toolbox, and of its forms in other languages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from toolbox.build.book import Book, book_of
from toolbox.build.concerned import as_common
from toolbox.build.decks import deck_jobs
from toolbox.build.given import Given
from toolbox.build.office import office_jobs, register_job
from toolbox.build.packs import data_files, pack_zips
from toolbox.build.pagefiles import loaded_jobs, profile_file, script_files, theme_files
from toolbox.build.paper import example_papers, format_papers, pack_papers
from toolbox.core import addresses
from toolbox.forms.packs import Pack, all_packs
from toolbox.machine.store import Job, RunJobs
from toolbox.source.overlays.model import Overlaid


@dataclass
class CommonStage:
    """`languages` are the toolboxes of other languages, `images` those of all pages."""

    given: Given
    languages: Sequence[Overlaid]
    images: Mapping[str, bytes]

    @cached_property
    def _own(self) -> Given:
        """What papers are made of."""
        return as_common(self.given)

    @cached_property
    def _translated(self) -> list[Given]:
        return [self._own.of(one) for one in self.languages]

    @cached_property
    def packs(self) -> tuple[Pack, ...]:
        return tuple(all_packs(self.given.toolbox))

    @cached_property
    def book(self) -> Book:
        return book_of(self._own, self.images)

    def jobs(self) -> Iterator[Job]:
        """What takes long and waits for nothing, but for the book."""
        yield from self._shape_jobs
        yield from self._loaded_jobs

    @cached_property
    def _shape_jobs(self) -> list[Job]:
        shapes = [job for one in (self._own, *self._translated) for job in (*format_papers(one), *office_jobs(one))]
        return [*shapes, register_job(self._own), *deck_jobs(self._own), *example_papers(self._own)]

    @cached_property
    def _loaded_jobs(self) -> list[Job]:
        return list(loaded_jobs())

    def pack_jobs(self, made: Mapping[str, bytes]) -> Iterator[Job]:
        """`made` is what the jobs gave."""
        return pack_papers(self._own, made)

    def offered(self, made: Mapping[str, bytes], run: RunJobs) -> Mapping[str, bytes]:
        """What people can take away, by path: every shape of every form, and packs. `made` is what the jobs gave, those
        of packs too; `run` does more jobs."""
        packs = {name: made[name] for name in (addresses.pack_file(one.step, ".pdf", one.slug) for one in self.packs)}
        shapes = {**_outputs(self._shape_jobs, made), **packs, **data_files(self.given.toolbox.formats)}
        return {**shapes, **run(list(pack_zips(self.packs, shapes)))}

    def loaded(
        self, made: Mapping[str, bytes], offered: Mapping[str, bytes], overlaid: Sequence[Overlaid]
    ) -> Mapping[str, bytes]:
        """What pages load, by path. `overlaid` are what regions have, of which the common site lets people propose
        something too."""
        scripts = [*script_files(self.given, offered, overlaid)]
        scripts += [script for one in self._translated for script in script_files(one, offered)]
        theme = theme_files(sorted({one.overlay.language.script for one in self.languages}))
        return {**dict((*scripts, profile_file(self._own), *theme)), **_outputs(self._loaded_jobs, made)}


def _outputs(jobs: Sequence[Job], made: Mapping[str, bytes]) -> Mapping[str, bytes]:
    return {name: made[name] for job in jobs for name in job.names}
