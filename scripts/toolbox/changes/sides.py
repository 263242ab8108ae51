"""Two commits  →  what of each needs to be compared, loaded; and what could not be."""

from __future__ import annotations

import html
from collections.abc import Container, Iterable
from dataclasses import dataclass, replace
from typing import TypeVar

from toolbox.assets.fonts import undrawable
from toolbox.core.diagram import Diagram
from toolbox.core.example import NO_EXAMPLE
from toolbox.core.findings import Severity
from toolbox.core.form import Format
from toolbox.core.journey import NO_JOURNEY
from toolbox.core.lists import NO_GLOSSARY, NOTHING_SINCE
from toolbox.core.method import NO_METHOD
from toolbox.core.model import Toolbox
from toolbox.core.page import Page
from toolbox.core.places import unit
from toolbox.source.diagrams import load_diagram
from toolbox.source.example import EXAMPLE
from toolbox.source.journey import JOURNEY
from toolbox.source.load import INVENTORY, Loaded, load
from toolbox.source.method import METHOD
from toolbox.source.since import SINCE
from toolbox.source.terms import TERMS
from toolbox.source.tree import Tree
from toolbox.source.words import WORDS

Item = TypeVar("Item", Page, Format, Diagram)
ROUTE_PATH = "content/schemas/route.yaml"


@dataclass(frozen=True, slots=True)
class Sides:
    """The two states, each without what did not change. `unreadable` are files that one side could not read;
    `faulty` are files and folders of formats that could be read, but have errors."""

    old: Toolbox
    new: Toolbox
    unreadable: tuple[str, ...]
    faulty: tuple[str, ...] = ()


def differing(old: Tree, new: Tree) -> tuple[str, ...]:
    """Paths whose bytes differ."""
    return tuple(
        path for path in sorted(old.files.keys() | new.files.keys()) if old.files.get(path) != new.files.get(path)
    )


def load_sides(old: Tree, new: Tree) -> Sides:
    """Only what differs is loaded: a format as a whole folder, and all else file by file."""
    units = {unit(path) for path in differing(old, new)}
    units |= _pages_of_formats(units, old, new)
    before, after = load(_part(old, units)), load(_part(new, units))
    bad = _unreadable(before) | _unreadable(after)
    faulty = (_faulty(before) | _faulty(after)) - bad
    return Sides(_all(before, bad), _all(after, bad), tuple(sorted(bad)), tuple(sorted(faulty)))


def _pages_of_formats(units: Iterable[str], *trees: Tree) -> set[str]:
    """Whether a format is a concept stands on the page of its number."""
    numbers = {unit.removeprefix("forms/").split("-", 1)[0] for unit in units if unit.startswith("forms/")}
    pages = (path for tree in trees for path in tree.under("content/") if path.endswith(".md"))
    return {path for path in pages if "-" in path and path.rsplit("/", 1)[-1].split("-", 1)[0] in numbers}


def _part(tree: Tree, units: Iterable[str]) -> Tree:
    wanted = frozenset(units)
    files = {path: data for path, data in tree.files.items() if unit(path) in wanted}
    return Tree(files, frozenset(path for path in tree.refused if unit(path) in wanted))


def _unreadable(loaded: Loaded) -> frozenset[str]:
    """What could not be read, and pages whose text could not be made: comparing them would call it all gone."""
    bad = loaded.broken - _guessed(loaded)
    wrong = {finding.path for finding in loaded.findings if finding.severity is Severity.ERROR}
    bad |= {page.path for page in loaded.guesses.pages if page.path in wrong and not page.body}
    if not loaded.toolbox.inventory and any(f.path == INVENTORY and f.code != "file-missing" for f in loaded.findings):
        bad |= {INVENTORY}
    if not loaded.toolbox.method and any(f.path == METHOD and f.code != "file-missing" for f in loaded.findings):
        bad |= {METHOD}
    if not loaded.toolbox.since and any(finding.path == SINCE for finding in loaded.findings):
        bad |= {SINCE}
    if not loaded.toolbox.glossary and any(finding.path == WORDS for finding in loaded.findings):
        bad |= {WORDS}
    if not loaded.toolbox.journey and any(finding.path == JOURNEY for finding in loaded.findings):
        bad |= {JOURNEY}
    if not loaded.toolbox.example and any(finding.path == EXAMPLE for finding in loaded.findings):
        bad |= {EXAMPLE}
    return bad


def _faulty(loaded: Loaded) -> set[str]:
    wrong = {unit(finding.path) for finding in loaded.findings if finding.severity is Severity.ERROR}
    # Another font would step in for what ours cannot draw.
    forms = (*loaded.toolbox.formats, *loaded.guesses.formats)
    odd = {form.folder for form in forms if undrawable(html.unescape(repr(form)))}
    return {path for path in wrong | odd if path in _guessed(loaded) or path.startswith("forms/")}


def _guessed(loaded: Loaded) -> frozenset[str]:
    """The files and folders of which there is a guess."""
    guesses = loaded.guesses
    paths = [item.path for item in guesses.pages] + [item.path for item in guesses.diagrams]
    return frozenset((*paths, *(form.folder for form in guesses.formats)))


def _kept(items: tuple[Item, ...], out: Container[str]) -> tuple[Item, ...]:
    return tuple(item for item in items if unit(item.path) not in out)


def _all(loaded: Loaded, bad: frozenset[str]) -> Toolbox:
    """What could be read; of a file with mistakes what could be made of it."""
    toolbox, guesses = loaded.toolbox, loaded.guesses
    out = _guessed(loaded) | bad
    return replace(
        toolbox,
        pages=_kept(toolbox.pages, out) + _kept(guesses.pages, bad),
        formats=_kept(toolbox.formats, out) + _kept(guesses.formats, bad),
        diagrams=_kept(toolbox.diagrams, out) + _kept(guesses.diagrams, bad),
        method=NO_METHOD if METHOD in bad else toolbox.method,
        glossary=NO_GLOSSARY if WORDS in bad else toolbox.glossary,
        journey=NO_JOURNEY if JOURNEY in bad else toolbox.journey,
        example=NO_EXAMPLE if EXAMPLE in bad else toolbox.example,
        since=NOTHING_SINCE if SINCE in bad else toolbox.since,
        inventory=() if INVENTORY in bad else toolbox.inventory,
        terms=() if TERMS in bad else toolbox.terms,
        images=tuple(image for image in toolbox.images if image.path not in bad),
    )


def route(tree: Tree) -> Diagram | None:
    """The route as it is drawn in the head of every format."""
    data = tree.files.get(ROUTE_PATH)
    return load_diagram(ROUTE_PATH, data).item if data is not None else None
