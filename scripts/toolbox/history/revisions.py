"""Two versions, as someone names them  →  two commits, and what comes of a proposal where it is taken in now."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from toolbox.core.errors import Broken
from toolbox.core.safetext import printable
from toolbox.history import git
from toolbox.history.merging import Joined, join

Join = Callable[[Path, str, str], Joined]


class CannotCompare(Broken):
    """What was asked cannot be done here."""


@dataclass(frozen=True, slots=True)
class TwoVersions:
    """Two commits. `joined` is set when `base` went on after `head` left it: then `head` alone is not what will be."""

    base: str
    head: str
    joined: Joined | None = None


def read_proposal(root: Path, asked: str, join: Join = join) -> TwoVersions:
    """'A..B' compares the two; 'A...B' compares A with what it is when B is taken in, as `join` does that.

    Where that cannot be, it compares what B did since it left A. Raises CannotCompare or UnknownRevision.
    """
    base, head = read_range(root, asked)
    if "..." not in asked:
        return TwoVersions(base, head)
    now = git.commit(root, asked.partition("...")[0])
    if now == base:
        return TwoVersions(base, head)
    joined = join(root, now, head)
    return TwoVersions(now if joined.tree else base, head, joined)


def read_range(root: Path, asked: str) -> tuple[str, str]:
    """(base, head) as commits. 'A..B' compares the two, 'A...B' what B did since it left A.

    Raises CannotCompare or UnknownRevision.
    """
    dots = "..." if "..." in asked else ".."
    one, found, other = asked.partition(dots)
    if not found or not one or not other or ".." in other or asked.startswith("-"):
        raise CannotCompare(f"‘{printable(asked)}’ zijn geen twee versies. Schrijf bijvoorbeeld: main..voorstel")
    if not git.is_repository(root):
        raise CannotCompare("Deze map is geen kopie van Git met versies erin. Haal de toolbox op met ‘git clone’.")
    try:
        base, head = git.commit(root, one), git.commit(root, other)
        return (git.merge_base(root, base, head) if dots == "..." else base), head
    except git.UnknownRevision as unknown:
        raise _clearer(root, unknown) from unknown


def _clearer(root: Path, unknown: git.UnknownRevision) -> Broken:
    pair = "..." in unknown.words
    if git.is_shallow(root):
        what = "Het gezamenlijke begin van deze versies" if pair else f"Versie ‘{printable(unknown.words)}’"
        return CannotCompare(
            f"{what} is hier niet, want deze kopie heeft maar een deel van de geschiedenis. "
            "Haal de rest op met ‘git fetch --unshallow’."
        )
    if pair:
        return CannotCompare(
            "Deze twee versies hebben geen gezamenlijk begin. Vergelijk ze met twee punten in plaats van drie."
        )
    return unknown
