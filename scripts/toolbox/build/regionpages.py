"""The pages of a region's site, as a job: those of all regions are spread over the cores, none is made twice."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import partial

from toolbox.build.given import Given
from toolbox.core.settings import Settings
from toolbox.history.history import History
from toolbox.machine.store import Job
from toolbox.news.earlier import Earlier
from toolbox.site import views
from toolbox.site.offers import Rendered
from toolbox.source.overlays.model import Overlaid

NAME = "pagina's.json"


def pages_job(given: Given, key: str, rendered: Rendered, own: frozenset[str], past: Earlier) -> Job:
    """`given` is a region's, `key` the name of its site in a store, and `own` are the paths of the files that it has of
    its own."""
    overlaid = given.overlaid
    assert overlaid, "the pages of the common toolbox are another's"
    render = partial(_render, overlaid, given.history, given.settings, rendered, own, past)
    return Job((NAME,), key, render, at=overlaid.badge.root)


def _render(
    overlaid: Overlaid, history: History, settings: Settings, rendered: Rendered, own: frozenset[str], past: Earlier
) -> tuple[bytes]:
    pages = views.render_overlaid(overlaid, history, settings, rendered, own, past)
    return (json.dumps({path: data.decode() for path, data in pages}).encode(),)


def pages_of(root: str, made: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """(path in the whole, bytes) of each page of the region at `root`; `made` is what the jobs gave."""
    for path, text in json.loads(made[root + NAME]).items():
        yield root + path, text.encode()
