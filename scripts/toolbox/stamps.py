"""What a paper says of itself: which edition it is, and where the newest stands."""

from __future__ import annotations

from dataclasses import dataclass

# Characters of a commit's hash that people are shown.
SHORT_COMMIT = 7


@dataclass(frozen=True, slots=True)
class Stamp:
    """Which edition of a format a paper is: its last change in Git ('' when unknown) and where the newest stands."""

    version: str
    date: str
    commit: str
    url: str
