"""Proposals on the toolbox as it is now: made into commits in a throw-away checkout, or refused with nothing left."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from toolbox.history import runner
from toolbox.machine.aside import put_aside
from toolbox.proposals import repository
from toolbox.proposals.allowed import check_mode, check_path
from toolbox.proposals.base import Base
from toolbox.proposals.images import with_whole_images
from toolbox.proposals.intact import check_intact
from toolbox.proposals.meaning import Choose, fit
from toolbox.proposals.moved import absent, has
from toolbox.proposals.patch import Proposal
from toolbox.proposals.refused import Refused
from toolbox.proposals.repository import Identity

# What stands above a change when it is given to Git: its own words are put in the commit by us.
_LETTER = """From 0000000000000000000000000000000000000000 Mon Sep 17 00:00:00 2001
From: Voorstel <voorstel@toolbox.invalid>
Date: Thu, 1 Jan 2026 00:00:00 +0000
Subject: [PATCH] Voorstel
MIME-Version: 1.0
Content-Type: text/plain; charset=UTF-8
Content-Transfer-Encoding: base64

"""
MAX_CLASHES, MAX_CLASH_LINES = 3, 4
GONE = "000000"


@dataclass(frozen=True, slots=True)
class Applied:
    """The last of the commits, and what is good to know about how they fitted."""

    commit: str
    notes: tuple[str, ...] = ()


def apply(root: Path, base: Base, proposals: Sequence[Proposal], by: Identity, choose: Choose | None = None) -> Applied:
    """A commit for each of the proposals on top of `base`; no branch holds them yet. Raises Refused.

    What clashes by its meaning is chosen by `choose`, and refused when nobody chooses.
    """
    proposals = with_whole_images(proposals, partial(repository.blob, root))
    for proposal in proposals:
        check_with_git(proposal)
        check_intact(proposal.files, partial(repository.blob, root))
    commit = base.commit
    notes: list[str] = []
    with repository.worktree(root, base.commit) as place:
        for proposal in proposals:
            newer = _commit(place, commit, proposal, by, choose)
            notes += [*_older(root, base.commit, proposal), *_followed(place, commit, newer, proposal)]
            commit = newer
    check_result(root, base.commit, commit)
    return Applied(commit, tuple(dict.fromkeys(notes)))


def check_with_git(proposal: Proposal) -> None:
    """Git, in an empty place, must see the same files in the change as we do. Raises Refused."""
    with put_aside() as folder:
        answer = runner.call(
            folder,
            *("apply", "--numstat", "-z", "-"),
            given=proposal.written().encode(),
            environment={"GIT_CEILING_DIRECTORIES": str(folder.resolve().parent)},
        )
    seen = [entry.split("\t", 2)[2] for entry in answer.output.decode("utf-8", "replace").split("\0") if entry]
    if answer.status or seen != [file.path for file in proposal.files if not file.is_empty]:
        raise Refused("odd", path=proposal.files[0].path)


def check_result(root: Path, base: str, commit: str) -> None:
    """The second wall: what really changed must be what may change. Raises Refused."""
    for entry in repository.entries_between(root, base, commit):
        check_path(entry.path)
        if entry.mode != GONE:
            check_mode(entry.path, entry.mode)


def _commit(place: Path, parent: str, proposal: Proposal, by: Identity, choose: Choose | None) -> str:
    """The proposal on `parent`, which is checked out at `place`. Raises Refused."""
    body = base64.encodebytes(f"Voorstel\n---\n\n{proposal.written()}".encode()).decode()
    known = {"GIT_COMMITTER_NAME": by.name, "GIT_COMMITTER_EMAIL": by.address}
    options = (
        "-c",
        "core.autocrlf=false",
        "am",
        "--3way",
        "--quiet",
        "--keep-cr",
        "--quoted-cr=nowarn",
        "--no-scissors",
        "--no-gpg-sign",
    )
    answer = runner.call(place, *options, given=(_LETTER + body).encode(), environment=known)
    others: tuple[str, ...] = ()
    if answer.status:
        problem = _why_not(place, parent, proposal)
        runner.call(place, "am", "--quit")
        runner.run(place, "reset", "--quiet", "--hard", parent)
        fitted = fit(place, parent, proposal, choose) if problem.code in ("conflict", "moved") else None
        if fitted is None:
            raise problem
        tree, others = fitted.tree, fitted.others
    else:
        tree = runner.line(place, "rev-parse", "--verify", "HEAD^{tree}")
    if tree == runner.line(place, "rev-parse", "--verify", f"{parent}^{{tree}}"):
        raise Refused("already-in")
    credits = "".join(f"\nCo-authored-by: {other}" for other in others)
    message = f"{proposal.subject}\n\n{proposal.message}".strip() + credits + "\n"
    author = Identity(proposal.name, proposal.address, proposal.date)
    commit = repository.commit_tree(place, tree, (parent,), message, author, by)
    runner.run(place, "checkout", "--quiet", "--detach", commit)
    return commit


# --- why a proposal does not fit ---


def _why_not(place: Path, parent: str, proposal: Proposal) -> Refused:
    out = runner.run(place, "diff", "--name-only", "--diff-filter=U", "-z").decode("utf-8", "replace")
    unmerged = [path for path in out.split("\0") if path]
    for file in proposal.files:
        if not file.old and has(place, parent, file.new):
            return Refused("exists", path=file.new)
    clashing = [path for path in unmerged if has(place, parent, path)]
    if clashing:
        details = [detail for path in clashing for detail in _clashes(place / path)]
        return Refused("conflict", *details, paths=", ".join(clashing))
    for file in proposal.files:
        if file.old and not has(place, parent, file.old):
            return absent(place, parent, file.old)
    is_unknown = any(
        file.old_blob and file.old and repository.blob(place, file.old_blob) is None for file in proposal.files
    )
    return Refused("unknown-version" if is_unknown else "conflict", paths=", ".join(proposal.paths))


def _clashes(path: Path) -> list[str]:
    """The places where the two differ, in the words of each."""
    details: list[str] = []
    sides: list[list[str]] = []
    for line in path.read_text("utf-8", "replace").split("\n"):
        if line.startswith("<" * 7):
            sides = [[]]
        elif line == "=" * 7 and len(sides) == 1:
            sides.append([])
        elif line.startswith(">" * 7) and len(sides) == 2:
            details += [f"Nu staat er: {_short(sides[0])}", f"Het voorstel zegt: {_short(sides[1])}"]
            sides = []
        elif sides:
            sides[-1].append(line)
    return details[: 2 * MAX_CLASHES]


def _short(side: list[str]) -> str:
    lines = [line.strip() for line in side if line.strip()]
    return " / ".join(lines[:MAX_CLASH_LINES]) or "(niets)"


# --- what is good to know ---


def _older(root: Path, base: str, proposal: Proposal) -> list[str]:
    made_from = repository.commit_of(root, proposal.trailers.get("Basis", "").split(" ")[0])
    if not made_from:
        return []
    changed = {entry.path for entry in repository.entries_between(root, made_from, base)} & set(proposal.paths)
    return [f"{path} is sinds dit voorstel ook op een andere plek veranderd; het past nog." for path in sorted(changed)]


def _followed(place: Path, parent: str, commit: str, proposal: Proposal) -> list[str]:
    """Where a change went that Git brought to the new name of a page."""
    landed = {entry.path for entry in repository.entries_between(place, parent, commit)}
    left = [path for path in proposal.paths if path not in landed]
    new = sorted(landed - set(proposal.paths))
    return [f"{', '.join(left)} staat nu op {', '.join(new)}; het voorstel is daar ingevoegd."] if left and new else []
