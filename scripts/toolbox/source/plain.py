"""Our own values as JSON and back. What comes back is of these types alone, and nothing else is ever made or run.

A list of JSON stands for all that holds others: its first item says what it is.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

from toolbox.core import (
    badge,
    diagram,
    example,
    findings,
    form,
    journey,
    language,
    lists,
    method,
    model,
    page,
    place,
    prose,
)
from toolbox.source import mending
from toolbox.source.overlays import model as overlays

CORE = (badge, diagram, example, findings, form, journey, language, lists, method, model, page, place, prose)
MODULES = (*CORE, mending, overlays)


def _types() -> Iterator[type]:
    """No two have the same name."""
    for module in MODULES:
        for found in vars(module).values():
            is_own = isinstance(found, type) and found.__module__ == module.__name__
            if is_own and (is_dataclass(found) or issubclass(found, Enum)):
                yield found


TYPES = {found.__name__: found for found in _types()}
NAMES = {found: tuple(field.name for field in fields(found)) for found in TYPES.values() if is_dataclass(found)}
TUPLE, LIST, DICT, SET = "", "list", "dict", "set"
HEADS: dict[type, str] = {tuple: TUPLE, list: LIST, frozenset: SET}
MAKERS: dict[str, Callable[..., Any]] = {
    **TYPES,
    TUPLE: lambda *items: items,
    LIST: lambda *items: list(items),
    DICT: lambda *items: dict(zip(items[::2], items[1::2], strict=True)),
    SET: lambda *items: frozenset(items),
}


def to_text(value: Any) -> str:
    """On one line. Raises KeyError for a type that is not known here."""
    return json.dumps(_plain(value), ensure_ascii=True, separators=(",", ":"))


def from_text(text: str) -> Any:
    """Raises ValueError, or another of Python's own, for what `to_text` did not make."""
    return _value(json.loads(text))


def _plain(value: Any) -> Any:
    kind = type(value)
    if kind in (str, int, bool, type(None)):
        return value
    if kind in NAMES:
        return [kind.__name__, *[_plain(getattr(value, name)) for name in NAMES[kind]]]
    if isinstance(value, Enum):
        return [TYPES[kind.__name__].__name__, value.value]
    if kind is dict:
        return [DICT, *[_plain(part) for pair in value.items() for part in pair]]
    head = HEADS[kind]
    return [head, *map(_plain, sorted(value) if head == SET else value)]


def _value(plain: Any) -> Any:
    if type(plain) is not list:
        return plain
    return MAKERS[plain[0]](*[_value(item) if type(item) is list else item for item in plain[1:]])
