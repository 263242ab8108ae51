"""A page of the toolbox, with the table of a step, and the images that pages show."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from toolbox.core.place import Place
from toolbox.core.prose import Prose


class Status(StrEnum):
    """Whether the source works an item out or only names it. The editors make a concept, of parts of the source."""

    READY = "uitgewerkt"
    CONCEPT = "concept"
    DRAFT = "in ontwikkeling"


class PageKind(StrEnum):
    INTRO = "inleiding"
    STEP = "stap"
    APPENDIX = "bijlage"
    PLAIN = "pagina"


@dataclass(frozen=True, slots=True)
class StepRow:
    what: str
    goals: tuple[str, ...]
    tools: tuple[str, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class StepTable:
    title: str
    intro: str
    what_heading: str
    goal_heading: str
    rows: tuple[StepRow, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """One Markdown file. `number` is '' for introductory and plain pages.

    `search_words` are words that people look for it with and that do not stand on it. `is_deck`: it is also
    a presentation.
    """

    path: str
    kind: PageKind
    number: str
    order: int
    title: str
    status: Status
    summary: str
    review: str
    source: str
    body: Prose
    table: StepTable | None = None
    diagram: str = ""
    search_words: tuple[str, ...] = ()
    is_deck: bool = False
    place: dict[str, Place] = field(default_factory=dict, hash=False)

    @property
    def step(self) -> int:
        """The step a page belongs to; 0 for none."""
        return int(self.number.split(".")[0]) if self.number else 0


@dataclass(frozen=True, slots=True)
class Image:
    """A photo, scheme or logo that someone sent: its size in pixels, upright, and the SHA-256 of its file."""

    path: str
    width: int
    height: int
    digest: str
