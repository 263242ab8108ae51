"""PDF: nothing that runs, opens, sends or carries along another file (ISO 32000-1, 12.6.4 actions, 7.11 files)."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import pikepdf

from toolbox.wall.private import PrivateNames

# Names by themselves, as qpdf writes them: strings are taken out first.
FORBIDDEN = re.compile(
    rb"/(?:JavaScript|JS|Launch|GoToR|GoToE|SubmitForm|ImportData|Rendition|RichMedia\w*|Movie|Sound|Thread|"
    rb"EmbeddedFiles?|EmbeddedFile|FileAttachment|AA|OpenAction|XFA|Hide|SetOCGState|Trans)(?![\w-])"
)
STRING = re.compile(rb"\((?:[^()\\]|\\.)*\)|<[0-9a-fA-F]*>(?!>)", re.S)
URI = re.compile(rb"/URI (\((?:[^()\\]|\\.)*\)|<[0-9a-fA-F]*>)", re.S)
ALLOWED_URI = re.compile(rb"\((?:https://|mailto:|tel:)[\x21-\x7e]*\)")


def pdf_problems(data: bytes, private: PrivateNames) -> Iterator[str]:
    """What may not stand in a PDF. `private` knows what no file may tell."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        # Each object is whole, so no string of one goes on in the next.
        text = b"\n".join(map(_written, pdf.objects))
        for address in URI.findall(text):
            if not ALLOWED_URI.fullmatch(address):
                yield f"een koppeling naar {address[:100]!r}"
        for found in FORBIDDEN.findall(STRING.sub(b"", text)):
            yield f"‘{found.decode()}’"
        if private.stand_in(text):
            yield "een map van de computer die bouwde"
        if "/Metadata" in pdf.Root and private.stand_in(pdf.Root.Metadata.read_bytes()):
            yield "een map van de computer die bouwde"


def _written(item: Any) -> bytes:
    """An object as qpdf writes it, but for the content of a stream."""
    written: bytes = item.stream_dict.unparse() if isinstance(item, pikepdf.Stream) else item.unparse(resolved=True)
    return written
