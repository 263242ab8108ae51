"""The nouns of two lists that pages draw on: what changed since the source was made, and what words mean."""

from __future__ import annotations

import re
import unicodedata
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


@dataclass(frozen=True, slots=True)
class Word:
    """What a word means; `since` is since when there is such a thing, in words, or ''.

    `forms` are other ways in which it stands in texts, `refused` are spellings that the check does not let through.
    """

    word: str
    meaning: str
    since: str = ""
    forms: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()

    @property
    def anchor(self) -> str:
        """Its id on the page of all words."""
        plain = unicodedata.normalize("NFKD", self.word).encode("ascii", "ignore").decode().lower()
        return "woord-" + "-".join(re.findall("[a-z0-9]+", plain))


@dataclass(frozen=True, slots=True)
class Glossary:
    """All words, in the order of the alphabet; `title` is what the list is called."""

    title: str
    intro: str
    words: tuple[Word, ...]

    def __bool__(self) -> bool:
        return bool(self.words)


NO_GLOSSARY = Glossary("", "", ())
