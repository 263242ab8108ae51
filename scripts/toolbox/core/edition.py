"""What a paper says of itself: which edition it is, and where the newest stands."""

from __future__ import annotations

from dataclasses import dataclass

from toolbox.core.method import Imprint

# Characters of a commit's hash that people are shown.
SHORT_COMMIT = 7
# A paper without a known date must still be the same bytes each time.
NO_DATE = "2020-01-01"


@dataclass(frozen=True, slots=True)
class Stamp:
    """Which edition of a format a file is: its last change in Git ('' when unknown), where the newest stands, and of
    which toolbox. `contact` is whom to ask about it, '' when nobody said; `behind` whether what it was made from has
    moved on since."""

    version: str
    date: str
    commit: str
    url: str
    toolbox: Imprint
    contact: str = ""
    behind: bool = False


def bare_url(url: str) -> str:
    """As people write it: no 'https://', no slash at its end."""
    return url.removeprefix("https://").removeprefix("http://").rstrip("/")
