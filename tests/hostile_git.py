"""Commits that an honest git would not make: trees and commits written byte by byte.

A commit in a case is a mapping:

    message     its message
    author, committer   'Name <address> SECONDS ZONE', as the object holds it
    entries     a list: `path`, `mode` (100644 when left out) and one of `text` (with `times` that often), `like` (bytes
                of this file of the checkout, with `and` after it), `hash` (an object that need not be there), `gone:
                true`, or `unfolds` (so many folders in each other, ten of the same in each);
                `twice: true` adds an entry beside the one of that name
    branch      the branch that it makes (`main` when left out: the checkout follows)
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

PERSON = "Beheer Toolbox <beheer@toolbox.example> 1790000000 +0200"
ENVIRONMENT = {
    **{key: value for key, value in os.environ.items() if not key.startswith("GIT_")},
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "LC_ALL": "C.UTF-8",
}
TREE_MODE = "40000"

# Names in a folder → (mode, hash or the folder itself), several where an entry stands twice.
Folder = dict[bytes, list[tuple[str, Any]]]


class Repository:
    """The one at `root`."""

    def __init__(self, root: Path) -> None:
        self.root = root
        # A folder that stands in several places is written once: see `_unfolding`.
        self.written: dict[int, str] = {}

    def git(self, *arguments: str, given: bytes = b"") -> str:
        done = subprocess.run(
            ["git", *arguments], cwd=self.root, env=ENVIRONMENT, input=given, capture_output=True, check=False
        )
        assert done.returncode == 0, (arguments, done.stderr.decode())
        return done.stdout.decode("utf-8", "surrogateescape").strip()

    def write_object(self, kind: str, data: bytes) -> str:
        return self.git("hash-object", "-w", "-t", kind, "--stdin", "--literally", given=data)

    def begin(self) -> None:
        """Everything in the folder as the first commit on main."""
        self.git("init", "-q", "-b", "main")
        self.git("add", "-A")
        self.set_branch("main", self.write_commit(self.git("write-tree"), [], PERSON, PERSON, "Begin"))

    def set_branch(self, branch: str, commit: str) -> None:
        self.git("update-ref", f"refs/heads/{branch}", commit)

    def write_commit(self, tree: str, parents: list[str], author: str, committer: str, message: str) -> str:
        heads = [f"tree {tree}", *(f"parent {parent}" for parent in parents)]
        lines = [*heads, f"author {author}", f"committer {committer}", "", message]
        return self.write_object("commit", "\n".join(lines).encode() + b"\n")

    def commit(self, told: Mapping[str, Any]) -> None:
        """One commit of a case, on top of main."""
        assert told.keys() <= {"message", "author", "committer", "entries", "branch"}
        self.written = {}
        parent = self.git("rev-parse", "main")
        top = self._read(parent)
        for entry in told.get("entries", ()):
            self._put(top, entry)
        author, committer = told.get("author", PERSON), told.get("committer", PERSON)
        commit = self.write_commit(self._write(top), [parent], author, committer, told["message"])
        branch = told.get("branch", "main")
        self.set_branch(branch, commit)
        if branch == "main":
            self.git("reset", "-q", "--hard", commit)

    def _read(self, commit: str) -> Folder:
        top: Folder = {}
        for line in self.git("ls-tree", "-r", "-z", commit).split("\0"):
            if line:
                facts, _, path = line.partition("\t")
                mode, _, blob = facts.split()
                _folder(top, path)[path.rsplit("/", 1)[-1].encode()] = [(mode, blob)]
        return top

    def _put(self, top: Folder, entry: Mapping[str, Any]) -> None:
        assert entry.keys() <= {"path", "mode", "text", "times", "like", "and", "hash", "gone", "twice", "unfolds"}
        folder, name = _folder(top, entry["path"]), entry["path"].rsplit("/", 1)[-1].encode()
        if entry.get("gone"):
            del folder[name]
            return
        if "unfolds" in entry:
            folder[name] = [(TREE_MODE, self._unfolding(entry["unfolds"]))]
            return
        like = (self.root / entry["like"]).read_bytes() if "like" in entry else b""
        data = like + (entry.get("and", "") + entry.get("text", "") * entry.get("times", 1)).encode()
        found = entry.get("hash") or self.write_object("blob", data)
        before = folder.get(name, []) if entry.get("twice") else []
        folder[name] = [*before, (entry.get("mode", "100644"), found)]

    def _unfolding(self, depth: int) -> Folder:
        found: Folder = {b"x.md": [("100644", self.write_object("blob", b"x"))]}
        for _ in range(depth):
            found = {b"%d" % number: [(TREE_MODE, found)] for number in range(10)}
        return found

    def _known(self, folder: Folder) -> str:
        if id(folder) not in self.written:
            self.written[id(folder)] = self._write(folder)
        return self.written[id(folder)]

    def _write(self, folder: Folder) -> str:
        entries = [
            (name, mode, self._known(found) if isinstance(found, dict) else found)
            for name, listed in folder.items()
            for mode, found in listed
        ]
        # Git's order: a folder sorts as if its name ended in a slash.
        entries.sort(key=lambda entry: entry[0] + b"/" * (entry[1] == TREE_MODE))
        data = b"".join(mode.encode() + b" " + name + b"\0" + bytes.fromhex(found) for name, mode, found in entries)
        return self.write_object("tree", data)


def _folder(top: Folder, path: str) -> Folder:
    """The folder that `path` lies in, made when it is not there."""
    here = top
    for part in path.split("/")[:-1]:
        listed = here.setdefault(part.encode(), [])
        found = next((inner for mode, inner in listed if mode == TREE_MODE), None)
        if found is None:
            found = {}
            listed.append((TREE_MODE, found))
        here = found
    return here
