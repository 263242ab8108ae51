"""A commit  →  Tree: what `tree.read_tree` reads of a folder, without checking anything out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from toolbox.core.findings import Finding
from toolbox.core.places import ROOTS
from toolbox.core.safetext import escaped
from toolbox.history import runner
from toolbox.source.limits import MAX_FOLDERS, name_problem
from toolbox.source.tree import MAX_FILES, SYMLINK, Gate, Tree

# What an entry of a tree is, as Git writes it.
LINK_MODE, SUBMODULE_MODE = "120000", "160000"
SUBMODULE = "verwijzing naar een andere repository"


@dataclass(frozen=True, slots=True)
class _Entry:
    """One file of a commit: `mode` as Git writes it, `size` in bytes (0 for a submodule)."""

    mode: str
    blob: str
    size: int
    path: str


def read_commit(root: Path, commit_hash: str, *folders: str) -> tuple[Tree, list[Finding]]:
    """content/ and forms/ as they stand in a commit, within the limits of `tree.read_tree`; nothing is checked out.

    With `folders` only what is below these.
    """
    gate = Gate()
    wanted: list[_Entry] = []
    seen: set[str] = set()
    try:
        entries = list(_entries(root, commit_hash, folders or ROOTS))
    except runner.TooMuch:
        return Tree({}), [Finding("too-many-files", ROOTS[0], 0, {"limit": str(MAX_FILES)})]
    for entry in entries:
        if gate.admits(entry.path, entry.size, _entry_problem(entry) or _double(entry.path, seen)):
            wanted.append(entry)
        if gate.full:
            break
    blobs = _blobs(root, sorted({entry.blob for entry in wanted}))
    for entry in wanted:
        gate.take(entry.path, blobs[entry.blob])
    return gate.tree, gate.findings


def _entries(root: Path, commit_hash: str, folders: Iterable[str]) -> Iterator[_Entry]:
    listing = runner.limited(root, "ls-tree", "-r", "-z", "-l", "--full-tree", commit_hash, "--", *folders)
    for line in listing.split(b"\0"):
        if line:
            facts, _, name = line.partition(b"\t")
            mode, _, blob, size = facts.decode("ascii").split()
            # '-' for a submodule, 'BAD' for a file that this copy of Git has lost.
            known = int(size) if size.isdecimal() else 0
            yield _Entry(mode, blob, known, name.decode("utf-8", "surrogateescape"))


def _double(path: str, seen: set[str]) -> Finding | None:
    """A commit can hold a name twice, or a file and a folder of one name; who looks at it may see the other one."""
    parents = {path[:at] for at, sign in enumerate(path) if sign == "/"}
    if path in seen or parents & seen:
        return Finding("name-not-allowed", path, 0, {"reason": "hij staat er twee keer in"})
    seen.add(path)
    return None


def _entry_problem(entry: _Entry) -> Finding | None:
    """What `tree.read_tree` would have said of the file in a checkout."""
    names = entry.path.split("/")
    for depth, name in enumerate(names, 1):
        path = "/".join(names[:depth])
        if reason := name_problem(name):
            return Finding("name-not-allowed", escaped(path), 0, {"reason": reason})
        if depth < len(names) and path.count("/") > MAX_FOLDERS:
            return Finding("folder-deep", path, 0, {"limit": str(MAX_FOLDERS)})
    if entry.mode in (LINK_MODE, SUBMODULE_MODE):
        kind = SYMLINK if entry.mode == LINK_MODE else SUBMODULE
        return Finding("not-a-file", entry.path, 0, {"kind": kind})
    return None


def _blobs(root: Path, hashes: list[str]) -> Mapping[str, bytes]:
    """The bytes of each blob, by its hash, from one run of git."""
    if not hashes:
        return {}
    out = runner.run(root, "cat-file", "--batch", given="".join(f"{name}\n" for name in hashes).encode())
    found: dict[str, bytes] = {}
    start = 0
    for name in hashes:
        end = out.index(b"\n", start)
        facts = out[start:end].decode("ascii", "replace").split()
        if len(facts) != 3:
            raise runner.GitError(f"{name} ontbreekt")
        start = end + 1 + int(facts[2])
        found[name] = out[end + 1 : start]
        start += 1
    return found
