"""Why a proposal is not taken: a value with a Dutch sentence that says what, and what to do."""

from __future__ import annotations

import re

from toolbox.proposals.sentences import SENTENCES
from toolbox.tree import CONTROL

# A value is shown on one line of a terminal, so it may not be long, nor steer that terminal.
MAX_SHOWN = 300
_SPACE = re.compile(r"\s+")


def visible(text: str, limit: int = MAX_SHOWN) -> str:
    """`text` on one line, with nothing in it that a terminal would act on or that a reader cannot see."""
    line = CONTROL.sub("\N{REPLACEMENT CHARACTER}", _SPACE.sub(" ", text)).strip()
    shown = "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in line)
    return shown if len(shown) <= limit else f"{shown[: limit - 1]}…"


class Refused(Exception):
    """A proposal that cannot be taken. `code` names the sentence, `values` fill it in; `details` are lines below it."""

    def __init__(self, code: str, *details: str, **values: str) -> None:
        super().__init__(code)
        self.code = code
        self.details = details
        self.values = values

    @property
    def message(self) -> str:
        return SENTENCES[self.code].format_map({key: visible(value) for key, value in self.values.items()})

    @property
    def lines(self) -> tuple[str, ...]:
        return (self.message, *(f"  {visible(detail)}" for detail in self.details))
