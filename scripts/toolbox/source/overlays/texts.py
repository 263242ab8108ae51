"""Own text in a page of the base: in the place of what stands under a heading, before it or after it.

Each place is one of the base as it is, so it makes no difference in which order the overrides of a page are listed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from toolbox.core.page import Page
from toolbox.core.prose import Prose
from toolbox.source.overlays.baseline import Piece, pieces
from toolbox.source.overlays.model import Operation, Override
from toolbox.source.prose import headings_of

OWN_HEADING = re.compile(r'(<h[234] id=")([^"]*)(")')


def own_text(prose: Prose, slug: str) -> Prose:
    """A text as it may stand in another: its headings have ids that none of the base has, now or later."""
    ids = {heading.id for heading in prose.headings}
    html = OWN_HEADING.sub(lambda found: f"{found[1]}{found[2]}-{slug}{found[3]}", prose.html)
    html = re.sub(r'href="#([^"]*)"', lambda found: f'href="#{found[1]}-{slug}"' if found[1] in ids else found[0], html)
    return replace(prose, html=html, headings=tuple(headings_of(html)))


def fitting(page: Page, overrides: Sequence[Override]) -> tuple[list[tuple[Override, Piece]], list[Override]]:
    """(overrides with the part of the page that each is about, those within a part that another takes away)."""
    by_id = {piece.id: piece for piece in pieces(page.body.html)}
    wanted = [(one, by_id[one.target.name]) for one in overrides if one.target.name in by_id]
    taken = [piece for one, piece in wanted if one.operation is Operation.REPLACE]
    inside = [one for one, piece in wanted if any(_within(piece, other) for other in taken)]
    return [(one, piece) for one, piece in wanted if one not in inside], inside


def _within(piece: Piece, other: Piece) -> bool:
    return piece.level > other.level and other.body <= piece.start and piece.end <= other.end


def with_texts(page: Page, wanted: Sequence[tuple[Override, Piece]]) -> Page:
    """The page with all of these done; none lies within a part that another replaces, and none is there twice."""
    html, out, done = page.body.html, [], 0
    for override, piece in sorted(wanted, key=_order):
        at = _position(override, piece)
        out += [html[done:at], _block(override.text.html)]
        done = piece.end if override.operation is Operation.REPLACE else at
    out.append(html[done:])
    whole = _without_lost_notes("".join(out))
    links = tuple(link for override, _ in wanted for link in override.text.links)
    images = tuple(image for override, _ in wanted for image in override.text.images)
    body = Prose(whole, tuple(headings_of(whole)), page.body.links + links, page.body.images + images)
    return replace(page, body=body)


def _position(override: Override, piece: Piece) -> int:
    match override.operation:
        case Operation.BEFORE:
            return piece.start
        case Operation.AFTER:
            return piece.end
        case _:
            return piece.body


def _order(one: tuple[Override, Piece]) -> tuple[int, int, int]:
    """By place; at one place first what takes the place of something, then what ends there, inner parts first."""
    override, piece = one
    rank = {Operation.REPLACE: 0, Operation.AFTER: 1, Operation.BEFORE: 2}[override.operation]
    return _position(override, piece), rank, -piece.level if rank == 1 else piece.level


def _block(html: str) -> str:
    return f"\n{html.strip()}\n"


def _without_lost_notes(html: str) -> str:
    """Footnotes whose mark went with a text that was replaced go as well."""
    note = re.compile(r'\s*<li id="fn-([^"]*)">.*?</li>', re.S)
    kept = note.sub(lambda found: found[0] if f'id="fnref-{found[1]}"' in html else "", html)
    return re.sub(r'<div class="footnote">(?:(?!<li|</div>).)*</div>', "", kept, flags=re.S) if kept != html else html
