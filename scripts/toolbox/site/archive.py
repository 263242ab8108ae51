"""Pages for more than one page can show: the news of a year, what one region brought. A young toolbox has none.

However long the history, a page stays one that a phone opens.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from toolbox.core.addresses import NEWS, REGIONS
from toolbox.core.dutch import count
from toolbox.news.credits import Region
from toolbox.news.news import NewsItem

# On the page with the news; of all regions together on theirs; and on a page of the archive.
FRESH, TOGETHER, MOST = 100, 100, 500


@dataclass(frozen=True, slots=True)
class Shelf:
    """One page of the archive. `count` is how much there is, of which `items` are the newest, `MOST` at most."""

    url: str
    name: str
    items: tuple[NewsItem, ...]
    count: int


@dataclass(frozen=True, slots=True)
class RegionShelf:
    """A region that has a page of its own, and that page's contents."""

    region: Region
    shelf: Shelf

    @property
    def words(self) -> str:
        """'12 wijzigingen in de toolbox, 2 voorstellen nog open'."""
        accepted, still_open = self.shelf.count, len(self.region.proposed)
        parts = (
            f"{count(accepted, 'wijziging', 'wijzigingen')} in de toolbox" if accepted else "",
            f"{count(still_open, 'voorstel', 'voorstellen')} nog open" if still_open else "",
        )
        return ", ".join(filter(None, parts))


def years(items: Sequence[NewsItem]) -> tuple[Shelf, ...]:
    """Each year of which news no longer stands on the page with the news; newest first, as `items` are."""
    if len(items) <= FRESH:
        return ()
    oldest = items[FRESH].date[:4]
    by_year = itertools.groupby(items, key=lambda item: item.date[:4])
    return tuple(_shelf(f"{NEWS}{year}/", year, tuple(found)) for year, found in by_year if year <= oldest)


def region_shelves(regions: Sequence[Region]) -> tuple[RegionShelf, ...]:
    """A page for each region when what they brought together no longer fits on one, else none."""
    if sum(len(region.accepted) + len(region.proposed) for region in regions) <= TOGETHER:
        return ()
    names = _distinct(_in_address(region.name) for region in regions)
    return tuple(
        RegionShelf(region, _shelf(f"{REGIONS}{name}/", region.name, region.accepted))
        for region, name in zip(regions, names, strict=True)
    )


def _shelf(url: str, name: str, items: tuple[NewsItem, ...]) -> Shelf:
    return Shelf(url, name, items[:MOST], len(items))


def _in_address(name: str) -> str:
    """'Zuid-Limburg & Co' → 'zuid-limburg-co'; 'regio' when nothing of it can stand there."""
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "regio"


def _distinct(names: Iterable[str]) -> Iterator[str]:
    """Each name as it is, or with the first number that makes it one of its own."""
    taken: set[str] = set()
    for name in names:
        tries = itertools.chain([name], (f"{name}-{number}" for number in itertools.count(2)))
        free = next(one for one in tries if one not in taken)
        taken.add(free)
        yield free
