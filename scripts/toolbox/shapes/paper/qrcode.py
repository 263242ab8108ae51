"""An address  →  a QR code, as SVG."""

from __future__ import annotations

from functools import cache

import segno
from markupsafe import Markup

QR_TITLE = "QR-code naar de nieuwste versie"


@cache
def qr_code(url: str) -> Markup:
    """An inline SVG of `url`; '' for ''. It needs white around it: 4 of its own squares."""
    if not url:
        return Markup("")
    code = segno.make_qr(url, error="m")
    drawing = code.svg_inline(border=0, omitsize=True, svgclass="qr", lineclass=None, title=QR_TITLE)
    return Markup(drawing)
