"""What a proposal may touch: files of `content/` and `forms/`, with which names and modes, and how many."""

from __future__ import annotations

from toolbox.core.places import ROOTS
from toolbox.proposals.diffs import FileDiff
from toolbox.proposals.refused import Refused
from toolbox.source.limits import MAX_FOLDERS, kind_problem, name_problem

MAX_FILES = 200
REGULAR, LINK, SUBMODULE = "100644", "120000", "160000"


def check_files(files: tuple[FileDiff, ...]) -> None:
    """Raises Refused when anything in the change may not be."""
    if len(files) > MAX_FILES:
        raise Refused("too-many-files", limit=str(MAX_FILES))
    seen: set[str] = set()
    for file in files:
        for path in file.paths:
            check_path(path)
            if path in seen:
                raise Refused("path-twice", path=path)
            seen.add(path)
        for mode in file.modes:
            check_mode(file.path, mode)
    if all(file.is_empty for file in files):
        raise Refused("empty-change")


def check_mode(path: str, mode: str) -> None:
    if mode == LINK:
        raise Refused("link", path=path)
    if mode == SUBMODULE:
        raise Refused("submodule", path=path)
    if mode != REGULAR:
        raise Refused("mode", path=path, mode=mode)


def check_path(path: str) -> None:
    """The rules of `source.limits` on one path, said for someone who gets a proposal. Raises Refused."""
    parts = path.split("/")
    is_hidden = any(part.lower().rstrip(" .") in ("", "..", ".git") or part.lower() == "git~1" for part in parts)
    if is_hidden or "\\" in path or ":" in path:
        raise Refused("path-hostile", path=path)
    if parts[0] not in ROOTS or len(parts) == 1:
        raise Refused("path-outside", path=path)
    for part in parts:
        if reason := name_problem(part):
            raise Refused("path-name", path=path, reason=reason)
    if len(parts) - 2 > MAX_FOLDERS:
        raise Refused("path-deep", path=path, limit=str(MAX_FOLDERS))
    if kind_problem(path):
        raise Refused("path-suffix", path=path)
