"""Which version of the toolbox a proposal lands on: the newest of the main branch, without touching any branch here."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from pathlib import Path

from toolbox.core.settings import Settings
from toolbox.history import runner
from toolbox.proposals import repository
from toolbox.proposals.refused import Refused

REMOTE, UPSTREAM = "origin", "upstream"
_FALLBACK = "main"


@dataclass(frozen=True, slots=True)
class Base:
    """`branch` is the main branch, `remote` where it is kept ('' when only here). `fresh`: the remote was asked."""

    branch: str
    remote: str
    commit: str
    fresh: bool

    @property
    def note(self) -> str:
        """What to know before trusting it; '' when nothing."""
        unreachable = f"Let op: {self.remote} is niet te bereiken. Ik ga uit van wat je het laatst ophaalde."
        return "" if self.fresh else unreachable


def find_base(root: Path, settings: Settings) -> Base:
    """Raises Refused when there is no main branch."""
    known = repository.remotes(root)
    # Who works from a fork of their own has the toolbox itself as 'upstream'.
    remote = next((name for name in (UPSTREAM, REMOTE) if name in known), "")
    branch = _branch(root, remote, settings)
    if remote and (commit := _newest(root, remote, branch)):
        return Base(branch, remote, commit, True)
    places = (f"refs/remotes/{remote}/{branch}", f"refs/heads/{branch}") if remote else (f"refs/heads/{branch}",)
    commit = next((found for place in places if (found := repository.commit_of(root, place))), "")
    if not commit:
        raise Refused("no-base", branch=branch)
    return Base(branch, remote, commit, not remote)


def _branch(root: Path, remote: str, settings: Settings) -> str:
    head = runner.line(root, "symbolic-ref", "--quiet", f"refs/remotes/{remote}/HEAD") if remote else ""
    if head:
        return head.removeprefix(f"refs/remotes/{remote}/")
    # '…/edit/main/{path}' with GitHub and GitLab, '…/_edit/main/{path}' with Forgejo.
    parts = settings.edit_url.split("/")
    named = next((after for part, after in itertools.pairwise(parts) if part in ("edit", "_edit")), "")
    places = (f"refs/remotes/{remote}/{named}", f"refs/heads/{named}")
    return named if named and any(repository.commit_of(root, place) for place in places) else _FALLBACK


def _newest(root: Path, remote: str, branch: str) -> str:
    """The commit of the main branch at the remote, fetched without moving any branch; '' when it cannot be reached."""
    name = f"refs/heads/{branch}"
    answer = runner.call(root, "ls-remote", "--exit-code", "--", remote, name, own_settings=True)
    commit = answer.output.decode("ascii", "replace").split("\t")[0]
    if answer.status or not commit:
        return ""
    if not repository.commit_of(root, commit):
        options = ("--quiet", "--no-tags", "--no-write-fetch-head", "--refmap=")
        runner.call(root, "fetch", *options, "--", remote, name, own_settings=True)
    return repository.commit_of(root, commit)
