"""What is asked of a repository: the questions to git that only read, each answer as plain values."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from toolbox.core.errors import SAME
from toolbox.core.safetext import escaped, printable
from toolbox.history.hardening import REGION_KEY
from toolbox.history.log import log_format, real_moment
from toolbox.history.runner import GitError, call, limited, run

# The trailer that says which region a change comes from; a commit may have more than one.
REGION = f"trailers:key={REGION_KEY},valueonly,separator=%x2C "


class UnknownRevision(GitError):
    """There is no such commit here. `words` are what was asked for."""

    def __str__(self) -> str:
        return f"Versie ‘{printable(self.words)}’ bestaat hier niet. Kijk de naam na, of haal hem op met ‘git fetch’."


class GitDoesNotWork(GitError):
    """There is a repository and git cannot read it; `words` are its own. What has a history must not go without."""

    def __str__(self) -> str:
        return (
            f"Deze map hoort bij Git, maar Git werkt hier niet: {printable(self.words)}. Zonder Git kloppen data "
            f"en namen niet; {SAME}. Installeer Git of herstel de kopie. Noemt Git ‘dubious ownership’? Dan is de map "
            "van een andere gebruiker: werk als die gebruiker, of doe wat Git daar voorstelt."
        )


class PartialClone(GitError):
    """Git would fetch what is missing when it is asked for it: over a network, in the middle of anything."""

    def __str__(self) -> str:
        return (
            "Deze kopie heeft niet alle bestanden van de geschiedenis (een ‘partial clone’). Data en namen zouden dan "
            f"niet kloppen; {SAME}. Haal de rest op met ‘git fetch --refetch --no-filter’. "
            "Bouwt een server de site? Haal daar ‘filter’ weg bij het ophalen."
        )


def is_repository(root: Path) -> bool:
    """Whether `root` is the top of a work tree with a commit: one inside another repository must not take its history.

    Raises GitDoesNotWork where there is a `.git` and no answer, and PartialClone where objects are missing.
    """
    try:
        top = run(root, "rev-parse", "--show-toplevel").decode().strip()
    except GitError as error:
        if os.path.lexists(root / ".git"):
            raise GitDoesNotWork(error.words) from error
        return False
    if Path(top).resolve() != root.resolve():
        return False
    if _is_partial(root):
        raise PartialClone("partial clone")
    # A repository in which nothing was committed yet has no history; a HEAD that leads nowhere is a broken one.
    return call(root, "rev-parse", "--verify", "--quiet", "HEAD").status == 0 or not _is_new(root)


def _is_partial(root: Path) -> bool:
    may_be = call(root, "config", "--get-regexp", r"^(remote\..*\.promisor|extensions\.partialclone)$").output
    return bool(may_be) and b"\n?" in b"\n" + run(root, "rev-list", "--objects", "--all", "HEAD", "--missing=print")


def _is_new(root: Path) -> bool:
    return not run(root, "for-each-ref", "--count=1").strip()


def is_shallow(root: Path) -> bool:
    return run(root, "rev-parse", "--is-shallow-repository").strip() == b"true"


def storage(root: Path) -> tuple[Path, ...]:
    """Where git keeps what it knows of `root`: a worktree has two folders, and objects may be borrowed elsewhere.

    () where there is no repository.
    """
    try:
        own = run(root, "rev-parse", "--path-format=absolute", "--git-dir", "--git-common-dir")
        counted = run(root, "count-objects", "-v")
    except GitError:
        return ()
    borrowed = (line.removeprefix(b"alternate: ") for line in counted.splitlines() if line.startswith(b"alternate: "))
    # Beside the link of a worktree git reads the file that says where it leads.
    return (root / ".git", *(Path(os.fsdecode(name)) for name in (*own.splitlines(), *borrowed)))


def head(root: Path) -> str:
    return run(root, "rev-parse", "HEAD").decode().strip()


def changed_paths(root: Path, *roots: str) -> frozenset[str]:
    """Paths below `roots` that differ from HEAD or that git does not know yet."""
    options = ("--porcelain=v1", "-z", "--untracked-files=all", "--no-renames")
    out = run(root, "status", *options, "--", *roots)
    return frozenset(entry[3:].decode("utf-8", "replace") for entry in out.split(b"\0") if entry)


def log(root: Path, *roots: str, revisions: str = "HEAD") -> bytes:
    """One pass over the history: of each commit its moment, author and regions, for `log.read_log`.

    `revisions` is a commit, or two hashes as 'BASE..HEAD'.
    """
    return run(
        root,
        *("log", "-z", "-M", "--name-status", "--no-merges"),
        log_format("%cI", "%aN", f"%({REGION})"),
        *(revisions, "--", *roots),
    )


def last_change(root: Path, commit_hash: str, path: str) -> tuple[str, str]:
    """(commit, moment as ISO 8601) of the newest change of `path`, seen from a commit. ('', '') when there is none."""
    out = run(root, "log", "-1", "--format=%H %cI", commit_hash, "--", path).decode().strip()
    found, _, moment = out.partition(" ")
    return found, real_moment(moment) if found else ""


def commits_of(root: Path, pathspec: str, most: int) -> tuple[str, ...]:
    """The newest commits in HEAD's history, `most` at most, that changed what `pathspec` names."""
    return tuple(run(root, "log", "--format=%H", f"-{most}", "--no-merges", "HEAD", "--", pathspec).decode().split())


