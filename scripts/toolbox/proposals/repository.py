"""The git calls that make a proposal into a branch: argument lists, a clean environment, no hooks.

Modelled on `toolbox.history.git`, which only reads. What goes over a network uses the settings of the person at the
keyboard, for their keys are there; and so does what reads their files, for line ends and what they ignore are set
there.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from toolbox.history.git import GitError

# Of the GIT_* variables only these say how to reach a server; others would point at another repository.
_REACHING = (
    "GIT_SSH",
    "GIT_SSH_COMMAND",
    "GIT_ASKPASS",
    "GIT_CONFIG_GLOBAL",
    "GIT_CONFIG_SYSTEM",
    "GIT_CONFIG_NOSYSTEM",
)
_LOCAL_SECONDS, _NETWORK_SECONDS = 120, 60


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    output: bytes
    error: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One path that differs between two commits. `mode` is the new one, '000000' when the file is gone."""

    path: str
    mode: str


@dataclass(frozen=True, slots=True)
class Identity:
    """Who writes a commit. `date` is ISO 8601, '' for now."""

    name: str
    address: str = field(repr=False)
    date: str = ""


def _environment(more: dict[str, str], *, own_settings: bool) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    kept |= {"LC_ALL": "C.UTF-8", "GIT_OPTIONAL_LOCKS": "0", "GIT_NO_REPLACE_OBJECTS": "1", "GIT_EDITOR": "true"}
    if own_settings:
        return kept | {key: os.environ[key] for key in _REACHING if key in os.environ} | more
    closed = {"GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull, "GIT_TERMINAL_PROMPT": "0"}
    return kept | closed | more


def call(
    folder: Path,
    *arguments: str,
    given: bytes = b"",
    environment: dict[str, str] | None = None,
    own_settings: bool = False,
) -> Answer:
    """One git command in `folder`, with `given` as its input. Raises GitError when it cannot run or does not end."""
    settings = (
        *(f"safe.directory={folder}", "core.hooksPath=/dev/null", "core.fsmonitor=false", "commit.gpgSign=false"),
        *("gc.auto=0", "maintenance.auto=false", "merge.conflictStyle=merge", "protocol.ext.allow=never"),
    )
    command = ["git", *(part for setting in settings for part in ("-c", setting)), *arguments]
    environ = _environment(environment or {}, own_settings=own_settings)
    seconds = _NETWORK_SECONDS if own_settings else _LOCAL_SECONDS
    try:
        done = subprocess.run(
            command, cwd=folder, env=environ, input=given, capture_output=True, check=False, timeout=seconds
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise GitError(f"git {arguments[0]}: {type(error).__name__}") from error
    return Answer(done.returncode, done.stdout, done.stderr.decode("utf-8", "replace").strip())


def run(
    folder: Path,
    *arguments: str,
    given: bytes = b"",
    environment: dict[str, str] | None = None,
    own_settings: bool = False,
) -> bytes:
    """As `call`, for what must succeed. Raises GitError with git's own words."""
    answer = call(folder, *arguments, given=given, environment=environment, own_settings=own_settings)
    if answer.status:
        raise GitError(answer.error)
    return answer.output


def line(folder: Path, *arguments: str) -> str:
    """The one line that git answers; '' when it has no answer."""
    answer = call(folder, *arguments)
    return "" if answer.status else answer.output.decode("utf-8", "replace").strip()


# --- what there is ---


def setting(root: Path, key: str) -> str:
    """What the settings of this person or this checkout say; '' when nothing."""
    answer = call(root, "config", "--get", key, own_settings=True)
    return "" if answer.status else answer.output.decode("utf-8", "replace").strip()


def identity(root: Path) -> Identity | None:
    name, address = setting(root, "user.name"), setting(root, "user.email")
    return Identity(name, address) if name and address else None


def remotes(root: Path) -> tuple[str, ...]:
    return tuple(line(root, "remote").split())


def remote_url(root: Path, remote: str) -> str:
    """Where `remote` is; '' when there is none of that name."""
    answer = call(root, "remote", "get-url", "--push", "--", remote, own_settings=True)
    return "" if answer.status else answer.output.decode("utf-8", "replace").strip()


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


def entries_between(root: Path, base: str, head: str) -> tuple[Entry, ...]:
    """Every path that differs between two commits; a renamed file counts twice."""
    out = run(root, "diff-tree", "-r", "-z", "--no-renames", "--no-commit-id", base, head)
    fields = out.decode("utf-8", "surrogateescape").rstrip("\0").split("\0")
    pairs = zip(fields[::2], fields[1::2], strict=True) if fields != [""] else ()
    return tuple(Entry(path, facts.split()[1]) for facts, path in pairs)


# --- what is made ---


@contextlib.contextmanager
def worktree(root: Path, commit: str) -> Iterator[Path]:
    """A throw-away checkout of `commit`, gone afterwards whatever happens. The checkout at `root` is not touched."""
    with tempfile.TemporaryDirectory(prefix="toolbox-") as folder:
        place = Path(folder).resolve() / "kopie"
        try:
            run(root, "worktree", "add", "--quiet", "--detach", str(place), commit)
            yield place
        finally:
            # Twice forced: also when a broken merge is in the way.
            call(root, "worktree", "remove", "--force", "--force", str(place))
            call(root, "worktree", "prune")


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
