"""Where in the source something stands."""

from __future__ import annotations

from dataclasses import dataclass

# On the way from the whole of a file of YAML to a part: keys and numbers in lists.
Pointer = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """`line` and `column` count from 1 (0: not known)."""

    path: str
    line: int = 0
    column: int = 0
