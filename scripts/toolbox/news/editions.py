"""Earlier editions of a format: its paper as it was at each tag, for whoever works with an older printed copy."""

from __future__ import annotations

import html
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from toolbox.assets.fonts import undrawable
from toolbox.core import addresses
from toolbox.core.diagram import Diagram
from toolbox.core.dutch import pages_text, size_text
from toolbox.core.edition import SHORT_COMMIT, Stamp
from toolbox.core.findings import Severity
from toolbox.core.form import Format
from toolbox.core.method import Imprint
from toolbox.core.model import Toolbox
from toolbox.core.places import ROOTS, unit
from toolbox.core.settings import Settings
from toolbox.history import git
from toolbox.history.history import History, Tag
from toolbox.machine.store import Job
from toolbox.shapes import warm
from toolbox.shapes.preview import page_count
from toolbox.source.committree import read_commit
from toolbox.source.formats import load_format
from toolbox.source.tree import Tree

ROUTE_PATH = "content/schemas/route.yaml"
FOLDER = f"{addresses.FILES}eerder/"


@dataclass(frozen=True, slots=True)
class Edition:
    """The print PDF of a format in an earlier edition. `path` is relative to the site, `size` in bytes."""

    tag: str
    date: str
    version: str
    path: str
    size: int
    pages: int

    @property
    def size_text(self) -> str:
        return size_text(self.size)

    @property
    def pages_text(self) -> str:
        return pages_text(self.pages)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A format as it stood at a tag: the folder it had, and the format that it is now."""

    tag: Tag
    folder: str
    now: Format
    job: Job


def edition_jobs(root: Path, toolbox: Toolbox, history: History, settings: Settings) -> tuple[Wanted, ...]:
    """What may have to be printed: each state of a format that differs from now, under the newest tag that has it."""
    return tuple(_wanted(root, toolbox, history, settings)) if history.tags else ()


def _wanted(root: Path, toolbox: Toolbox, history: History, settings: Settings) -> Iterator[Wanted]:
    formats = {form.folder: form for form in toolbox.formats}
    known: dict[str, set[tuple[tuple[str, str], ...]]] = {folder: set() for folder in formats}
    for folder, state in _states(root, history.head).items():
        # What was edited since the last commit is something else again.
        if folder in known and not any(unit(path) == folder for path in history.edited):
            known[folder].add(state)
    for tag in history.tags:
        for folder, state in _states(root, tag.commit).items():
            now = formats.get(folder) or formats.get(history.moved.get(folder, ""))
            if now is None or state in known[now.folder]:
                continue
            known[now.folder].add(state)
            name = f"{FOLDER}{tag.name}/{folder.split('/')[1]}"
            inputs = repr((tag, state, now, settings.url, toolbox.method.imprint))
            render = partial(_render, root, tag, folder, now, settings.url, toolbox.method.imprint)
            yield Wanted(tag, folder, now, Job((f"{name}.pdf", f"{name}.json"), inputs, render, prepare=warm.papers))


def _states(root: Path, commit: str) -> Mapping[str, tuple[tuple[str, str], ...]]:
    """(file name, hash) of all files of each format, by folder. The file names do not count the folder."""
    found: dict[str, list[tuple[str, str]]] = {}
    for path, blob in sorted(git.blobs(root, commit, ROOTS[1]).items()):
        folder = unit(path)
        if folder != path:
            found.setdefault(folder, []).append((path[len(folder) :], blob))
    return {folder: tuple(state) for folder, state in found.items()}


def _render(root: Path, tag: Tag, folder: str, now: Format, url: str, toolbox: Imprint) -> tuple[bytes, bytes]:
    """The PDF and facts about it; both empty when that edition cannot be printed, or reads the same as now."""
    from toolbox.changes.sides import route
    from toolbox.core.bare import bare

    tree, _ = read_commit(root, tag.commit)
    form, line = _load(folder, tree), route(tree)
    if form is None or line is None or bare(form) == bare(now):
        return b"", b""
    commit, moment = git.last_change(root, tag.commit, folder)
    stamp = Stamp(form.version, moment[:10], commit[:SHORT_COMMIT], url + addresses.format_url(now.number), toolbox)
    pdf = _printed(form, stamp, line)
    return pdf, json.dumps({"version": form.version, "name": addresses.earlier_file(form, tag.name)}).encode()


def _load(folder: str, tree: Tree) -> Format | None:
    """None when this build cannot read or print it: an older profile, or a letter that no font of ours has."""
    read = load_format(folder, tree)
    form, faulty = read.item, any(finding.severity is Severity.ERROR for finding in read.findings)
    return None if form is None or faulty or undrawable(html.unescape(repr(form))) else form


def _printed(form: Format, stamp: Stamp, route: Diagram) -> bytes:
    from toolbox.shapes.paper.single import lay_out_format
    from toolbox.shapes.paper.typeset import to_pdf

    document = lay_out_format(form, stamp, route).document
    return to_pdf(document, f"{form.number} {form.title}", form.description, stamp)


@dataclass(frozen=True, slots=True)
class Editions:
    """By the number of the format, newest first; and the PDFs, by site path."""

    by_number: Mapping[str, tuple[Edition, ...]]
    files: Mapping[str, bytes]


def read_editions(wanted: Sequence[Wanted], made: Mapping[str, bytes]) -> Editions:
    """`made` holds what the jobs of `wanted` rendered."""
    found: dict[str, list[Edition]] = {}
    files: dict[str, bytes] = {}
    for item in wanted:
        pdf_path, facts_path = item.job.names
        pdf, facts = made[pdf_path], made[facts_path]
        if not pdf:
            continue
        told = json.loads(facts)
        files[told["name"]] = pdf
        edition = Edition(item.tag.name, item.tag.date, told["version"], told["name"], len(pdf), page_count(pdf))
        found.setdefault(item.now.number, []).append(edition)
    return Editions({number: tuple(editions) for number, editions in found.items()}, files)
