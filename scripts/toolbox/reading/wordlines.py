"""The text of a Word file that stands in no answer, a line a paragraph: also what is in headers, notes and boxes.

Every visible letter of a file either is in an element that an answer was made of, or comes out here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from toolbox.forms.answers import Beside
from toolbox.reading.wordsigns import sign
from toolbox.reading.wordvalues import NO_TEXT, TEXTS, attribute, local

# Parts of a document besides its main one, in which people can write.
PARTS = re.compile(r"word/(?:header|footer|footnotes|endnotes|comments)\d*\.xml")
# What Word counts itself, such as the number of a page.
COUNTED = re.compile(r"\s*(?:PAGE|NUMPAGES|SECTIONPAGES)\b")


def lines_beside(roots: Iterable[Any], taken: set[Any]) -> tuple[Beside, ...]:
    """Each line that is not white space, in the order of the documents `roots`."""
    found: list[Beside] = []
    for root in roots:
        _Walk(taken, found).visit(root)
    return tuple(found)


class _Line:
    """A paragraph so far. `labels` are the titles of the tick boxes in it."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.labels: list[str] = []


class _Walk:
    def __init__(self, taken: set[Any], found: list[Beside]) -> None:
        self.taken, self.found = taken, found
        self.line = _Line()
        self.near = ""

    def visit(self, element: Any) -> None:
        kind = local(element)
        if element in self.taken:
            self._pass(element)
        elif kind == "p":
            outer, self.line = self.line, _Line()
            self._inside(element)
            self._end()
            self.line = outer
        elif kind == "t":
            self.line.pieces.append(element.text or "")
        elif kind == "sym":
            self.line.pieces.append(sign(attribute(element, "font"), attribute(element, "char")))
        elif kind in TEXTS:
            self.line.pieces.append(TEXTS[kind])
        elif kind not in NO_TEXT and not _is_count(element):
            self._inside(element)

    def _inside(self, element: Any) -> None:
        for child in _without_counts(element):
            self.visit(child)

    def _pass(self, element: Any) -> None:
        """An answer: only what it is called counts here."""
        for properties in element.iter("{*}sdtPr"):
            alias = properties.find("{*}alias")
            title = attribute(alias, "val") if alias is not None else ""
            self.near = title or self.near
            if title and properties.find("{*}checkbox") is not None:
                self.line.labels.append(title)
                self.line.pieces.append(" ")

    def _end(self) -> None:
        text = "".join(self.line.pieces).strip()
        if text:
            self.found.append(Beside(text, self.near, tuple(self.line.labels)))
            if not self.line.labels:
                self.near = text


def _is_count(element: Any) -> bool:
    counted = local(element) == "fldSimple" and COUNTED.match(attribute(element, "instr"))
    return bool(counted) and "".join(element.itertext()).strip().isdigit()


def _without_counts(element: Any) -> Iterator[Any]:
    """The children, but for the runs of a complex field that counts pages (clause 17.16.18)."""
    depth, counted = 0, False
    for child in element:
        mark = child.find("{*}fldChar") if local(child) == "r" else None
        kind = attribute(mark, "fldCharType") if mark is not None else ""
        if kind == "begin":
            depth, counted = depth + 1, False
        elif kind == "end":
            depth -= 1
        code = child.find("{*}instrText") if depth > 0 and local(child) == "r" else None
        counted = counted or (code is not None and COUNTED.match(code.text or "") is not None)
        if not (depth > 0 and counted and kind == "" and (child.findtext("{*}t") or "").strip().isdigit()):
            yield child
