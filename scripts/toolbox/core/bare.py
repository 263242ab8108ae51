"""A noun without what no reader sees of it, so that two are equal when a reader sees the same."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any

from toolbox.core.diagram import Box
from toolbox.core.place import Place
from toolbox.core.prose import Prose


def bare(value: Any) -> Any:
    """A noun without its places in files, and without what follows from other nouns: equal when a reader sees the same.

    Of prose only the HTML counts: its headings and links follow from it.
    """
    if isinstance(value, Place):
        return Place("")
    if isinstance(value, Prose):
        return Prose(value.html)
    if isinstance(value, Box):
        return replace(value, draft=False)
    if isinstance(value, tuple):
        return tuple(bare(item) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        named = {field.name: getattr(value, field.name) for field in fields(value)}
        return replace(value, **{name: {} if isinstance(part, dict) else bare(part) for name, part in named.items()})
    return value
