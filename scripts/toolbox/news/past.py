"""All that is told of earlier states: as jobs, and read when these are done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from toolbox.core.model import Toolbox
from toolbox.core.settings import Settings
from toolbox.history.history import History
from toolbox.machine.store import Job
from toolbox.news.chronicle import read_stories, story_jobs
from toolbox.news.earlier import Earlier
from toolbox.news.editions import Wanted, edition_jobs, read_editions
from toolbox.news.movedon import moved_jobs, read_moved
from toolbox.source.overlays.model import Overlaid


@dataclass(frozen=True, slots=True)
class PastJobs:
    """`stories` by commit, and `moved` by the place of an override."""

    stories: Mapping[str, Job]
    moved: Mapping[str, Job]
    editions: tuple[Wanted, ...]

    @property
    def jobs(self) -> tuple[Job, ...]:
        return (*self.stories.values(), *self.moved.values(), *(one.job for one in self.editions))

    def read(self, made: Mapping[str, bytes]) -> tuple[Earlier, Mapping[str, bytes]]:
        """What is told, and the files of older editions by path. `made` is what the jobs gave."""
        editions = read_editions(self.editions, made)
        stories, moved = read_stories(self.stories, made), read_moved(self.moved, made)
        return Earlier(stories, editions.by_number, moved), editions.files


def past_jobs(
    root: Path, toolbox: Toolbox, history: History, settings: Settings, overlaid: Iterable[Overlaid]
) -> PastJobs:
    """Of the repository at `root`; `overlaid` are what all regions lay over the toolbox."""
    stories, moved = story_jobs(root, history), moved_jobs(root, history, toolbox, overlaid)
    return PastJobs(stories, moved, edition_jobs(root, toolbox, history, settings))
