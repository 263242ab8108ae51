"""What became of each answer that was typed: kept, listed or lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from clients.typed import Answer, Filled
from toolbox.reading.notes import cell_place, short
from toolbox.reading.placing import Placed
from toolbox.reading.run import Read


@dataclass(slots=True)
class Tally:
    """Of one way to type and save: what became of how many answers, with words for those that were not kept.

    `refused` are those in a file that the reader does not take: whoever sent it is told why, and what to do.
    """

    name: str
    typed: int = 0
    kept: int = 0
    listed: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)

    def add(self, filled: Filled, read: Read) -> None:
        forms = [form for form in read.forms if form.format == filled.form.name]
        pool = _Pool(forms[0].placed) if forms else None
        for answer in filled.answers:
            self.typed += 1
            found = _found(forms[0].placed, filled, answer) if forms else ""
            told = f"{filled.form.number} {'.'.join(map(str, answer.place))}: {answer.typed!r} → {found!r}"
            if same(found, answer.value):
                self.kept += 1
            elif pool and pool.tells_of(answer, filled):
                self.listed.append(told)
            elif not read.refusal:
                self.lost.append(told)
        if read.refusal:
            self.refused += [f"{filled.form.number}: {read.refusal.message}"] * len(filled.answers)


def same(found: str, value: str) -> bool:
    """As a person sees it: how wide a space is makes no difference."""
    return _key(found) == _key(value)


def _key(text: str) -> str:
    return " ".join(text.split())


def _found(placed: Placed, filled: Filled, answer: Answer) -> str:
    if not answer.table:
        return placed.answers.values.get(answer.question.name, "")
    table = next(table for table in filled.form.tables if table.name == answer.table)
    index = [column.name for column in table.columns].index(answer.question.name)
    rows = placed.answers.rows.get(answer.table, ())
    return rows[answer.row - 1][index] if answer.row <= len(rows) else ""


class _Pool:
    """What was listed; a text that several answers share is in it as often as it was listed."""

    def __init__(self, placed: Placed) -> None:
        self.by_place = {(item.table, item.row, item.name) for item in placed.unplaced}
        self.texts = [_key(item.value) for item in placed.unplaced]
        self.places = {place for note in placed.notes for place in note.places}

    def tells_of(self, answer: Answer, filled: Filled) -> bool:
        title = f"‘{short(answer.question.title or answer.question.name)}’"
        table = next((table for table in filled.form.tables if table.name == answer.table), None)
        about = f"‘{short(table.title or table.name)}’" if table else ""
        if answer.place in self.by_place or cell_place(title, about, answer.row) in self.places:
            return True
        return all(self._take(part) for part in _parts(answer))

    def _take(self, part: str) -> bool:
        for text in self.texts:
            if text == part:
                self.texts.remove(text)
                return True
        return any(re.search(rf"(?<!\w){re.escape(part)}(?!\w)", text) for text in self.texts if len(part) > 3)


def _parts(answer: Answer) -> Iterator[str]:
    """Each line: a program may have made paragraphs of them."""
    if answer.question.choices:
        labels = {choice.value: choice.label for choice in answer.question.choices}
        yield from (_key(labels[value]) for value in answer.typed.split(","))
    else:
        yield from filter(None, (_key(line) for line in answer.typed.split("\n")))
