"""Why a proposal is not taken: a value with a Dutch sentence that says what, and what to do."""

from __future__ import annotations

from toolbox.core.errors import Broken
from toolbox.core.safetext import visible
from toolbox.proposals.sentences import SENTENCES


class Refused(Broken):
    """A proposal that cannot be taken. `code` names the sentence, `values` fill it in; `details` are lines below it."""

    def __init__(self, code: str, *details: str, **values: str) -> None:
        super().__init__(code)
        self.code = code
        self.details = details
        self.values = values

    def __str__(self) -> str:
        return "\n".join(self.lines)

    @property
    def message(self) -> str:
        return SENTENCES[self.code].format_map({key: visible(value) for key, value in self.values.items()})

    @property
    def lines(self) -> tuple[str, ...]:
        return (self.message, *(f"  {visible(detail)}" for detail in self.details))
