"""The parts of the book  →  drawn, each alone; and then bound, into the whole toolbox as one PDF."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from html import unescape
from typing import Any

from toolbox.core.edition import Stamp
from toolbox.core.method import Imprint
from toolbox.shapes.paper.binding import Leaves, join
from toolbox.shapes.paper.parts import Drawn, Part
from toolbox.shapes.paper.schemes import BOOK_SCHEME
from toolbox.shapes.paper.sheet import HELPERS
from toolbox.shapes.paper.typeset import empty_pdf, lay_out, print_templates, to_pdf

SUBJECT = "De hele toolbox in één document: de uitleg, {steps}, de bijlagen en alle formats."
SHEETS = ("paper.css", "book.css")
# A chapter whose text ends above this share of the paper's height leaves its last page nearly empty.
THIN = 0.29
# Stands for a page that is not yet known.
UNKNOWN = 10
# A link to another part, as the templates and `chapters` write it.
PLACE = re.compile(rf'href="{BOOK_SCHEME}([^"]*)"')


def draw_part(
    part: Part, images: Mapping[str, bytes], close: Sequence[str] | None, numbers: Mapping[str, int]
) -> tuple[bytes, Drawn]:
    """The part as a paper of its own, with `numbers`: the page in the book of each place that it prints the page of.

    Those that are not there are not yet known, and UNKNOWN stands for them. `close` are the chapters to be set closer;
    for None it looks for itself which would end on a nearly empty page, and sets those closer; a part that prints
    numbers is then only laid out (its paper is b""), for it is drawn when they are known. `images` are those of
    the pages, drawn anew, by their address on the site. Raises MissingFonts, UndrawableText or RefusedAddress (see
    `typeset`).
    """
    document = _lay_out(part, images, close or (), numbers)
    if close is not None:
        return _paper(part, document), _said(part, document, close)
    thin = thin_ended(document.pages, part.chapters)
    if thin:
        document = _lay_out(part, images, thin, numbers)
    said = _said(part, document, thin)
    return b"" if said.asks else _paper(part, document), said


def draw_furniture(title: str, styles: Sequence[str]) -> bytes:
    """What goes by the pages of the whole book: their numbers. `styles` are the names of their page styles."""
    html = print_templates().get_template("numbers.html").render(title=title, styles=styles)
    return to_pdf(lay_out(html, *SHEETS, "numbers.css"), title, "", _undated(title), is_part=True)


def draw_frame(title: str, steps: str, edition: Stamp) -> bytes:
    """The book without its pages: what it says of itself. `steps` are all of them in words."""
    return empty_pdf(title, SUBJECT.format(steps=steps), edition)


def bind_book(frame: bytes, drawn: Sequence[Leaves], furniture: bytes) -> bytes:
    """The book as PDF/A-2a and PDF/UA-1. The same input gives the same bytes."""
    return join(frame, drawn, furniture)


def thin_ended(pages: Sequence[Any], ids: Iterable[str]) -> tuple[str, ...]:
    """Those of `ids` whose element leaves the last of its pages nearly empty; `pages` are WeasyPrint's.

    What takes one page is left out: set closer it would still take that page.
    """
    ends = defaultdict[str, list[float]](list)
    for page in pages:
        # Of an element on several pages each has its own part, as (left, top, right, bottom) in CSS pixels.
        for name, (_, _, _, bottom) in page.anchors.items():
            ends[name].append(bottom / page.height)
    return tuple(name for name in ids if len(ends[name]) > 1 and ends[name][-1] < THIN)


def _undated(name: str) -> Stamp:
    """Of what is a paper only until it is bound."""
    return Stamp("", "", "", "", Imprint(name, ""))


def _html(part: Part, close: Sequence[str]) -> str:
    template = print_templates().get_template(part.template)
    return template.render(dict(part.given), close=close, helpers=HELPERS, scheme=BOOK_SCHEME)


def _lay_out(part: Part, images: Mapping[str, bytes], close: Sequence[str], numbers: Mapping[str, int]) -> Any:
    def numbered(link: re.Match[str]) -> str:
        return f'{link[0]} data-page="{numbers.get(unescape(link[1]), UNKNOWN)}"'

    return lay_out(PLACE.sub(numbered, _html(part, close)), *SHEETS, images=images)


def _paper(part: Part, document: Any) -> bytes:
    return to_pdf(document, part.name, "", _undated(part.name), prefix=f"{part.name}-", is_part=True)


def _said(part: Part, document: Any, close: Sequence[str]) -> Drawn:
    places: dict[str, int] = {}
    for number, page in enumerate(document.pages):
        for place in page.anchors:
            places.setdefault(place, number)
    asks = tuple(dict.fromkeys(unescape(place) for place in PLACE.findall(_html(part, close))))
    # Public are only a page's sizes; which style it has, its own box knows.
    styles = tuple(page._page_box.page_type.name for page in document.pages)
    return Drawn(styles, places, asks, tuple(close))
