"""Text that someone filled in  →  the value of one question (Table Schema's lexical form), or why it does not fit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from toolbox.core.form import Choice, Question, QuestionType
from toolbox.forms.answers import LIST_SEPARATOR, is_ticked, join_list, split_list
from toolbox.forms.dates import iso_date
from toolbox.forms.slots import TICKED

LINE_ENDS = re.compile(r"\r\n|[\r\v\f]")
# What XML 1.0 (section 2.2) cannot hold, and so neither Word nor Excel; a lone surrogate fits no UTF-8 either.
UNHELD = re.compile("[\x00-\x08\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# A time of midnight is what a spreadsheet adds to a date; any other was filled in.
TIME = re.compile(r"\dt(?=.*[1-9])", re.IGNORECASE)
# How programs write that a box is open, which is no answer.
UNTICKED = frozenset({"false", "onwaar", "off", "0", "☐"})


@dataclass(frozen=True, slots=True)
class Fit:
    """`value` is what fits ('' when nothing does), `left` what does not, and `code` why not."""

    value: str = ""
    left: tuple[str, ...] = ()
    code: str = ""


def tidy(text: str) -> tuple[str, str]:
    """(text with line ends LF and without space at its end, the characters taken out because no file can hold them)."""
    held = LINE_ENDS.sub("\n", UNHELD.sub("", text)).rstrip()
    return held, "".join(UNHELD.findall(text))


def match_key(text: str) -> str:
    """Equal for texts that differ in case and white space only."""
    return re.sub(r" ?, ?", ", ", " ".join(text.split())).casefold()


def fit(text: str, question: Question) -> Fit:
    """`text` is tidy and not empty."""
    match question.type:
        case QuestionType.DATE:
            date = "" if TIME.search(text) else iso_date(text, question.name)
            return Fit(date) if date else Fit(left=(text,), code="filled-date")
        case QuestionType.TICK:
            return _fit_tick(text)
        case QuestionType.LIST:
            return _fit_list(text, question)
        case _ if question.choices:
            choice = find_choice(text, question)
            return Fit(choice.value) if choice else Fit(left=(text,), code="filled-choice")
        case _:
            return Fit(text)


def find_choice(text: str, question: Question) -> Choice | None:
    """By value, else by a label that only one choice has."""
    for choice in question.choices:
        if choice.value == text.strip():
            return choice
    key = match_key(text)
    by_value = [choice for choice in question.choices if match_key(choice.value) == key]
    by_label = [choice for choice in question.choices if match_key(choice.label) == key]
    found = by_value or by_label
    return found[0] if len(found) == 1 else None


def _fit_tick(text: str) -> Fit:
    if is_ticked(text):
        return Fit(TICKED)
    if match_key(text) in UNTICKED:
        return Fit()
    return Fit(left=(text,), code="filled-tick")


def _fit_list(text: str, question: Question) -> Fit:
    known: set[str] = set()
    unknown: list[str] = []
    for item, choice in _items(text, question):
        if choice:
            known.add(choice.value)
        else:
            unknown.append(item)
    value = join_list(choice.value for choice in question.choices if choice.value in known)
    return Fit(value, tuple(unknown), "filled-choice" if unknown else "")


def _items(text: str, question: Question) -> Iterator[tuple[str, Choice | None]]:
    """Each item with its choice. A label may hold a comma itself: the longest that fits comes first."""
    parts = split_list(text)
    longest = 1 + max(choice.label.count(LIST_SEPARATOR) for choice in question.choices)
    start = 0
    while start < len(parts):
        for end in range(min(start + longest, len(parts)), start, -1):
            item = f"{LIST_SEPARATOR} ".join(parts[start:end])
            choice = find_choice(item, question)
            if choice or end == start + 1:
                break
        yield item, choice
        start = end
