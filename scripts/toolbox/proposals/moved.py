"""Where a file moved to since a proposal was made, and since when."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from toolbox.core.dutch import dutch_date
from toolbox.core.places import ROOTS
from toolbox.history import runner
from toolbox.history.log import log_format, read_log, real_moment
from toolbox.proposals.refused import Refused

MAX_MOVES = 10


@dataclass(frozen=True, slots=True)
class Departure:
    """A path that stopped to be: `now` is what it became, '' when it was taken away."""

    path: str
    now: str
    date: str


def has(root: Path, commit: str, path: str) -> bool:
    return bool(runner.line(root, "ls-tree", "-r", "--name-only", commit, "--", path))


def absent(root: Path, commit: str, path: str) -> Refused:
    """What to say of a file that is not in `commit`."""
    where, date = _last(root, commit, path)
    if where and date:
        return Refused("moved", path=path, now=where)
    return Refused("removed", path=path, date=date) if date else Refused("path-unknown", path=path)


def now_at(root: Path, commit: str, path: str) -> str:
    """Where a file that is not in `commit` went; '' when it is nowhere."""
    return _last(root, commit, path)[0]


def _last(root: Path, commit: str, path: str) -> tuple[str, str]:
    """(where it went, since when): '' for nowhere, and for never."""
    where, date = path, ""
    departures = _departures(root, commit)
    for _ in range(MAX_MOVES):
        found = departures.get(where)
        if found is None:
            break
        where, date = found.now, dutch_date(found.date)
        if where and has(root, commit, where):
            return where, date
    return "", date


def _departures(root: Path, commit: str) -> dict[str, Departure]:
    """The last departure of every path, by one pass over the history."""
    out = runner.run(
        root,
        *("log", "-z", "-M", "--name-status", "--diff-filter=DR", "--no-merges", log_format("%cI")),
        *(commit, "--", *ROOTS),
    )
    found: dict[str, Departure] = {}
    for logged in read_log(out, 1):
        for kind, path, before in logged.names:
            departure = (
                Departure(before, path, real_moment(logged.facts[0]))
                if kind == "R"
                else Departure(path, "", real_moment(logged.facts[0]))
            )
            found.setdefault(departure.path, departure)
    return found
