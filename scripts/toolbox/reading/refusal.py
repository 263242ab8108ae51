"""Why a filled-in file cannot be read."""

from __future__ import annotations


class Refusal(Exception):
    """The file cannot be read at all; `code` names the Dutch sentence in `findings`, `values` fill it in."""

    def __init__(self, code: str, **values: str) -> None:
        super().__init__(code)
        self.code = code
        self.values = values
