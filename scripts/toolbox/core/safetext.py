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
UNSEEN = "\N{REPLACEMENT CHARACTER}"


def masked(text: str) -> str:
    """`text` with a visible mark for each letter that steers a terminal, or that a reader cannot see."""
    return "".join(letter if letter.isprintable() else UNSEEN for letter in text)


def spaced(text: str) -> str:
    """`text` with a space for each such letter: for names, where a mark would only be in the way."""
    return "".join(letter if letter.isprintable() else " " for letter in text)


def escaped(text: str) -> str:
    """`text` with each such letter written out ('\\x1b'): for a path that someone has to find."""
    return "".join(letter if letter.isprintable() else letter.encode("unicode_escape").decode() for letter in text)


def one_line(text: str) -> str:
    """`text` with one space wherever it has any."""
    return " ".join(text.split())


def cut(text: str, limit: int) -> str:
    """`text` in at most `limit` letters; the last says that there was more."""
    return text if len(text) <= limit else f"{text[: limit - 1]}…"


def disarmed(text: str) -> str:
    """`text` without what a runner of GitHub's obeys wherever it stands in a line ('##[error]')."""
    return text.replace("##[", "## [")


def visible(text: str, limit: int = MAX_SHOWN) -> str:
    """`text` on one line, with nothing in it that a terminal would act on or that a reader cannot see."""
    return cut(masked(one_line(text)), limit)


def printable(text: str) -> str:
    """`text` as it is, but for what would steer a terminal or a runner that reads it: a line feed is masked too."""
    return disarmed(masked(text))
