"""The picture of a paper's first page on the site: small, and like the paper."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image
from weasyprint import HTML

from papers import FORMATS, ROUTE, stamp
from toolbox.shapes.paper import single
from toolbox.shapes.preview import PHONE_WIDTH, SHADES, WIDTH, first_page, phone_picture


def opened(png: bytes) -> Image.Image:
    return Image.open(BytesIO(png))


@pytest.mark.parametrize("at", [0, 0.25, 0.5, 0.75])
def test_a_line_to_write_on_shows_wherever_it_falls_between_pixels(at: float) -> None:
    line = f"position:absolute; top:{20 + at * 210 / WIDTH}mm; width:100mm; border-top:0.75pt solid #777"
    drawn = opened(first_page(HTML(string=f'<p style="{line}">').write_pdf())).convert("L")
    column = drawn.crop((100, 0, 101, drawn.height)).tobytes()
    assert min(column) < 255


def test_a_page_is_drawn_in_few_shades_and_as_wide_as_it_shows() -> None:
    form = FORMATS["3.1"]
    png = first_page(single.render_format(form, stamp(form), ROUTE)[0])
    picture = opened(png)
    assert (picture.format, picture.mode, picture.width) == ("PNG", "P", WIDTH)
    assert {grey for _, grey in picture.convert("L").getcolors() or []} == set(SHADES.values())
    assert len(png) < 12_000


def test_a_picture_for_a_phone_keeps_its_colours() -> None:
    pdf = HTML(string="<style>@page {margin: 0} body {background: #1b7f4b}</style>").write_pdf()
    drawn = opened(phone_picture(pdf)).convert("RGB")
    assert drawn.width == PHONE_WIDTH
    assert drawn.getcolors() == [(drawn.width * drawn.height, (0x1B, 0x7F, 0x4B))]
