"""Prose (safe HTML, see `source.prose`)  →  Word paragraphs: headings, lists, tables, notes, bold, italics, links."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from lxml import html

from toolbox.core.prose import Prose
from toolbox.shapes.office.wordstyles import LIST_INDENT, LIST_LEVELS, list_style, new_numbers
from toolbox.shapes.office.wordxml import paragraph, run, w

LINK = re.compile(r"(?:https|mailto|tel):")
BLOCKS = frozenset("p h2 h3 h4 ul ol li blockquote pre hr table dl dt dd div".split())
# A heading in a text stands below the section's own (level 2).
HEADINGS = {"h2": "Heading3", "h3": "Heading4", "h4": "Heading5"}
# In the order in which w:rPr holds them.
LOOKS: dict[str, Callable[[], Any]] = {
    "link": lambda: w("rStyle", val="Hyperlink"),
    "code": lambda: w("rFonts", ascii="Courier New", hAnsi="Courier New"),
    "b": lambda: w("b"),
    "i": lambda: w("i"),
    "sup": lambda: w("vertAlign", val="superscript"),
}
STYLES = {"blockquote": "Quote", "pre": "Code", "dt": "Vraag", **HEADINGS}


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where in the HTML we are.

    `style` is a paragraph's, `letters` what its letters look like, `depth` how many lists we are in, `number` the
    numbered list we are in (0 for none), `in_item` whether its bullet or number is still to come.
    """

    style: str
    letters: tuple[str, ...] = ()
    depth: int = 0
    number: int = 0
    in_item: bool = False
    as_written: bool = False


class ProseWriter:
    """`part` is the document's part of the package: it holds the addresses of links and the lists' numbers."""

    def __init__(self, part: Any) -> None:
        self.part = part

    def blocks(self, prose: Prose, style: str) -> Iterator[Any]:
        """Paragraphs and tables; plain paragraphs are in `style` (its id)."""
        if prose:
            yield from self._children(html.fragment_fromstring(prose.html, create_parent="div"), _Spot(style))

    def _children(self, parent: Any, spot: _Spot) -> Iterator[Any]:
        """Blocks of a block; text that stands between them becomes a paragraph."""
        loose = self._text(parent.text, spot)
        for child in parent:
            if child.tag not in BLOCKS:
                loose += self._inline(child, spot)
            else:
                flushed = list(self._flush(loose, spot))
                yield from flushed
                loose = []
                if flushed:
                    spot = _after_bullet(spot)
                yield from self._block(child, spot)
                spot = _after_bullet(spot)
            loose += self._text(child.tail, spot, after_break=child.tag == "br")
        yield from self._flush(loose, spot)

    def _flush(self, loose: list[Any], spot: _Spot) -> Iterator[Any]:
        if "".join(text for element in loose for text in element.itertext()).strip():
            extra: list[Any] = []
            if spot.in_item and spot.number:
                extra.append(w("numPr", w("ilvl", val=min(spot.depth, LIST_LEVELS) - 1), w("numId", val=spot.number)))
            elif spot.depth and not spot.in_item:
                extra.append(w("ind", left=LIST_INDENT * spot.depth))
            yield paragraph(spot.style, *loose, extra=tuple(extra))

    def _block(self, element: Any, spot: _Spot) -> Iterator[Any]:
        match element.tag:
            case "ul" | "ol":
                yield from self._list(element, spot)
            case "table":
                yield self._table(element, spot)
                yield paragraph("Tussenruimte")
            case "hr":
                yield paragraph("Tussenruimte")
            case "blockquote" | "dt" | "h2" | "h3" | "h4":
                yield from self._children(element, replace(spot, style=STYLES[element.tag]))
            case "pre":
                yield from self._children(element, replace(spot, style="Code", as_written=True))
            case _:
                yield from self._children(element, spot)

    def _list(self, element: Any, spot: _Spot) -> Iterator[Any]:
        numbered = element.tag == "ol"
        number = new_numbers(self.part.numbering_part.element, int(element.get("start", 1))) if numbered else 0
        style = list_style(numbered=numbered, level=spot.depth)
        inside = replace(spot, style=style, depth=spot.depth + 1, number=number, in_item=True)
        for item in element:
            yield from self._children(item, inside)

    def _table(self, element: Any, spot: _Spot) -> Any:
        rows = [[(cell, cell.tag == "th") for cell in row] for row in element.iter("tr")]
        width = max(len(row) for row in rows)
        table = w(
            "tbl",
            w("tblPr", w("tblStyle", val="Invultabel"), w("tblW", w=5000, type="pct"), w("tblLook", firstRow=1)),
            w("tblGrid", *(w("gridCol") for _ in range(width))),
        )
        for row in rows:
            header = all(is_head for _, is_head in row)
            properties = w("trPr", w("cantSplit"), w("tblHeader") if header else None)
            made = w("tr", properties)
            for cell, is_head in row:
                content = [*self._text(cell.text, spot), *self._all_inline(cell, spot)]
                made.append(w("tc", paragraph("Tabelkop" if is_head else "Tabeltekst", *content)))
            table.append(made)
        return table

    def _all_inline(self, parent: Any, spot: _Spot) -> list[Any]:
        made: list[Any] = []
        for child in parent:
            made += self._inline(child, spot)
            made += self._text(child.tail, spot, after_break=child.tag == "br")
        return made

    def _inline(self, element: Any, spot: _Spot) -> list[Any]:
        match element.tag:
            case "br":
                return [run("\n")]
            case "strong":
                spot = replace(spot, letters=(*spot.letters, "b"))
            case "em":
                spot = replace(spot, letters=(*spot.letters, "i"))
            case "sup":
                spot = replace(spot, letters=(*spot.letters, "sup"))
            case "code":
                spot = replace(spot, letters=(*spot.letters, "code"))
            case "a" if element.get("class") == "footnote-backref":
                # A jump back to the text is for a screen.
                return []
            case "a" if LINK.match(element.get("href", "")):
                return [self._link(element, replace(spot, letters=(*spot.letters, "link")))]
        return [*self._text(element.text, spot), *self._all_inline(element, spot)]

    def _link(self, element: Any, spot: _Spot) -> Any:
        to = self.part.relate_to(element.get("href"), RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        link = w("hyperlink", *self._text(element.text, spot), *self._all_inline(element, spot))
        link.set(qn("r:id"), to)
        return link

    def _text(self, text: str | None, spot: _Spot, *, after_break: bool = False) -> list[Any]:
        if not text:
            return []
        # HTML's own white space only: a no-break space stays. The last line's end in code begins no line.
        plain = text.removesuffix("\n") if spot.as_written else re.sub(r"[ \t\n\r\f]+", " ", text)
        if after_break:
            plain = plain.removeprefix(" ")
        return [run(plain, *(make() for name, make in LOOKS.items() if name in spot.letters))]


def _after_bullet(spot: _Spot) -> _Spot:
    """What comes after an item's first paragraph has no bullet of its own."""
    return replace(spot, style="Tekst", in_item=False) if spot.in_item else spot
