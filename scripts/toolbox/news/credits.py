"""Who made the toolbox better: the people and regions behind a page, and what each region brought."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from toolbox.core.model import Toolbox
from toolbox.core.places import unit
from toolbox.history.history import FileChange, History, Proposed
from toolbox.news.chronicle import Story
from toolbox.news.news import NewsItem, news_items

# Of one page so many changes are shown; it is a foot of the page, not an archive.
MAX_MOMENTS = 8


@dataclass(frozen=True, slots=True)
class Contributors:
    """Each name once, the earliest first. `people` are as Git names them, through .mailmap."""

    regions: tuple[str, ...] = ()
    people: tuple[str, ...] = ()


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
    found: list[Moment] = []
    by_commit: dict[str, list[FileChange]] = {}
    for change in history.of(*units):
        by_commit.setdefault(change.commit, []).append(change)
    for commit, changes in by_commit.items():
        moment = _moment(changes, told.get(commit), left_out)
        if moment and len(found) < MAX_MOMENTS:
            found.append(moment)
    return tuple(found)


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
    names = {name for change in history.changes for name in change.regions}
    names |= {name for item in history.proposed for name in item.regions}
    found: list[Region] = []
    for name in sorted(names - set(left_out), key=str.casefold):
        own = tuple(change for change in history.changes if name in change.regions)
        accepted = news_items(toolbox, History(own), told)
        proposed = tuple(item for item in history.proposed if name in item.regions)
        found.append(Region(name, tuple(accepted), proposed))
    return tuple(found)


def open_without_region(history: History, left_out: Sequence[str]) -> tuple[Proposed, ...]:
    return tuple(item for item in history.proposed if not _without(item.regions, left_out))
