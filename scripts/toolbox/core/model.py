"""A toolbox as a whole: the nouns that carry everything, frozen, without YAML, CSV or Frictionless objects in them."""

from __future__ import annotations

from dataclasses import dataclass

from toolbox.core.badge import COMMON, Badge
from toolbox.core.diagram import Diagram
from toolbox.core.example import NO_EXAMPLE, Example
from toolbox.core.form import Format, QuestionType
from toolbox.core.journey import NO_JOURNEY, Journey
from toolbox.core.lists import NO_GLOSSARY, NOTHING_SINCE, Fact, Glossary, Since
from toolbox.core.method import NO_METHOD, Method
from toolbox.core.page import Image, Page, PageKind
from toolbox.core.place import Place


@dataclass(frozen=True, slots=True)
class Listed:
    """One row of the inventory: what must be there. `key` is a number, or a file for pages without one."""

    key: str
    kind: PageKind
    place: Place


@dataclass(frozen=True, slots=True)
class Term:
    """What questions of several formats ask alike, so that what was answered at one can be taken over at another.

    `identifies` is whom it says a form is of, '' for nobody.
    """

    name: str
    meaning: str
    type: QuestionType
    sensitive: bool
    place: Place
    identifies: str = ""


@dataclass(frozen=True, slots=True)
class Toolbox:
    """All pages in reading order, all formats by number, all diagrams by name, all images by path, all terms as listed.

    `method` is what the toolbox says of itself; of a part of a toolbox NO_METHOD. `badge` says whose it is.
    """

    pages: tuple[Page, ...]
    formats: tuple[Format, ...]
    diagrams: tuple[Diagram, ...]
    inventory: tuple[Listed, ...]
    images: tuple[Image, ...] = ()
    method: Method = NO_METHOD
    badge: Badge = COMMON
    since: Since = NOTHING_SINCE
    glossary: Glossary = NO_GLOSSARY
    terms: tuple[Term, ...] = ()
    journey: Journey = NO_JOURNEY
    example: Example = NO_EXAMPLE

    def page(self, number: str) -> Page | None:
        return next((page for page in self.pages if number and page.number == number), None)

    def format(self, number: str) -> Format | None:
        return next((form for form in self.formats if form.number == number), None)

    def facts(self, page: Page) -> tuple[Fact, ...]:
        """What changed since about what the page says."""
        keys = {page.number, page.path.removeprefix("content/")}
        return tuple(fact for fact in self.since.facts if keys & {key for key, _ in fact.pages})

    def diagram(self, name: str) -> Diagram:
        return next(diagram for diagram in self.diagrams if diagram.name == name)

    def of_kind(self, kind: PageKind) -> tuple[Page, ...]:
        return tuple(page for page in self.pages if page.kind is kind)

    def appendices(self, step: int) -> tuple[Page, ...]:
        return tuple(page for page in self.of_kind(PageKind.APPENDIX) if page.step == step)


def number_key(number: str) -> tuple[int, ...]:
    """Sort key: '1.2.1' before '1.10'."""
    return tuple(int(part) for part in number.split(".")) if number else ()
