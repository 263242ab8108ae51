"""What was found to be in order, kept by its digest: it need not be looked at again, as long as it is the same.

Nothing is kept of what was found wrong: that is looked at each time. A list that is not there, is damaged or is of
other code only costs the time to look again.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

from toolbox.machine.code import SITE_ONLY, code_hash

Found = TypeVar("Found")
DIGEST = re.compile(r"[0-9a-f]{64}")


class Passed:
    """The digests that are `known`, and those that this run asked for and that are in order."""

    def __init__(self, known: Iterable[str] = ()) -> None:
        self.known = frozenset(known)
        self.now: set[str] = set()

    def look(self, rule: str, given: str, look: Callable[[], Iterable[Found]]) -> list[Found]:
        """What `look` finds wrong by `rule`, which depends on the text `given` and on nothing else."""
        key = hashlib.sha256(f"{rule}\0{given}".encode()).hexdigest()
        found = [] if key in self.known else list(look())
        if not found:
            self.now.add(key)
        return found


def read_passed(path: Path) -> Passed:
    """Of the file that `write_passed` wrote; nothing is known when it is not there or is of other code."""
    try:
        code, *known = path.read_text("ascii").split("\n")
    except (OSError, UnicodeDecodeError):
        return Passed()
    return Passed(filter(DIGEST.fullmatch, known)) if code == code_hash(*SITE_ONLY) else Passed()


def write_passed(path: Path, passed: Passed) -> None:
    """What is there of a list that was cut off holds: each digest stands by itself."""
    if passed.now != passed.known:
        path.write_text("\n".join([code_hash(*SITE_ONLY), *sorted(passed.now)]), "ascii")
