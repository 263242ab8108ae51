"""What someone filled in: as it was found in a file, and after it was placed in a format.

Everywhere a value is text as in a CSV (Table Schema's lexical form): a date is '2026-11-23', a tick box 'true', a
choice its value, a list its values with commas in between. What is left open is ''.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

# Signs that people put in or instead of a box; what may mean something else ('+', '-', '?') is none.
TICKS = frozenset(
    (*"x1v×☒☑🗹🗷✓✔✅✕✖✗✘√🗸", "true", "ja", "yes", "on", "waar", "aangekruist"),
)
VARIATION = "\ufe0f"  # asks for the coloured picture of a sign
OPEN_BOX = "☐"
LIST_SEPARATOR = ","


@dataclass(frozen=True, slots=True)
class Beside:
    """A line of a file that stands in no answer: the blank form's own, or what someone wrote there.

    `near` is what people call the place: the answer or line before it. `labels` are the titles of the tick boxes in
    that same line.
    """

    text: str
    near: str = ""
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """One filled-in form as a reader found it: no definition was looked at yet, nothing was left out.

    `name` and `version` are those of the format it was made from ('' when the file does not say). `values` are by
    question name; `rows` are by table name, each row by column name, given text included. `beside` is all other text
    of the file that a person can see; `labels` are titles of questions that the file keeps out of sight. `unsifted` is
    for a file that could have said which lines are the form's own, and is too old to: `beside` holds these too.
    `by_places` is for a file in which the fields were gone: the answers are what stands in their places.
    """

    file: str
    shape: str
    name: str = ""
    version: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    rows: Mapping[str, tuple[Mapping[str, str], ...]] = field(default_factory=dict)
    beside: tuple[Beside, ...] = ()
    labels: tuple[str, ...] = ()
    unsifted: bool = False
    by_places: bool = False


@dataclass(frozen=True, slots=True)
class Answers:
    """What fits a format: question → text, and table → rows of cells in the order of its columns; nothing empty."""

    values: Mapping[str, str] = field(default_factory=dict)
    rows: Mapping[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)


def join_list(values: Iterable[str]) -> str:
    return LIST_SEPARATOR.join(values)


def split_list(text: str) -> tuple[str, ...]:
    return tuple(part for part in (piece.strip() for piece in text.split(LIST_SEPARATOR)) if part)


def is_ticked(text: str) -> bool:
    """Also of a sign that was typed beside the box, which stays."""
    return text.replace(VARIATION, "").replace(OPEN_BOX, "").strip(" \t\r\n\xa0!.()[]").casefold() in TICKS


def dutch_numbers(date: str) -> str:
    """'2026-11-03'  →  '03-11-2026'; anything else stays as it is."""
    return "-".join(reversed(date.split("-"))) if re.fullmatch(r"\d{4}-\d{2}-\d{2}", date) else date
