"""One file, as three people have it  →  one."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from toolbox.merging.clash import MISSING, Bench
from toolbox.merging.prose import merge_prose
from toolbox.merging.rows import merge_rows
from toolbox.merging.values import merge_value
from toolbox.source import canonical
from toolbox.source.derived import SUFFIX, without_empty_columns
from toolbox.source.load import INVENTORY

PACKAGE = "/datapackage.yaml"
FENCE = "---\n"
Text = str | None


def merge_file(bench: Bench, base: bytes | None, ours: bytes | None, theirs: bytes | None) -> bytes | None:
    """None: there is no such file any more. What follows from something else is left out of all three."""
    if theirs == base or ours == theirs:
        return ours
    try:
        texts = [None if data is None else _present(bench.path, data.decode()) for data in (base, ours, theirs)]
    except UnicodeDecodeError:
        return _settled(bench, base, ours, theirs)
    old, mine, new = texts
    if new in (old, mine):
        return ours
    if mine == old:
        return None if new is None else new.encode()
    if mine is None or new is None:
        found = bench.settle((), *(MISSING if text is None else text for text in texts))
        return None if found is MISSING else str(found).encode()
    return _merged(bench, old or "", mine, new).encode()


@lru_cache(maxsize=64)
def _present(path: str, text: str) -> Text:
    """The text in its present form. What many proposals begin with is brought there once."""
    if path.endswith(PACKAGE) or path == INVENTORY:
        return canonical.canonical(text)
    return without_empty_columns(text) if path.endswith(SUFFIX) else text


def _settled(bench: Bench, base: bytes | None, ours: bytes | None, theirs: bytes | None) -> bytes | None:
    """Of images and other bytes: one or the other."""
    if ours == base:
        return theirs
    words = [MISSING if data is None else f"{len(data)} bytes" for data in (base, ours, theirs)]
    return theirs if bench.settle((), *words) is words[2] else ours


def _merged(bench: Bench, base: str, ours: str, theirs: str) -> str:
    if bench.path.endswith(PACKAGE) or bench.path == INVENTORY:
        return _merged_yaml(bench, base, ours, theirs, canonical.WIDTH)
    if bench.path.endswith(".yaml"):
        return _merged_yaml(bench, base, ours, theirs, canonical.ENDLESS)
    if bench.path.endswith(SUFFIX):
        rows = merge_rows(bench, base, ours, theirs)
        return rows if rows is not None else merge_prose(bench, (), base, ours, theirs)
    old, mine, new = (_split(text) for text in (base, ours, theirs))
    head = _merged_yaml(bench, old[0], mine[0], new[0], canonical.ENDLESS)
    body = merge_prose(bench, ("tekst",), old[1], mine[1], new[1])
    return f"{FENCE}{head}{FENCE}{body}" if head else body


def _split(text: str) -> tuple[str, str]:
    """(front matter, body)."""
    head, fence, body = text.removeprefix(FENCE).partition(f"\n{FENCE}")
    return (f"{head}\n", body) if fence and text.startswith(FENCE) else ("", text)


def _merged_yaml(bench: Bench, base: str, ours: str, theirs: str, width: int) -> str:
    if theirs in (base, ours):
        return ours
    if ours == base:
        return theirs
    read: Callable[[str], Any] = canonical.document
    sides = [read(text) for text in (base, ours, theirs)]
    old = MISSING if sides[0] is None else sides[0]
    if None in sides[1:] or canonical.written(sides[1], width) != ours:
        # Not YAML as we write it: as lines.
        return merge_prose(bench, (), base, ours, theirs)
    merged = merge_value(bench, (), old, sides[1], sides[2])
    return canonical.written(merged, width)
