"""What the site of a region is made of: all sources but those of other regions, and what Git knows of these.

So an edit or a commit of one region leaves the common toolbox and the sites of all others as they are.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property, partial
from hashlib import sha256

from toolbox.build.given import Given
from toolbox.history.history import History
from toolbox.machine.code import code_hash
from toolbox.news.earlier import Earlier
from toolbox.site.engine import theme_digest
from toolbox.site.frame import engine_config, theme_folder
from toolbox.site.offers import Rendered
from toolbox.source.limits import REGIONS
from toolbox.source.overlays.model import Overlaid


def concerns(folder: str, path: str) -> bool:
    """Whether `path` is a source of the region with that folder; '' is the common toolbox."""
    return not path.startswith(REGIONS) or (bool(folder) and path.startswith(f"{folder}/"))


def as_common(given: Given) -> Given:
    """The same, without what Git knows of regions alone."""
    return replace(given, history=given.history.about(partial(concerns, "")))


def as_region(given: Given, overlaid: Overlaid) -> Given:
    """The same for what a region lays over it, without what Git knows of other regions alone."""
    return replace(given.of(overlaid), history=given.history.about(partial(concerns, overlaid.overlay.folder)))


@dataclass(frozen=True)
class SiteKeys:
    """Names in the store for the sites of regions, and for what the common site says without these."""

    given: Given

    @cached_property
    def _shared(self) -> str:
        """What is the same for all: the code, the sources of the common toolbox, the settings and the theme."""
        theme = theme_digest(theme_folder(self.given.root))
        sources = self._sources(path for path in self.given.tree.files if concerns("", path))
        return _digest((code_hash(), theme, sources, self.given.settings))

    def _sources(self, paths: Iterable[str]) -> list[tuple[str, str]]:
        files = self.given.tree.files
        return [(path, sha256(files[path]).hexdigest()) for path in sorted(paths)]

    def of_common(self, rendered: Rendered, past: Earlier, *, has_overlays: bool) -> str:
        """Changes whenever a page of the common site would that does not look across regions; what a commit of a region
        did may be news."""
        history = self.given.history
        told = _told(replace(history, edited=as_common(self.given).history.edited))
        return _digest((self._shared, told, rendered, past.told, past.editions, has_overlays))

    def of_region(self, overlaid: Overlaid) -> str:
        """Changes whenever the site of that region would."""
        own = as_region(self.given, overlaid)
        folder = f"{overlaid.overlay.folder}/"
        sources = self._sources(path for path in self.given.tree.files if path.startswith(folder))
        config = engine_config(self.given.root, own.toolbox.method, overlaid.badge)
        return _digest((self._shared, folder, sources, _told(own.history), config))


def _told(history: History) -> object:
    moved = sorted(history.moved.items())
    return history.changes, history.head, moved, history.tags, history.proposed, sorted(history.edited)


def _digest(parts: object) -> str:
    return sha256(repr(parts).encode()).hexdigest()
