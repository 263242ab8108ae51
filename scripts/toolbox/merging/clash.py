"""Where two people made something else of the same thing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

Trail = tuple[str, ...]


class Winner(StrEnum):
    OURS = "ours"
    THEIRS = "theirs"


@dataclass(frozen=True, slots=True)
class Written:
    """Neither of the two, but this text."""

    text: str


Decision = Winner | Written
# What the order of a list is called.
ORDER = "volgorde"


@dataclass(frozen=True, slots=True)
class Disagreement:
    """`keys` lead to the thing in the file. A text is None where there is no such thing (any more).

    `is_open`: a text that is neither of the two may stand there as well.
    """

    path: str
    keys: Trail
    base: str | None
    ours: str | None
    theirs: str | None
    is_open: bool = False

    @property
    def name(self) -> tuple[str, Trail]:
        """The same for whoever is taken in first."""
        return self.path, self.keys


Decide = Callable[[Disagreement], Decision]


@dataclass(frozen=True, slots=True)
class Merged:
    files: Mapping[str, bytes]
    clashes: tuple[Disagreement, ...] = ()


def keep_ours(clash: Disagreement) -> Winner:
    """What is there, before what is taken away."""
    return Winner.THEIRS if clash.ours is None else Winner.OURS


@dataclass
class Bench:
    """What is worked at: the file, who decides, and what clashed so far."""

    path: str
    decide: Decide = keep_ours
    clashes: list[Disagreement] = field(default_factory=list)

    def settle(self, keys: Trail, base: Any, ours: Any, theirs: Any) -> Any:
        """One of the two, or another text, as is decided."""
        is_open = isinstance(ours, str) and isinstance(theirs, str) and bool(keys) and ORDER not in keys
        clash = Disagreement(self.path, keys, shown(base), shown(ours), shown(theirs), is_open)
        self.clashes.append(clash)
        decision = self.decide(clash)
        if isinstance(decision, Written):
            return decision.text if is_open else ours
        return theirs if decision is Winner.THEIRS else ours


class Missing:
    """There is no such thing."""


MISSING = Missing()


def shown(value: Any) -> str | None:
    """A value as a person reads it: a line for each key or item."""
    if value is MISSING:
        return None
    if isinstance(value, dict):
        return "\n".join(f"{key}: {shown(item)}" for key, item in value.items())
    if isinstance(value, list):
        return "\n".join(f"- {shown(item)}" for item in value)
    return str(value).lower() if isinstance(value, bool) else str(value)
