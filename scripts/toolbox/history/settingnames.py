"""The names of all settings of a checkout: git is asked once for each state of the files that they stand in.

To ask takes as long as most questions to git do. What is remembered goes by what stands in those files, byte for byte,
not by their times. Where anything else may have a say in it, git is asked each time: a file that is included, or a
worktree or folder within another repository, of which the settings stand elsewhere.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Sequence
from pathlib import Path

# Relative to a checkout, as git names where a setting comes from; and what was set for this one call.
_OWN = frozenset({"file:.git/config", "file:.git/config.worktree"})
_GIVEN = "command line:"
_HEAD = re.compile(rb"ref:[ \t]*refs/|[0-9a-f]{40}")
# Honest ones are smaller than a page of memory.
_MOST = 1 << 16

_State = tuple[Path, bytes, bytes, bytes]
_KNOWN: dict[_State, tuple[str, ...]] = {}


def checkout_names(root: Path, ask: Callable[[], Sequence[str]]) -> tuple[str, ...]:
    """`ask` gives the fields of `git config --list --show-origin --name-only`, [] when git has no answer."""
    state = _state(root)
    if state in _KNOWN:
        return _KNOWN[state]
    fields = ask()
    names = tuple(fields[1::2])
    # It was told of the same files that are looked at here: else one of them changed, or it stands somewhere else.
    if state and names and state == _state(root) and _all_stand_there(fields[::2], names):
        _KNOWN[state] = names
    return names


def _state(root: Path) -> _State | None:
    """What decides on the answer; None where more may do so than what stands in a repository of its own."""
    place = (root / ".git").absolute()
    try:
        head, config, of_worktree = (_read(place / name) for name in ("HEAD", "config", "config.worktree"))
        # What git takes for no repository it passes over, for one that the folder may lie in.
        is_one = _HEAD.match(head) and all(os.access(place / name, os.X_OK) for name in ("objects", "refs"))
        if not is_one or not stat.S_ISDIR(place.lstat().st_mode) or os.path.lexists(place / "commondir"):
            return None
    except OSError:
        return None
    return place, head, config, of_worktree


def _read(path: Path) -> bytes:
    """b"" for a file that is not there, which says as little as an empty one. Raises OSError for what is no file."""
    try:
        found = path.lstat()
    except FileNotFoundError:
        return b""
    if not stat.S_ISREG(found.st_mode) or found.st_size > _MOST:
        raise OSError(f"{path} is no file of settings")
    return path.read_bytes()


def _all_stand_there(origins: Sequence[str], names: Sequence[str]) -> bool:
    own = set(origins) - {_GIVEN}
    return bool(own) and own <= _OWN and not any(name.startswith(("include.", "includeif.")) for name in names)
