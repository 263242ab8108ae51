"""What a person changed in a checkout of their own  →  one commit that no branch holds yet. Nothing is touched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from toolbox.core.places import ROOTS
from toolbox.core.safetext import visible
from toolbox.history import git, runner
from toolbox.machine.aside import put_aside
from toolbox.proposals import repository
from toolbox.proposals.branchname import PREFIX, branch_name
from toolbox.proposals.patch import read_trailers
from toolbox.proposals.refused import Refused
from toolbox.proposals.repository import Identity

_BUSY = {
    "MERGE_HEAD": "samenvoegen (merge)",
    "rebase-merge": "verplaatsen (rebase)",
    "rebase-apply": "verplaatsen of inlezen (rebase, am)",
    "CHERRY_PICK_HEAD": "overnemen (cherry-pick)",
    "REVERT_HEAD": "terugdraaien (revert)",
}
_FACTS = "%T%x00%P%x00%an%x00%ae%x00%aI%x00%B"
MAX_REGION = 80


@dataclass(frozen=True, slots=True)
class ProposalWords:
    """What the person said about it; each may be ''."""

    title: str
    reason: str
    region: str


@dataclass(frozen=True, slots=True)
class CheckoutState:
    """Where the checkout stands. `uncommitted` are paths in content/ and forms/, `left` are untracked elsewhere."""

    head: str
    branch: str
    parted: str
    committed: tuple[str, ...]
    uncommitted: tuple[str, ...]
    left: tuple[str, ...]

    @property
    def paths(self) -> tuple[str, ...]:
        return tuple(sorted({*self.committed, *self.uncommitted}))

    @property
    def goes_on(self) -> bool:
        """Whether this is an earlier proposal to which more comes."""
        return self.branch.startswith(PREFIX)


@dataclass(frozen=True, slots=True)
class Draft:
    """`branch` is to hold `commit`; `title` is that of the pull request."""

    commit: str
    branch: str
    title: str


def read_state(root: Path, base: str) -> CheckoutState:
    """Raises Refused when there is nothing to propose, or too much."""
    for name, what in _BUSY.items():
        if (root / runner.line(root, "rev-parse", "--git-path", name)).exists():
            raise Refused("in-progress", what=what)
    head = git.head(root)
    parted = git.merge_base(root, head, base)
    committed = tuple(entry.path for entry in repository.entries_between(root, parted, head))
    tracked, untracked = _uncommitted(root)
    elsewhere = sorted({path for path in (*committed, *tracked) if not _is_ours(path)})
    if elsewhere:
        raise Refused("other-paths", *elsewhere)
    uncommitted = tuple(path for path in (*tracked, *untracked) if _is_ours(path))
    if not committed and not uncommitted:
        raise Refused("nothing-to-propose")
    left = tuple(path for path in untracked if not _is_ours(path))
    return CheckoutState(head, repository.current_branch(root), parted, committed, uncommitted, left)


def _is_ours(path: str) -> bool:
    return path.split("/")[0] in ROOTS and "/" in path


def _uncommitted(root: Path) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(paths that Git knows and that differ from the last commit, paths that it does not know)."""
    options = ("--porcelain=v1", "-z", "--untracked-files=all", "--no-renames")
    out = runner.run(root, "status", *options, own_settings=True)
    entries = [entry.decode("utf-8", "replace") for entry in out.split(b"\0") if entry]
    tracked = tuple(entry[3:] for entry in entries if not entry.startswith("??"))
    return tracked, tuple(entry[3:] for entry in entries if entry.startswith("??"))


def make_draft(root: Path, state: CheckoutState, words: ProposalWords, by: Identity) -> Draft:
    """Everything that changed, as commits on top of where the person is."""
    region = visible(words.region, MAX_REGION)
    head = state.head if state.goes_on or not region else _with_region(root, state, region, by)
    if state.uncommitted:
        title = visible(words.title) or _title(state.uncommitted)
        message = _message(title, words.reason, region)
        commit = repository.commit_tree(root, _tree(root, state.uncommitted), (head,), message, by, by)
    else:
        commit = head
        title = visible(words.title) or visible(runner.line(root, "show", "--no-patch", "--format=%s", head))
    return Draft(commit, state.branch if state.goes_on else branch_name(title, commit[:8]), title)


def _title(paths: Sequence[str]) -> str:
    more = f" (en {len(paths) - 1} andere)" if len(paths) > 1 else ""
    return f"Voorstel voor {visible(paths[0])}{more}"


def _message(title: str, reason: str, region: str) -> str:
    parts = [title, reason.strip(), f"Regio: {region}" if region else ""]
    return "\n\n".join(part for part in parts if part) + "\n"


def _tree(root: Path, paths: Sequence[str]) -> str:
    """The last commit with `paths` as they stand in the folder; the index is not touched."""
    with put_aside() as folder:
        environment = {"GIT_INDEX_FILE": str(folder / "index")}
        runner.run(root, "read-tree", "HEAD", environment=environment)
        stage(root, paths, environment)
        return runner.run(root, "write-tree", environment=environment).decode().strip()


def stage(root: Path, paths: Sequence[str], environment: dict[str, str] | None = None) -> None:
    """What stands at `paths`, or is gone there, goes in the index.

    Not by 'git add': that has git look into a repository that lies among the files, where its own settings hold.
    """
    given = "".join(f"{path.rstrip('/')}\0" for path in paths).encode()
    options = ("--add", "--remove", "-z", "--stdin")
    runner.run(root, "update-index", *options, given=given, environment=environment, own_settings=True)


def _with_region(root: Path, state: CheckoutState, region: str, by: Identity) -> str:
    """Copies of the person's own commits, each saying which region it comes from; theirs stay as they are."""
    listed = runner.run(root, "rev-list", "--reverse", "--topo-order", f"{state.parted}..{state.head}").decode().split()
    copies: dict[str, str] = {}
    for commit in listed:
        raw = runner.run(root, "show", "--no-patch", f"--format={_FACTS}", commit).decode("utf-8", "replace")
        tree, parents, name, address, date, message = raw.split("\0", 5)
        author = Identity(name, address, date)
        mapped = tuple(copies.get(parent, parent) for parent in parents.split())
        copies[commit] = repository.commit_tree(root, tree, mapped, _said(message, region), author, by)
    return copies.get(state.head, state.head)


def _said(message: str, region: str) -> str:
    """The message with the trailer, unless it has one."""
    text = message.strip()
    trailers = read_trailers(text) if "\n\n" in text else {}
    if "Regio" in trailers:
        return f"{text}\n"
    return f"{text}{chr(10) if trailers else chr(10) * 2}Regio: {region}\n"


def take_up(root: Path, state: CheckoutState, draft: Draft) -> None:
    """Put the branch there and the person on it, with every file as it stands. Raises GitError with no branch left."""
    stage(root, state.uncommitted)
    if state.goes_on:
        runner.run(root, "update-ref", "-m", "toolbox propose", "HEAD", draft.commit, state.head)
        return
    repository.create_branch(root, draft.branch, draft.commit)
    try:
        runner.run(root, "checkout", "--quiet", draft.branch, "--")
    except runner.GitError:
        runner.run(root, "update-ref", "-d", f"refs/heads/{draft.branch}", draft.commit)
        raise
