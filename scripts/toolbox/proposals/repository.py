"""What git does to make a proposal into a branch. `history.runner` starts it, and says whose settings count."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from toolbox.history.runner import call, line, run
from toolbox.machine.aside import put_aside


@dataclass(frozen=True, slots=True)
class ChangedPath:
    """One path that differs between two commits. `mode` is the new one, '000000' when the file is gone."""

    path: str
    mode: str


@dataclass(frozen=True, slots=True)
class Identity:
    """Who writes a commit. `date` is ISO 8601, '' for now."""

    name: str
    address: str = field(repr=False)
    date: str = ""


# --- what there is ---


def setting(root: Path, key: str) -> str:
    """What the settings of this person or this checkout say; '' when nothing."""
    return line(root, "config", "--get", key, own_settings=True)


def git_identity(root: Path) -> Identity | None:
    name, address = setting(root, "user.name"), setting(root, "user.email")
    return Identity(name, address) if name and address else None


def remotes(root: Path) -> tuple[str, ...]:
    return tuple(line(root, "remote").split())


def remote_url(root: Path, remote: str) -> str:
    """Where `remote` is; '' when there is none of that name."""
    return line(root, "remote", "get-url", "--push", "--", remote, own_settings=True)


def commit_of(root: Path, revision: str) -> str:
    """The full hash; '' when there is no such commit here."""
    return line(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")


def current_branch(root: Path) -> str:
    """'' when no branch is checked out."""
    return line(root, "symbolic-ref", "--quiet", "--short", "HEAD")


def branches(root: Path, *patterns: str) -> dict[str, str]:
    """Full name → commit, of local and remote branches."""
    out = run(root, "for-each-ref", "--format=%(refname) %(objectname)", "--", *patterns).decode()
    return dict(found.split(" ", 1) for found in out.splitlines())


def blob(root: Path, name: str) -> bytes | None:
    """The content that Git calls `name` (maybe shortened); None when it is not here."""
    answer = call(root, "cat-file", "blob", name)
    return None if answer.status else answer.output


def entries_between(root: Path, base: str, head: str) -> tuple[ChangedPath, ...]:
    """Every path that differs between two commits; a renamed file counts twice."""
    out = run(root, "diff-tree", "-r", "-z", "--no-renames", "--no-commit-id", base, head)
    fields = out.decode("utf-8", "surrogateescape").rstrip("\0").split("\0")
    pairs = zip(fields[::2], fields[1::2], strict=True) if fields != [""] else ()
    return tuple(ChangedPath(path, facts.split()[1]) for facts, path in pairs)


# --- what is made ---


@contextlib.contextmanager
def worktree(root: Path, commit: str) -> Iterator[Path]:
    """A throw-away checkout of `commit`, gone afterwards whatever happens. The checkout at `root` is not touched."""
    with put_aside() as folder:
        place = folder.resolve() / "kopie"
        try:
            run(root, "worktree", "add", "--quiet", "--detach", str(place), commit)
            yield place
        finally:
            # Twice forced: also when a broken merge is in the way.
            call(root, "worktree", "remove", "--force", "--force", str(place))
            call(root, "worktree", "prune")


def tree_with(root: Path, parent: str, before: Mapping[str, bytes], after: Mapping[str, bytes]) -> str:
    """The tree of `parent` with `after` in the place of `before`. Nothing is checked out."""
    with put_aside() as folder:
        index = {"GIT_INDEX_FILE": str(folder.resolve() / "index")}
        run(root, "read-tree", parent, environment=index)
        for path in before.keys() - after.keys():
            run(root, "update-index", "--force-remove", "--", path, environment=index)
        for path, data in after.items():
            if before.get(path) != data:
                name = run(root, "hash-object", "-w", "--stdin", given=data).decode().strip()
                run(root, "update-index", "--add", "--cacheinfo", f"100644,{name},{path}", environment=index)
        return run(root, "write-tree", environment=index).decode().strip()


def commit_tree(root: Path, tree: str, parents: tuple[str, ...], message: str, author: Identity, by: Identity) -> str:
    """A commit that no branch holds yet."""
    environment = {
        "GIT_AUTHOR_NAME": author.name,
        "GIT_AUTHOR_EMAIL": author.address,
        "GIT_COMMITTER_NAME": by.name,
        "GIT_COMMITTER_EMAIL": by.address,
    }
    if author.date:
        environment["GIT_AUTHOR_DATE"] = author.date
    options = [part for parent in parents for part in ("-p", parent)]
    out = run(root, "commit-tree", *options, "-F", "-", tree, given=message.encode(), environment=environment)
    return out.decode().strip()


def create_branch(root: Path, branch: str, commit: str) -> None:
    """Raises GitError when it is there already."""
    run(root, "update-ref", "--create-reflog", f"refs/heads/{branch}", commit, "")


def push(root: Path, remote: str, branch: str) -> str:
    """'' when it went well, else why not. Never forced."""
    name = f"refs/heads/{branch}"
    answer = call(root, "push", "--quiet", "--no-verify", "--", remote, f"{name}:{name}", own_settings=True)
    return "" if not answer.status else answer.error or "git push"
