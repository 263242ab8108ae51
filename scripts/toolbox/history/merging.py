"""Two commits put together as a forge does it, without a checkout: what comes of it, or where that cannot be.

Git keeps the files that it makes for this in the repository, where nothing names them; it clears them away in time.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from toolbox.core.safetext import escaped
from toolbox.history.runner import TooMuch, call, limited

_CLEAN, _CLASHES = 0, 1


@dataclass(frozen=True, slots=True)
class Joined:
    """`tree` is what came of it; '' where Git could not choose (`clashes` has these paths) or could not try (none).

    `by_meaning`: line by line it did not fit, and `clashes` says of each what it is about.
    """

    tree: str
    clashes: tuple[str, ...] = ()
    by_meaning: bool = False


def join(root: Path, one: str, other: str) -> Joined:
    """Git from 2.38 on can do this. What unfolds without end is not tried: Git would look for what was moved in it."""
    try:
        limited(root, "ls-tree", "-r", "-z", "--full-tree", "--name-only", other)
    except TooMuch:
        return Joined("")
    answer = call(root, "merge-tree", "--write-tree", "--name-only", "--no-messages", "-z", one, other)
    tree, *paths = answer.output.decode("utf-8", "surrogateescape").split("\0")
    if answer.status == _CLEAN:
        return Joined(tree)
    found = paths if answer.status == _CLASHES else ()
    return Joined("", tuple(sorted({escaped(path) for path in found if path})))
