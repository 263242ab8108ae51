"""All overlays of a tree, laid over its toolbox and held to the rules that hold for the base."""

from __future__ import annotations

from collections.abc import Iterator

from toolbox.core.findings import Finding, Severity
from toolbox.core.model import Toolbox
from toolbox.source.kept import Kept
from toolbox.source.load import Loaded
from toolbox.source.overlays.contacts import with_contacts
from toolbox.source.overlays.languages import load_languages
from toolbox.source.overlays.laying import lay
from toolbox.source.overlays.loading import load_overlays
from toolbox.source.overlays.model import Overlaid
from toolbox.source.rules import kept_problems
from toolbox.source.sizes import check_sizes
from toolbox.source.tree import Tree


def lay_languages(tree: Tree, loaded: Loaded, kept: Kept) -> tuple[tuple[Overlaid, ...], list[Finding]]:
    """The same of languages: their formats hold what those of the base hold, in other words."""
    overlays, findings = load_languages(tree, kept)
    if any(finding.severity is Severity.ERROR for finding in loaded.findings):
        return (), findings
    laid: list[Overlaid] = []
    for overlay in overlays:
        one, found = lay(loaded.toolbox, overlay)
        findings += [*found, *_formats(one, kept)]
        laid.append(one)
    return tuple(laid), findings


def lay_all(tree: Tree, loaded: Loaded, kept: Kept) -> tuple[tuple[Overlaid, ...], list[Finding]]:
    """Of a base with errors the overlays are only read: what they are about may only seem to be gone."""
    overlays, findings = load_overlays(tree, kept)
    if any(finding.severity is Severity.ERROR for finding in loaded.findings):
        return (), findings
    laid: list[Overlaid] = []
    for overlay in overlays:
        overlay, wrong = with_contacts(overlay, tree, loaded.toolbox)
        one, found = lay(loaded.toolbox, overlay)
        findings += [*wrong, *found, *_formats(one, kept)]
        laid.append(one)
    return tuple(laid), findings


def _formats(one: Overlaid, kept: Kept) -> Iterator[Finding]:
    """What makes a format unfit that the overlay changed; it stands at the overlay, for the base is as it should be."""
    place = one.overlay.place
    box = Toolbox((), one.forms, (), ())
    for finding in check_sizes(box):
        yield Finding(finding.code, place.path, place.line, finding.values)
    for form in one.forms:
        yield from kept_problems(kept, form, place)
