"""The whole toolbox as one PDF: cover, contents, introduction, and per step its text, its table and its appendices."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from toolbox.core.diagram import Diagram
from toolbox.core.dutch import counted
from toolbox.core.edition import Stamp
from toolbox.core.model import PageKind, Toolbox
from toolbox.shapes.paper.chapters import Binder, Chapter, Draw, Step
from toolbox.shapes.paper.sheet import HELPERS, qr_code
from toolbox.shapes.paper.typeset import NO_IMAGES, lay_out, print_templates, to_pdf

SUBJECT = "De hele toolbox in één document: de uitleg, {steps}, de bijlagen en alle formats."
# A chapter whose text ends above this share of the paper's height leaves its last page nearly empty.
THIN = 0.29


@dataclass(frozen=True, slots=True)
class Cover:
    kind: str
    stamp: Stamp
    route: Markup
    qr: Markup


@dataclass(frozen=True, slots=True)
class _Book:
    """All that the template is given, but for how close its chapters stand."""

    cover: Cover
    introduction: tuple[Chapter, ...]
    steps: tuple[Step, ...]
    title: str
    all_steps: str

    @property
    def chapters(self) -> tuple[Chapter, ...]:
        return (*self.introduction, *(chapter for step in self.steps for chapter in (step.chapter, *step.appendices)))

    def html(self, close: frozenset[str], *, with_formats: bool) -> str:
        """Chapters whose id is in `close` are set closer. Without its formats the book is laid out in half the time."""
        return (
            print_templates()
            .get_template("book.html")
            .render(
                cover=self.cover,
                introduction=self.introduction,
                steps=self.steps,
                tools={chapter.page.number: chapter for step in self.steps for chapter in step.appendices},
                title=self.title,
                all_steps=self.all_steps,
                helpers=HELPERS,
                close=close,
                with_formats=with_formats,
            )
        )


def thin_ended(pages: Sequence[Any], ids: Iterable[str]) -> frozenset[str]:
    """Those of `ids` whose element leaves the last of its pages nearly empty; `pages` are WeasyPrint's.

    What takes one page is left out: set closer it would still take that page.
    """
    ends = defaultdict[str, list[float]](list)
    for page in pages:
        # Of an element on several pages each has its own part, as (left, top, right, bottom) in CSS pixels.
        for name, (_, _, _, bottom) in page.anchors.items():
            ends[name].append(bottom / page.height)
    return frozenset(name for name in ids if len(ends[name]) > 1 and ends[name][-1] < THIN)


def render_book(
    toolbox: Toolbox,
    stamps: Mapping[str, Stamp],
    edition: Stamp,
    route: Diagram,
    draw: Draw,
    images: Mapping[str, bytes] = NO_IMAGES,
) -> bytes:
    """The book as PDF/A-2a and PDF/UA-1; `stamps` by format number. The same input gives the same bytes.

    `images` are those of the pages, drawn anew, by their address on the site. Its texts are laid out twice: chapters
    that would end on a nearly empty page are set closer the second time.

    Raises MissingFonts, UndrawableText or RefusedAddress (see `typeset`).
    """
    method = toolbox.method
    binder = Binder(toolbox, stamps, route, draw, edition.url)
    steps = tuple(binder.steps())
    all_steps = f"de {counted(len(steps), 'stap', 'stappen')}" if len(steps) != 1 else "de stap"
    cover = Cover(method.subtitle, edition, binder.svg(route, "omslag"), qr_code(edition.url))
    book = _Book(cover, tuple(binder.chapters(PageKind.INTRO)), steps, method.name, all_steps)

    def attempt(close: frozenset[str], *, with_formats: bool) -> Any:
        return lay_out(book.html(close, with_formats=with_formats), "paper.css", "book.css", images=images)

    texts = attempt(frozenset(), with_formats=False)
    close = thin_ended(texts.pages, (chapter.id for chapter in book.chapters))
    document = attempt(close, with_formats=True)
    return to_pdf([document], method.name, SUBJECT.format(steps=all_steps), edition)
