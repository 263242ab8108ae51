"""The only file that runs git: argument lists, a clean environment, and nothing of the reader's own settings."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path


class GitError(Exception):
    """git could not answer: no git, no repository, or a broken one."""


def _environment() -> dict[str, str]:
    """No pagers, prompts or settings from outside; the GIT_* of a calling hook would point at another repository."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    return kept | {
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "LC_ALL": "C.UTF-8",
        "GIT_OPTIONAL_LOCKS": "0",
    }


def run(root: Path, *arguments: str) -> bytes:
    """Standard output of one git command in `root`. Raises GitError with git's own words."""
    # A checkout that another user owns (a container, a CI runner) is read all the same; nothing of it is executed.
    command = [
        "git",
        "-c",
        f"safe.directory={root}",
        "-c",
        "core.hooksPath=/dev/null",
        "-c",
        "core.fsmonitor=false",
        *arguments,
    ]
    try:
        done = subprocess.run(command, cwd=root, env=_environment(), capture_output=True, check=False, timeout=120)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise GitError(str(error)) from error
    if done.returncode:
        raise GitError(done.stderr.decode("utf-8", "replace").strip())
    return done.stdout


def is_repository(root: Path) -> bool:
    """Whether `root` is the top of a work tree: a checkout inside another repository must not take its history."""
    try:
        top = run(root, "rev-parse", "--show-toplevel").decode().strip()
        run(root, "rev-parse", "--verify", "--quiet", "HEAD")
    except GitError:
        return False
    return Path(top).resolve() == root.resolve()


def is_shallow(root: Path) -> bool:
    return run(root, "rev-parse", "--is-shallow-repository").strip() == b"true"


def head(root: Path) -> str:
    return run(root, "rev-parse", "HEAD").decode().strip()


def changed_paths(root: Path, *roots: str) -> frozenset[str]:
    """Paths below `roots` that differ from HEAD or that git does not know yet."""
    out = run(root, "status", "--porcelain=v1", "-z", "--untracked-files=all", "--no-renames", "--", *roots)
    return frozenset(entry[3:].decode("utf-8", "replace") for entry in out.split(b"\0") if entry)


def log(root: Path, *roots: str) -> bytes:
    """One pass over the history: per commit a header and the names of what it changed, for `history` to read."""
    return run(
        root,
        *("log", "-z", "-M", "--name-status", "--no-merges", "--date=iso-strict"),
        "--format=%x01%H%x02%cI%x02%(trailers:key=Regio,valueonly,separator=%x2C)%x03",
        *("--", *roots),
    )
