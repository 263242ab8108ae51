"""Tree  →  Toolbox + findings. No YAML, CSV or Frictionless object comes past here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from typing import Any, TypeVar

from toolbox.core.diagram import Diagram
from toolbox.core.findings import Finding
from toolbox.core.form import Format
from toolbox.core.method import NO_METHOD
from toolbox.core.model import Listed, Toolbox, number_key
from toolbox.core.page import Image, Page, PageKind, Status
from toolbox.source import profile
from toolbox.source.diagrams import load_diagram
from toolbox.source.example import EXAMPLE, load_example
from toolbox.source.journey import JOURNEY, load_journey
from toolbox.source.kept import Kept
from toolbox.source.limits import IMAGES, LANGUAGES, REGIONS, is_image
from toolbox.source.mending import Mended, open_file
from toolbox.source.method import METHOD, load_method
from toolbox.source.pieces import read_format, read_glossary, read_image, read_one, read_page
from toolbox.source.since import SINCE, load_since
from toolbox.source.terms import TERMS, load_terms
from toolbox.source.tree import Tree
from toolbox.source.words import WORDS, check_spelling

INVENTORY = "content/inventaris.yaml"
SCHEMAS = "content/schemas/"
NOTHING = Toolbox((), (), (), ())
Item = TypeVar("Item", Page, Format, Diagram)
KIND_ORDER = (PageKind.INTRO, PageKind.STEP, PageKind.APPENDIX, PageKind.PLAIN)


@dataclass(frozen=True, slots=True)
class Loaded:
    """What could be read, and what is wrong with what could not.

    `broken` are files that gave no page, format or image. `guesses` are what could be made all the same of files with
    mistakes: to compare, and to find what else is wrong with them.
    """

    toolbox: Toolbox
    findings: tuple[Finding, ...]
    broken: frozenset[str]
    guesses: Toolbox = NOTHING


def load(tree: Tree, kept: Kept | None = None) -> Loaded:
    """`kept` knows what need not be read again."""
    kept = kept or Kept()
    findings: list[Finding] = []
    broken = set(tree.refused)
    others = (INVENTORY, METHOD, SINCE, WORDS, JOURNEY)
    paths = [path for path in tree.under("content/") if path not in others and not is_image(path)]
    paths = [path for path in paths if not path.startswith((REGIONS, LANGUAGES))]
    read_diagrams = {path: _read(kept, load_diagram, path, tree) for path in paths if path.endswith(".yaml")}
    loose = [path for path in tree.under("forms/") if path.count("/") == 1 and path not in (TERMS, EXAMPLE)]
    findings += [Finding("loose-file", path) for path in loose]
    folders = sorted({"/".join(path.split("/")[:2]) for path in tree.under("forms/") if path.count("/") > 1})
    read_formats = {folder: read_format(kept, folder, tree) for folder in folders}
    inventory, found = read_one(kept, _inventory, tree, INVENTORY)
    findings += found
    method, found = read_one(kept, load_method, tree, METHOD)
    findings += found
    since, found = read_one(kept, load_since, tree, SINCE)
    findings += found
    journey, found = read_one(kept, load_journey, tree, JOURNEY)
    findings += found
    example, found = read_one(kept, load_example, tree, EXAMPLE)
    findings += found
    terms, found = read_one(kept, load_terms, tree, TERMS)
    findings += found
    broken |= {TERMS} if found else set()
    # Last: the other process may be looking at some of them (`ahead`).
    read_pages = {path: read_page(kept, path, tree) for path in paths if path not in read_diagrams}
    readings: list[dict[str, Any]] = [read_diagrams, read_pages, read_formats]
    for path, read in chain.from_iterable(each.items() for each in readings):
        findings += read.findings
        broken |= set() if read.item else {path}
    glossary, found = read_glossary(kept, tree)
    findings += [*found, *check_spelling(tree, glossary, kept)]
    images, found = _images(tree, kept)
    findings += found
    broken |= {finding.path for finding in found}
    pages, formats, diagrams = _whole(read_pages), _whole(read_formats), _whole(read_diagrams)
    pages.sort(key=lambda page: (KIND_ORDER.index(page.kind), page.order, number_key(page.number), page.path))
    formats = [_with_status(form, pages) for form in formats]
    formats.sort(key=lambda form: (number_key(form.number), form.path))
    drafts = {page.step for page in pages if page.kind is PageKind.STEP and page.status is Status.DRAFT}
    diagrams = [_with_drafts(diagram, drafts) for diagram in diagrams]
    toolbox = Toolbox(tuple(pages), tuple(formats), tuple(diagrams), inventory, images, method or NO_METHOD)
    toolbox = replace(toolbox, since=since, glossary=glossary, terms=terms, journey=journey, example=example)
    guesses = Toolbox(_guesses(read_pages), _guesses(read_formats), _guesses(read_diagrams), ())
    return Loaded(toolbox, tuple(findings), frozenset(broken), guesses)


def _read(kept: Kept, load_one: Callable[[str, bytes], Mended[Item]], path: str, tree: Tree) -> Mended[Item]:
    data = tree.files[path]
    return kept.look(load_one.__name__, path, (data,), partial(load_one, path, data))


def _with_status(form: Format, pages: list[Page]) -> Format:
    """As the page of its number has it."""
    return replace(form, concept=any(page.number == form.number and page.status is Status.CONCEPT for page in pages))


def _whole(read: Mapping[str, Mended[Item]]) -> list[Item]:
    return [one.item for one in read.values() if one.item]


def _guesses(read: Mapping[str, Mended[Item]]) -> tuple[Item, ...]:
    return tuple(one.guess for one in read.values() if one.guess)


def _with_drafts(diagram: Diagram, drafts: set[int]) -> Diagram:
    return replace(diagram, boxes=tuple(replace(box, draft=box.step in drafts) for box in diagram.boxes))


def _images(tree: Tree, kept: Kept) -> tuple[tuple[Image, ...], list[Finding]]:
    paths = list(tree.under(IMAGES))
    loaded = [read_image(kept, path, tree) for path in paths]
    return tuple(image for image, _ in loaded if image), [finding for _, found in loaded for finding in found]


def _inventory(tree: Tree) -> tuple[tuple[Listed, ...], list[Finding]]:
    if INVENTORY not in tree.files:
        return (), [Finding("file-missing", INVENTORY)]
    opened = open_file(INVENTORY, tree.files[INVENTORY], profile.INVENTORY)
    source = opened.source
    if source is None or opened.findings:
        return (), opened.findings
    listed: list[Listed] = []
    for key, kind in (("inleiding", PageKind.INTRO), ("paginas", PageKind.PLAIN)):
        for index, name in enumerate(source.data[key]):
            listed.append(Listed(f"content/{name}", kind, source.place(key, index)))
    for key, kind in (("stappen", PageKind.STEP), ("bijlagen", PageKind.APPENDIX)):
        for index, number in enumerate(source.data[key]):
            listed.append(Listed(number, kind, source.place(key, index)))
    return tuple(listed), []
