"""A Format  →  the sheets of its workbook: what each is called, and which columns and rows are on it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from toolbox.core.form import ANSWERS_NAME, Format, Question, Section, Table
from toolbox.forms.concept import source_words
from toolbox.forms.slots import Control, Row, Slot, question_slots, table_rows
from toolbox.source.prose import plain_text

CHOICES_TITLE = "keuzes"
TICK_LABEL = "ja"
# Excel: as many characters in a sheet's name, none of these in it, and one name kept for itself.
MAX_TITLE = 31
NOT_IN_TITLE = re.compile(r"[\[\]:*?/\\\x00-\x1f]+")
RESERVED = "history"
DATE_HELP = "Schrijf de datum zo: 31-12-2026."


@dataclass(frozen=True, slots=True)
class Column:
    """`heading` is the question as people read it, `topic` what it is part of, `help` all there is to say about it.

    `part` counts sections, so that a reader can see where the next one begins.
    """

    slot: Slot
    heading: str
    topic: str
    help: str
    part: int = 0

    @property
    def choices(self) -> tuple[str, ...]:
        """What its drop-down shows; empty for none."""
        if self.slot.control is Control.TICK:
            return (TICK_LABEL,)
        return tuple(choice.label for choice in self.slot.question.choices)


@dataclass(frozen=True, slots=True)
class SheetPlan:
    """One sheet: the single questions (`name` is 'antwoorden'), or a table with its rows, given ones and empty ones."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...] = ()


def plan_sheets(form: Format) -> tuple[SheetPlan, ...]:
    """The single questions, when there are any, and then every table, in reading order."""
    plans = []
    if form.questions:
        plans.append(SheetPlan(ANSWERS_NAME, ANSWERS_NAME, tuple(_answer_columns(form))))
    titles = _table_titles(form)
    for section in form.sections:
        for table in section.tables:
            columns = tuple(_table_columns(table, section))
            plans.append(SheetPlan(table.name, titles[table.name], columns, tuple(table_rows(table))))
    return tuple(plans)


def _answer_columns(form: Format) -> Iterator[Column]:
    for part, section in enumerate(form.sections):
        about = _joined(plain_text(section.intro.html), _source(section.source))
        for question in section.questions:
            yield from _columns(question, section.title, about, part)
            about = ""


def _table_columns(table: Table, section: Section) -> Iterator[Column]:
    intro = "" if section.questions else plain_text(section.intro.html)
    about = _joined(intro, plain_text(table.help.html), _source(table.source), _sensitive(table.ground))
    for column in table.columns:
        yield from _columns(column, table.title or section.title, about)
        about = ""


def _columns(question: Question, topic: str, about: str, part: int = 0) -> Iterator[Column]:
    """One column, for a list one for each choice. `about` is what there is to say about all that follows."""
    for slot in question_slots(question, question.name, question.title):
        hint = DATE_HELP if slot.control is Control.DATE else ""
        explained = _joined(question.help, hint, _source(question.source), _sensitive(question.ground), about)
        yield Column(slot, slot.spoken if slot.choice else question.title, topic, explained, part)


def _sensitive(ground: str) -> str:
    return f"Let op, gevoelig: {ground}" if ground else ""


def _source(source: str) -> str:
    return f"B{source_words(source)[1:]}." if source else ""


def _joined(*texts: str) -> str:
    return " ".join(filter(None, texts))


def _table_titles(form: Format) -> dict[str, str]:
    """A sheet title for each table by its name: its own title or its section's, and where those are equal its name."""
    wanted = {table.name: _legal(table.title or section.title) for section in form.sections for table in section.tables}
    count = Counter(title.casefold() for title in wanted.values())
    used = {ANSWERS_NAME, CHOICES_TITLE, RESERVED, ""}
    titles = {}
    for name, title in wanted.items():
        base = title if count[title.casefold()] == 1 else _legal(name.replace("_", " ").capitalize())
        titles[name] = base
        number = 1
        while titles[name].casefold() in used:
            number += 1
            titles[name] = f"{base[: MAX_TITLE - len(str(number)) - 1]} {number}"
        used.add(titles[name].casefold())
    return titles


def _legal(title: str) -> str:
    """`title` without what may not stand in a sheet's name, nor an apostrophe at its ends."""
    return " ".join(NOT_IN_TITLE.sub(" ", title).split())[:MAX_TITLE].strip(" '")
