"""A text's HTML  →  the same with each first word of a part that the glossary knows as a button for its meaning.

The browser shows the meaning itself (`popover`): no script. Where it cannot, the meanings stand below the text.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from lxml import html

from toolbox.core.lists import Glossary, Word
from toolbox.source.words import finder, standing

HEADINGS = frozenset({"h2", "h3", "h4"})
# What leads somewhere, names something or is no running text stays as it is.
LEFT_ALONE = HEADINGS | {"a", "button", "code", "pre", "sup", "dt", "th"}


@cache
def with_meanings(text: str, glossary: Glossary) -> tuple[str, tuple[Word, ...]]:
    """The HTML, and the words that got a button, in the order of the glossary. Most texts are those of regions too."""
    if not glossary or not text:
        return text, ()
    marker = _Marker(glossary)
    root = html.fragment_fromstring(text, create_parent="div")
    for child in list(root):
        if child.tag in HEADINGS:
            marker.seen.clear()
        marker.mark(child)
    made = "".join(html.tostring(child, encoding="unicode") for child in root)
    return (root.text or "") + made, tuple(word for word in glossary.words if word in marker.used)


class _Marker:
    def __init__(self, glossary: Glossary) -> None:
        self.known = {form: word for word in glossary.words for form in (word.word, *word.forms)}
        self.pattern = finder(self.known)
        self.seen: set[Word] = set()
        self.used: set[Word] = set()

    def mark(self, element: Any) -> None:
        if element.tag in LEFT_ALONE:
            return
        text, element.text = element.text, None
        children = list(element)
        for child in children:
            element.remove(child)
        _append(element, self.pieces(text or ""))
        for child in children:
            tail, child.tail = child.tail, None
            element.append(child)
            self.mark(child)
            _append(element, self.pieces(tail or ""))

    def pieces(self, text: str) -> Iterator[str | Any]:
        """The text, with buttons in it."""
        end = 0
        for start, found in standing(self.pattern, text):
            word = self.known[found]
            if word in self.seen:
                continue
            self.seen.add(word)
            self.used.add(word)
            yield text[end:start]
            button = html.Element("button", {"type": "button", "class": "tb-gloss", "popovertarget": word.anchor})
            button.text = found
            yield button
            end = start + len(found)
        yield text[end:]


def _append(element: Any, pieces: Iterator[str | Any]) -> None:
    for piece in pieces:
        if not isinstance(piece, str):
            element.append(piece)
        elif len(element):
            element[-1].tail = (element[-1].tail or "") + piece
        else:
            element.text = (element.text or "") + piece
