"""The phases of a build, in their order, each by the system call with which it begins."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from faults.calls import MAKES, OPENS, REMOVES, RENAMES, SYNCS, Call

NEW, OLD = (".build", "site.new"), (".site.old",)
MODES = frozenset({"chmod", "fchmodat"})


@dataclass(frozen=True, slots=True)
class Place:
    """A checkout that is built, and the folder (TMPDIR) in which its build puts aside what it needs for a while."""

    root: Path
    aside: Path

    def holds(self, path: str, *folder: str) -> bool:
        """Whether `path` lies in a folder of the checkout."""
        return path.startswith(f"{self.root.joinpath(*folder)}/")

    def puts_aside(self, path: str) -> bool:
        """Whether it is the folder itself that a build makes there."""
        return path.startswith(f"{self.aside}/toolbox-") and "/" not in path[len(str(self.aside)) + 1 :]


# Whether the phase begins with this call; the last says that the first process of the command makes it.
Begins = Callable[[Call, Place, bool], bool]


@dataclass(frozen=True, slots=True)
class Phase:
    """`kinds` are the system calls to look at. It comes about where whoever builds has this `umask` (-1: the one of who
    tries it)."""

    name: str
    kinds: frozenset[str]
    begins: Begins
    umask: int = -1


def _writes(*path: str) -> Begins:
    return lambda call, place, main: call.makes and call.path == str(place.root.joinpath(*path))


def _writes_in(*folder: str) -> Begins:
    return lambda call, place, main: call.makes and place.holds(call.path, *folder)


def _in(kinds: frozenset[str], *folder: str) -> Begins:
    return lambda call, place, main: call.name in kinds and place.holds(call.path, *folder)


def _flushes_the_swap(call: Call, place: Place, _main: bool) -> bool:
    """Not at the start, when nothing was swapped."""
    return call.path == str(place.root) and any(place.root.joinpath(*name).is_dir() for name in (NEW, OLD))


_EXECUTES = frozenset({"execve"})
PHASES = (
    Phase("work folder", MAKES, _writes(".build")),
    Phase("lock", frozenset({"flock"}), lambda call, place, main: call.path == str(place.root / ".build" / "lock")),
    Phase("read", OPENS, lambda call, place, main: call.opens_to_read and place.holds(call.path, "content")),
    Phase("history", _EXECUTES, lambda call, place, main: call.path.endswith("/git")),
    Phase("put aside", MAKES, lambda call, place, main: place.puts_aside(call.path)),
    Phase("inner build", _EXECUTES, lambda call, place, main: call.path == sys.executable and not main),
    Phase(
        "papers",
        MAKES | OPENS,
        lambda call, place, main: call.makes and f"{place.aside}/toolbox-" in call.path and "weasyprint-" in call.path,
    ),
    Phase("store", OPENS, _writes_in(".build", "cache")),
    Phase("stored", RENAMES, _in(RENAMES, ".build", "cache")),
    Phase("old pages", REMOVES, _in(REMOVES, ".build", "docs")),
    Phase("pages", OPENS, _writes_in(".build", "docs")),
    Phase("settings", OPENS, _writes(".build", "mkdocs.yml")),
    Phase(
        "engine",
        OPENS,
        lambda call, place, main: not main and call.makes and place.holds(call.path, *NEW),
    ),
    Phase("tidy", REMOVES, lambda call, place, main: main and place.puts_aside(call.path)),
    Phase(
        "wall",
        OPENS,
        lambda call, place, main: main and call.opens_to_read and place.holds(call.path, *NEW),
    ),
    Phase("record", OPENS, _writes(".build", "site.new", "build.json")),
    # A file that all may read is left alone.
    Phase("rights", MODES, _in(MODES, *NEW), umask=0o077),
    Phase("flush", SYNCS, _in(SYNCS, *NEW)),
    Phase("swap", RENAMES, lambda call, place, main: str(place.root / "site") in (call.path, call.other)),
    Phase("flush the swap", SYNCS, _flushes_the_swap),
    Phase("old site", REMOVES, lambda call, place, main: main and place.holds(call.path, *NEW)),
    Phase("note", OPENS, _writes(".build", "clean")),
)
# Where the file system cannot swap, in the swap's stead.
MOVES = (
    Phase("move away", RENAMES, lambda call, place, main: call.path == str(place.root / "site") and not call.flags),
    Phase("move in", RENAMES, lambda call, place, main: call.other == str(place.root / "site") and not call.flags),
    Phase("flush the moves", SYNCS, _flushes_the_swap),
    Phase("old site moved", REMOVES, _in(REMOVES, *OLD)),
)
NAMES = tuple(phase.name for phase in PHASES)


def phase(name: str) -> Phase:
    return PHASES[NAMES.index(name)]
