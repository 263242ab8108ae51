"""The nouns of the page that keeps one person's own route: its stations, its one sheet of paper, its calendar."""

from __future__ import annotations

from dataclasses import dataclass

from toolbox.core.dutch import counted
from toolbox.core.place import Place

UNITS = (
    ("years", "jaar", "jaar"),
    ("months", "maand", "maanden"),
    ("weeks", "week", "weken"),
    ("days", "dag", "dagen"),
)


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
    """A date that is asked, from which moments are counted. `short` is what they are counted from: 'het diploma'."""

    name: str
    title: str
    short: str


@dataclass(frozen=True, slots=True)
class RoleWords:
    """What a moment is to a role: what it does then."""

    role: str
    text: str
    place: Place


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
    roles: tuple[RoleWords, ...] = ()

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

    def of(self, role: str) -> tuple[OwnMoment, ...]:
        """The moments of a role, in the order of the calendar."""
        return tuple(
            OwnMoment(self._when(moment), words.text, moment.source, moment.page)
            for moment in self.moments
            for words in moment.roles
            if words.role == role
        )

    def _when(self, moment: Milestone) -> str:
        """'drie maanden voor het begin van de laatste stage'; '' when it is agreed on."""
        anchor = next((anchor for anchor in self.anchors if anchor.name == moment.anchor), None)
        if anchor is None:
            return ""
        amounts = [(getattr(moment, key), one, more) for key, one, more in UNITS]
        parts = [counted(abs(amount), one, more) for amount, one, more in amounts if amount]
        if not parts:
            return f"bij {anchor.short}"
        side = "voor" if any(amount < 0 for amount, _, _ in amounts) else "na"
        return f"{' en '.join(parts)} {side} {anchor.short}".replace("één ", "een ")


@dataclass(frozen=True, slots=True)
class OwnMoment:
    """A moment as a role has it. `when` counts in words, '' where the day is agreed on; `page` as in Milestone."""

    when: str
    text: str
    source: str
    page: str


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
