"""Where the links in a text lead, before and after  →  Changes: what the words alone do not show."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolbox.changes.align import Pair, align
from toolbox.changes.blocks import read_links
from toolbox.changes.model import Change
from toolbox.core.prose import Prose

Link = tuple[str, str]
ELSEWHERE = re.compile(r"[a-z]+:")


def leads_elsewhere(target: str) -> bool:
    """Whether it leaves the site: another one, or a mail address. `target` as it is shown."""
    return bool(ELSEWHERE.match(target))


def shown_target(target: str) -> str:
    """'page:content/bijlagen/2.1-x.md#kop' → 'bijlagen/2.1-x (kop)'; another site as it is."""
    if not target.startswith("page:"):
        return target
    path, _, anchor = target.removeprefix("page:content/").partition("#")
    name = path.removesuffix(".md")
    return f"{name} ({anchor})" if anchor else name


def link_changes(was: Prose, now: Prose, subject: str = "") -> Iterator[Change]:
    """Links by their text or target; a link that only stands elsewhere is not one that changed."""
    old, new = list(read_links(was.html)), list(read_links(now.html))
    pairs = _without_moved(list(align(old, new, _same_link)))
    for pair in pairs:
        before, after = pair.old or ("", ""), pair.new or ("", "")
        values = {"old": shown_target(before[1]), "new": shown_target(after[1])}
        if pair.old is None:
            yield Change("link-added", subject, values=values | {"text": after[0]})
        elif pair.new is None:
            yield Change("link-removed", subject, values=values | {"text": before[0]})
        elif before[1] != after[1]:
            yield Change("link-target", subject, values=values | {"text": after[0]})
        elif before[0] != after[0]:
            yield Change("link-text", subject, values=values | {"text": after[0], "before": before[0]})
    if old != new and sorted(old) == sorted(new):
        yield Change("links-order", subject)


def _same_link(old: Link, new: Link) -> float:
    return ((old[0] == new[0]) + (old[1] == new[1])) / 2


def _without_moved(pairs: list[Pair[Link]]) -> list[Pair[Link]]:
    """A link that went in one place and came in another is left out."""
    gone = [pair.old for pair in pairs if pair.new is None]
    come = [pair.new for pair in pairs if pair.old is None]
    kept: list[Pair[Link]] = []
    for pair in pairs:
        twins = come if pair.new is None else gone if pair.old is None else []
        if (twin := pair.only) in twins:
            twins.remove(twin)
        else:
            kept.append(pair)
    return kept


def links_elsewhere(prose: Prose, subject: str = "") -> Iterator[Change]:
    """Of a text that is new: each link that leaves the site, once."""
    for text, target in dict.fromkeys(read_links(prose.html)):
        if leads_elsewhere(shown_target(target)):
            yield Change("link-added", subject, values={"text": text, "old": "", "new": target})
