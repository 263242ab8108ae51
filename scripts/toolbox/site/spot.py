"""One spot on the site: what its templates may tell, and every link as it is from there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from markupsafe import Markup, escape

from toolbox.core import addresses
from toolbox.core.addresses import PROPOSAL, PROPOSAL_SOURCE
from toolbox.core.method import Method, Role
from toolbox.core.model import Toolbox
from toolbox.core.settings import Settings
from toolbox.history.history import History
from toolbox.news import credits
from toolbox.news.credits import Region
from toolbox.news.earlier import NOTHING_EARLIER, Earlier
from toolbox.news.news import NewsItem
from toolbox.site.offers import Rendered, Shape
from toolbox.site.parts import table_frames
from toolbox.source.figures import place_images
from toolbox.source.images import fitted
from toolbox.source.overlays.model import Overlaid


@dataclass(frozen=True)
class Facts:
    """All that the pages of one site tell of.

    `overlaid` is what the site of a region has of its own, `own` the paths of its files: all others are the common
    toolbox's. On the common site `all_overlaid` are those sites, for the pages that look across them (all others hear
    whether there are any), and `languages` what there is in other languages.
    """

    toolbox: Toolbox
    history: History
    settings: Settings
    rendered: Rendered
    news: Sequence[NewsItem] = ()
    past: Earlier = NOTHING_EARLIER
    overlaid: Overlaid | None = None
    own: frozenset[str] = frozenset()
    all_overlaid: tuple[Overlaid, ...] = ()
    has_overlays: bool = False
    languages: tuple[Overlaid, ...] = ()

    def stands(self, target: str) -> str:
        """Where a page or file of this site is, within the whole."""
        return target if self._is_common(target.partition("#")[0]) else self.toolbox.badge.root + target

    def _is_common(self, path: str) -> bool:
        """A form that a region left as it is, is filled in where everyone does."""
        if path.startswith(addresses.FILES):
            return path not in self.own
        is_form = path.endswith(addresses.FILL)
        is_own = self.overlaid is None or path in {addresses.fill_url(number) for number in self.overlaid.changed}
        return addresses.is_common(path) or (is_form and not is_own)

    @property
    def method(self) -> Method:
        return self.toolbox.method

    @cached_property
    def regions(self) -> tuple[Region, ...]:
        return credits.regions(self.toolbox, self.history, self.past.told, self.settings.left_out)


class Spot:
    """Every link that it gives is relative to `url`."""

    def __init__(self, facts: Facts, url: str) -> None:
        self.facts, self.url = facts, url

    def to(self, target: str) -> str:
        return addresses.relative(self.facts.toolbox.badge.root + self.url, self.facts.stands(target))

    def step(self, number: int) -> str:
        return self.to(f"stappen/{number}/")

    def role(self, role: Role) -> str:
        return self.to(f"{addresses.ROLES}#{role.anchor}")

    def internal(self, html: str, source: str) -> Markup:
        """Resolve `page:` links and `image:` sources of Prose for this spot; a proposal is then about `source`."""
        urls = {page.path: addresses.page_url(page) for page in self.facts.toolbox.pages}
        images = {image.path: image for image in self.facts.toolbox.images}

        def link(match: re.Match[str]) -> str:
            path, mark, anchor = match[2].partition("#")
            if path == PROPOSAL_SOURCE:
                return f'{match[1]}href="{escape(self.to(PROPOSAL))}" data-proposal-of="{escape(source)}"'
            return f'{match[1]}href="{escape(self.to(urls[path] + mark + anchor))}"'

        def attributes(path: str) -> str:
            width, height = fitted(images[path].width, images[path].height)
            source = escape(self.to(addresses.image_file(path)))
            return f'src="{source}" width="{width}" height="{height}" loading="lazy"'

        linked = re.sub(r'(<a [^>]*?)href="page:([^"]+)"', link, html)
        return Markup(table_frames(place_images(linked, attributes)))

    def links(self, shapes: Iterable[Shape]) -> tuple[Shape, ...]:
        """The same shapes, as links from this spot."""
        return tuple(replace(shape, href=self.to(shape.href)) for shape in shapes)

    def news_links(self, items: Iterable[NewsItem]) -> list[NewsItem]:
        """The same items, as links from this spot; what is gone has none."""
        return [replace(item, href=self.to(item.href) if item.href else "") for item in items]
