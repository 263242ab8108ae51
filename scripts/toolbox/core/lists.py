"""The nouns of two lists that pages draw on: what changed since the source was made, and what words mean."""

from __future__ import annotations

from dataclasses import dataclass

from toolbox.core.place import Place


@dataclass(frozen=True, slots=True)
class Reference:
    """Where a fact stands: a title, who published it, and when in words, or '' where it has no date."""

    title: str
    publisher: str
    date: str

    @property
    def words(self) -> str:
        """'‘Doorstroompunt nieuwe naam voor RMC’, ingrado.nl, 19 april 2023'."""
        return ", ".join(filter(None, (f"‘{self.title}’", self.publisher, self.date)))


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that changed since the source was made. `pages` are numbers or files in content/, with their place."""

    name: str
    title: str
    text: str
    references: tuple[Reference, ...]
    review: str
    pages: tuple[tuple[str, Place], ...]


@dataclass(frozen=True, slots=True)
class Since:
    """All such facts; `title` is what the list is called, `read` when the references were read."""

    title: str
    intro: str
    read: str
    facts: tuple[Fact, ...]

    def __bool__(self) -> bool:
        return bool(self.facts)


NOTHING_SINCE = Since("", "", "", ())
