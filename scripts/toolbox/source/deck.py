"""A page that is a presentation too  →  its slides, from its own text: so they go along when that changes.

Each heading of the third level is a slide. The lists below it stand on the slide, all other text below it is told to
it. The page's own diagram, when it has one, is the slide after the first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from toolbox.core.diagram import Diagram
from toolbox.core.findings import Finding
from toolbox.core.model import Toolbox
from toolbox.core.page import Page
from toolbox.source.kept import Kept

# What fits on a slide in its size of letters.
MOST_POINTS, LONGEST_POINT, LONGEST_TITLE = 6, 120, 60


@dataclass(frozen=True, slots=True)
class Slide:
    """`points` stand on it, `notes` are paragraphs to tell; `stations` are texts to draw in a row, from one to the
    next."""

    title: str
    points: tuple[str, ...]
    notes: tuple[str, ...]
    stations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Deck:
    """`title` and `subtitle` stand on the first slide, with room for `organisation` and a date, to be filled in by who
    shows it. `is_concept`: each slide says that it is one."""

    title: str
    subtitle: str
    organisation: str
    name: str
    subject: str
    slides: tuple[Slide, ...]
    is_concept: bool


def deck_of(page: Page, toolbox: Toolbox) -> Deck:
    method = toolbox.method
    drawn = (_drawn(toolbox.diagram(page.diagram)),) if page.diagram else ()
    organisation = f"naam van {method.words.article} {method.words.organisation}"
    name = f"{page.number} {page.title}"
    slides = (*drawn, *slides_of(page.body.html))
    return Deck(method.name, method.subtitle, organisation, name, page.summary, slides, page.status == "concept")


def slides_of(text: str) -> tuple[Slide, ...]:
    """Of the HTML of a page."""
    # What reads HTML takes long to load, and few pages are a presentation.
    from toolbox.source.slidereader import read_slides

    return tuple(Slide(title, tuple(points), tuple(notes)) for title, points, notes in read_slides(text))


def check_decks(pages: Iterable[Page], kept: Kept) -> Iterator[Finding]:
    """What does not fit on a slide, and a page that is a presentation without one."""
    for page in pages:
        if page.is_deck:
            place = page.place["presentatie"]
            text = page.body.html
            faults = kept.look("slides", page.path, (text.encode(),), partial(_all_faults, text))
            if not any(heading.level == 3 for heading in page.body.headings):
                hint = "Zet er een kop van de derde soort in, of haal ‘presentatie’ weg."
                faults = [("", "deze pagina heeft geen dia", hint)]
            for title, what, hint in faults:
                values = {"title": title, "what": what, "hint": hint}
                yield Finding("slide-full", place.path, place.line, values, place.column)


def _all_faults(text: str) -> list[tuple[str, str, str]]:
    return [fault for slide in slides_of(text) for fault in _faults(slide)]


def _faults(slide: Slide) -> Iterator[tuple[str, str, str]]:
    """(title, what is wrong, what to do)."""
    if len(slide.title) > LONGEST_TITLE:
        yield slide.title, f"de titel heeft meer dan {LONGEST_TITLE} tekens", "Maak hem korter."
    if not slide.points:
        yield slide.title, "er staat geen lijst onder", "Zet wat op de dia komt in een lijst."
    if len(slide.points) > MOST_POINTS:
        yield slide.title, f"er staan meer dan {MOST_POINTS} punten op", "Maak er twee dia’s van."
    for point in slide.points:
        if len(point) > LONGEST_POINT:
            yield (
                slide.title,
                f"een punt heeft meer dan {LONGEST_POINT} tekens",
                "Maak het korter, of vertel het erbij.",
            )


def _drawn(diagram: Diagram) -> Slide:
    stations = tuple(box.text for box in diagram.boxes)
    return Slide(diagram.title, (), (diagram.description,), stations)
