"""Reads repositories: argument lists, a clean environment, and nothing of the reader's own settings.

Only this module and `proposals.repository`, which writes, run git.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from toolbox.findings import Finding
from toolbox.tree import (
    MAX_FILE_BYTES,
    MAX_FILES,
    MAX_FOLDERS,
    ROOTS,
    SUFFIXES,
    SYMLINK,
    Tree,
    content_problem,
    name_problem,
    size_text,
)

# A listing or a patch that is longer is not read to its end: a tree can be made to unfold without end.
MAX_OUTPUT = 50_000_000  # bytes
# What an entry of a tree is, as Git writes it.
LINK_MODE, SUBMODULE_MODE = "120000", "160000"
SUBMODULE = "verwijzing naar een andere repository"
# The trailer that says which region a change comes from; a commit may have more than one.
REGION = "trailers:key=Regio,valueonly,separator=%x2C "


class GitError(Exception):
    """git could not answer: no git, no repository, or a broken one."""


class UnknownRevision(GitError):
    """There is no such commit here. Its words are what was asked for."""


class TooMuch(GitError):
    """The answer is longer than any honest repository gives."""


def _environment() -> dict[str, str]:
    """No pagers, prompts or settings from outside; the GIT_* of a calling hook would point at another repository."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    return kept | {
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "LC_ALL": "C.UTF-8",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_NO_REPLACE_OBJECTS": "1",
        "GIT_TERMINAL_PROMPT": "0",
    }


def _command(root: Path, arguments: tuple[str, ...]) -> list[str]:
    # A checkout that another user owns (a container, a CI runner) is read all the same; nothing of it is executed.
    return [
        "git",
        "-c",
        f"safe.directory={root}",
        "-c",
        "core.hooksPath=/dev/null",
        "-c",
        "core.fsmonitor=false",
        *arguments,
    ]


def run(root: Path, *arguments: str, given: bytes = b"") -> bytes:
    """Standard output of one git command in `root`, with `given` as input. Raises GitError with git's own words."""
    command = _command(root, arguments)
    try:
        done = subprocess.run(
            command, cwd=root, env=_environment(), input=given, capture_output=True, check=False, timeout=120
        )
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


def log(root: Path, *roots: str, revisions: str = "HEAD") -> bytes:
    """One pass over the history: per commit a header and the names of what it changed, for `history` to read.

    `revisions` is a commit, or two hashes as 'BASE..HEAD'.
    """
    return run(
        root,
        *("log", "-z", "-M", "--name-status", "--no-merges", "--date=iso-strict"),
        f"--format=%x01%H%x02%cI%x02%aN%x02%({REGION})%x03",
        *(revisions, "--", *roots),
    )


def last_change(root: Path, commit_hash: str, path: str) -> tuple[str, str]:
    """(commit, moment as ISO 8601) of the newest change of `path`, seen from a commit. ('', '') when there is none."""
    out = run(root, "log", "-1", "--format=%H %cI", commit_hash, "--", path).decode().strip()
    found, _, moment = out.partition(" ")
    return found, moment


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
        yield name.strip(), peeled or found, moment, subject, regions.strip()


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
    out = _limited(root, "ls-tree", "-r", "-z", "--full-tree", commit_hash, "--", *paths)
    found: dict[str, str] = {}
    for line in out.decode("utf-8", "surrogateescape").split("\0"):
        if line:
            facts, _, name = line.partition("\t")
            found[name] = facts.split()[2]
    return found


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
    out = _limited(root, "diff-tree", "-r", "-z", "--no-renames", "--name-only", "--no-commit-id", base, head)
    return tuple(_shown(name.decode("utf-8", "surrogateescape")) for name in out.split(b"\0") if name)


def patch(root: Path, base: str, head: str, *roots: str) -> bytes:
    """The lines below `roots` that differ between two commits, without any lines around them."""
    return _limited(
        root,
        *("diff-tree", "-r", "-p", "-U0", "-a", "--no-renames", "--no-ext-diff", "--no-textconv", "--no-color"),
        *("--src-prefix=a/", "--dst-prefix=b/", "--no-commit-id", base, head, "--", *roots),
    )


