"""Second stage: all PDFs. Per step its formats, blank and fillable, and each pack of blank ones; and the book."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import chain

from toolbox.build.given import Given
from toolbox.core import addresses
from toolbox.core.diagram import Diagram
from toolbox.core.edition import Stamp
from toolbox.core.model import Format, PageKind
from toolbox.forms.packs import Pack, step_packs
from toolbox.machine.store import Job
from toolbox.shapes import drawing, warm

# Against the 1 of a Word file with its workbook.
STEP_WEIGHT, BOOK_WEIGHT = 10, 100  # of each format of a step; of the book


def paper_jobs(given: Given, images: Mapping[str, bytes]) -> Iterator[Job]:
    """`images` are the drawn ones, by their address on the site."""
    yield from _step_jobs(given)
    yield _book_job(given, images)


def _step_jobs(given: Given) -> Iterator[Job]:
    toolbox = given.toolbox
    route = toolbox.diagram("route")
    for step in toolbox.of_kind(PageKind.STEP):
        forms = [(form, given.stamp(form)) for form in toolbox.formats if form.step == step.step]
        if forms:
            singles = [(addresses.print_file(form), addresses.fillable_file(form)) for form, _ in forms]
            packs = step_packs(toolbox, step.step)
            of_packs = [addresses.pack_file(pack.step, ".pdf", pack.slug) for pack in packs]
            title = f"Stap {step.number}: {step.title}"
            render = partial(_render_step, title, forms, route, packs)
            key = repr((title, forms, route, packs))
            names = (*chain.from_iterable(singles), *of_packs)
            yield Job(names, key, render, weight=STEP_WEIGHT * len(forms), prepare=warm.papers_and_fields)


def _render_step(
    title: str, forms: Sequence[tuple[Format, Stamp]], route: Diagram, packs: Sequence[Pack]
) -> tuple[bytes, ...]:
    from toolbox.shapes.paper.single import render_step

    return tuple(render_step(title, forms, route, packs))


def _book_job(given: Given, images: Mapping[str, bytes]) -> Job:
    toolbox, edition = given.toolbox, given.whole_stamp()
    stamps = {form.number: given.stamp(form) for form in toolbox.formats}
    route = toolbox.diagram("route")

    def render() -> tuple[bytes]:
        from toolbox.shapes.paper import book

        return (book.render_book(toolbox, stamps, edition, route, drawing.draw, images),)

    return Job(
        (addresses.book_file(toolbox.method.mark),), repr((toolbox, stamps, edition)), render, weight=BOOK_WEIGHT
    )
