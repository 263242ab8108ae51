"""The text of a workbook that stands in no cell: notes, text boxes, and what is printed above and below a sheet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from toolbox.reading.plainxml import parse

# Parts, and the elements in them whose text is one line each (ECMA-376 part 1 clauses 18.7 and 18.3.1.46, 20.1.2.2.1).
PARTS = (
    (re.compile(r"xl/(?:comments/)?comments?\d*\.xml"), ("{*}comment/{*}text", "{*}commentList/{*}comment/{*}text")),
    (re.compile(r"xl/threadedComments/[^/]+\.xml"), ("{*}threadedComment/{*}text",)),
    (re.compile(r"xl/drawings/drawing\d*\.xml"), (".//{*}txBody",)),
    (re.compile(r"xl/worksheets/sheet\d*\.xml"), ("{*}headerFooter/*",)),
)
# Codes of a header: the page's number, the date, letters' size and kind.
CODES = re.compile(r'&(?:"[^"]*"|K[0-9A-F]{6}|\d+|[A-Za-z&])')


def texts_beside(members: Mapping[str, bytes]) -> Iterator[str]:
    """Each text once for each place it stands in; raises etree.XMLSyntaxError."""
    for name in sorted(members):
        for pattern, paths in PARTS:
            if not pattern.fullmatch(name) or (b"headerFooter" not in members[name] and "worksheets" in name):
                continue
            root = parse(members[name])
            for element in (element for path in paths for element in root.findall(path)):
                text = "".join(str(piece) for piece in element.itertext())
                text = CODES.sub("", text) if "worksheets" in name else text
                if text.strip():
                    yield text.strip()
