"""Two commits of a repository  →  their Report: read, compared, checked and printed."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from toolbox.changes.across import across_regions
from toolbox.changes.annotations import Annotation, Lines, annotate, changed_lines, is_touched
from toolbox.changes.compare import compare
from toolbox.changes.model import Changes, Fate, ItemKind
from toolbox.changes.overlays import overlay_changes
from toolbox.changes.previews import image_previews
from toolbox.changes.printed import PrintedFormat, TwoStates, compare_printed
from toolbox.changes.report import Report
from toolbox.changes.sides import Sides, differing, load_sides, route
from toolbox.core.findings import Finding, Severity
from toolbox.core.method import NO_METHOD
from toolbox.core.places import ROOTS, unit
from toolbox.core.settings import read_settings
from toolbox.history import git, runner
from toolbox.history.merging import Joined
from toolbox.machine.store import Store
from toolbox.machine.worker import Worker
from toolbox.source.check import check_source
from toolbox.source.committree import read_commit
from toolbox.source.method import load_method
from toolbox.source.overlays.loading import load_overlays
from toolbox.source.tree import Tree

CACHE = ".build/wijzigingen-cache"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One side of the comparison. `found` is what reading it had to say."""

    commit: str
    tree: Tree
    found: tuple[Finding, ...]


def make_report(root: Path, base: str, head: str, *, paper: bool, joined: Joined | None = None) -> Report:
    """Compare two commits of the repository at `root`. Nothing is checked out and nothing of them is run.

    What came of putting them together stands for the newer one, where it could be done.
    """
    result = (joined and joined.tree) or head
    old, new = _read_snapshot(root, base), _read_snapshot(root, result)
    # In a process of its own: the check of a whole snapshot takes longer than the comparison.
    with closing(Worker([partial(check_snapshot, new)], pieces=1)) as checking:
        checking.give(0)
        sides = load_sides(old.tree, new.tree)
        changes = compare(sides.old, sides.new)
        printed = _printed(root, changes, sides, old, new) if paper else None
        findings = checking.take()
    own = overlay_changes(old.tree, new.tree, sides)
    findings = (*findings, *own.findings)
    # More files than are read are more than are told: git would unfold them all before it said the first.
    is_endless = any(finding.code == "too-many-files" for finding in (*old.found, *new.found))
    touched = () if is_endless else git.touched_paths(root, base, result)
    lines = {} if is_endless else _changed_lines(root, base, result)
    notes, elsewhere = _notes(old, findings, touched, lines)
    unreadable = (*sides.unreadable, *own.unreadable)
    told = {item.path for item in changes.items} | {item.old_path for item in changes.items} | {*unreadable, *own.told}
    return Report(
        base,
        head,
        Changes((*changes.items, *own.items)),
        printed,
        notes,
        sum(finding.severity is Severity.ERROR for finding in findings),
        elsewhere,
        tuple(path for path in differing(old.tree, new.tree) if unit(path) not in told),
        tuple(path for path in touched if path.split("/")[0] not in ROOTS),
        unreadable,
        sides.faulty,
        image_previews(changes, old.tree, new.tree) if paper else (),
        joined,
        () if is_endless else across_regions(root, base, head, load_overlays(old.tree)[0]),
    )


def _read_snapshot(root: Path, commit: str) -> Snapshot:
    tree, found = read_commit(root, commit)
    return Snapshot(commit, tree, tuple(found))


def check_snapshot(snapshot: Snapshot) -> tuple[Finding, ...]:
    """All findings of one side."""
    return check_source(snapshot.tree, snapshot.found).findings


def _changed_lines(root: Path, base: str, head: str) -> Lines:
    """Empty when they are too many to read; what is found then counts when it was not there before."""
    try:
        return changed_lines(git.patch(root, base, head, *ROOTS))
    except runner.TooMuch:
        return {}


def _notes(
    old: Snapshot, findings: Sequence[Finding], touched: Sequence[str], lines: Lines
) -> tuple[tuple[Annotation, ...], int]:
    """(the findings that belong to the proposal, how many errors do not)."""
    if not findings:
        return (), 0
    paths = frozenset(touched)
    # What stands elsewhere may be the proposal's doing all the same, such as a link to a page that it takes away.
    doubt = any(not is_touched(finding, paths, lines) for finding in findings)
    before = check_snapshot(old) if doubt else ()
    notes = annotate(findings, touched, lines, before)
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    return notes, errors - sum(note.level == "error" for note in notes)


def _printed(root: Path, changes: Changes, sides: Sides, old: Snapshot, new: Snapshot) -> tuple[PrintedFormat, ...]:
    """The formats that changed, on paper; without those that have errors, for which no page can be trusted."""
    routes = route(old.tree), route(new.tree)
    before = {form.folder: form for form in sides.old.formats}
    after = {form.folder: form for form in sides.new.formats}
    pairs: list[TwoStates] = []
    for item in changes.of_kind(ItemKind.FORMAT):
        if item.path in sides.faulty or item.old_path in sides.faulty:
            continue
        form_before = None if item.fate is Fate.NEW else before[item.old_path or item.path]
        form_after = None if item.fate is Fate.REMOVED else after[item.path]
        pairs.append(TwoStates(form_before, form_after, *routes))
    toolbox = (load_method(new.tree)[0] or NO_METHOD).imprint
    return compare_printed(pairs, read_settings(root).url, toolbox, Store(root / CACHE))
