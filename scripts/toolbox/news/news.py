"""History and what was told of it  →  what is new, in words a school reads."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from toolbox.core import addresses
from toolbox.core.dutch import agreeing, count, dutch_month
from toolbox.core.model import Toolbox
from toolbox.core.page import PageKind
from toolbox.core.places import unit
from toolbox.history.history import FileChange, History
from toolbox.news.chronicle import Story, Told

PAGE, FORMAT, DIAGRAM = "pagina", "format", "schema"
NEW, CHANGED, REMOVED, MOVED = "nieuw", "gewijzigd", "verwijderd", "verplaatst"
NOTHING_TOLD: Mapping[str, Story] = {}
# An item on the page with all the news stays an item: a reader finds the rest on the page itself.
MAX_SENTENCES = 4


@dataclass(frozen=True, slots=True)
class NewsItem:
    """What happened on one day to one page or format.

    `href` is relative to the site, and '' for what is gone. `key` is the path of its source on that day. `region` holds
    names with ', ' between them.
    """

    date: str
    title: str
    href: str
    words: str
    region: str
    sentences: tuple[str, ...] = ()
    moment: str = ""
    key: str = ""

    @property
    def short(self) -> tuple[str, ...]:
        """The first sentences, and how many more there are."""
        more = len(self.sentences) - MAX_SENTENCES
        if more <= 0:
            return self.sentences
        rest = f"Er {agreeing(more, 'is', 'zijn')} nog {count(more, 'ander verschil', 'andere verschillen')}."
        return (*self.sentences[:MAX_SENTENCES], rest)


@dataclass(frozen=True, slots=True)
class _Target:
    title: str
    href: str
    what: str


def news_items(toolbox: Toolbox, history: History, told: Mapping[str, Story] = NOTHING_TOLD) -> list[NewsItem]:
    """One item per page or format and day, newest first."""
    targets = _targets(toolbox)
    found: dict[tuple[str, str], NewsItem] = {}
    # What became of a page counts over the whole day: new in the morning and changed in the afternoon is new.
    for changes in _by_commit(history):
        for place, item in _of_commit(changes, targets, told.get(changes[0].commit)):
            later = found.get((item.date, place))
            found[item.date, place] = _together(later, item) if later else item
    return sorted(found.values(), key=lambda item: item.date, reverse=True)


def _targets(toolbox: Toolbox) -> Mapping[str, _Target]:
    targets: dict[str, _Target] = {}
    for page in toolbox.pages:
        name = f"{page.number} {page.title}".strip()
        title = f"Stap {name}" if page.kind is PageKind.STEP else name
        targets[page.path] = _Target(title, addresses.page_url(page), PAGE)
        if page.diagram:
            path = toolbox.diagram(page.diagram).path
            title = f"Schema ‘{toolbox.diagram(page.diagram).title}’"
            targets.setdefault(path, _Target(title, addresses.page_url(page), DIAGRAM))
    for form in toolbox.formats:
        targets[form.folder] = _Target(f"{form.number} {form.title}", addresses.format_url(form.number), FORMAT)
    return targets


def _by_commit(history: History) -> Iterator[Sequence[FileChange]]:
    for _, changes in itertools.groupby(history.changes, key=lambda change: change.commit):
        yield list(changes)


def _of_commit(
    changes: Sequence[FileChange], targets: Mapping[str, _Target], story: Story | None
) -> Iterator[tuple[str, NewsItem]]:
    """(unit as it is called now, its item) for all that a reader sees of one commit."""
    words = {told.path: told for told in story.told} if story else {}
    seen: set[str] = set()
    for change in changes:
        place, then = unit(change.path), unit(change.path_then or change.path)
        if place in seen:
            continue
        told = words.get(then)
        fresh = any(_is_new(other, place) for other in changes)
        if not told and story and then not in story.unread:
            continue  # compared, and a reader sees no difference
        item = _item(change, targets.get(place), told, fresh)
        if item:
            seen.add(place)
            yield place, replace(item, key=then)


def _is_new(change: FileChange, place: str) -> bool:
    return change.kind == "A" and change.path in (place, f"{place}/datapackage.yaml")


def _item(change: FileChange, target: _Target | None, told: Told | None, fresh: bool) -> NewsItem | None:
    fate = told.fate if told else NEW if fresh else CHANGED
    if fate == REMOVED and told and told.kind in (PAGE, FORMAT):
        words = f"{told.kind} {fate}"
        return NewsItem(change.date, told.name, "", words, change.region, (), change.moment)
    if not target or (change.kind == "D" and not told):
        return None
    words = f"{target.what} {fate}"
    sentences = told.sentences if told else ()
    return NewsItem(change.date, target.title, target.href, words, change.region, sentences, change.moment)


def _together(later: NewsItem, item: NewsItem) -> NewsItem:
    """Two items of one day as one; the earlier one says whether something was new."""
    regions = dict.fromkeys(filter(None, (*later.region.split(", "), *item.region.split(", "))))
    new = item.words.endswith(NEW)
    gone = later.words.endswith(REMOVED)
    return replace(
        later,
        words=item.words if new and not gone else later.words,
        region=", ".join(regions),
        sentences=() if new or gone else tuple(dict.fromkeys((*item.sentences, *later.sentences))),
    )


def month_groups(items: Iterable[NewsItem]) -> list[tuple[str, list[NewsItem]]]:
    return [(month, list(group)) for month, group in itertools.groupby(items, key=lambda item: dutch_month(item.date))]
