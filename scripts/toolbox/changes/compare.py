"""Old Toolbox × new Toolbox  →  Changes. Pure: where something stands in its file does not count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from toolbox.changes.align import State, likeness
from toolbox.changes.diagrams import diagram_changes, inventory_changes
from toolbox.changes.formats import format_changes, whole_format
from toolbox.changes.lists import example_changes, glossary_changes, journey_changes, since_changes
from toolbox.changes.method import method_changes
from toolbox.changes.model import Change, Changes, Fate, ItemDiff, ItemKind
from toolbox.changes.pages import page_changes, whole_page
from toolbox.changes.terms import term_changes
from toolbox.changes.words import tokens
from toolbox.core.bare import bare
from toolbox.core.diagram import Diagram
from toolbox.core.form import Format
from toolbox.core.model import Toolbox
from toolbox.core.page import Image, Page
from toolbox.source.example import EXAMPLE
from toolbox.source.images import pixels_text
from toolbox.source.journey import JOURNEY
from toolbox.source.method import METHOD
from toolbox.source.prose import plain_text
from toolbox.source.since import SINCE
from toolbox.source.terms import TERMS
from toolbox.source.words import WORDS

Item = TypeVar("Item", Page, Format, Diagram)
# As in Git: a file whose text is at least half the same is the same file under another name.
MOVED = 0.5
INVENTORY_PATH = "content/inventaris.yaml"
INVENTORY_TITLE = "Lijst van wat er moet zijn"
WORDS_TITLE = "Woorden en hun betekenis"
SINCE_TITLE = "Wat er veranderde sinds de bron"
METHOD_TITLE = "Naam, woorden, menu en voorpagina"
JOURNEY_TITLE = "De pagina met de eigen route"
EXAMPLE_TITLE = "Het ingevulde voorbeeld"
TERMS_TITLE = "Wat vragen van formats gemeen hebben"


def compare(old: Toolbox, new: Toolbox) -> Changes:
    """All that differs between two states, also when only a part of each was loaded."""
    items = [
        *_pages(old.pages, new.pages),
        *_formats(old.formats, new.formats),
        *_diagrams(old.diagrams, new.diagrams),
    ]
    before, after = bare(old.inventory), bare(new.inventory)
    if before != after:
        changes = tuple(inventory_changes(before, after))
        items.append(ItemDiff(ItemKind.INVENTORY, Fate.CHANGED, INVENTORY_PATH, "", INVENTORY_TITLE, _all(changes)))
    if bare(old.method) != bare(new.method):
        changes = _all(tuple(method_changes(old.method, new.method)))
        items.append(ItemDiff(ItemKind.METHOD, _fate(old.method, new.method), METHOD, "", METHOD_TITLE, changes))
    if bare(old.since) != bare(new.since):
        changes = _all(tuple(since_changes(old.since, new.since)))
        items.append(ItemDiff(ItemKind.SINCE, _fate(old.since, new.since), SINCE, "", SINCE_TITLE, changes))
    if old.glossary != new.glossary:
        changes = _all(tuple(glossary_changes(old.glossary, new.glossary)))
        fate = _fate(old.glossary, new.glossary)
        items.append(ItemDiff(ItemKind.WORDS, fate, WORDS, "", WORDS_TITLE, changes))
    if bare(old.journey) != bare(new.journey):
        changes = _all(tuple(journey_changes(old.journey, new.journey)))
        fate = _fate(old.journey, new.journey)
        items.append(ItemDiff(ItemKind.JOURNEY, fate, JOURNEY, "", JOURNEY_TITLE, changes))
    if bare(old.terms) != bare(new.terms):
        changes = _all(tuple(term_changes(old.terms, new.terms)))
        items.append(ItemDiff(ItemKind.TERMS, _fate(old.terms, new.terms), TERMS, "", TERMS_TITLE, changes))
    if bare(old.example) != bare(new.example):
        changes = _all(tuple(example_changes(old.example, new.example)))
        fate = _fate(old.example, new.example)
        items.append(ItemDiff(ItemKind.EXAMPLE, fate, EXAMPLE, "", EXAMPLE_TITLE, changes))
    items += _images(old.images, new.images)
    return Changes(tuple(items))


def _fate(old: object, new: object) -> Fate:
    """Of what there is one of, and false when there is none."""
    return Fate.NEW if not old else Fate.CHANGED if new else Fate.REMOVED


def _all(changes: Sequence[Change]) -> tuple[Change, ...]:
    """Two things that differ always have a change to show."""
    return tuple(changes) or (Change("invisible"),)


def _matches(old: Sequence[Item], new: Sequence[Item], keys: Sequence[Callable[[Item], Hashable]]) -> dict[int, int]:
    """Index in `new` → index in `old`; the first key that matches decides. A key of '' matches nothing."""
    found: dict[int, int] = {}
    for key in keys:
        free = {key(item): index for index, item in enumerate(old) if index not in found.values() and key(item)}
        for index, item in enumerate(new):
            if index not in found and key(item) in free:
                found[index] = free.pop(key(item))
    return found


def _pages(old: Sequence[Page], new: Sequence[Page]) -> Iterator[ItemDiff]:
    found = _matches(old, new, (lambda page: page.path, lambda page: page.number))
    percents = _similar(old, new, found)
    for index, page in enumerate(new):
        if index not in found:
            yield _page(Fate.NEW, page, tuple(whole_page(page, State.ADDED)))
            continue
        before = old[found[index]]
        if before.path != page.path:
            values = {"old": before.path, "new": page.path, "percent": str(percents.get(index, 100))}
            rule = "page-moved-text" if index in percents else "page-moved-number"
            changes = (Change(rule, values=values), *page_changes(before, page))
            yield replace(_page(Fate.MOVED, page, changes), old_path=before.path)
        elif bare(before) != bare(page):
            yield _page(Fate.CHANGED, page, _all(tuple(page_changes(before, page))))
    for index, page in enumerate(old):
        if index not in found.values():
            yield _page(Fate.REMOVED, page, tuple(whole_page(page, State.REMOVED)))


def _page(fate: Fate, page: Page, changes: tuple[Change, ...]) -> ItemDiff:
    return ItemDiff(ItemKind.PAGE, fate, page.path, page.number, page.title, changes)


def _similar(old: Sequence[Page], new: Sequence[Page], found: dict[int, int]) -> dict[int, int]:
    """Adds to `found` the pages whose text stayed at least half the same; gives how many per cent, by new index."""
    gone = {index: _words(page) for index, page in enumerate(old) if index not in found.values()}
    come = {index: _words(page) for index, page in enumerate(new) if index not in found}
    scores = [(likeness(gone[i], come[j]), i, j) for i in gone for j in come if gone[i] and come[j]]
    percents: dict[int, int] = {}
    for score, before, after in sorted(scores, key=lambda item: (-item[0], item[1:])):
        if score >= MOVED and after not in found and before not in found.values():
            found[after] = before
            percents[after] = int(score * 100)
    return percents


def _words(page: Page) -> Counter[str]:
    return Counter(tokens(plain_text(page.body.html)))


def _formats(old: Sequence[Format], new: Sequence[Format]) -> Iterator[ItemDiff]:
    gone = {form.name for form in old} - {form.name for form in new}

    def former(form: Format) -> str:
        return next((name for name in (form.name, *form.previous_names) if name in gone), "")

    found = _matches(old, new, (lambda form: form.path, lambda form: form.name, former, lambda form: form.number))
    for index, form in enumerate(new):
        if index not in found:
            yield _format(Fate.NEW, form, tuple(whole_format(form, State.ADDED)))
            continue
        before = old[found[index]]
        if bare(before) == bare(form):
            continue
        changes = _all(tuple(format_changes(before, form)))
        moved = before.folder != form.folder
        diff = _format(Fate.MOVED if moved else Fate.CHANGED, form, changes)
        yield replace(diff, old_path=before.folder if moved else "")
    for index, form in enumerate(old):
        if index not in found.values():
            yield _format(Fate.REMOVED, form, tuple(whole_format(form, State.REMOVED)))


def _format(fate: Fate, form: Format, changes: tuple[Change, ...]) -> ItemDiff:
    return ItemDiff(ItemKind.FORMAT, fate, form.folder, form.number, form.title, changes)


def _diagrams(old: Sequence[Diagram], new: Sequence[Diagram]) -> Iterator[ItemDiff]:
    found = _matches(old, new, (lambda diagram: diagram.path,))
    for index, diagram in enumerate(new):
        if index not in found:
            yield _diagram(Fate.NEW, diagram, diagram_changes(_empty(diagram), diagram, "diagram-new"))
        elif bare(before := old[found[index]]) != bare(diagram):
            yield _diagram(Fate.CHANGED, diagram, diagram_changes(before, diagram))
    for index, diagram in enumerate(old):
        if index not in found.values():
            yield _diagram(Fate.REMOVED, diagram, diagram_changes(diagram, _empty(diagram), "diagram-removed"))


def _images(old: Sequence[Image], new: Sequence[Image]) -> Iterator[ItemDiff]:
    """Another place is another image: the text says where it stands."""
    before, after = {image.path: image for image in old}, {image.path: image for image in new}
    for path in sorted(before.keys() | after.keys()):
        if before.get(path) == after.get(path):
            continue
        fate = Fate.REMOVED if path not in after else Fate.CHANGED if path in before else Fate.NEW
        code = {Fate.REMOVED: "image-removed", Fate.NEW: "image-new"}.get(fate, "image-replaced")
        sides = {"old": before.get(path), "new": after.get(path)}
        values = {key: pixels_text(side.width, side.height) for key, side in sides.items() if side}
        title = path.removeprefix("content/")
        yield ItemDiff(ItemKind.IMAGE, fate, path, "", title, (Change(code, values=values),))


def _empty(diagram: Diagram) -> Diagram:
    return replace(diagram, description="", boxes=(), arrows=())


def _diagram(fate: Fate, diagram: Diagram, changes: Iterator[Change]) -> ItemDiff:
    return ItemDiff(ItemKind.DIAGRAM, fate, diagram.path, "", diagram.title, _all(tuple(changes)))
