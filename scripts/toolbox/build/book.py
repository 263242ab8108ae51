"""Beside the other PDFs: the books, drawn part by part and then bound.

A part is drawn once before the pages of the others are known, which is all there is to do for one that prints no such
number; of another this says where its pages end, and it is drawn when the numbers are known. Whatever did not change
comes from the store. The book of a region is that of the common toolbox but for what differs, so all go on together:
what is the same in several is drawn once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import Any

from toolbox.build.given import Given
from toolbox.build.lastnumbers import Numbers
from toolbox.core import addresses
from toolbox.core.edition import Stamp
from toolbox.core.method import Method
from toolbox.core.model import Toolbox
from toolbox.core.page import PageKind
from toolbox.machine.store import Job, Meanwhile, RunJobs, digest_of, nothing
from toolbox.shapes import drawing, warm
from toolbox.shapes.paper.chapters import Binder
from toolbox.shapes.paper.parts import LOGO_IMAGE, Drawn, Part, all_steps, page_styles, page_table, parts

WEIGHT = 10
NO_NUMBERS: Mapping[str, Numbers] = MappingProxyType({})
Lacks = Callable[[Job], bool]
FURNITURE, FRAME = "boek/bladzijdenummers", "boek/kaft.pdf"


def never(_job: Job) -> bool:
    """All is there."""
    return False


def forget(_at: str, _numbers: Mapping[str, Numbers]) -> None:
    """Nobody asks for them again."""


@dataclass(frozen=True)
class Book:
    """The parts in order, and the images that they show, by their address on the site. All comes in the folder `at`."""

    at: str
    method: Method
    edition: Stamp
    steps: int
    parts: tuple[Part, ...]
    images: Mapping[str, bytes]

    @property
    def name(self) -> str:
        """Below `at`."""
        return addresses.book_file(self.method.mark)

    def first_jobs(self, last: Mapping[str, Numbers] = NO_NUMBERS, lacks: Lacks = never) -> Iterator[Job]:
        """Each part is drawn, before the pages of the others are known; and what the file says of itself.

        What is lacking and had numbers the `last` time is drawn with those beside it: mostly they are the same. That
        has the same name and comes before it, so that of the two the name stands for what knows no numbers.
        """
        yield self._frame()
        for part in self.parts:
            job = self._job(part, partial(_draw, part, self._images(part), None, {}))
            if part.name in last and lacks(job):
                yield self._with_numbers(part, last[part.name])
            yield job

    def pages(self, made: Mapping[str, bytes]) -> list[int]:
        """How many each part takes."""
        return [len(one.pages) for one in self._drawn(made)]

    def numbered(self, made: Mapping[str, bytes], pages: Sequence[int]) -> list[Job]:
        """What prints numbers of pages is drawn with these; and the numbers that the pages themselves have."""
        numbers = self.numbers(made, pages)
        jobs = [_furniture(self.at, self.method.name, page_styles(self._drawn(made), pages))]
        return jobs + [self._with_numbers(part, numbers[part.name]) for part in self.parts if part.name in numbers]

    def numbers(self, made: Mapping[str, bytes], pages: Sequence[int]) -> Mapping[str, Numbers]:
        """By name of the parts that print numbers of pages."""
        drawn = self._drawn(made)
        table = page_table(drawn, pages)
        # What has no place is a fault that the binding finds.
        return {
            part.name: Numbers(one.close, tuple((place, table[place]) for place in one.asks if place in table))
            for part, one in zip(self.parts, drawn, strict=True)
            if one.asks
        }

    def _with_numbers(self, part: Part, numbers: Numbers) -> Job:
        render = partial(_draw, part, self._images(part), numbers.close, dict(numbers.places))
        return self._job(part, render, numbers.close, numbers.places)

    def binding(self, made: Mapping[str, bytes], pages: Sequence[int]) -> Job:
        """All is drawn."""
        papers = [made[self.at + _names(part)[0]] for part in self.parts]
        leaves = [(paper, part.depth, count) for paper, part, count in zip(papers, self.parts, pages, strict=True)]
        frame, furniture = made[self.at + FRAME], made[self.at + FURNITURE]
        digests = [(digest_of(data), depth, count) for data, depth, count in leaves]
        key = repr((digest_of(frame), digest_of(furniture), digests))
        render = partial(_bind, frame, leaves, furniture)
        return Job((self.name,), key, render, prepare=warm.book, at=self.at)

    def _drawn(self, made: Mapping[str, bytes]) -> list[Drawn]:
        return [Drawn.from_json(made[self.at + _names(part)[1]]) for part in self.parts]

    def _frame(self) -> Job:
        given = (self.edition.toolbox.name, all_steps(self.steps), self.edition)
        return Job((FRAME,), repr(given), partial(_draw_frame, *given), prepare=warm.book, at=self.at)

    def _images(self, part: Part) -> Mapping[str, bytes]:
        return {name: self.images[name] for name in part.images}

    def _job(self, part: Part, render: Callable[[], Sequence[bytes]], *more: Any) -> Job:
        shown = [(name, digest_of(data)) for name, data in self._images(part).items()]
        return Job(_names(part), repr((part, shown, more)), render, weight=WEIGHT, prepare=warm.book, at=self.at)


def bind_all(
    books: Sequence[Book],
    made: Mapping[str, bytes],
    run: RunJobs,
    with_first: Callable[[bytes], None] = nothing,
    keep: Callable[[str, Mapping[str, Numbers]], None] = forget,
) -> Mapping[str, bytes]:
    """The books, by path. `made` is what the first jobs gave; `run` does more jobs. `with_first` is done with the first
    book as soon as that is there, while others are bound. `keep` gets the place of each book and its numbers."""
    made, pages = dict(made), [book.pages(made) for book in books]
    todo = list(range(len(books)))
    while todo:
        made |= run([job for at in todo for job in books[at].numbered(made, pages[at])])
        # A number that is longer may take a page more. A part never gets less than it had: else this may not end.
        grown = {at: [max(pair) for pair in zip(pages[at], books[at].pages(made), strict=True)] for at in todo}
        todo = [at for at in todo if grown[at] != pages[at]]
        for at in todo:
            pages[at] = grown[at]
    for book, count in zip(books, pages, strict=True):
        keep(book.at, book.numbers(made, count))
    bindings = [book.binding(made, count) for book, count in zip(books, pages, strict=True)]
    return run(bindings, meanwhile=Meanwhile(books[0].at + books[0].name, with_first))


def the_book(
    toolbox: Toolbox, stamps: Mapping[str, Stamp], edition: Stamp, images: Mapping[str, bytes], site: str
) -> Book:
    """`stamps` are those of the formats, by number; `edition` is the whole toolbox's; `site` is where proposals go."""
    binder = Binder(toolbox, stamps, toolbox.diagram("route"), drawing.draw, site)
    steps = len(toolbox.of_kind(PageKind.STEP))
    shown = {**images, LOGO_IMAGE: edition.logo.data} if edition.logo else images
    return Book(toolbox.badge.root, toolbox.method, edition, steps, tuple(parts(binder, edition)), shown)


