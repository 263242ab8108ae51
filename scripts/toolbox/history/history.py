"""What Git knows of each source file: what changed when, by whom and from which region; which editions there are.

Pure but for `read_history`.
"""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from toolbox.core.errors import SAME, Broken
from toolbox.core.places import ROOTS, unit
from toolbox.core.safetext import cut, one_line, spaced
from toolbox.history import git
from toolbox.history.log import Name, read_log, real_moment

PACKAGE_FILE = "/datapackage.yaml"
# An edition is a tag such as 2026.11; a third number is for a second one in the same month.
EDITION = re.compile(r"refs/tags/(20\d\d\.(?:0?[1-9]|1[0-2])(?:\.\d{1,3})?)")
PROPOSALS = ("refs/heads/voorstel/", "refs/remotes/*/voorstel/")
MAX_NAME = 80  # a longer name of a person or region is cut
MAX_PROPOSED = 100
# Of what no Git knows; a zip file has no earlier day (APPNOTE.TXT, 4.4.6).
EARLIEST = datetime.date(1980, 1, 1)


class ShallowHistory(Broken):
    """This clone lacks a part of its history: every date and name that came from it could be wrong."""

    sentence = (
        "Deze kopie heeft maar een deel van de geschiedenis. Data en namen op de site zouden dan niet kloppen; "
        f"{SAME}. Haal de rest op met ‘git fetch --unshallow’. "
        "Bouwt een server de site? Zet daar ‘fetch-depth: 0’ bij het ophalen (bij GitLab: GIT_DEPTH op 0)."
    )


@dataclass(frozen=True, slots=True)
class FileChange:
    """One file in one commit. `kind`: 'A' added, 'M' changed, 'D' removed, 'R' renamed.

    `path` is what the file is called now and `path_then` what the commit called it; `date` is the day and `moment` the
    time (RFC 3339) at which it was committed. `region` holds the names of the regions, with ', ' between them.
    """

    commit: str
    date: str
    region: str
    kind: str
    path: str
    person: str = ""
    moment: str = ""
    path_then: str = ""

    @property
    def regions(self) -> tuple[str, ...]:
        return split_regions(self.region)


@dataclass(frozen=True, slots=True)
class Tag:
    """An edition of the toolbox, such as '2026.11'."""

    name: str
    commit: str
    date: str

    @property
    def order(self) -> tuple[int, ...]:
        return tuple(int(part) for part in self.name.split("."))


@dataclass(frozen=True, slots=True)
class Proposed:
    """A branch with a proposal that is not part of the toolbox yet."""

    commit: str
    date: str
    title: str
    region: str

    @property
    def regions(self) -> tuple[str, ...]:
        return split_regions(self.region)


@dataclass(frozen=True)
class History:
    """Newest change first. Empty when there is no history: no date is better than a wrong one.

    `edited` are paths that differ from the last commit: their date would be wrong too. `moved` says of what folders of
    formats were called once, what they are called now. `tags` has the newest edition first, `proposed` the
    newest proposal.
    """

    changes: tuple[FileChange, ...] = ()
    edited: frozenset[str] = frozenset()
    head: str = ""
    moved: Mapping[str, str] = field(default_factory=dict, hash=False)
    tags: tuple[Tag, ...] = ()
    proposed: tuple[Proposed, ...] = ()

    @property
    def epoch(self) -> int:
        """Seconds since 1970 of the day of the newest change: the same for every build of a commit."""
        day = datetime.date.fromisoformat(self.changes[0].date) if self.changes else EARLIEST
        return calendar.timegm(day.timetuple())

    def about(self, concerns: Callable[[str], bool]) -> History:
        """The same for who sees only the paths that `concerns` holds for: a change elsewhere is none."""
        changes = tuple(change for change in self.changes if concerns(change.path))
        head = changes[0].commit if changes else ""
        return replace(self, changes=changes, edited=frozenset(filter(concerns, self.edited)), head=head)

    @cached_property
    def _by_unit(self) -> Mapping[str, list[int]]:
        """Places in `changes`."""
        found: dict[str, list[int]] = {}
        for place, change in enumerate(self.changes):
            found.setdefault(unit(change.path), []).append(place)
        return found

    def of(self, *units: str) -> tuple[FileChange, ...]:
        """The changes of pages (their files) and formats (their folders), newest first."""
        places = sorted(place for name in units for place in self._by_unit.get(name, ()))
        return tuple(self.changes[place] for place in places)

    def last_of(self, *units: str) -> FileChange | None:
        """The newest change of any of them; None when unknown or edited since."""
        if any(unit(path) in units for path in self.edited):
            return None
        found = [self._by_unit[name][0] for name in units if name in self._by_unit]
        return self.changes[min(found)] if found else None


