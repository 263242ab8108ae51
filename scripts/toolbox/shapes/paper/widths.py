"""How wide the words of a table are, measured once.

To share a table's width between its columns WeasyPrint has Pango set each of its words by itself: again on each page
that the table goes on to, and again for each density of a form, the one to fill in and the chapter in the book. What
was measured of the same text in the same letters is taken from here; that is a tenth of all that papers take.
"""

from __future__ import annotations

from typing import Any

from weasyprint.layout import preferred
from weasyprint.text.line_break import split_first_line

# What of a style has a say in the first line of a text.
LETTERS = (
    *("direction", "font_family", "font_feature_settings", "font_kerning", "font_language_override", "font_size"),
    *("font_stretch", "font_style", "font_variant_alternates", "font_variant_caps", "font_variant_east_asian"),
    *("font_variant_ligatures", "font_variant_numeric", "font_variant_position", "font_variation_settings"),
    *("font_weight", "hyphenate_character", "hyphenate_limit_chars", "hyphenate_limit_zone", "hyphens", "lang"),
    *("letter_spacing", "line_height", "overflow_wrap", "tab_size", "text_decoration_line", "white_space"),
    *("word_break", "word_spacing"),
)
# A text in it may be long; what is asked again is asked soon.
MOST = 5_000


class Widths:
    """Stands for `split_first_line` where only a width is asked: a line to draw is not in what it gives."""

    def __init__(self) -> None:
        self._known: dict[Any, tuple[None, None, int | None, float, None, None]] = {}

    def first_line(
        self,
        text: str,
        style: Any,
        context: Any,
        max_width: float | None,
        justification_spacing: float,
        is_line_start: bool = True,
        minimum: bool = False,
    ) -> tuple[None, None, int | None, float, None, None]:
        """(…, …, where the next line begins or None, width in CSS pixels, …, …), as that function gives them."""
        letters = tuple(_fixed(style[name]) for name in LETTERS)
        key = (text, max_width, justification_spacing, is_line_start, minimum, id(style.font_config), letters)
        found = self._known.get(key)
        if found is None:
            if len(self._known) >= MOST:
                self._known.clear()
            line = split_first_line(
                text, style, context, max_width, justification_spacing, is_line_start=is_line_start, minimum=minimum
            )
            found = self._known[key] = (None, None, line[2], line[3], None, None)
        return found


def _fixed(value: Any) -> Any:
    """As something that can be a key."""
    if isinstance(value, set):
        return frozenset(value)
    return repr(value) if isinstance(value, (list, dict)) else value


def measure_once() -> None:
    """From here on, in this process and what it forks."""
    preferred.split_first_line = Widths().first_line
