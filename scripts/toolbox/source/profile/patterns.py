"""The patterns of our JSON Schemas."""

from __future__ import annotations

import functools
from typing import Any


@functools.cache
def compiled(pattern: str) -> Any:
    # It takes long to load, and most of what a check knows it knows already.
    import re2

    return re2.compile(pattern)


def fits(pattern: str, text: str) -> bool:
    """Whether the whole of `text` is what `pattern` says, in a time that grows with its length alone.

    As in JSON Schema `$` is the very end: in Python's `re` it also fits before a last line end.
    """
    return compiled(pattern).fullmatch(text) is not None
