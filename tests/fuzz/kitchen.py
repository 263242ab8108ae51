"""Recipes for one kind of file: its real files, what can be done to them, and the check of what comes of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import pikepdf
from hypothesis import strategies as st
from lxml import etree

from fuzz.meaning import Meaning, Promise, Touched, check_invented, check_kept, meaning_of
from fuzz.recipe import Picks, read_recipe, recipes, varied
from fuzz.target import Target
from toolbox.core.model import Toolbox

# What libraries raise when a change meets what an earlier one left.
UNFIT = (ValueError, TypeError, AttributeError, LookupError, RuntimeError, pikepdf.PdfError, etree.LxmlError)


class Opened(Protocol):
    """A file on the table."""

    touched: Touched

    def saved(self) -> bytes:
        """The file as it is now."""


@dataclass(frozen=True, slots=True)
class Real:
    """A file that was really filled in, and the formats that it may be of."""

    data: bytes
    box: Toolbox


@dataclass(frozen=True, slots=True)
class Change:
    """`act` does something to a file that was opened, and says in its `touched` to which answers."""

    act: Callable[[Any, Picks], None]
    promise: Promise


@dataclass(frozen=True)
class Kitchen:
    """`pool` gives all text in the bytes of a file."""

    suffix: str
    files: Callable[[], Sequence[Real]]
    opened: Callable[[bytes], Opened]
    pool: Callable[[bytes], str]
    changes: Mapping[str, Change]
    known: dict[bytes, Meaning] = field(default_factory=dict)

    def made(self, data: bytes) -> tuple[Real, bytes, Touched]:
        """What a recipe gives: (the real file, the changed one, what was touched)."""
        recipe = read_recipe(data)
        files = self.files()
        real = files[recipe.file % len(files)]
        work = self.opened(real.data)
        for step in recipe.steps:
            if step.name in self.changes:
                _do(self.changes[step.name], work, Picks(step.numbers))
        return real, work.saved(), work.touched

    def promised(self, data: bytes) -> Sequence[Promise]:
        """What a recipe leaves to be asked; nothing when no file comes of it."""
        try:
            return (self.made(data)[2].promise,)
        except UNFIT:
            return ()

    def check(self, data: bytes) -> set[str]:
        try:
            real, changed, touched = self.made(data)
        except UNFIT:
            return {"cannot be made"}
        after = meaning_of(changed, self.suffix, real.box)
        before = self.before(real)
        check_kept(before, after, touched, real.box)
        new = set(after.texts) - set(before.texts)
        if new:
            check_invented(new, self.pool(changed), real.box)
        return after.outcome | {touched.promise.name}

    def before(self, real: Real) -> Meaning:
        if real.data not in self.known:
            self.known[real.data] = meaning_of(real.data, self.suffix, real.box)
        return self.known[real.data]

    def target(self, name: str) -> Target:
        names = tuple(self.changes)

        def vary(kept: Sequence[bytes]) -> st.SearchStrategy[bytes]:
            return varied(kept, names)

        only = tuple(name for name in names if self.changes[name].promise is Promise.SAME)
        return Target(
            name,
            lambda: recipes(only) | recipes(names),
            self.check,
            True,
            vary,
            lambda data: self.made(data)[1],
            self.suffix,
        )


def _do(change: Change, work: Opened, picks: Picks) -> None:
    touched = work.touched
    touched.promise = min(touched.promise, change.promise)
    try:
        change.act(work, picks)
    except UNFIT:
        # Nobody knows how far it came.
        touched.everything = True
        touched.promise = min(touched.promise, Promise.NOTHING_INVENTED)
