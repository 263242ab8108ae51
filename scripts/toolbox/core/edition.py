"""What a paper says of itself: which edition it is, and where the newest stands."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from toolbox.core.dutch import dutch_date
from toolbox.core.method import Imprint

# Characters of a commit's hash that people are shown.
SHORT_COMMIT = 7
# A paper without a known date must still be the same bytes each time.
NO_DATE = "2020-01-01"


@dataclass(frozen=True, slots=True)
class Logo:
    """The logo of whom a paper is of: a PNG or JPEG that was drawn anew, and whose it is."""

    name: str
    data: bytes

    @property
    def alt(self) -> str:
        return f"Logo van {self.name}"


@dataclass(frozen=True)
class Stamp:
    """Which edition of a format a file is: its last change in Git ('' when unknown), where the newest stands, and of
    which toolbox. `contact` is whom to ask about it, '' when nobody said; `behind` whether what it was made from has
    moved on since; `logo` that of a region whose own it is."""

    version: str
    date: str
    commit: str
    url: str
    toolbox: Imprint
    contact: str = ""
    behind: bool = False
    logo: Logo | None = None

    @cached_property
    def words(self) -> str:
        """'Versie 1.0.0, 23 november 2026' without what is unknown; the commit is in the metadata."""
        version = f"Versie {self.version}" if self.version else ""
        return ", ".join(filter(None, (version, dutch_date(self.date))))

    @property
    def lines(self) -> tuple[str, ...]:
        """What a paper says below its pages: whose it is and of when, whom to ask, and whether it is behind."""
        contact = f"Vragen: {bare_url(self.contact)}" if self.contact else ""
        behind = "Er is een nieuwere gezamenlijke versie." if self.behind else ""
        return tuple(filter(None, (f"{self.toolbox.name}. {self.words}", contact, behind)))


def bare_url(url: str) -> str:
    """As people write it: no 'https://', no slash at its end."""
    return url.removeprefix("https://").removeprefix("http://").rstrip("/")
