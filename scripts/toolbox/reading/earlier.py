"""How a reader asks what a format was before; who has the history answers (see `source.earlier`)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from toolbox.core.form import Format

# The name of a format → what it was before, by version.
EarlierForms = Callable[[str], Mapping[str, Sequence[Format]]]


def no_earlier(_name: str) -> Mapping[str, Sequence[Format]]:
    """Of a copy of the toolbox without its history."""
    return {}
