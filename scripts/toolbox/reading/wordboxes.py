"""A line of boxes with their labels  →  which are ticked, whatever sign people put at a box that is only printed."""

from __future__ import annotations

import re
from typing import Any

from toolbox.forms.answers import OPEN_BOX, is_ticked
from toolbox.reading.leftover import line_key
from toolbox.reading.wordvalues import text_of

SIGN = r"\s*(.{0,5}?)"  # What people put at a box is short.


def boxes_of(example: Any) -> re.Pattern[str]:
    """What such a line of the blank form looks like, with a sign at each box."""
    first, *labels = (re.escape(text.strip()) for text in line_key(text_of(example)).split(OPEN_BOX))
    # Beside a box that is alone people write on either side.
    end = SIGN if len(labels) == 1 else "()"
    return re.compile(first + "".join(rf"{SIGN}\s*{label}" for label in labels) + end)


def ticks_in(boxes: re.Pattern[str], text: str) -> tuple[bool, ...]:
    """Whether each box of the line `text` is ticked; nothing when it is not that line, or has no sign at all."""
    match = boxes.fullmatch(text)
    if not match or not any(map(str.strip, match.groups())):
        return ()
    *signs, after = match.groups()
    if any(sign.strip(OPEN_BOX + " ") and not is_ticked(sign) for sign in (*signs, after)):
        return ()
    return tuple(is_ticked(sign) or is_ticked(after) for sign in signs)
