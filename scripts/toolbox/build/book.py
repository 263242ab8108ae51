"""Second stage, beside the other PDFs: the book, drawn part by part and then bound.

A part is drawn once before the pages of the others are known, which is all there is to do for one that prints no such
number; then, with the numbers, the others again. Whatever did not change comes from the store.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from typing import Any

from toolbox.core import addresses
from toolbox.core.edition import Stamp
from toolbox.core.method import Method
from toolbox.core.model import PageKind, Toolbox
from toolbox.machine.store import Job
from toolbox.shapes import drawing, warm
from toolbox.shapes.paper.chapters import Binder
from toolbox.shapes.paper.parts import LOGO_IMAGE, Drawn, Part, all_steps, page_styles, page_table, parts

RunJobs = Callable[[Sequence[Job]], Mapping[str, bytes]]
WEIGHT = 10
FURNITURE = "boek/bladzijdenummers"


@dataclass(frozen=True)
class Book:
    """The parts in order, and the images that they show, by their address on the site."""

    method: Method
    edition: Stamp
    steps: int
    parts: tuple[Part, ...]
    images: Mapping[str, bytes]

    def first_jobs(self) -> list[Job]:
        """Each part is drawn, before the pages of the others are known."""
        return [self._job(part, partial(_draw, part, self._images(part), None, {})) for part in self.parts]

    def bind(self, made: Mapping[str, bytes], run: RunJobs) -> Mapping[str, bytes]:
        """The book, by its name. `made` is what the first jobs gave; `run` does more jobs."""
        drawn = [_drawn(made, part) for part in self.parts]
        pages = [len(one.pages) for one in drawn]
        while True:
            numbered = self._number(drawn, page_table(drawn, pages), page_styles(drawn, pages))
            made = {**made, **run(numbered)}
            drawn = [_drawn(made, part) for part in self.parts]
            # A number that is longer may take a page more. A part never gets less than it had: else this may not end.
            grown = [max(count, len(one.pages)) for count, one in zip(pages, drawn, strict=True)]
            if grown == pages:
                return run([self._binding(made, pages)])
            pages = grown

    def _number(self, drawn: Sequence[Drawn], table: Mapping[str, int], styles: Sequence[str]) -> list[Job]:
        """What prints numbers of pages is drawn with these; and the numbers that the pages themselves have."""
        jobs = [_furniture(self.method.name, styles)]
        for part, one in zip(self.parts, drawn, strict=True):
            if one.asks:
                # What has no place is a fault that the binding finds.
                numbers = {place: table[place] for place in one.asks if place in table}
                render = partial(_draw, part, self._images(part), one.close, numbers)
                jobs.append(self._job(part, render, one.close, tuple(numbers.items())))
        return jobs

    def _binding(self, made: Mapping[str, bytes], pages: Sequence[int]) -> Job:
        leaves = [(made[_names(part)[0]], part.depth, count) for part, count in zip(self.parts, pages, strict=True)]
        digests = [(sha256(data).hexdigest(), depth, count) for data, depth, count in leaves]
        steps = all_steps(self.steps)
        title = self.edition.toolbox.name
        render = partial(_bind, title, steps, self.edition, leaves, made[FURNITURE])
        key = repr((title, steps, self.edition, digests))
        return Job((addresses.book_file(self.method.mark),), key, render, prepare=warm.book)

    def _images(self, part: Part) -> Mapping[str, bytes]:
        return {name: self.images[name] for name in part.images}

    def _job(self, part: Part, render: Callable[[], Sequence[bytes]], *more: Any) -> Job:
        shown = [(name, sha256(data).hexdigest()) for name, data in self._images(part).items()]
        return Job(_names(part), repr((part, shown, more)), render, weight=WEIGHT, prepare=warm.book)


def the_book(
    toolbox: Toolbox, stamps: Mapping[str, Stamp], edition: Stamp, images: Mapping[str, bytes], site: str
) -> Book:
    """`stamps` are those of the formats, by number; `edition` is the whole toolbox's; `site` is where proposals go."""
    binder = Binder(toolbox, stamps, toolbox.diagram("route"), drawing.draw, site)
    steps = len(toolbox.of_kind(PageKind.STEP))
    shown = {**images, LOGO_IMAGE: edition.logo.data} if edition.logo else images
    return Book(toolbox.method, edition, steps, tuple(parts(binder, edition)), shown)


def _names(part: Part) -> tuple[str, str]:
    """In the store: the paper of a part, and what it says of itself."""
    return f"boek/{part.name}.pdf", f"boek/{part.name}.json"


def _drawn(made: Mapping[str, bytes], part: Part) -> Drawn:
    return Drawn.from_json(made[_names(part)[1]])


def _furniture(title: str, styles: Sequence[str]) -> Job:
    return Job((FURNITURE,), repr((title, styles)), partial(_draw_furniture, title, styles), prepare=warm.book)


def _draw(
    part: Part, images: Mapping[str, bytes], close: Sequence[str] | None, numbers: Mapping[str, int]
) -> tuple[bytes, bytes]:
    from toolbox.shapes.paper.book import draw_part

    paper, drawn = draw_part(part, images, close, numbers)
    return paper, drawn.to_json()


def _draw_furniture(title: str, styles: Sequence[str]) -> tuple[bytes]:
    from toolbox.shapes.paper.book import draw_furniture

    return (draw_furniture(title, styles),)


def _bind(
    title: str, steps: str, edition: Stamp, papers: Sequence[tuple[bytes, int, int]], over: bytes
) -> tuple[bytes]:
    from toolbox.shapes.paper.binding import Leaves
    from toolbox.shapes.paper.book import bind_book

    return (bind_book(title, steps, edition, [Leaves(*paper) for paper in papers], over),)
