"""What came of a file, and what it may not be when one knows what was done to the file.

nothing is invented    each answer stands in the file that was read
nothing moves          where nothing was done, the answer is what it was, or a person is told to look
nothing gets lost      what was filled in is an answer or is listed, when nothing was taken away
the same               when only the packing changed, all is as it was
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from pathlib import Path
from tempfile import TemporaryDirectory

from toolbox.core.model import Toolbox
from toolbox.reading.notes import Note
from toolbox.reading.refusal import Refusal
from toolbox.reading.run import Form, read_forms

Rows = tuple[tuple[str, ...], ...]
NO_SIGN = re.compile(r"[\W_]+")
EPOCH = datetime.date(1899, 12, 30)  # day 0 of a workbook


class Promise(IntEnum):
    """What a change leaves to be asked, from little to everything."""

    NOTHING_INVENTED = 0
    NOTHING_MOVES = 1
    NOTHING_LOST = 2
    SAME_OR_TOLD = 3
    SAME = 4


@dataclass(frozen=True, slots=True)
class Meaning:
    """`answers`: question or table → what stands there, of each form in the file; `told`: all that is said about it."""

    refused: str = ""
    answers: tuple[Mapping[str, str | Rows], ...] = ()
    told: tuple[str, ...] = ()
    codes: frozenset[str] = frozenset()

    @property
    def texts(self) -> Iterator[str]:
        yield from (text for form in self.answers for value in form.values() for text in _flat(value))

    @property
    def outcome(self) -> set[str]:
        return {self.refused} if self.refused else {"read", *self.codes}


@dataclass(slots=True)
class Touched:
    """The questions and tables to which something was done; `everything` when nobody can say to which."""

    names: set[str] = field(default_factory=set)
    everything: bool = False
    promise: Promise = Promise.SAME


def meaning_of(data: bytes, suffix: str, box: Toolbox) -> Meaning:
    """Raises whatever a reader did not foresee."""
    with TemporaryDirectory(prefix="fuzz-") as folder:
        path = Path(folder, f"ingevuld{suffix}")
        path.write_bytes(data)
        try:
            return _meaning(read_forms(path, box))
        except Refusal as refusal:
            check_notes([Note(refusal.code, (), refusal.values)])
            return Meaning(refusal.code)


def _meaning(forms: tuple[Form, ...]) -> Meaning:
    notes = [note for form in forms for note in form.placed.notes]
    check_notes(notes)
    unplaced = [item for form in forms for item in form.placed.unplaced]
    answers: tuple[dict[str, str | Rows], ...] = tuple(
        {**form.placed.answers.values, **form.placed.answers.rows} for form in forms
    )
    told = (*(item.value for item in unplaced), *(note.message for note in notes))
    return Meaning("", answers, told, frozenset([item.code for item in unplaced] + [note.code for note in notes]))


def check_notes(notes: Iterable[Note]) -> None:
    for note in notes:
        assert note.message.strip()
        assert note.brief.strip()


def check_kept(before: Meaning, after: Meaning, touched: Touched, box: Toolbox) -> None:
    """`before` is what the real file gave, `after` what it gives since something was done to it."""
    if touched.promise is Promise.SAME:
        assert after == before, _differs(before, after)
    elif not after.refused and not before.refused:
        _check_read(before, after, touched, box)


def _check_read(before: Meaning, after: Meaning, touched: Touched, box: Toolbox) -> None:
    told = bool(set(after.told) - set(before.told)) or bool(after.codes - before.codes)
    if touched.promise is Promise.SAME_OR_TOLD:
        assert after.answers == before.answers or told, _differs(before, after)
    if touched.promise >= Promise.NOTHING_MOVES and not touched.everything and not told:
        assert len(after.answers) == len(before.answers), _differs(before, after)
        for old, new in zip(before.answers, after.answers, strict=True):
            assert _without(old, touched) == _without(new, touched), _differs(before, after)
    if touched.promise is Promise.NOTHING_LOST:
        said = plain(" ".join((*after.texts, *after.told)))
        lost = [text for text in before.texts if text not in _own_words(box) and not _stands(text, said)]
        assert not lost, f"lost: {lost}"


def _without(answers: Mapping[str, str | Rows], touched: Touched) -> dict[str, str | Rows]:
    return {name: value for name, value in answers.items() if name not in touched.names}


def _differs(before: Meaning, after: Meaning) -> str:
    if after.refused or before.refused:
        return f"{before.refused!r} → {after.refused!r}"
    sides = [
        {f"{number}.{key}": form[key] for number, form in enumerate(side.answers) for key in form}
        for side in (before, after)
    ]
    pairs = [(key, sides[0].get(key), sides[1].get(key)) for key in sorted(sides[0].keys() | sides[1].keys())]
    lines = [f"{key}: {old!r} → {new!r}" for key, old, new in pairs if old != new]
    lines += [f"no longer told: {text!r}" for text in set(before.told) - set(after.told)]
    return "\n".join([*lines, *(f"told now: {text!r}" for text in set(after.told) - set(before.told))])


def check_invented(texts: Iterable[str], pool: str, box: Toolbox) -> None:
    """`texts` are answers, `pool` is all text that stands in the file, in whatever way."""
    stands, own = plain(pool), _own_words(box)
    for text in texts:
        assert text in own or _stands(text, stands), f"invented: {text!r}"


def _own_words(box: Toolbox) -> set[str]:
    """What is an answer without standing in a file: a tick, a choice by its label, given text of the definition."""
    tables = [table for form in box.formats for table in form.tables]
    questions = [question for form in box.formats for question in form.questions]
    questions += [column for table in tables for column in table.columns]
    given = {cell for table in tables for row in table.rows for cell in row}
    return {"true", *given, *(choice.value for question in questions for choice in question.choices)}


def _stands(text: str, pool: str) -> bool:
    if plain(text) in pool:
        return True
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return _stands_as_date(datetime.date.fromisoformat(text), pool)
    own = (plain(piece) for piece in re.split(r"[,\s]", text))
    return all(piece in pool or _is_number(piece) for piece in own)


def _stands_as_date(day: datetime.date, pool: str) -> bool:
    """However it was written: with the month as a word or not, or as a workbook counts its days."""
    numbers = (str(day.year % 100), str(day.day))
    return all(number in pool for number in numbers) or str((day - EPOCH).days) in pool


def _is_number(piece: str) -> bool:
    """A workbook keeps numbers in another form than it shows them."""
    return piece.isdecimal()


def plain(text: str) -> str:
    return NO_SIGN.sub("", text).casefold()


def _flat(value: str | Rows) -> Iterable[str]:
    return (value,) if isinstance(value, str) else (cell for row in value for cell in row if cell)
