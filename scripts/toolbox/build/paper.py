"""All PDFs. Of each format two, with a picture of the first; of each pack the blank ones as one; and what
the example fills in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from toolbox.build.given import Given
from toolbox.core import addresses
from toolbox.core.diagram import Diagram
from toolbox.core.edition import Stamp
from toolbox.core.form import Format
from toolbox.core.journey import OwnMoment
from toolbox.core.page import PageKind
from toolbox.forms.example import fill_in
from toolbox.forms.packs import Pack, all_packs
from toolbox.machine.store import Job, digest_of
from toolbox.shapes import warm

# Against the 1 of a Word file with its workbook.
WEIGHT = 10


def format_papers(given: Given) -> Iterator[Job]:
    route = given.toolbox.diagram("route")
    for form in given.forms:
        phone = (addresses.phone_file(form),) if form.is_folded else ()
        names = (addresses.print_file(form), addresses.fillable_file(form), addresses.preview_file(form), *phone)
        stamp = given.stamp(form)
        render = partial(_render_format, form, stamp, route)
        yield Job(names, repr((form, stamp, route)), render, weight=WEIGHT, prepare=warm.papers_and_fields)


def blank_papers(given: Given, remembered: Path) -> Iterator[Job]:
    """Of those jobs the paper and its picture alone, for who waits for it: they have the same names in the store.
    In the folder `remembered` stands for the next time how close the lines stood."""
    route = given.toolbox.diagram("route")
    for form in given.forms:
        stamp = given.stamp(form)
        names, key = (addresses.print_file(form), addresses.preview_file(form)), repr((form, stamp, route))
        density = remembered / f"density-{digest_of(names[0].encode())}"
        yield Job(names, key, partial(_blank, form, stamp, route, density), weight=WEIGHT, prepare=warm.papers)


def example_papers(given: Given) -> Iterator[Job]:
    """The formats that the example fills in, as somebody who was made up did."""
    toolbox = given.toolbox
    route, note = toolbox.diagram("route"), toolbox.example.note
    for written in toolbox.example.forms:
        if form := toolbox.format(written.format):
            filled, stamp = fill_in(form, written), given.example_stamp(form)
            render = partial(_render_example, filled, stamp, route, note)
            yield Job((addresses.example_file(form),), repr((filled, stamp, route, note)), render, prepare=warm.papers)


def pack_papers(given: Given, made: Mapping[str, bytes]) -> Iterator[Job]:
    """`made` holds the blank PDF of each format."""
    toolbox = given.toolbox
    titles = {step.step: f"Stap {step.number}: {step.title}" for step in toolbox.of_kind(PageKind.STEP)}
    for pack in all_packs(toolbox):
        title = titles[pack.step] if pack.step else "Alle stappen"
        formats = [(given.stamp(form), made[addresses.print_file(form)]) for form in pack.forms]
        # Of one step a role has its formats alone.
        moments = toolbox.journey.calendar.of(pack.role.name) if pack.role and not pack.step else ()
        url = given.settings.url + addresses.JOURNEY if given.settings.url else ""
        key = repr((title, pack, [(stamp, digest_of(data)) for stamp, data in formats], moments, url))
        name = addresses.pack_file(pack.step, ".pdf", pack.slug)
        yield Job((name,), key, partial(_render_pack, title, pack, formats, moments, url), prepare=warm.papers)


def _render_format(form: Format, stamp: Stamp, route: Diagram) -> tuple[bytes, ...]:
    from toolbox.shapes.paper.single import render_format, render_phone
    from toolbox.shapes.preview import first_page, phone_picture

    paper, fillable = render_format(form, stamp, route)
    phone = (phone_picture(render_phone(form, stamp)),) if form.is_folded else ()
    return paper, fillable, first_page(paper), *phone


def _blank(form: Format, stamp: Stamp, route: Diagram, density: Path) -> tuple[bytes, bytes]:
    """An edit seldom changes how close the lines stand: `density` is where it is written for the next time."""
    from toolbox.shapes.paper.single import render_blank
    from toolbox.shapes.preview import first_page

    likely = density.read_text("utf-8") if density.exists() else ""
    paper, found = render_blank(form, stamp, route, likely)
    density.write_text(found, "utf-8")
    return paper, first_page(paper)


def _render_example(form: Format, stamp: Stamp, route: Diagram, note: str) -> tuple[bytes, ...]:
    from toolbox.shapes.paper.single import render_example

    return (render_example(form, stamp, route, note),)


def _render_pack(
    title: str, pack: Pack, formats: Sequence[tuple[Stamp, bytes]], moments: Sequence[OwnMoment], url: str
) -> tuple[bytes, ...]:
    from toolbox.shapes.paper.single import render_pack

    return (render_pack(title, pack, formats, moments, url),)
