"""The first page of a PDF as a small picture."""

from __future__ import annotations

import io
import struct
from functools import cache

import pypdfium2
from PIL import Image

PHONE_WIDTH = 1080  # pixels: as wide as most telephones
WIDTH = 420  # pixels: shown at about 260 CSS pixels, sharp enough on a phone
COLOURS = 16
# Greys from which on each shade begins: what is nearly white is the edge of a line to write on, which must not vanish.
# Four of them take half the bytes of sixteen, and a first visit waits for each.
SHADES = {0: 0, 50: 100, 150: 210, 246: 255}


def first_page(pdf: bytes) -> bytes:
    """A PNG in SHADES of grey, WIDTH pixels wide."""
    drawn = _drawn(pdf, WIDTH, grayscale=True)
    shades = drawn.point([sum(grey >= least for least in SHADES) - 1 for grey in range(256)])
    picture = Image.frombytes("P", shades.size, shades.tobytes())
    picture.putpalette([shade for shade in SHADES.values() for _ in "rgb"])
    return _png(picture)


def phone_picture(pdf: bytes) -> bytes:
    """A PNG in COLOURS, PHONE_WIDTH pixels wide."""
    return _png(_drawn(pdf, PHONE_WIDTH, grayscale=False).quantize(COLOURS))


def _drawn(pdf: bytes, width: int, *, grayscale: bool) -> Image.Image:
    document = pypdfium2.PdfDocument(pdf)
    try:
        page = document[0]
        picture: Image.Image = page.render(scale=width / page.get_width(), grayscale=grayscale).to_pil()
        return picture
    finally:
        document.close()


def _png(picture: Image.Image) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, "PNG", optimize=True)
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
