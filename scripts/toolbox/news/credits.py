"""Who made the toolbox better: the people and regions behind a page, and what each region brought."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

from toolbox.core.model import Toolbox
from toolbox.core.places import unit
from toolbox.history.history import FileChange, History, Proposed
from toolbox.news.chronicle import Story
from toolbox.news.news import NewsItem, news_items

Named = TypeVar("Named", FileChange, Proposed)
# Of one page so many changes are shown; it is a foot of the page, not an archive.
MAX_MOMENTS = 8
MAX_NAMES = 60


@dataclass(frozen=True, slots=True)
class Contributors:
    """Each name once, the earliest first. `people` are as Git names them, through .mailmap."""

    regions: tuple[str, ...] = ()
    people: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Regions first, then people; of very many the last are a number."""
        names = (*self.regions, *self.people)
        more = len(names) - MAX_NAMES
        return (*names[:MAX_NAMES], f"en {more} anderen") if more > 1 else names


@dataclass(frozen=True, slots=True)
class Moment:
    """What one commit did to a page and its format. `marked` is HTML that may be shown as it is."""

    date: str
    new: bool
    who: Contributors
    sentences: tuple[str, ...]
    marked: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Region:
    """What came from one region: taken over, and still open; newest first."""

    name: str
    accepted: tuple[NewsItem, ...]
    proposed: tuple[Proposed, ...]


def contributors(changes: Iterable[FileChange], left_out: Sequence[str]) -> Contributors:
    """`changes` are newest first; names in `left_out` are not told."""
    regions: dict[str, None] = {}
    people: dict[str, None] = {}
    for change in reversed(tuple(changes)):
        regions.update(dict.fromkeys(change.regions))
        people.update({change.person: None} if change.person else {})
    return Contributors(_without(regions, left_out), _without(people, left_out))


def _without(names: Iterable[str], left_out: Sequence[str]) -> tuple[str, ...]:
    return tuple(name for name in names if name not in left_out)


def moments(
    history: History, told: Mapping[str, Story], units: Sequence[str], left_out: Sequence[str]
) -> tuple[Moment, ...]:
    """The last changes of a page and its format that a reader sees, newest first."""
    by_commit: dict[str, list[FileChange]] = {}
    for change in history.of(*units):
        by_commit.setdefault(change.commit, []).append(change)
    made = (_moment(changes, told.get(commit), left_out) for commit, changes in by_commit.items())
    return tuple(islice(filter(None, made), MAX_MOMENTS))


def _moment(changes: Sequence[FileChange], story: Story | None, left_out: Sequence[str]) -> Moment | None:
    then = {unit(change.path_then or change.path) for change in changes}
    items = [item for item in story.told if item.path in then] if story else []
    if story and not items and not then & story.unread:
        return None
    new = any(item.fate == "nieuw" for item in items) if story else any(change.kind == "A" for change in changes)
    sentences = tuple(sentence for item in items for sentence in item.sentences)
    marked = tuple(item.marked for item in items if item.marked)
    return Moment(changes[0].date, new, contributors(changes, left_out), sentences, marked)


def regions(
    toolbox: Toolbox, history: History, told: Mapping[str, Story], left_out: Sequence[str]
) -> tuple[Region, ...]:
    """Every region by name, with what it brought and what of it is open. What is in `left_out` is not told."""
    changes = _by_region(history.changes)
    proposed = _by_region(history.proposed)
    return tuple(
        Region(
            name, tuple(news_items(toolbox, History(tuple(changes.get(name, ()))), told)), tuple(proposed.get(name, ()))
        )
        for name in sorted({*changes, *proposed} - set(left_out), key=str.casefold)
    )


def _by_region(found: Iterable[Named]) -> Mapping[str, list[Named]]:
    by_region: dict[str, list[Named]] = {}
    for item in found:
        for name in item.regions:
            by_region.setdefault(name, []).append(item)
    return by_region


def open_without_region(history: History, left_out: Sequence[str]) -> tuple[Proposed, ...]:
    return tuple(item for item in history.proposed if not _without(item.regions, left_out))
