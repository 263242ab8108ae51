"""A Word file in another language than Dutch: its letters say which they are in, and it may be read from the right."""

from __future__ import annotations

import re
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
        if properties.find(qn("w:lang")) is None:
            properties.append(w("lang", val=DUTCH.tag))
    return block


def all_in_dutch(blocks: Iterable[Any], is_dutch: bool) -> Iterator[Any]:
    for block in blocks:
        yield in_dutch(block) if is_dutch else block


# What looks so for letters from the left → its twin for those from the right (ISO/IEC 29500-1 clause 17.3.2).
TWINS = {"b": "bCs", "i": "iCs", "sz": "szCs"}
# What may follow on w:bidi among the properties of a paragraph.
AFTER_BIDI = (
    *("adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing", "mirrorIndents", "suppressOverlap"),
    *("jc", "textDirection", "textAlignment", "textboxTightWrap", "outlineLvl", "divId", "cnfStyle", "rPr", "sectPr"),
    "pPrChange",
)


def from_both_sides(xml: str) -> str:
    """Styles in which bold, slanting and size hold for letters from the right too, and a line beside a text turns."""
    for one, other in TWINS.items():
        xml = re.sub(rf'<w:{one}( w:val="[^"]*")?/>', rf"\g<0><w:{other}\g<1>/>", xml)
    return re.sub(r"<w:pBdr><w:left ([^>]*/>)</w:pBdr>", r"<w:pBdr><w:right \1</w:pBdr>", xml)


def read_from_right(body: Any) -> None:
    """Tables begin at the right, as paragraphs do by the styles of the document; Dutch is read from the left."""
    for properties in body.iter(qn("w:tblPr")):
        style = properties.find(qn("w:tblStyle"))
        properties.insert(0 if style is None else 1, w("bidiVisual"))
    for properties in body.iter(qn("w:rPr")):
        for one, other in TWINS.items():
            for found in properties.findall(qn(f"w:{one}")):
                found.addnext(w(other, **{"val": value} if (value := found.get(qn("w:val"))) else {}))
        language = properties.find(qn("w:lang"))
        if language is not None:
            language.addprevious(w("rtl", val=0))
    for line in body.iter(qn("w:p")):
        letters = list(line.iter(qn("w:r")))
        if letters and all(one.find(f"{qn('w:rPr')}/{qn('w:lang')}") is not None for one in letters):
            _read_from_left(line)


def _read_from_left(line: Any) -> None:
    """A paragraph that is all Dutch: it still stands at the right."""
    properties = line.get_or_add_pPr()
    properties.insert_element_before(w("bidi", val=0), *(f"w:{name}" for name in AFTER_BIDI))
    if properties.find(qn("w:jc")) is None:
        properties.get_or_add_jc().set(qn("w:val"), "right")
