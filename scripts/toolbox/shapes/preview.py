"""The first page of a PDF as a small picture."""

from __future__ import annotations

import io

import pypdfium2

WIDTH = 420  # pixels: shown at about 260 CSS pixels, sharp enough on a phone


def first_page(pdf: bytes) -> tuple[bytes, tuple[int, int]]:
    """(PNG bytes in 16 greys, (width, height) in pixels)."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        page = document[0]
        picture = page.render(scale=WIDTH / page.get_width(), grayscale=True).to_pil()
    finally:
        document.close()
    small = picture.quantize(16)
    buffer = io.BytesIO()
    small.save(buffer, "PNG", optimize=True)
    return buffer.getvalue(), picture.size


def page_count(pdf: bytes) -> int:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return len(document)
    finally:
        document.close()
