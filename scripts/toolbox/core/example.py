"""The nouns of the filled-in example: what somebody who was made up wrote on the forms of one route."""

from __future__ import annotations

from dataclasses import dataclass

from toolbox.core.place import Place


@dataclass(frozen=True, slots=True)
class WrittenAnswer:
    """What stands at a question or in a column: `text` as in a CSV, of a list its values with commas in between."""

    name: str
    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class WrittenTable:
    """Rows in the order of the paper: the first lie over those that the format itself gives."""

    name: str
    rows: tuple[tuple[WrittenAnswer, ...], ...]
    place: Place


@dataclass(frozen=True, slots=True)
class WrittenForm:
    """One form; `format` is its number."""

    format: str
    place: Place
    answers: tuple[WrittenAnswer, ...]
    tables: tuple[WrittenTable, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """One story over several forms; a toolbox may be without. `note` says in each shape that nobody is meant."""

    title: str
    intro: str
    note: str
    forms: tuple[WrittenForm, ...]

    def __bool__(self) -> bool:
        return bool(self.forms)

    def of(self, number: str) -> WrittenForm | None:
        return next((form for form in self.forms if form.format == number), None)


NO_EXAMPLE = Example("", "", "", ())
