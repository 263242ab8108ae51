"""Text that others wrote, made safe to show."""

from __future__ import annotations

import re

# Control, bidi and invisible characters; U+2028 and U+2029 would also put YAML's line numbers out of step.
CONTROL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f]"
)
# A value is shown on one line of a terminal, so it may not be long, nor steer that terminal.
MAX_SHOWN = 300
_SPACE = re.compile(r"\s+")


def visible(text: str, limit: int = MAX_SHOWN) -> str:
    """`text` on one line, with nothing in it that a terminal would act on or that a reader cannot see."""
    line = CONTROL.sub("\N{REPLACEMENT CHARACTER}", _SPACE.sub(" ", text)).strip()
    shown = "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in line)
    return shown if len(shown) <= limit else f"{shown[: limit - 1]}…"


def printable(text: str) -> str:
    """`text` as it is, but for what would steer a terminal or a runner that reads it ('::error', '##[error]')."""
    shown = "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text)
    return shown.replace("##[", "## [")
