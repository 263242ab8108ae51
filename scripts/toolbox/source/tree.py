"""A folder on disk, read once: path → bytes.

Limits on names, kinds and sizes apply here; nothing later opens a source file.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from toolbox.core.dutch import size_text
from toolbox.core.findings import Finding
from toolbox.core.places import ROOTS
from toolbox.core.safetext import escaped
from toolbox.source.limits import (
    MAX_FOLDERS,
    content_problem,
    is_image,
    kind_problem,
    name_problem,
    size_problem,
)

MAX_FILES = 5_000
MAX_IMAGES = 200
MAX_BYTES = 100_000_000  # of all files together
MAX_TEXT_BYTES = 12_000_000  # of all text together: in forty languages too
SYMLINK = "verwijzing (symbolic link)"


@dataclass(frozen=True, slots=True)
class Tree:
    """The source files by POSIX path relative to the root, such as 'forms/3.1-…/datapackage.yaml'.

    `refused` are paths of files that are there but unfit: each has a finding of its own.
    """

    files: dict[str, bytes]
    refused: frozenset[str] = frozenset()

    def under(self, prefix: str) -> Iterator[str]:
        return (path for path in sorted(self.files) if path.startswith(prefix))

    def given(self, prefix: str) -> Iterator[bytes]:
        """All that the tree has to say of what stands under `prefix`: for whoever keeps what came of it."""
        paths = list(self.under(prefix))
        yield b"%d" % len(paths)
        for path in paths:
            yield from (path.encode(), self.files[path])
        yield from (path.encode() for path in sorted(self.refused) if path.startswith(prefix))


class Gate:
    """Lets in the files of a folder or a commit one by one, until there are too many: then it is `full`."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self.full = False
        self._files: dict[str, bytes] = {}
        self._count = self._images = self._bytes = self._text = 0

    @property
    def tree(self) -> Tree:
        return Tree(self._files, frozenset(finding.path for finding in self.findings))

    def admits(self, path: str, size: int, problem: Finding | None = None) -> bool:
        """Whether a file may be read, by all that is known without its bytes: `problem` is what the caller knows."""
        self._count += 1
        if self._count > MAX_FILES:
            shown = problem.path if problem else path
            return self._close(Finding("too-many-files", shown, 0, {"limit": str(MAX_FILES)}))
        if problem := problem or kind_problem(path) or size_problem(path, size):
            return self.refuse(problem)
        self._images += is_image(path)
        self._bytes += size
        if self._images > MAX_IMAGES:
            return self._close(Finding("too-many-images", path, 0, {"limit": str(MAX_IMAGES)}))
        if self._bytes > MAX_BYTES:
            return self._close(Finding("too-much", path, 0, {"limit": size_text(MAX_BYTES)}))
        self._text += 0 if is_image(path) else size
        if self._text > MAX_TEXT_BYTES:
            return self._close(Finding("too-much-text", path, 0, {"limit": size_text(MAX_TEXT_BYTES)}))
        return True

    def take(self, path: str, data: bytes) -> None:
        if problem := content_problem(path, data):
            self.refuse(problem)
        else:
            self._files[path] = data

    def refuse(self, problem: Finding) -> bool:
        self.findings.append(problem)
        return False

    def _close(self, problem: Finding) -> bool:
        self.full = True
        return self.refuse(problem)


def read_tree(root: Path) -> tuple[Tree, list[Finding]]:
    """Read content/ and forms/ below `root`. Symbolic links, devices and the like are findings and are not read."""
    gate = Gate()
    for top in ROOTS:
        if (root / top).is_symlink():
            gate.refuse(Finding("not-a-file", top, 0, {"kind": SYMLINK}))
            continue
        for entry, path in _walk(root / top, top, gate.findings):
            if gate.admits(path, entry.stat(follow_symlinks=False).st_size):
                gate.take(path, Path(entry.path).read_bytes())
            if gate.full:
                return gate.tree, gate.findings
    return gate.tree, gate.findings


def _walk(folder: Path, prefix: str, findings: list[Finding]) -> Iterator[tuple[os.DirEntry[str], str]]:
    if not folder.is_dir():
        return
    with os.scandir(folder) as entries:
        ordered = sorted(entries, key=lambda entry: entry.name)
    for entry in ordered:
        path = f"{prefix}/{entry.name}"
        if reason := name_problem(entry.name):
            findings.append(Finding("name-not-allowed", escaped(path), 0, {"reason": reason}))
            continue
        mode = entry.stat(follow_symlinks=False).st_mode
        if stat.S_ISDIR(mode) and path.count("/") > MAX_FOLDERS:
            findings.append(Finding("folder-deep", path, 0, {"limit": str(MAX_FOLDERS)}))
        elif stat.S_ISDIR(mode):
            yield from _walk(Path(entry.path), path, findings)
        elif stat.S_ISREG(mode):
            yield entry, path
        else:
            kind = SYMLINK if stat.S_ISLNK(mode) else "apparaat of pijp"
            findings.append(Finding("not-a-file", path, 0, {"kind": kind}))