def read_history(root: Path) -> History:
    """Raises ShallowHistory. A folder without Git has no history, which is no error."""
    if not git.is_repository(root):
        return History()
    if git.is_shallow(root):
        raise ShallowHistory
    changes, moved = parse_log(git.log(root, *ROOTS))
    return History(
        changes,
        git.changed_paths(root, *ROOTS),
        git.head(root),
        moved,
        tuple(sorted(_tags(root), key=lambda tag: tag.order, reverse=True)),
        tuple(sorted(_proposed(root), key=lambda item: (item.date, item.title), reverse=True)),
    )


def parse_log(raw: bytes) -> tuple[tuple[FileChange, ...], Mapping[str, str]]:
    """Read the output of `git.log`: (changes, what each folder of a format that moved is called now).

    Going back in time, a rename says what the file was called before.
    """
    changes: list[FileChange] = []
    now = _Names()
    for logged in read_log(raw, 3):
        moment, person, region = logged.facts
        moment, who, regions = real_moment(moment), shown_name(person), ", ".join(split_regions(region))
        for kind, path, _ in logged.names:
            changes.append(FileChange(logged.commit, moment[:10], regions, kind, now.of(path), who, moment, path))
        now.go_back(logged.names)
    return tuple(changes), now.moved


class _Names:
    """What files and folders of formats are called now, seen from a moment that goes back in time.

    `moved` keeps every folder that was ever left, also from before the format in it was made.
    """

    def __init__(self) -> None:
        self.files: dict[str, str] = {}
        self.folders: dict[str, str] = {}
        self.moved: dict[str, str] = {}

    def of(self, path: str) -> str:
        if path in self.files:
            return self.files[path]
        folder = unit(path)
        return self.folders.get(folder, folder) + path[len(folder) :]

    def go_back(self, listed: Sequence[Name]) -> None:
        """To before a commit. All at once: two files may have changed places in it."""
        renamed = {before: self.of(path) for _, path, before in listed if before}
        for kind, path, _ in listed:
            if kind in "AR":
                self.files.pop(path, None)
        for kind, path, before in listed:
            if kind == "A" and path.endswith(PACKAGE_FILE):
                self.folders.pop(unit(path), None)
            elif before.endswith(PACKAGE_FILE) and path.endswith(PACKAGE_FILE) and unit(before) != unit(path):
                self.folders[unit(before)] = unit(renamed[before])
                self.moved.setdefault(unit(before), unit(renamed[before]))
        self.files.update(renamed)


def split_regions(text: str) -> tuple[str, ...]:
    """'Twente, Zuid-Limburg' → its names, each once."""
    return tuple(dict.fromkeys(name for part in text.split(",") if (name := shown_name(part))))


def shown_name(text: str) -> str:
    """A name on one line, without what steers a screen, and not endless."""
    return cut(one_line(spaced(text)), MAX_NAME)


def _tags(root: Path) -> Iterator[Tag]:
    for name, commit, moment, _, _ in git.refs(root, "--merged", "refs/tags/20*"):
        if match := EDITION.fullmatch(name):
            yield Tag(match[1], commit, moment[:10])


def _proposed(root: Path) -> Iterable[Proposed]:
    """Each once, also when its branch is here and on the forge."""
    found: dict[str, Proposed] = {}
    for _, commit, moment, title, region in git.refs(root, "--no-merged", *PROPOSALS):
        if commit not in found and len(found) < MAX_PROPOSED and not git.is_taken_over(root, commit):
            found[commit] = Proposed(commit, moment[:10], shown_name(title), ", ".join(split_regions(region)))
    return found.values()
