"""An override of an edition, made part of the base: for everyone. Pure; the edition reads as it did.

What was added gets a name without the region's, and keeps its old one as a name of before: what was filled in on the
edition's form is still read. The override leaves the edition, which says of what else was made against the same that it
is kept.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from toolbox.core.findings import Finding, Severity
from toolbox.core.form import Format
from toolbox.core.model import Toolbox
from toolbox.source.canonical import document
from toolbox.source.check import check_source
from toolbox.source.overlays.accepting import Verdict, accepted, difference_at, without
from toolbox.source.overlays.byhand import override_key
from toolbox.source.overlays.intoforms import with_format_changed
from toolbox.source.overlays.intotext import NotPromoted, with_own_text
from toolbox.source.overlays.loading import EDITION
from toolbox.source.overlays.model import TEXT_OPERATIONS, Aim, Difference, Overlaid, Override, Standing
from toolbox.source.tree import Tree, read_tree

FIRST_IN_STEP = "het is niet bij met de gezamenlijke toolbox: maak dat eerst in orde"


@dataclass(frozen=True, slots=True)
class Promotion:
    """Path → bytes of each file that changes, None for one that goes; `findings` are those of the whole after that.
    `title` says what it is and `region` whose, or `why` says that it cannot be."""

    files: Mapping[str, bytes | None]
    findings: tuple[Finding, ...] = ()
    title: str = ""
    region: str = ""
    why: str = ""

    @property
    def has_errors(self) -> bool:
        return any(finding.severity is Severity.ERROR for finding in self.findings)


def prepare(root: Path, place: str) -> Promotion:
    """The override that stands at `place` in the checkout at `root`, made part of the base; nothing is written."""
    tree, found = read_tree(root)
    source = check_source(tree, found)
    one = difference_at(source.overlaid, place)
    if source.has_errors or one is None:
        why = "" if source.has_errors else f"op {place} begint geen onderdeel van een editie"
        return Promotion({}, source.findings, why=why)
    laid = next(laid for laid in source.overlaid if one in laid.differences)
    try:
        made = promote(tree, source.toolbox, laid, one)
    except NotPromoted as reason:
        return Promotion({}, why=str(reason))
    return replace(made, title=f"Uit {laid.badge.label}: {one.words}", region=laid.badge.name)


def promote(tree: Tree, base: Toolbox, laid: Overlaid, one: Difference) -> Promotion:
    """`laid` is the edition that has the override `one`. Raises NotPromoted."""
    if one.standing is not Standing.SAME:
        raise NotPromoted(FIRST_IN_STEP)
    override = one.override
    edition = f"{laid.overlay.folder}/{EDITION}"
    text = tree.files[edition].decode()
    own = override.field.name if override.field else ""
    name = _base_name(own, base.format(override.target.unit), laid.badge.slug)
    changed = _in_base(tree, base, laid, override, text, name)
    text = without(text, override)
    if own:
        text = re.sub(rf"\b{re.escape(own)}\b", name, text)
    files: dict[str, bytes | None] = {path: made.encode() for path, made in {**changed, edition: text}.items()}
    if override.file and sum(other.file == override.file for other in laid.overlay.overrides) == 1:
        files[override.file] = None
    return _settled(tree, laid, Promotion(files), edition)


def _base_name(own: str, form: Format | None, slug: str) -> str:
    """Without the region's name in front, when nothing else is called so."""
    short = own.removeprefix(f"{slug.replace('-', '_')}_")
    taken = {one.name for one in form.questions} | {one.name for one in form.tables} if form else set()
    return own if short in taken or not re.match(r"[a-z]", short) else short


def _in_base(
    tree: Tree, base: Toolbox, laid: Overlaid, override: Override, edition: str, name: str
) -> Mapping[str, str]:
    target = override.target
    if override.operation in TEXT_OPERATIONS:
        page = next(page for page in base.pages if page.path == target.unit)
        own = tree.files[override.file].decode()
        return {page.path: with_own_text(tree.files[page.path].decode(), page.body.html, override, own)}
    form = base.format(target.unit)
    if target.aim is Aim.TOOL or form is None:
        raise NotPromoted("wat een regio niet gebruikt, kan een andere nodig hebben")
    operations = [other for other in laid.overlay.overrides if _is_operation(other)]
    item = document(edition)["bewerkingen"][operations.index(override)]
    return with_format_changed(tree.files[form.path].decode(), form, override, item, name)


def _is_operation(override: Override) -> bool:
    return override.operation not in TEXT_OPERATIONS and override.target.aim is not Aim.TOOL


def _settled(tree: Tree, laid: Overlaid, made: Promotion, edition: str) -> Promotion:
    """With what else of the edition was made against what changed just now: it reads as it did, so it is kept."""
    after = check_source(_with(tree, made.files), ())
    was = {override_key(one.override): one.standing for one in laid.differences}
    again = next((one for one in after.overlaid if one.overlay.folder == laid.overlay.folder), None)
    moved = [
        one
        for one in (again.behind if again else ())
        if one.standing is Standing.CHANGED and was.get(override_key(one.override), Standing.SAME) is Standing.SAME
    ]
    if not moved:
        return replace(made, findings=after.findings)
    text = (made.files[edition] or b"").decode()
    # From the last to the first, so that those above stay where they are.
    for one in sorted(moved, key=lambda one: -one.override.place.line):
        text = accepted(text, one, Verdict.KEPT)
    files = {**made.files, edition: text.encode()}
    return replace(made, files=files, findings=check_source(_with(tree, files), ()).findings)


def _with(tree: Tree, files: Mapping[str, bytes | None]) -> Tree:
    merged = {**tree.files, **files}
    return Tree({path: data for path, data in merged.items() if data is not None}, tree.refused)
