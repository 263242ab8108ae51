"""What there is to say about one filled-in form, as values: the Dutch sentences stand in `findings`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from unicodedata import category

from toolbox.core.findings import sentence
from toolbox.core.form import Question, Table
from toolbox.reading.fitting import tidy

MAX_TITLE = 60
PRIVATE = "Co"  # Unicode: what a program or a font made up for itself
SHOWN = 4  # places named in a terminal before the rest is only counted


@dataclass(frozen=True, slots=True)
class Note:
    """One remark: `code` names the sentence, `values` fill it in, `places` are the questions and rows it is about."""

    code: str
    places: tuple[str, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict, hash=False)

    @property
    def message(self) -> str:
        return self._told(self.places)

    @property
    def brief(self) -> str:
        """The same for a terminal: not all places by name."""
        more = len(self.places) - SHOWN
        if more <= 1:
            return self.message
        return self._told([*self.places[:SHOWN], f"en nog {more} andere"])

    def _told(self, places: Sequence[str]) -> str:
        said = sentence(self.code, self.values)
        return f"{', '.join(places)}: {said}" if places else said


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A value that fits nowhere in the format. `table` is '' and `row` 0 for a single question.

    `row` counts the rows in the file, from 1; `name` is a question's or a column's, as the file has it.
    """

    code: str
    table: str
    row: int
    name: str
    value: str

    @property
    def why(self) -> str:
        return sentence(self.code)


class Log:
    """Collects the notes, equal ones together, and what was not placed."""

    def __init__(self) -> None:
        self.unplaced: list[Unplaced] = []
        # The inner dicts are ordered sets.
        self._places: dict[tuple[str, tuple[tuple[str, str], ...]], dict[str, None]] = {}

    @property
    def notes(self) -> tuple[Note, ...]:
        return tuple(Note(code, tuple(places), dict(values)) for (code, values), places in self._places.items())

    def note(self, code: str, place: str = "", **values: str) -> None:
        places = self._places.setdefault((code, tuple(values.items())), {})
        if place:
            places[place] = None

    def leave(self, code: str, table: str, row: int, name: str, text: str, place: str = "") -> None:
        """`place` is what people call it; its own name when the format does not know it."""
        place = place or cell_place(f"‘{short(name)}’", f"‘{short(table)}’" if table else "", row)
        value = self.tidied(text, place)
        if value:
            self.unplaced.append(Unplaced(code, tidy(table)[0], row, tidy(name)[0], value))
            self.note(code, place)

    def tidied(self, text: str, place: str) -> str:
        held, removed = tidy(text)
        if removed:
            codes = sorted({f"U+{ord(character):04X}" for character in removed})
            self.note("filled-characters", place, characters=", ".join(codes))
        # PDFium, and so Chrome, cuts the code of an emoji in half.
        if private := sorted({f"U+{ord(character):04X}" for character in held if category(character) == PRIVATE}):
            self.note("filled-unreadable", place, characters=", ".join(private))
        return held


def short(text: str) -> str:
    """On one line, cut when it is long."""
    text = " ".join(text.split())
    return text if len(text) <= MAX_TITLE else text[: MAX_TITLE - 1] + "…"


def titled(item: Question | Table) -> str:
    """What people call a question, a column or a table."""
    return f"‘{short(item.title or item.name)}’"


def cell_place(column: str, table: str, row: int) -> str:
    """What people call a question, or a cell in row `row` of `table`."""
    return f"{column} ({table}, rij {row})" if table else column
