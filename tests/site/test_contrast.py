"""The colours of tokens.css against WCAG 2.2 (1.4.3 and 1.4.11), measured from the sheet itself."""

from __future__ import annotations

import re

import pytest

from boxes import ROOT

SHEET = (ROOT / "scripts/toolbox/theme/css/tokens.css").read_text("utf-8")
TEXT, MARK = 4.5, 3.0
PAIRS = [
    *((text, ground, TEXT) for text in ("ink", "ink-soft", "green") for ground in ("ground", "paper", "plane")),
    *(("ink", "corn-soft", TEXT), ("ink-soft", "corn-soft", TEXT)),
    *(("on-green", "green", TEXT), ("on-deep", "green-deep", TEXT), ("on-deep-soft", "green-deep", TEXT)),
    ("on-corn", "corn", TEXT),
    *(("edge", ground, MARK) for ground in ("paper", "ground", "plane")),
    *(("good", ground, MARK) for ground in ("ground", "plane")),
    *(("focus", ground, MARK) for ground in ("ground", "paper")),
    ("corn", "green-deep", MARK),
]


def colours(selector: str) -> dict[str, str]:
    block = SHEET.split(selector, 1)[1].split("}", 1)[0]
    return dict(re.findall(r"--tb-([\w-]+):\s*(#[0-9a-f]{6})", block))


LIGHT = colours(":root {")
DARK = {**LIGHT, **colours(':root[data-scheme="dark"] {')}


def luminance(colour: str) -> float:
    """Relative luminance as WCAG defines it."""
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(("front", "back", "needed"), PAIRS)
@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
def test_contrast(scheme: dict[str, str], front: str, back: str, needed: float) -> None:
    assert contrast(scheme[front], scheme[back]) >= needed


def test_the_devices_dark_is_the_chosen_dark() -> None:
    """The dark colours stand twice in the sheet: for the reader's choice and for the device's setting."""
    assert colours(':root:not([data-scheme="light"]) {') == colours(':root[data-scheme="dark"] {')


def test_measure_itself() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)
