"""Where in the source something stands."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """`line` and `column` count from 1 (0: not known)."""

    path: str
    line: int = 0
    column: int = 0