def book_of(given: Given, images: Mapping[str, bytes]) -> Book:
    """The whole toolbox as `given`. `images` are those of all pages, by address on the site."""
    stamps = {form.number: given.stamp(form) for form in given.toolbox.formats}
    return the_book(given.toolbox, stamps, given.whole_stamp(), images, given.settings.url)


def _names(part: Part) -> tuple[str, str]:
    """In the store: the paper of a part, and what it says of itself."""
    return f"boek/{part.name}.pdf", f"boek/{part.name}.json"


def _furniture(at: str, title: str, styles: Sequence[str]) -> Job:
    render = partial(_draw_furniture, title, styles)
    return Job((FURNITURE,), repr((title, styles)), render, prepare=warm.book, at=at)


def _draw(
    part: Part, images: Mapping[str, bytes], close: Sequence[str] | None, numbers: Mapping[str, int]
) -> tuple[bytes, bytes]:
    from toolbox.shapes.paper.book import draw_part

    paper, drawn = draw_part(part, images, close, numbers)
    return paper, drawn.to_json()


def _draw_furniture(title: str, styles: Sequence[str]) -> tuple[bytes]:
    from toolbox.shapes.paper.book import draw_furniture

    return (draw_furniture(title, styles),)


def _draw_frame(title: str, steps: str, edition: Stamp) -> tuple[bytes]:
    from toolbox.shapes.paper.book import draw_frame

    return (draw_frame(title, steps, edition),)


def _bind(frame: bytes, papers: Sequence[tuple[bytes, int, int]], over: bytes) -> tuple[bytes]:
    from toolbox.shapes.paper.binding import Leaves
    from toolbox.shapes.paper.book import bind_book

    return (bind_book(frame, [Leaves(*paper) for paper in papers], over),)
