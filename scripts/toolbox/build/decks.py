"""Beside the formats: of each page that is a presentation too, a PowerPoint file and its paper."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from toolbox.build.given import Given
from toolbox.core import addresses
from toolbox.core.edition import Stamp
from toolbox.machine.store import Job
from toolbox.shapes import warm
from toolbox.source.deck import Deck, deck_of


def deck_jobs(given: Given) -> Iterator[Job]:
    for page in given.toolbox.pages:
        if page.is_deck:
            deck, stamp = deck_of(page, given.toolbox), given.page_stamp(page)
            names = (addresses.slides_file(page), addresses.handout_file(page))
            yield Job(names, repr((deck, stamp)), partial(_render, deck, stamp), prepare=warm.slides)


def _render(deck: Deck, stamp: Stamp) -> tuple[bytes, bytes]:
    from toolbox.shapes.office.slides import render_slides
    from toolbox.shapes.paper.handout import render_handout

    return render_slides(deck, stamp), render_handout(deck, stamp)
