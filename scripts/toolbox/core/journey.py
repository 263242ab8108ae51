"""The nouns of the page that keeps one person's own route: its stations, its one sheet of paper, its calendar."""

from __future__ import annotations

from dataclasses import dataclass

from toolbox.core.place import Place


@dataclass(frozen=True, slots=True)
class Stop:
    """A station: `box` names it in the diagram of the route, `formats` are numbers with their place.

    `done` says what was done by the time that someone goes on, `after` what comes then.
    """

    box: str
    place: Place
    done: str
    after: str
    formats: tuple[tuple[str, Place], ...]


@dataclass(frozen=True, slots=True)
class SheetLine:
    """An answer on the sheet: the question of a format, and the words in front of it."""

    format: str
    question: str
    words: str
    place: Place


@dataclass(frozen=True, slots=True)
class SheetPart:
    title: str
    lines: tuple[SheetLine, ...]


@dataclass(frozen=True, slots=True)
class Anchor:
    """A date that is asked, from which moments are counted."""

    name: str
    title: str


@dataclass(frozen=True, slots=True)
class Milestone:
    """What happens when: so much after the date called `anchor`, or before it where a number is negative.

    Without an anchor the date is agreed on. `source` says where the text has it; `page` is that page: a number, or a
    file in content/.
    """

    name: str
    text: str
    source: str
    page: str
    place: Place
    anchor: str = ""
    years: int = 0
    months: int = 0
    weeks: int = 0
    days: int = 0

    @property
    def is_dated(self) -> bool:
        return bool(self.anchor)


@dataclass(frozen=True, slots=True)
class Calendar:
    title: str
    intro: str
    anchors: tuple[Anchor, ...]
    moments: tuple[Milestone, ...]

    def __bool__(self) -> bool:
        return bool(self.moments)


NO_CALENDAR = Calendar("", "", (), ())


@dataclass(frozen=True, slots=True)
class Journey:
    """All of the page; a toolbox may be without. `sheet` is what stands on the one sheet of paper."""

    title: str
    intro: str
    stops: tuple[Stop, ...]
    sheet: tuple[SheetPart, ...]
    calendar: Calendar = NO_CALENDAR

    def __bool__(self) -> bool:
        return bool(self.stops)


NO_JOURNEY = Journey("", "", (), ())
