"""A proposal that does not fit line by line, taken in by what it means; what truly clashes is chosen by a person."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from toolbox.history import runner
from toolbox.merging.clash import Decision, Disagreement, Merged, Trail, keep_ours
from toolbox.merging.trees import Files, merge_trees
from toolbox.merging.words import about
from toolbox.proposals import repository
from toolbox.proposals.apart import apart
from toolbox.proposals.intact import applied
from toolbox.proposals.moved import has, now_at
from toolbox.proposals.patch import Proposal
from toolbox.proposals.refused import Refused

# What may be chosen, by the name of the clash.
Choices = Mapping[tuple[str, Trail], Decision]
MAX_CLASHES = 40


@dataclass(frozen=True, slots=True)
class Contested:
    """A clash, who wrote what stands there now ('' when that is not known), and who proposes otherwise."""

    clash: Disagreement
    now_by: str
    proposed_by: str

    @property
    def about(self) -> str:
        return about(self.clash)


@dataclass(frozen=True, slots=True)
class Fitted:
    """The tree that it comes to, and who else is to be credited: 'Naam <adres>'."""

    tree: str
    others: tuple[str, ...]


# A decision for each, in their order.
Choose = Callable[[Sequence[Contested]], Sequence[Decision]]


def fit(place: Path, parent: str, proposal: Proposal, choose: Choose | None) -> Fitted | None:
    """None when its own beginnings are not here. Raises Refused when it clashes and nobody chooses."""
    sides = _sides(place, parent, proposal)
    if sides is None:
        return None
    base, ours, theirs = sides
    merged = apart(partial(_merge, base, ours, theirs, {}))
    others: dict[str, None] = {}
    if merged.clashes:
        if choose is None or len(merged.clashes) > MAX_CLASHES:
            raise Refused("conflict", *_details(merged.clashes), paths=", ".join(_paths(merged.clashes)))
        writers = [_writer(place, parent, clash.path) for clash in merged.clashes]
        contested = [
            Contested(clash, writer.partition(" <")[0], proposal.name)
            for clash, writer in zip(merged.clashes, writers, strict=True)
        ]
        decisions = choose(contested)
        choices = {clash.name: decision for clash, decision in zip(merged.clashes, decisions, strict=True)}
        others = dict.fromkeys(writers)
        merged = apart(partial(_merge, base, ours, theirs, choices))
    return Fitted(repository.tree_with(place, parent, ours, merged.files), tuple(name for name in others if name))


def _merge(base: Files, ours: Files, theirs: Files, choices: Choices) -> Merged:
    return merge_trees(base, ours, theirs, lambda clash: choices.get(clash.name, keep_ours(clash)))


def _sides(place: Path, parent: str, proposal: Proposal) -> tuple[Files, Files, Files] | None:
    """The files that it touches: as its writer had them, as they are now, and as the writer made them."""
    base: dict[str, bytes] = {}
    ours: dict[str, bytes] = {}
    theirs: dict[str, bytes] = {}
    for file in proposal.files:
        before = repository.blob(place, file.old_blob) if file.old and file.old_blob else b""
        if before is None or (file.old and not file.old_blob):
            return None
        if file.old:
            base[file.old] = before
        after = applied(before, file)
        if after is None:
            return None
        if file.new:
            theirs[file.new] = after
    for path in {*base, *theirs}:
        where = path if path not in base or has(place, parent, path) else now_at(place, parent, path)
        now = repository.blob(place, f"{parent}:{where}") if where else None
        if now is not None:
            ours[where] = now
    return base, ours, theirs


def _writer(place: Path, parent: str, path: str) -> str:
    """Who changed the file last: 'Naam <adres>', or ''."""
    return runner.line(place, "log", "-1", "--no-merges", "--format=%aN <%aE>", parent, "--", path)


def _paths(clashes: Sequence[Disagreement]) -> list[str]:
    return list(dict.fromkeys(clash.path for clash in clashes))


def _details(clashes: Sequence[Disagreement]) -> list[str]:
    """The places where the two differ, in the words of each."""
    return [
        line
        for clash in clashes[:3]
        for line in (f"Nu staat er: {said(clash.ours)}", f"Het voorstel zegt: {said(clash.theirs)}")
    ]


def said(text: str | None) -> str:
    lines = [line.strip() for line in (text or "").split("\n") if line.strip()]
    return " / ".join(lines[:4]) or "(niets)"
