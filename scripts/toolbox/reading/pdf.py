"""A filled-in PDF  →  what stands in its fields."""

from __future__ import annotations

import io
import re
import zlib
from typing import Any

import pikepdf

from toolbox.forms.answers import Found
from toolbox.forms.slots import DATE_HINT, example_mark
from toolbox.reading.pdffields import field_text, fields_below, gathered, top_fields, unpacked
from toolbox.reading.pdflines import has_text, lines_beside
from toolbox.reading.refusal import Refusal
from toolbox.shapes.paper.origin import PIECE

# Between other keywords, with commas or not, or in XML.
MARKED = r"[ ,;]+([a-z0-9-]+)[ ,;]+(\d+\.\d+\.\d+(?:\+[a-z0-9-]+)?)(?![\w.])"
# pikepdf raises any of these for an object of another kind than the specification says.
STRANGE = (
    pikepdf.PdfError,
    zlib.error,
    ValueError,
    TypeError,
    AttributeError,
    KeyError,
    IndexError,
    RuntimeError,
)


def read_pdf(data: bytes, file: str, toolbox: str) -> Found:
    """The answers in a fillable PDF of any format of `toolbox` (its mark). Raises Refusal."""
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            return _read(pdf, data, file, toolbox)
    except pikepdf.PasswordError as error:
        raise Refusal("file-encrypted") from error
    except STRANGE as error:
        raise Refusal("file-damaged") from error


def _read(pdf: Any, data: bytes, file: str, toolbox: str) -> Found:
    if str(pdf.docinfo.get("/Keywords", "")) == example_mark(toolbox):
        raise Refusal("file-example")
    tops = top_fields(pdf)
    name, version = _marked(pdf, toolbox)
    if not tops and not name and not has_text(data):
        raise Refusal("file-scan")
    labels: dict[str, None] = {}
    texts = []
    for path, field, given in fields_below(tops):
        texts.append((path, given, field_text(field)))
        labels[str(field.get("/TU", ""))] = None
    values, tables = gathered(texts)
    cells = (cell for by_number in tables.values() for row in by_number for cell in row.values())
    headings = [str(pdf.docinfo.get("/Title", "")), *(label.removesuffix(f" ({DATE_HINT})") for label in labels)]
    beside, unsifted = lines_beside(pdf, data, [*values.values(), *cells], headings)
    return Found(file, "pdf", name, version, values, tables, beside, tuple(labels), unsifted)


def _marked(pdf: Any, toolbox: str) -> tuple[str, str]:
    """Name and version of the format, from wherever a program left the mark; '' when none did."""
    pieces = (page.obj.get("/PieceInfo", {}).get(PIECE, {}).get("/Private", {}) for page in pdf.pages)
    # A page speaks for itself; what is said of a file can be of another that was put in it.
    places = [*(str(private.get("/Mark", "")) for private in pieces), str(pdf.docinfo.get("/Keywords", ""))]
    if "/Metadata" in pdf.Root:
        places.append(unpacked(pdf.Root.Metadata).decode("utf-8", "replace"))
    for text in places:
        if match := re.search(rf"(?<![\w-]){toolbox}{MARKED}", text):
            return match[1], match[2]
    return "", ""
