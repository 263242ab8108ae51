"""What each page of a fillable PDF says of itself: the format it is of, and which lines are printed on it.

In a page-piece dictionary (ISO 32000-1 clause 14.5), the place for what one program keeps in a page: programs that copy
pages into another file keep it, while they drop the keywords. Of each printed line it has a digest, so that text which
somebody put on the page is told from the form's own, in whatever version it was made.
"""

from __future__ import annotations

import hashlib
import io
from typing import Any

import pypdfium2
from pikepdf import Dictionary, Name, String

from toolbox.core.edition import NO_DATE

# On the node of a table's row, among the fields: its given text.
ROW_KEY = "/ToolboxRow"
PIECE = "/ToolboxFormat"
DIGEST = 8  # hexadecimal digits


def line_digest(line: str) -> str:
    """Equal for lines with the same letters: how wide a space is, and a hyphen at a line's end, make no difference."""
    letters = "".join(line.replace("\ufffe", "").replace("-", "").replace("\u00ad", "").split())
    return hashlib.sha256(letters.encode("utf-8", "replace")).hexdigest()[:DIGEST]


def printed_lines(data: bytes) -> list[list[str]]:
    """The lines of each page's own content, without fields and comments. Raises pypdfium2.PdfiumError."""
    document = pypdfium2.PdfDocument(data)
    try:
        pages = []
        for page in document:
            text = page.get_textpage()
            lines = text.get_text_range().replace("\r", "\n").split("\n")
            pages.append([line.strip() for line in lines if line.strip()])
            text.close()
            page.close()
        return pages
    finally:
        document.close()


def write_origin(pdf: Any, mark: str, date: str) -> None:
    """`date` is that of the edition, ISO or ''."""
    buffer = io.BytesIO()
    pdf.save(buffer)
    when = String(f"D:{(date or NO_DATE)[:10].replace('-', '')}")
    for page, lines in zip(pdf.pages, printed_lines(buffer.getvalue()), strict=True):
        digests = "".join(line_digest(line) for line in lines)
        private = Dictionary(Mark=String(mark), Lines=String(digests))
        page.obj.PieceInfo = Dictionary({PIECE: Dictionary(LastModified=when, Private=private)})
        page.obj[Name.LastModified] = when
