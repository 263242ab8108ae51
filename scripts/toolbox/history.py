"""What Git knows of each source file: its last change, and what changed when. Pure but for `read_history`."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from toolbox import git
from toolbox.tree import ROOTS

MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)


@dataclass(frozen=True, slots=True)
class Change:
    """One file in one commit. `kind`: 'A' added, 'M' changed, 'D' removed, 'R' renamed."""

    commit: str
    date: str
    region: str
    kind: str
    path: str


@dataclass(frozen=True, slots=True)
class History:
    """Newest change first. Empty when there is no history, or only a part of it: no date is better than a wrong one.

    `edited` are paths that differ from the last commit: their date would be wrong too.
    """

    changes: tuple[Change, ...] = ()
    edited: frozenset[str] = frozenset()
    head: str = ""
    shallow: bool = False

    def last_of(self, *prefixes: str) -> Change | None:
        """The newest change of a file, or of anything below a folder; None when unknown or edited since."""
        if any(path == prefix or path.startswith(prefix + "/") for prefix in prefixes for path in self.edited):
            return None
        for change in self.changes:
            if any(change.path == prefix or change.path.startswith(prefix + "/") for prefix in prefixes):
                return change
        return None


def read_history(root: Path) -> History:
    if not git.is_repository(root):
        return History()
    if git.is_shallow(root):
        return History(head=git.head(root), shallow=True)
    changes = tuple(parse_log(git.log(root, *ROOTS)))
    return History(changes, git.changed_paths(root, *ROOTS), git.head(root))


def parse_log(raw: bytes) -> Iterator[Change]:
    """Read the output of `git.log`: records begin with 0x01, their header ends with 0x03, names are split by NUL."""
    for record in raw.decode("utf-8", "replace").split("\x01")[1:]:
        header, _, names = record.partition("\x03")
        commit, date, region = header.split("\x02")
        fields = iter(names.strip("\0\n").split("\0"))
        for status in fields:
            if not status:
                continue
            path = next(fields, "")
            if status[0] in "RC":
                path = next(fields, "")
            yield Change(commit, date[:10], region.strip(), status[0], path)


def dutch_date(iso: str) -> str:
    """'2026-11-23' → '23 november 2026'; '' stays ''."""
    if not iso:
        return ""
    date = datetime.date.fromisoformat(iso[:10])
    return f"{date.day} {MONTHS[date.month - 1]} {date.year}"


def dutch_month(iso: str) -> str:
    """'2026-11-23' → 'november 2026'."""
    return dutch_date(iso).split(" ", 1)[1]
