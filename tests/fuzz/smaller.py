"""A failing input made smaller, as long as it fails in the same way. Simple: pieces are left out, large ones first."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from fuzz.recipe import shorter
from fuzz.target import Target
from fuzz.worker import Failure, Plan, run

TRIES = 60  # each is a process
PIECES = (2, 4, 8, 16, 32)


def smaller(target: Target, failure: Failure, tries: int = TRIES) -> Failure:
    """`failure`, or one of the same kind with less in it. What was slow stays as it is: less is less slow."""
    if failure.what == "slow":
        return failure
    for tried, data in enumerate(_less(target, failure.data)):
        if tried >= tries:
            break
        found = run(target, Plan((data,))).failures.get(failure.what)
        if found:
            return smaller(target, found, tries - tried - 1)
    return failure


def _less(target: Target, data: bytes) -> Iterator[bytes]:
    """Each of them with one piece left out: a step of a recipe, else some of the lines, else some of the bytes."""
    if target.file:
        yield from shorter(data)
        return
    for parts in (data.splitlines(keepends=True), [data[at : at + 1] for at in range(min(len(data), 2_000))]):
        for count in PIECES:
            size = len(parts) // count
            for start in islice(range(0, len(parts), size), count) if size else ():
                yield b"".join((*parts[:start], *parts[start + size :]))
