"""An OpenDocument file  →  the same, written so that LibreOffice drops nothing of it; and the lines that it dropped.

LibreOffice 7.4 drops cells that a span pushes out of their table, where no covered cells follow it (pandoc writes such
spans), and in a workbook tabs and line ends that are elements. Names are those of OpenDocument 1.3, part 3.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from lxml import etree

from toolbox.forms.answers import Beside
from toolbox.forms.datapackage import zip_bytes
from toolbox.reading.archive import read_archive
from toolbox.reading.leftover import left_over
from toolbox.reading.plainxml import parse
from toolbox.reading.wordvalues import local

CONTENT, STYLES = "content.xml", "styles.xml"
# 6.1.4 and 6.1.5.
BREAKS = ((re.compile(rb"<text:tab\b[^>]*/>"), b"&#9;"), (re.compile(rb"<text:line-break\b[^>]*/>"), b"&#10;"))
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
COLUMNS, ROWS, COVERED = (
    TABLE + name for name in ("number-columns-spanned", "number-rows-spanned", "covered-table-cell")
)
# What holds rows.
GROUPS = tuple(TABLE + name for name in ("table", "table-header-rows", "table-rows", "table-row-group"))
# Of a text that is mended; a larger one goes as it is.
MAX_CELLS, MAX_WIDE = 10_000, 32
SPACES = {"s": " ", "tab": "\t", "line-break": "\n"}
# Not (or no longer) there for a reader, or counted by the program itself.
SILENT = frozenset("tracked-changes page-number page-count".split())


def for_text(data: bytes) -> bytes:
    """A text in which a span has its covered cells, where it was written without any."""
    members = read_archive(data)
    root = _parsed(members.get(CONTENT, b""))
    if root is None or next(root.iter(COVERED), None) is not None or _count(root, TABLE + "table-cell") > MAX_CELLS:
        return data
    for group in list(root.iter(*GROUPS)):
        _cover(list(group.iterchildren(TABLE + "table-row")))
    return zip_bytes({**members, CONTENT: etree.tostring(root, encoding="UTF-8", xml_declaration=True)}.items())


def for_workbook(data: bytes) -> bytes:
    """A workbook in which tabs and line ends are characters: as elements Calc drops them, and words would join."""
    members = read_archive(data)
    content = members.get(CONTENT, b"")
    for element, character in BREAKS:
        content = element.sub(character, content)
    return zip_bytes({**members, CONTENT: content}.items())


def dropped(data: bytes, kept: Iterable[str]) -> tuple[Beside, ...]:
    """The lines of a text that are not among `kept`, which are those of the file that LibreOffice made of it."""
    members = read_archive(data)
    lines: list[Beside] = []
    for root in map(_parsed, (members.get(CONTENT, b""), members.get(STYLES, b""))):
        for line in _lines(root) if root is not None else ():
            lines.append(Beside(line, lines[-1].text if lines else ""))
    own = (part for line in kept for part in line.split("\n"))
    return tuple(left_over(lines, own, "", broken=True))


def _parsed(part: bytes) -> Any:
    """None for what is no XML: LibreOffice sees what is the matter with it."""
    try:
        return parse(part)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _count(root: Any, tag: str) -> int:
    return sum(1 for _ in root.iter(tag))


def _cover(rows: Sequence[Any]) -> None:
    """Put the covered cells in; a span that goes on below the last row ends there."""
    below: dict[int, int] = {}  # column → rows that a cell above it still reaches down
    for at, row in enumerate(rows):
        column = 0
        for cell in list(row.iterchildren(TABLE + "table-cell")):
            while below.get(column):
                cell.addprevious(row.makeelement(COVERED))
                below[column] -= 1
                column += 1
            wide = min(_number(cell, COLUMNS), MAX_WIDE)
            high = min(_number(cell, ROWS), len(rows) - at)
            cell.set(ROWS, str(high))
            for place in range(wide):
                below[column + place] = high - 1
                if place:
                    cell.addnext(row.makeelement(COVERED))
            column += wide
        while below.get(column):
            row.append(row.makeelement(COVERED))
            below[column] -= 1
            column += 1


def _number(cell: Any, name: str) -> int:
    text = cell.get(name, "")
    return max(1, int(text)) if text.isascii() and text.isdecimal() and len(text) < 5 else 1


def _lines(root: Any) -> Iterator[str]:
    """Each line that a person sees, those of notes apart."""
    for line in root.iter("{*}p", "{*}h"):
        if not any(local(above) in SILENT for above in line.iterancestors()):
            yield from filter(str.strip, "".join(_pieces(line)).split("\n"))


def _pieces(element: Any) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        kind = local(child) if isinstance(child.tag, str) else ""
        if kind in SPACES:
            yield SPACES[kind]
        elif kind and kind not in SILENT and kind not in ("note", "annotation"):
            yield from _pieces(child)
        yield child.tail or ""
