"""The language that a page or file is in: its tag (BCP 47), its direction, and our own words around what it asks.

What a language has no words for stands in Dutch, and is marked as Dutch (WCAG 3.1.2).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup, escape

from toolbox.core.phrases import PHRASES

# As a reader of Dutch software knows it (lang="nl" for what stands in another language).
BASE_TAG = "nl"
# Written from right to left (ISO 15924).
FROM_RIGHT = frozenset("Adlm Arab Hebr Mand Mend Nkoo Rohg Samr Syrc Thaa".split())
LATIN = "Latn"
PLACE = re.compile(r"\{([a-z]+)\}")


@dataclass(frozen=True)
class Language:
    """`script` is an ISO 15924 code, `phrases` are (name of one of PHRASES, text) in this language; `draft` says that
    no native reader looked at it yet."""

    tag: str
    name: str
    script: str = LATIN
    draft: bool = False
    phrases: tuple[tuple[str, str], ...] = ()

    @property
    def from_right(self) -> bool:
        return self.script in FROM_RIGHT

    @property
    def direction(self) -> str:
        """As `dir` in HTML."""
        return "rtl" if self.from_right else "ltr"

    @cached_property
    def _by_name(self) -> Mapping[str, str]:
        return dict(self.phrases)

    def has(self, name: str) -> bool:
        """Whether it has words of its own for this: plain Dutch need not be marked as Dutch."""
        return self.tag.partition("-")[0] == BASE_TAG or name in self._by_name

    def has_all(self, names: Iterable[str]) -> bool:
        return all(map(self.has, names))

    def text(self, name: str, **values: object) -> str:
        """The words called `name`, with what stands in them filled in; the Dutch ones when it has none."""
        return PLACE.sub(lambda place: str(values[place[1]]), self.own_words(name))

    def own_words(self, name: str) -> str:
        """The same with the places that are filled in, as {…}."""
        return self._by_name.get(name, PHRASES[name])

    def say(self, name: str, **values: object) -> Markup:
        """The same as HTML, marked when it is Dutch. What is filled in keeps its own direction."""
        words = escape(self.own_words(name))
        around = Markup('<span dir="auto">{}</span>') if self.from_right and self.has(name) else Markup("{}")
        filled = Markup(PLACE.sub(lambda place: around.format(values[place[1]]), words))
        return filled if self.has(name) else Markup(f'<span lang="{BASE_TAG}" dir="ltr">') + filled + Markup("</span>")


DUTCH = Language("nl-NL", "Nederlands")
