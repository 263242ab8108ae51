"""What git says of commits, read strictly.

A commit holds whatever its writer put in it: control characters in a name, the year 33658, no date at all. NUL alone
can be in none of it, so that is what divides.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

# What a date counts as that cannot be one: the oldest that every file format we write can hold.
NO_MOMENT = "1980-01-01T00:00:00+00:00"
# Beyond the last year the header of a gzip file has no place for it (RFC 1952 clause 2.3.1).
YEARS = range(1980, 2100)
_HASH = re.compile(r"[0-9a-f]{40,64}")

# (kind, path, path before it was renamed or '') of a file that a commit changed; kind is git's letter: A, M, D, R, …
Name = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Logged:
    """One commit, and the facts that were asked of it."""

    commit: str
    facts: tuple[str, ...]
    names: tuple[Name, ...]


def log_format(*facts: str) -> str:
    """The option that makes `git log -z --name-status` tell `facts`, which are placeholders as '%aN'."""
    return "--format=" + "".join(f"%x00{fact}" for fact in ("%H", *facts)) + "%x00"


def read_log(raw: bytes, count: int) -> Iterator[Logged]:
    """What git answered when it was asked `count` facts, a commit at a time."""
    fields = iter(raw.decode("utf-8", "replace").split("\0"))
    commit, facts = "", tuple[str, ...]()
    names: list[Name] = []
    for field in fields:
        mark = field.strip("\n")
        if _HASH.fullmatch(mark):
            if commit:
                yield Logged(commit, facts, tuple(names))
            commit, facts, names = mark, tuple(islice(fields, count)), []
        elif mark:
            path, before = next(fields, ""), ""
            if mark[0] in "RC":
                before, path = path, next(fields, "")
            names.append((mark[0], path, before if mark[0] == "R" else ""))
    if commit:
        yield Logged(commit, facts, tuple(names))


def real_moment(text: str) -> str:
    """A moment (RFC 3339) that git tells; NO_MOMENT for what is none. Newer versions of git write 'Z' for '+00:00'."""
    try:
        moment = datetime.datetime.fromisoformat(text)
    except ValueError:
        return NO_MOMENT
    return moment.isoformat() if moment.year in YEARS else NO_MOMENT