def _limited(root: Path, *arguments: str) -> bytes:
    """As `run`. Raises TooMuch when there is no end to it."""
    process = subprocess.Popen(
        _command(root, arguments),
        cwd=root,
        env=_environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    with process:
        assert process.stdout is not None
        out = process.stdout.read(MAX_OUTPUT + 1)
        if len(out) > MAX_OUTPUT:
            process.kill()
            raise TooMuch(f"git {arguments[0]}")
    if process.returncode:
        raise GitError(f"git {arguments[0]} ({process.returncode})")
    return out


@dataclass(frozen=True, slots=True)
class _Entry:
    """One file of a commit: `mode` as Git writes it, `size` in bytes (0 for a submodule)."""

    mode: str
    blob: str
    size: int
    path: str


def read_commit(root: Path, commit_hash: str) -> tuple[Tree, list[Finding]]:
    """content/ and forms/ as they stand in a commit, within the limits of `tree.read_tree`; nothing is checked out."""
    findings: list[Finding] = []
    wanted: list[_Entry] = []
    for count, entry in enumerate(_entries(root, commit_hash), 1):
        if count > MAX_FILES:
            findings.append(Finding("too-many-files", entry.path, 0, {"limit": str(MAX_FILES)}))
            break
        if problem := _entry_problem(entry):
            findings.append(problem)
        else:
            wanted.append(entry)
    blobs = _blobs(root, sorted({entry.blob for entry in wanted}))
    files: dict[str, bytes] = {}
    for entry in wanted:
        if problem := content_problem(entry.path, blobs[entry.blob]):
            findings.append(problem)
        else:
            files[entry.path] = blobs[entry.blob]
    return Tree(files), findings


def _entries(root: Path, commit_hash: str) -> Iterator[_Entry]:
    try:
        listing = _limited(root, "ls-tree", "-r", "-z", "-l", "--full-tree", commit_hash, "--", *ROOTS)
    except TooMuch:
        # Only the beginning matters: there are too many files, whatever they are.
        yield from (_Entry("", "", 0, ROOTS[0]) for _ in range(MAX_FILES + 1))
        return
    for line in listing.split(b"\0"):
        if line:
            facts, _, name = line.partition(b"\t")
            mode, _, blob, size = facts.decode("ascii").split()
            yield _Entry(mode, blob, int(size) if size != "-" else 0, name.decode("utf-8", "surrogateescape"))


def _entry_problem(entry: _Entry) -> Finding | None:
    """What `tree.read_tree` would have said of the file in a checkout."""
    names = entry.path.split("/")
    for depth, name in enumerate(names, 1):
        path = "/".join(names[:depth])
        if reason := name_problem(name):
            return Finding("name-not-allowed", _shown(path), 0, {"reason": reason})
        if depth < len(names) and path.count("/") > MAX_FOLDERS:
            return Finding("folder-deep", path, 0, {"limit": str(MAX_FOLDERS)})
    if entry.mode in (LINK_MODE, SUBMODULE_MODE):
        kind = SYMLINK if entry.mode == LINK_MODE else SUBMODULE
        return Finding("not-a-file", entry.path, 0, {"kind": kind})
    if len(names) < 2 or Path(entry.path).suffix not in SUFFIXES[names[0]]:
        return Finding("suffix-not-allowed", entry.path)
    if entry.size > MAX_FILE_BYTES:
        values = {"size": size_text(entry.size), "limit": size_text(MAX_FILE_BYTES)}
        return Finding("too-big", entry.path, 0, values)
    return None


def _shown(path: str) -> str:
    # `ascii` keeps control and bidi characters out of the reader's terminal.
    return path if path.isprintable() else ascii(path).strip("'")


def _blobs(root: Path, hashes: list[str]) -> Mapping[str, bytes]:
    """The bytes of each blob, by its hash, from one run of git."""
    if not hashes:
        return {}
    out = run(root, "cat-file", "--batch", given="".join(f"{name}\n" for name in hashes).encode())
    found: dict[str, bytes] = {}
    start = 0
    for name in hashes:
        end = out.index(b"\n", start)
        facts = out[start:end].decode("ascii", "replace").split()
        if len(facts) != 3:
            raise GitError(f"{name} ontbreekt")
        start = end + 1 + int(facts[2])
        found[name] = out[end + 1 : start]
        start += 1
    return found
