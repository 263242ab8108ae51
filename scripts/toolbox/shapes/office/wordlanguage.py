"""A Word file in another language than Dutch: its letters say which they are in, and it may be read from the right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from docx.oxml.ns import qn

from toolbox.core.language import DUTCH, Language
from toolbox.shapes.office.wordxml import run, w


def phrase(language: Language, name: str, *properties: Any, **values: object) -> Any:
    """A run with our own words, marked when the language has none for it."""
    made = run(language.text(name, **values), *properties)
    return made if language.has(name) else in_dutch(made)


def in_dutch(block: Any) -> Any:
    """The same element, of which all letters are marked as Dutch."""
    for letters in block.iter(qn("w:r")):
        properties = letters.find(qn("w:rPr"))
        if properties is None:
            properties = w("rPr")
            letters.insert(0, properties)
        properties.append(w("lang", val=DUTCH.tag))
    return block


def all_in_dutch(blocks: Iterable[Any], is_dutch: bool) -> Iterator[Any]:
    for block in blocks:
        yield in_dutch(block) if is_dutch else block


def read_from_right(body: Any) -> None:
    """Tables begin at the right; paragraphs do by the styles of the document."""
    for properties in body.iter(qn("w:tblPr")):
        style = properties.find(qn("w:tblStyle"))
        properties.insert(0 if style is None else 1, w("bidiVisual"))
