"""What a proposal does to the editions of regions  →  ItemDiffs, each about what is read in that edition.

An edition is laid over what the common toolbox becomes, as it was and as it is proposed: so what is told is the
edition's own doing, and what the common toolbox does to all of them is not told again. What that no longer fits is
told of each edition: see `outofstep`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from toolbox.changes.compare import compare
from toolbox.changes.model import Change, Fate, ItemDiff, ItemKind
from toolbox.changes.outofstep import steps
from toolbox.changes.sides import Sides, differing
from toolbox.changes.words import compare_words
from toolbox.core.findings import Finding, Severity
from toolbox.core.model import Toolbox
from toolbox.source.limits import LANGUAGES, REGIONS
from toolbox.source.load import load
from toolbox.source.overlays.byhand import by_hand
from toolbox.source.overlays.languages import load_languages
from toolbox.source.overlays.laying import lay
from toolbox.source.overlays.loading import load_overlays
from toolbox.source.overlays.model import Overlay
from toolbox.source.tree import Tree

FOLDERS = (REGIONS, LANGUAGES)
DEPTH = REGIONS.count("/")


@dataclass(frozen=True, slots=True)
class OverlayDiffs:
    """`told` are the files that `items` are about, `unreadable` those of editions that could not be laid; `findings`
    are what the check of one state does not see."""

    items: tuple[ItemDiff, ...] = ()
    told: frozenset[str] = frozenset()
    unreadable: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()


def overlay_changes(old: Tree, new: Tree, sides: Sides) -> OverlayDiffs:
    """`sides` is what differs in the common toolbox."""
    before, after = _by_folder(old), _by_folder(new)
    own = _own_changes(old, new, before, after)
    items = {item.path: item for item in own.items}
    for folder, overlay in after.items():
        if found := tuple(steps(sides, before.get(folder), overlay)):
            known = items.get(folder)
            made = known or ItemDiff(ItemKind.OVERLAY, Fate.CHANGED, folder, "", overlay.badge.name, ())
            items[folder] = replace(made, changes=(*made.changes, *found))
    findings = tuple(by_hand(before.values(), after.values()))
    return replace(own, items=tuple(items.values()), findings=findings)


def _own_changes(old: Tree, new: Tree, before: Mapping[str, Overlay], after: Mapping[str, Overlay]) -> OverlayDiffs:
    """What the editions themselves do otherwise."""
    paths = [path for path in differing(old, new) if path.startswith(FOLDERS) and path.count("/") > DEPTH]
    if not paths:
        return OverlayDiffs()
    loaded = load(new)
    if any(finding.severity is Severity.ERROR for finding in loaded.findings):
        return OverlayDiffs(unreadable=tuple(paths))
    items: list[ItemDiff] = []
    unread: list[str] = []
    for folder in sorted({_folder(path) for path in paths}):
        was, now = before.get(folder), after.get(folder)
        # Files without an edition that could be read are no edition that came or went.
        if any(not one and list(tree.under(f"{folder}/")) for one, tree in ((was, old), (now, new))):
            unread += [path for path in paths if _folder(path) == folder]
        else:
            items += _items(loaded.toolbox, was, now)
    return OverlayDiffs(tuple(items), frozenset(paths) - frozenset(unread), tuple(unread))


def _folder(path: str) -> str:
    return "/".join(path.split("/")[: DEPTH + 1])


def _by_folder(tree: Tree) -> dict[str, Overlay]:
    return {overlay.folder: overlay for overlay in (*load_overlays(tree)[0], *load_languages(tree)[0])}


def _items(base: Toolbox, was: Overlay | None, now: Overlay | None) -> Iterator[ItemDiff]:
    """The edition itself, and then each page and format of it that reads otherwise."""
    overlay = now or was
    if overlay is None:
        return
    found = compare(_laid(base, was), _laid(base, now)).items
    fate = Fate.CHANGED if was and now else Fate.NEW if now else Fate.REMOVED
    facts = tuple(_facts(was, now))
    if facts or not found:
        yield ItemDiff(ItemKind.OVERLAY, fate, overlay.folder, "", overlay.badge.name, facts or (Change("invisible"),))
    for item in found:
        # A path of its own: the same page of the common toolbox may change as well.
        path = item.path if item.path.startswith(overlay.folder) else f"{overlay.folder}/{item.path}"
        yield replace(item, path=path, old_path="", title=f"{item.title} ({overlay.badge.label})")


def _laid(base: Toolbox, overlay: Overlay | None) -> Toolbox:
    return lay(base, overlay)[0].toolbox if overlay else base


def _facts(was: Overlay | None, now: Overlay | None) -> Iterator[Change]:
    if was is None or now is None:
        yield Change("overlay-new" if now else "overlay-removed")
        return
    old, new = was.badge, now.badge
    for name, before, after in (
        ("Naam", old.name, new.name),
        ("Instellingen", ", ".join(old.institutions), ", ".join(new.institutions)),
        ("Contact", old.contact, new.contact),
    ):
        if before != after:
            yield Change("said", name, words=compare_words(before, after))
    if was.logo != now.logo:
        yield Change("logo")
