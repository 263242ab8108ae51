"""History and Toolbox  →  what is new, in words a school reads."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import dataclass

from toolbox import addresses
from toolbox.history import History, dutch_month
from toolbox.model import PageKind, Toolbox


@dataclass(frozen=True, slots=True)
class NewsItem:
    date: str
    title: str
    href: str
    words: str
    region: str


def news_items(toolbox: Toolbox, history: History) -> list[NewsItem]:
    """One item per page or format and day, newest first. `href` is relative to the site."""
    targets: dict[str, tuple[str, str, str]] = {}
    for page in toolbox.pages:
        name = f"{page.number} {page.title}".strip()
        targets[page.path] = (
            f"Stap {name}" if page.kind is PageKind.STEP else name,
            addresses.page_url(page),
            "pagina",
        )
    for form in toolbox.formats:
        targets[form.folder] = (f"{form.number} {form.title}", addresses.format_url(form.number), "format")
    found: dict[tuple[str, str, str], NewsItem] = {}
    for change in history.changes:
        key = "/".join(change.path.split("/")[:2]) if change.path.startswith("forms/") else change.path
        if key not in targets or change.kind == "D":
            continue
        title, href, what = targets[key]
        new = change.kind == "A" and (what == "pagina" or change.path.endswith("/datapackage.yaml"))
        item = NewsItem(change.date, title, href, f"{what} {'nieuw' if new else 'gewijzigd'}", change.region)
        earlier = found.get((change.date, title, what))
        if earlier is None or new:
            found[change.date, title, what] = item
    return list(found.values())


def month_groups(items: Iterable[NewsItem]) -> list[tuple[str, list[NewsItem]]]:
    return [(month, list(group)) for month, group in itertools.groupby(items, key=lambda item: dutch_month(item.date))]
