"""Signs that Word keeps as a place in a picture font (w:sym, ISO/IEC 29500-1 clause 17.3.3.30)  →  Unicode.

AutoCorrect makes them of what people type: `-->` becomes an arrow of Wingdings, `:)` a smiley.
"""

from __future__ import annotations

# By the low byte; Word writes them in the private area, at F000.
WINGDINGS = {
    0x4A: "☺",
    0x4B: "😐",
    0x4C: "☹",
    0x6C: "●",
    0x6E: "■",
    0x6F: "□",
    0x9F: "•",
    0xA7: "▪",
    0xA8: "☐",
    0xDF: "←",
    0xE0: "→",
    0xE1: "↑",
    0xE2: "↓",
    0xE7: "⇐",
    0xE8: "⇒",
    0xF3: "⇔",
    0xFB: "✗",
    0xFC: "✓",
    0xFD: "☒",
    0xFE: "☑",
}
SYMBOL = {0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xB1: "±", 0xB3: "≥", 0xA3: "≤", 0xB4: "×", 0xB7: "•", 0xB0: "°"}
FONTS = {"wingdings": WINGDINGS, "symbol": SYMBOL}
PRIVATE = range(0xE000, 0xF900)


def sign(font: str, code: str) -> str:
    """The character; where none is known, what it is called, so that it is not lost."""
    try:
        number = int(code, 16)
    except ValueError:
        return "\ufffd"
    known = FONTS.get(font.casefold(), {}).get(number & 0xFF) if number in PRIVATE or number < 0x100 else None
    if known:
        return known
    usable = number < 0x110000 and number not in PRIVATE and chr(number).isprintable()
    return chr(number) if usable else f"[teken {code} van {font}]"
