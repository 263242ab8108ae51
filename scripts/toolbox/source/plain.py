"""Our own values as JSON and back. What comes back is of these types alone, and nothing else is ever made or run.

A list of JSON stands for all that holds others: its first item says what it is.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from importlib import import_module
from typing import Any

# What may come back is made here. Each is loaded when one of its types is met: together they take longer than to read
# a page.
CORE = "badge diagram example findings form journey language lists method model page place prose".split()
MODULES = frozenset([*(f"core.{name}" for name in CORE), "source.mending", "source.overlays.model"])
PACKAGE = "toolbox."
TUPLE, LIST, DICT, SET = "", "list", "dict", "set"
HEADS: dict[type, str] = {tuple: TUPLE, list: LIST, frozenset: SET}
MAKERS: dict[str, Callable[..., Any]] = {
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
    kind: Any = type(value)
    if kind in (str, int, bool, type(None)):
        return value
    if kind is dict:
        return [DICT, *[_plain(part) for pair in value.items() for part in pair]]
    if kind in HEADS:
        head = HEADS[kind]
        return [head, *map(_plain, sorted(value) if head == SET else value)]
    if isinstance(value, Enum):
        return [_head(kind), value.value]
    return [_head(kind), *[_plain(getattr(value, name)) for name in _fields(kind)]]


def _value(plain: Any) -> Any:
    if type(plain) is not list:
        return plain
    return (MAKERS.get(plain[0]) or _maker(plain[0]))(
        *[_value(item) if type(item) is list else item for item in plain[1:]]
    )


@cache
def _head(kind: type) -> str:
    """Of a type of ours: where it is in the package, and its name. Raises KeyError."""
    module = kind.__module__.removeprefix(PACKAGE)
    if module not in MODULES:
        raise KeyError(kind)
    return f"{module}.{kind.__name__}"


@cache
def _maker(head: str) -> Callable[..., Any]:
    """The type of ours that is so called. Raises KeyError."""
    module, _, name = head.rpartition(".")
    if module not in MODULES:
        raise KeyError(head)
    found: object = vars(import_module(PACKAGE + module))[name]
    # A module has other things too, and types of others.
    if isinstance(found, type) and found.__module__ == PACKAGE + module and _is_kept(found):
        return found
    raise KeyError(head)


def _is_kept(kind: type) -> bool:
    return is_dataclass(kind) or issubclass(kind, Enum)


@cache
def _fields(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))
