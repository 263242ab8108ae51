"""A Tree  →  everything that is wrong with it, and the Toolbox it holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from toolbox.assets.fonts import undrawable
from toolbox.core.findings import Finding, Severity, sort_findings
from toolbox.core.model import Toolbox
from toolbox.source.canonical import check_canonical
from toolbox.source.characters import check_characters
from toolbox.source.kept import Kept
from toolbox.source.load import Loaded, load
from toolbox.source.overlays.model import Overlaid
from toolbox.source.overlays.whole import lay_all, lay_languages, overlay_findings
from toolbox.source.people import check_people
from toolbox.source.rules import check
from toolbox.source.tree import Tree, read_tree
from toolbox.source.verdict import Said


@dataclass(frozen=True, slots=True)
class Checked:
    """A checkout, read and checked; `overlaid` are the toolboxes of regions that are laid over it, `languages` those in
    another language."""

    toolbox: Toolbox
    findings: tuple[Finding, ...]
    overlaid: tuple[Overlaid, ...] = ()
    languages: tuple[Overlaid, ...] = ()

    @property
    def has_errors(self) -> bool:
        return any(finding.severity is Severity.ERROR for finding in self.findings)


def check_source(tree: Tree, found: Iterable[Finding], kept: Kept | None = None) -> Checked:
    """`found` is what reading the tree itself had to say; `kept` knows what need not be looked at again."""
    kept = kept or Kept()
    found = tuple(found)
    if any(finding.code == "too-many-files" for finding in found):
        # What was left out would be called missing.
        return Checked(Toolbox((), (), (), ()), sort_findings(found))
    loaded = load(tree, kept)
    own = _own_findings(tree, loaded, kept)
    overlaid, laid = lay_all(tree, loaded, kept)
    languages, translated = lay_languages(tree, loaded, kept)
    findings = sort_findings([*found, *own, *laid, *translated])
    return Checked(loaded.toolbox, findings, overlaid, languages)


def _not_ahead(_tree: Tree, _loaded: Loaded, _kept: Kept) -> None:
    """All is looked at in this process."""


def say_source(
    tree: Tree,
    found: Iterable[Finding],
    kept: Kept,
    lay_ahead: Callable[[Tree, Loaded, Kept], None] = _not_ahead,
) -> Said:
    """What `check_source` finds, without what it makes."""
    found = tuple(found)
    if any(finding.code == "too-many-files" for finding in found):
        return Said(sort_findings(found), 0, 0, 0, 0)
    loaded = load(tree, kept)
    lay_ahead(tree, loaded, kept)
    own = _own_findings(tree, loaded, kept)
    editions, languages, laid = overlay_findings(tree, loaded, kept)
    findings, box = sort_findings([*found, *own, *laid]), loaded.toolbox
    return Said(findings, len(box.pages), len(box.formats), editions, languages)


def _own_findings(tree: Tree, loaded: Loaded, kept: Kept) -> list[Finding]:
    """Of the base, and of each file of all of them."""
    characters = check_characters(tree, loaded.toolbox.pages, undrawable, kept)
    written = check_canonical(tree, loaded.toolbox, kept)
    return [*loaded.findings, *check(loaded, kept), *characters, *check_people(tree, kept), *written]


def read_source(root: Path) -> Checked:
    """The checkout at `root`, read and checked."""
    return check_source(*read_tree(root))
