"""The pages of a region's site, as a job: those of all regions are spread over the cores; the same is not made again.

They are made of all sources but those of other regions, and of what is told of the files beside them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from hashlib import sha256

from toolbox.build.given import Given
from toolbox.core.settings import Settings
from toolbox.history.history import History
from toolbox.machine.store import Job
from toolbox.news.earlier import Earlier
from toolbox.site import views
from toolbox.site.offers import Rendered
from toolbox.source.limits import REGIONS
from toolbox.source.overlays.model import Overlaid

NAME = "pagina's.json"


@dataclass(frozen=True)
class RegionPages:
    """What the pages of all regions are made of."""

    common: Given
    past: Earlier

    @cached_property
    def _shared(self) -> str:
        """What is the same for all: the sources of the common toolbox, its history and its settings."""
        history = self.common.history
        told = (history.changes, history.head, sorted(history.moved.items()), history.tags, history.proposed)
        sources = self._sources(path for path in self.common.tree.files if not path.startswith(REGIONS))
        return _digest((sources, told, self.common.settings, self.past))

    def _sources(self, paths: Iterable[str]) -> list[tuple[str, str]]:
        files = self.common.tree.files
        return [(path, sha256(files[path]).hexdigest()) for path in sorted(paths)]

    def job(self, overlaid: Overlaid, rendered: Rendered, own: frozenset[str]) -> Job:
        """`own` are the paths of the files that the region has of its own."""
        folder = f"{overlaid.overlay.folder}/"
        edited = sorted(path for path in self.common.history.edited if _concerns(path, folder))
        sources = self._sources(path for path in self.common.tree.files if path.startswith(folder))
        told = tuple(sorted(facts.items()) for facts in (rendered.sizes, rendered.pages, rendered.previews))
        key = _digest((self._shared, folder, sources, edited, told, sorted(own)))
        history, settings = self.common.history, self.common.settings
        render = partial(_render, overlaid, history, settings, rendered, own, self.past)
        return Job((NAME,), key, render, at=overlaid.badge.root)


def _concerns(path: str, folder: str) -> bool:
    """Whether it is a source of the region with that folder."""
    return path.startswith(folder) or not path.startswith(REGIONS)


def _digest(parts: object) -> str:
    return sha256(repr(parts).encode()).hexdigest()


def _render(
    overlaid: Overlaid, history: History, settings: Settings, rendered: Rendered, own: frozenset[str], past: Earlier
) -> tuple[bytes]:
    pages = views.render_overlaid(overlaid, history, settings, rendered, own, past)
    return (json.dumps({path: data.decode() for path, data in pages}).encode(),)


def pages_of(root: str, made: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """(path in the whole, bytes) of each page of the region at `root`; `made` is what the jobs gave."""
    for path, text in json.loads(made[root + NAME]).items():
        yield root + path, text.encode()
