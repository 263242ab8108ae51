"""The first page of a PDF as a small picture."""

from __future__ import annotations

import io
import struct
from functools import cache

import pypdfium2

PHONE_WIDTH = 1080  # pixels: as wide as most telephones
WIDTH = 420  # pixels: shown at about 260 CSS pixels, sharp enough on a phone


def first_page(pdf: bytes) -> bytes:
    """A PNG in 16 greys, WIDTH pixels wide."""
    return _drawn(pdf, WIDTH, grayscale=True)


def phone_picture(pdf: bytes) -> bytes:
    """A PNG in 16 colours, PHONE_WIDTH pixels wide."""
    return _drawn(pdf, PHONE_WIDTH, grayscale=False)


def _drawn(pdf: bytes, width: int, *, grayscale: bool) -> bytes:
    document = pypdfium2.PdfDocument(pdf)
    try:
        page = document[0]
        picture = page.render(scale=width / page.get_width(), grayscale=grayscale).to_pil()
    finally:
        document.close()
    buffer = io.BytesIO()
    picture.quantize(16).save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def picture_size(png: bytes) -> tuple[int, int]:
    """(width, height) in pixels, as its header says (PNG 1.2, clause 4.1.1)."""
    width, height = struct.unpack(">II", png[16:24])
    return width, height


@cache
def page_count(pdf: bytes) -> int:
    """Of a paper that may stand beside the pages of many regions."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return len(document)
    finally:
        document.close()
