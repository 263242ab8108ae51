"""What questions of several formats share, before and after  →  Changes in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from toolbox.changes.model import Change
from toolbox.changes.words import compare_words
from toolbox.core.model import Term


def term_changes(old: Sequence[Term], new: Sequence[Term]) -> Iterator[Change]:
    """By name: a term is known by nothing else."""
    before, after = {term.name: term for term in old}, {term.name: term for term in new}
    for name, term in after.items():
        if name not in before:
            yield Change("term-added", values={"name": name, "meaning": term.meaning})
        else:
            yield from _changed(before[name], term)
    for name in before:
        if name not in after:
            yield Change("term-removed", values={"name": name})


def _changed(old: Term, new: Term) -> Iterator[Change]:
    values = {"name": new.name}
    if old.meaning != new.meaning:
        yield Change("term-meaning", values=values, words=compare_words(old.meaning, new.meaning))
    if old.type is not new.type:
        yield Change("term-kind", values={**values, "old": old.type.value, "new": new.type.value})
    if old.identifies != new.identifies:
        who = {"old": old.identifies or "niemand", "new": new.identifies or "niemand"}
        yield Change("term-identifies", values={**values, **who})
    if old.sensitive != new.sensitive:
        yield Change("term-sensitive-on" if new.sensitive else "term-sensitive-off", values=values)


def of_question(old: str, new: str, subject: str) -> Iterator[Change]:
    """What became of the term of one question, '' for none."""
    if old != new:
        code = "term-other" if old and new else "term-on" if new else "term-off"
        yield Change(code, subject, {"old": old, "new": new})
