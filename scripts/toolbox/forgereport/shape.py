"""The report's JSON  →  SentReport. `toolbox.changes.data` describes the form; what does not have it is refused.

Only what the comment shows is read. Lengths are cut here, so that nothing later has to.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from toolbox.forgereport.unusable import Unusable

VERSION = 2
MAX_TEXT = 600  # characters of one text that are shown
MAX_LIST = 5_000  # more than any honest proposal has
COMMIT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
KINDS = (
    "pagina",
    "format",
    "schema",
    "inventaris",
    "toolbox",
    "begrippenlijst",
    "feitenlijst",
    "woordenlijst",
    "eigen route",
    "voorbeeld",
    "afbeelding",
    "editie",
)
FATES = ("nieuw", "verwijderd", "verplaatst", "gewijzigd")
SAME, ADDED, REMOVED = "gelijk", "toegevoegd", "verwijderd"
STATES = (SAME, "gewijzigd", ADDED, REMOVED, "stond hier", "verplaatst")
LEVELS = ("error", "warning")

Part = TypeVar("Part")


@dataclass(frozen=True, slots=True)
class SentRun:
    """Words that share a mark: 'gelijk', 'toegevoegd' or 'verwijderd'."""

    mark: str
    text: str


@dataclass(frozen=True, slots=True)
class SentRow:
    state: str
    cells: tuple[tuple[SentRun, ...], ...]


@dataclass(frozen=True, slots=True)
class SentBlock:
    """A paragraph, heading or list item; a table has `rows`."""

    state: str
    text: tuple[SentRun, ...]
    rows: tuple[SentRow, ...]


@dataclass(frozen=True, slots=True)
class SentChange:
    subject: str
    sentence: str
    effects: tuple[str, ...]
    words: tuple[SentRun, ...]
    blocks: tuple[SentBlock, ...]


@dataclass(frozen=True, slots=True)
class SentItem:
    """A page, format, diagram or the inventory. `pages` is (before, after) on paper, or None.

    `answers` says what becomes of the other answers in files filled in; '' when there is nothing to say.
    """

    kind: str
    fate: str
    name: str
    changes: tuple[SentChange, ...]
    pages: tuple[int, int] | None
    answers: str


@dataclass(frozen=True, slots=True)
class SentNote:
    """A remark of the check. `line` and `column` count from 1; 0: the whole file or line. `level`: error or warning."""

    path: str
    line: int
    column: int
    level: str
    message: str


@dataclass(frozen=True, slots=True)
class SentReport:
    """`head` is the commit that it is about."""

    head: str
    summary: tuple[str, ...]
    attention: tuple[str, ...]
    items: tuple[SentItem, ...]
    notes: tuple[SentNote, ...]


def read_report(data: bytes) -> SentReport:
    """Raises Unusable for anything that `toolbox changes` does not write."""
    try:
        found = json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise Unusable("Het verslag is niet te lezen.") from error
    if _get(found, "version", int) != VERSION:
        raise Unusable("Het verslag is van een andere versie van de toolbox.")
    return SentReport(
        _matching(found, "head", COMMIT),
        _texts(found, "summary"),
        _texts(found, "attention"),
        _list(found, "items", _item),
        _list(found, "annotations", _note),
    )


def _item(data: Any) -> SentItem:
    name = f"{_text(data, 'number')} {_text(data, 'title')}".strip()
    paper = data.get("paper")
    pages = None if paper is None else (_count(paper, "old_pages"), _count(paper, "new_pages"))
    return SentItem(
        _one_of(data, "kind", KINDS),
        _one_of(data, "fate", FATES),
        name,
        _list(data, "changes", _change),
        pages,
        _text(data, "answers"),
    )


def _change(data: Any) -> SentChange:
    words, blocks = _list(data, "words", _run), _list(data, "blocks", _block)
    return SentChange(_text(data, "subject"), _text(data, "sentence"), _texts(data, "effects"), words, blocks)


def _block(data: Any) -> SentBlock:
    return SentBlock(_one_of(data, "state", STATES), _list(data, "text", _run), _list(data, "rows", _row))


def _row(data: Any) -> SentRow:
    return SentRow(_one_of(data, "state", STATES), _list(data, "cells", _cell))


def _cell(data: Any) -> tuple[SentRun, ...]:
    return _each(data, _run)


def _run(data: Any) -> SentRun:
    return SentRun(_one_of(data, "mark", (SAME, ADDED, REMOVED)), _text(data, "text"))


def _note(data: Any) -> SentNote:
    level = _one_of(data, "level", LEVELS)
    line, column = _count(data, "line"), _count(data, "column")
    return SentNote(_text(data, "path"), line, column, level, _text(data, "message"))


def _get(data: Any, key: str, kind: type[Part]) -> Part:
    value = data.get(key) if isinstance(data, dict) else None
    # To Python True is a number as well.
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
        raise Unusable("Het verslag heeft niet de goede vorm.")
    return value


def _text(data: Any, key: str) -> str:
    return _cut(_get(data, key, str))


def _cut(text: str) -> str:
    return text if len(text) <= MAX_TEXT else f"{text[:MAX_TEXT]} …"


def _texts(data: Any, key: str) -> tuple[str, ...]:
    return tuple(_cut(text) for text in _each(_get(data, key, list), _string))


def _string(data: Any) -> str:
    return _get({"": data}, "", str)


def _count(data: Any, key: str) -> int:
    number = _get(data, key, int)
    # A file of a proposal has at most a million characters, and thus places.
    if not 0 <= number <= 1_000_001:
        raise Unusable("Het verslag heeft niet de goede vorm.")
    return number


def _one_of(data: Any, key: str, allowed: tuple[str, ...]) -> str:
    value = _get(data, key, str)
    if value not in allowed:
        raise Unusable("Het verslag heeft niet de goede vorm.")
    return value


def _matching(data: Any, key: str, pattern: re.Pattern[str]) -> str:
    value = _get(data, key, str)
    if not pattern.fullmatch(value):
        raise Unusable("Het verslag heeft niet de goede vorm.")
    return value


def _list(data: Any, key: str, read: Callable[[Any], Part]) -> tuple[Part, ...]:
    return _each(_get(data, key, list), read)


def _each(data: Any, read: Callable[[Any], Part]) -> tuple[Part, ...]:
    if not isinstance(data, list) or len(data) > MAX_LIST:
        raise Unusable("Het verslag heeft niet de goede vorm.")
    return tuple(read(part) for part in data)
