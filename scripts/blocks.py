"""A part of a text that is made, between two comments in it."""

from __future__ import annotations


def with_block(text: str, begin: str, end: str, block: str) -> str:
    """`text` with `block` between the lines `begin` and `end`. Raises ValueError when it does not have these."""
    before, found, rest = text.partition(begin)
    _, ended, after = rest.partition(end)
    if not found or not ended:
        raise ValueError(f"no block between {begin.strip()} and {end.strip()}")
    return f"{before}{begin}{block}{end}{after}"
