"""What is typed: an answer for every question and every cell of a format, as people write them.

No two texts are the same, so that each is found wherever a program put it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from toolbox.core.form import Format, Question, QuestionType
from toolbox.forms.dates import iso_date
from toolbox.forms.slots import Control, Slot, slots

# What goes wrong somewhere: letters of all of Europe, a zero in front, what a spreadsheet takes for something else.
LINES = (
    "Ayşe Yılmaz-Gül, Łukasz Dvořák, Zoë d’Été {}",
    "00{}12345",
    "Ștefan Țăruș, Jānis Bērziņš, Kőszegi Ľuboš {}",
    "+31 6 {}00",
    "3-4 dagen, € {},50 ½ “soms”",
    "-{} graden",
    "<b>{}</b> & ‘x’",
)
AREAS = (
    *LINES[:3],
    "eerste regel {}\ntweede regel\n\n- vierde regel",
    "Ik wil later met fietsen werken ({}), het liefst buiten en met andere mensen. " + "En niet te vroeg op. " * 20,
    "een\ttab en een 🙂 {}",
)
DATES = ("{0}-11-2026", "{0} nov 2026", "{0}/11/26", "{0} november 2026")


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of the count; a list is one, whatever the number of its boxes.

    `table` is '' and `row` 0 for a single question. `typed` is what goes into the field, `value` what must be read.
    """

    table: str
    row: int
    question: Question
    typed: str
    value: str

    @property
    def place(self) -> tuple[str, int, str]:
        return self.table, self.row, self.question.name


@dataclass(frozen=True)
class Filled:
    """A format, and what is typed in it."""

    form: Format
    number: int  # of the format, so that texts differ between formats as well

    @cached_property
    def answers(self) -> tuple[Answer, ...]:
        made: dict[tuple[str, int, str], Answer] = {}
        for slot in slots(self.form):
            table, row = (slot.row.table.name, slot.row.number) if slot.row else ("", 0)
            place = (table, row, slot.question.name)
            if place not in made:
                made[place] = Answer(table, row, slot.question, *self._typed(slot, len(made)))
        return tuple(made.values())

    def _typed(self, slot: Slot, count: int) -> tuple[str, str]:
        """(what is typed or chosen, what must be read)."""
        question, number = slot.question, self.number * 1000 + count
        if slot.control is Control.DATE:
            text = DATES[count % len(DATES)].format(count % 28 + 1)
            return text, iso_date(text, question.name)
        if question.type is QuestionType.LIST:
            chosen = ",".join(choice.value for choice in question.choices[-2:])
            return chosen, chosen
        if slot.control is Control.TICK:
            return "true", "true"
        if slot.control is Control.CHOICE:
            choice = question.choices[count % len(question.choices)].value
            return choice, choice
        kinds = AREAS if slot.control is Control.AREA else LINES
        text = kinds[count % len(kinds)].format(number).rstrip()
        return text, text

    @cached_property
    def fields(self) -> Mapping[str, tuple[Slot, str]]:
        """Slot name → its slot, and what is typed: the value of a choice, 'true' for a tick."""
        return dict(self._fields())

    def _fields(self) -> Iterator[tuple[str, tuple[Slot, str]]]:
        by_place = {answer.place: answer for answer in self.answers}
        for slot in slots(self.form):
            table, row = (slot.row.table.name, slot.row.number) if slot.row else ("", 0)
            typed = by_place[table, row, slot.question.name].typed
            if not slot.choice:
                yield slot.name, (slot, typed)
            elif slot.choice.value in typed.split(","):
                yield slot.name, (slot, "true")


def label_of(slot: Slot, value: str) -> str:
    """What a person reads at a choice."""
    return next((choice.label for choice in slot.question.choices if choice.value == value), value)
