"""Whose toolbox it is: the common one, or that of a region or in a language, which is laid over it.

An *edition* elsewhere in this code is a dated issue (a tag such as 2026.11; Dutch: uitgave). What a region or language
lays over the common toolbox is an *overlay* (Dutch: editie), and this is all that what stands behind it knows of that.
"""

from __future__ import annotations

from dataclasses import dataclass

DUTCH = "nl"


@dataclass(frozen=True, slots=True)
class Badge:
    """`root` is where its site stands within the whole ('regio/nijmegen/', '' for the common toolbox), `name` what
    people call it, `contact` a mail address or an https: address ('' when nobody said), `logo` the path of an image."""

    root: str = ""
    name: str = ""
    institutions: tuple[str, ...] = ()
    contact: str = ""
    logo: str = ""
    language: str = DUTCH

    @property
    def slug(self) -> str:
        """'nijmegen'."""
        return self.root.rstrip("/").rpartition("/")[2]

    @property
    def label(self) -> str:
        """'editie Nijmegen', 'taal English'; '' for the common toolbox."""
        if self.language != DUTCH:
            return f"taal {self.name}"
        return f"editie {self.name}" if self.name else ""

    def __bool__(self) -> bool:
        return bool(self.root)


COMMON = Badge()
