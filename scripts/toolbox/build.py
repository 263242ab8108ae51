"""Everything in order: read, check, render, stage, site engine, publish."""

from __future__ import annotations

import calendar
import datetime
import hashlib
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from toolbox import engine, publish
from toolbox.cache import Store, code_hash
from toolbox.findings import Finding
from toolbox.history import History, read_history
from toolbox.settings import CONFIG, read_settings
from toolbox.tree import Tree, read_tree

WORK = ".build"
# Where Git learns what people want to be called.
MAILMAP = ".mailmap"
SITE = "site"
# Holds the fingerprint of the last build when nothing at all was found in its source.
CLEAN = f"{WORK}/clean"
EARLIEST = datetime.date(1980, 1, 1)


@dataclass(frozen=True, slots=True)
class Result:
    """What a build did: `changed` is False when the site was already what it should be."""

    findings: tuple[Finding, ...]
    built: bool
    changed: bool
    pages: int = 0
    files: int = 0


def build(root: Path) -> Result:
    """Build the site of the checkout at `root`. With errors in the source nothing is written and the old site stays.

    Raises ShallowHistory, and then too the old site stays.
    """
    with publish.only_one(root / WORK / "lock"):
        tree, found = read_tree(root)
        history = read_history(root)
        fingerprint = _fingerprint(root, tree, history)
        if not found and _is_clean(root, fingerprint) and publish.is_current(root / SITE, fingerprint):
            return Result((), built=True, changed=False)
        return _build(root, tree, found, history, fingerprint)


def _build(root: Path, tree: Tree, found: list[Finding], history: History, fingerprint: str) -> Result:
    # Checking and rendering take a second to import: a build with nothing to do does without.
    from toolbox.outputs import render_outputs
    from toolbox.source import check_source

    source = check_source(tree, found)
    if source.has_errors:
        return Result(source.findings, built=False, changed=False)
    outputs = render_outputs(root, source.toolbox, tree, history, read_settings(root), Store(root / WORK / "cache"))
    docs, new = root / WORK / "docs", root / WORK / "site.new"
    _write(docs, outputs)
    shutil.rmtree(new, ignore_errors=True)
    engine.run_engine(root / CONFIG, docs, new, _epoch(history))
    publish.write_record(new, history.head, fingerprint)
    publish.put_in_place(new, root / SITE)
    (root / CLEAN).write_text("" if source.findings else fingerprint, "utf-8")
    pages = sum(1 for path in outputs if path.endswith(".md"))
    return Result(source.findings, built=True, changed=True, pages=pages, files=len(outputs))


def _is_clean(root: Path, fingerprint: str) -> bool:
    try:
        return (root / CLEAN).read_text("utf-8") == fingerprint
    except OSError:
        return False


def _fingerprint(root: Path, tree: Tree, history: History) -> str:
    """Changes whenever the site would: sources, history, settings or code."""
    digest = hashlib.sha256(code_hash().encode())
    digest.update((root / CONFIG).read_bytes())
    digest.update(f"{history.head}\0{sorted(history.edited)}\0{history.tags}\0{history.proposed}".encode())
    digest.update((root / MAILMAP).read_bytes() if (root / MAILMAP).is_file() else b"")
    for path in sorted(tree.files):
        digest.update(f"{path}\0".encode() + hashlib.sha256(tree.files[path]).digest())
    return digest.hexdigest()


def _epoch(history: History) -> int:
    """Seconds since 1970 of the newest change: the same for every build of a commit."""
    date = datetime.date.fromisoformat(history.changes[0].date) if history.changes else EARLIEST
    return calendar.timegm(date.timetuple())


def _write(folder: Path, outputs: Mapping[str, bytes]) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    for path, data in outputs.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