def refs(root: Path, which: str, *patterns: str) -> Iterator[tuple[str, str, str, str, str]]:
    """(name, commit, moment as ISO 8601, subject, regions) of tags and branches; `which`: '--merged' or '--no-merged'.

    What is asked is whether the commit is part of HEAD's history.
    """
    out = run(
        root,
        *("for-each-ref", f"{which}=HEAD"),
        f"--format=%(refname)%00%(objectname)%00%(*objectname)%00%(creatordate:iso-strict)%00%(subject)"
        f"%00%(contents:{REGION})%00",
        *patterns,
    )
    fields = out.decode("utf-8", "replace").split("\0")
    for start in range(0, len(fields) - 1, 6):
        name, found, peeled, moment, subject, regions = fields[start : start + 6]
        yield name.strip(), peeled or found, real_moment(moment), subject, regions.strip()


def is_taken_over(root: Path, commit_hash: str) -> bool:
    """Whether all that a branch changed is in HEAD as well, under other commits: after a squash or a rebase."""
    out = run(root, "cherry", "HEAD", commit_hash).decode()
    return not any(line.startswith("+") for line in out.splitlines())


def tree_hashes(root: Path, names: Iterable[str]) -> Mapping[str, str]:
    """The hash of each tree that is named as 'COMMIT:FOLDER'; '' for one that is not there."""
    asked = tuple(names)
    out = run(root, "cat-file", "--batch-check=%(objectname)", given="".join(f"{name}\n" for name in asked).encode())
    lines = out.decode("utf-8", "replace").splitlines()
    return {
        name: "" if line.endswith((" missing", " ambiguous")) else line for name, line in zip(asked, lines, strict=True)
    }


def blobs(root: Path, commit_hash: str, *paths: str) -> Mapping[str, str]:
    """The hash of every file below `paths` in a commit."""
    out = limited(root, "ls-tree", "-r", "-z", "--full-tree", commit_hash, "--", *paths)
    found: dict[str, str] = {}
    for line in out.decode("utf-8", "surrogateescape").split("\0"):
        if line:
            facts, _, name = line.partition("\t")
            found[name] = facts.split()[2]
    return found


def folders(root: Path, commit_hash: str, parent: str) -> tuple[str, ...]:
    """The folders right below `parent`, which ends in a slash, in a commit."""
    out = limited(root, "ls-tree", "-d", "-z", "--name-only", "--full-tree", commit_hash, "--", parent)
    return tuple(name for name in out.decode("utf-8", "replace").split("\0") if name)


def commit(root: Path, revision: str) -> str:
    """The full hash of what `revision` names: a branch, tag or hash. Raises UnknownRevision."""
    # What begins with a dash is an option to git, and means nothing as a name.
    if not revision or revision.startswith("-"):
        raise UnknownRevision(revision)
    try:
        found = run(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    except GitError as error:
        raise UnknownRevision(revision) from error
    return found.decode().strip()


def merge_base(root: Path, one: str, other: str) -> str:
    """The commit where two histories parted. Raises UnknownRevision when they share none that is here."""
    try:
        return run(root, "merge-base", "--end-of-options", one, other).decode().split("\n")[0]
    except GitError as error:
        raise UnknownRevision(f"{one}...{other}") from error


def touched_paths(root: Path, base: str, head: str) -> tuple[str, ...]:
    """Every path of the repository that differs between two commits; a renamed file counts twice."""
    out = limited(root, "diff-tree", "-r", "-z", "--no-renames", "--name-only", "--no-commit-id", base, head)
    return tuple(escaped(name.decode("utf-8", "surrogateescape")) for name in out.split(b"\0") if name)


def patch(root: Path, base: str, head: str, *roots: str) -> bytes:
    """The lines below `roots` that differ between two commits, without any lines around them."""
    return limited(
        root,
        *("diff-tree", "-r", "-p", "-U0", "-a", "--no-renames", "--no-ext-diff", "--no-textconv", "--no-color"),
        *("--src-prefix=a/", "--dst-prefix=b/", "--no-commit-id", base, head, "--", *roots),
    )
