"""What the newest changes did to each page and format, in plain Dutch: every commit compared with the one before it.

Comparing costs time, so each pair of states is compared once and kept: see `machine.store`.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from toolbox.changes.sentences import REMARKS
from toolbox.history import git
from toolbox.history.history import History
from toolbox.machine.store import Job
from toolbox.source.committree import read_commit

if TYPE_CHECKING:
    from toolbox.changes.model import ItemDiff

# So many changes are told in words; of older ones only which page it was and when.
NEWEST = 40
FOLDER = "verhaal/"
# What someone who reads the site never meets: files, technical names, what looks the same, what a change might mean;
# and links that came or went with the text around them.
TECHNICAL = frozenset(
    (
        *("page-moved-number", "page-moved-text", "format-path", "format-name", "renamed"),
        *("section-name", "old-name-added", "old-name-removed", "old-names-order", "links-order"),
        *("link-added", "link-removed", "link-text"),
        *("format-other-order", "choice-value", "invisible"),
        *REMARKS,
    )
)
# A page holds its last changes: one that is longer is told without its marked text.
MAX_MARKED = 12_000  # characters of HTML


@dataclass(frozen=True, slots=True)
class Told:
    """What one commit did to one page, format or schema. `path` is what the commit called its file or folder.

    `fate` is one of `changes.model.Fate`, `sentences` say what is different and `marked` is HTML with the words that
    came and went: safe, for what it quotes was escaped. Both are empty for what is new or removed as a whole.
    """

    path: str
    kind: str
    fate: str
    name: str
    sentences: tuple[str, ...] = ()
    marked: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """What one commit did. `unread` are files that could not be compared, such as those of an older profile."""

    told: tuple[Told, ...] = ()
    unread: frozenset[str] = frozenset()


def story_jobs(root: Path, history: History) -> Mapping[str, Job]:
    """The comparison of each of the newest commits with the one before it, by commit.

    The very first commit is left out: it has nothing to be compared with.
    """
    sizes = Counter(change.commit for change in history.changes)
    commits = tuple(sizes)[:NEWEST]
    if not commits:
        return {}
    names = {commit: _states(commit) for commit in commits}
    hashes = git.tree_hashes(root, (name for pair in names.values() for name in pair))
    jobs: dict[str, Job] = {}
    for commit, pair in names.items():
        state = tuple(hashes[name] for name in pair)
        if any(state[:2]):
            jobs[commit] = Job((FOLDER + "-".join(state),), "", partial(_render, root, commit), weight=sizes[commit])
    return jobs


def _states(commit: str) -> tuple[str, ...]:
    return (f"{commit}^:content", f"{commit}^:forms", f"{commit}:content", f"{commit}:forms")


def read_stories(jobs: Mapping[str, Job], made: Mapping[str, bytes]) -> Mapping[str, Story]:
    """By commit; `made` holds what the jobs rendered."""
    return {commit: _story(made[job.names[0]]) for commit, job in jobs.items()}


def _story(data: bytes) -> Story:
    read = json.loads(data)
    told = tuple(Told(**{**item, "sentences": tuple(item["sentences"])}) for item in read["told"])
    return Story(told, frozenset(read["unread"]))


def _render(root: Path, commit: str) -> Sequence[bytes]:
    story = compare_commits(root, f"{commit}^", commit)
    data = {"told": [asdict(item) for item in story.told], "unread": sorted(story.unread)}
    return (json.dumps(data, ensure_ascii=False, sort_keys=True).encode(),)


def compare_commits(root: Path, old: str, new: str) -> Story:
    """What differs between two commits for someone who reads the site."""
    from toolbox.changes.compare import compare
    from toolbox.changes.sides import load_sides

    sides = load_sides(read_commit(root, old)[0], read_commit(root, new)[0])
    changes = compare(sides.old, sides.new)
    told = tuple(_told(item) for item in changes.items)
    return Story(told, frozenset((*sides.unreadable, *sides.faulty)))


def _told(item: ItemDiff) -> Told:
    from toolbox.changes.model import Fate

    if item.fate in (Fate.NEW, Fate.REMOVED):
        return Told(item.path, item.kind, item.fate, item.name)
    return Told(item.path, item.kind, item.fate, item.name, tuple(dict.fromkeys(_sentences(item))), _marked(item))


def _sentences(item: ItemDiff) -> Iterator[str]:
    for change in item.changes:
        if change.code not in TECHNICAL:
            yield f"{change.subject}: {change.sentence}" if change.subject else change.sentence


def _marked(item: ItemDiff) -> str:
    from toolbox.changes import report as said
    from toolbox.changes.webpage import changes_templates

    shown = [
        (subject, [change for change in changes if change.code not in TECHNICAL])
        for subject, changes in said.subjects(item)
    ]
    html = (
        changes_templates().get_template("inpage.html").render(subjects=[pair for pair in shown if pair[1]], said=said)
    )
    return html.strip() if len(html) <= MAX_MARKED else ""
