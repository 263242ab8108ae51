"""All overlays of a tree, laid over its toolbox and held to the rules that hold for the base."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import replace
from functools import partial

from toolbox.core.findings import Finding, Severity
from toolbox.core.model import Toolbox
from toolbox.core.prose import Prose
from toolbox.source.kept import Kept
from toolbox.source.limits import LANGUAGES, REGIONS, is_image
from toolbox.source.load import Loaded
from toolbox.source.overlays.languages import load_languages
from toolbox.source.overlays.loading import load_overlays
from toolbox.source.overlays.model import TEXT_OPERATIONS, Overlaid, Overlay
from toolbox.source.rules import problems_of
from toolbox.source.sizes import check_sizes
from toolbox.source.tree import Tree

Laid = tuple[tuple[Overlaid, ...], list[Finding]]


def lay_languages(tree: Tree, loaded: Loaded, kept: Kept) -> Laid:
    """The same of languages: their formats hold what those of the base hold, in other words."""
    return _lay(*load_languages(tree, kept), tree, loaded)


def lay_all(tree: Tree, loaded: Loaded, kept: Kept) -> Laid:
    """Of a base with errors the overlays are only read: what they are about may only seem to be gone."""
    return _lay(*load_overlays(tree, kept), tree, loaded)


def _lay(overlays: tuple[Overlay, ...], findings: list[Finding], tree: Tree, loaded: Loaded) -> Laid:
    laid = [_laid(tree, loaded.toolbox, overlay) for overlay in _to_lay(overlays, loaded)]
    return tuple(one for one, _ in laid), [*findings, *(each for _, found in laid for each in found)]


def overlay_findings(
    tree: Tree, loaded: Loaded, kept: Kept, folders: Container[str] | None = None
) -> tuple[int, int, list[Finding]]:
    """How many regions and languages are laid over the base, and what both of these find, without what they make; of
    those in `folders` alone where these are given."""
    (regions, findings), (languages, found) = load_overlays(tree, kept), load_languages(tree, kept)
    regions, languages = _to_lay(regions, loaded), _to_lay(languages, loaded)
    findings += found
    face = _face(tree, loaded.toolbox) if regions or languages else ()
    for overlay in (one for one in (*regions, *languages) if folders is None or one.folder in folders):
        units = {one.target.unit for one in overlay.overrides if one.operation in TEXT_OPERATIONS}
        bodies = (page.body.html.encode() for page in loaded.toolbox.pages if page.path in units)
        given = (*face, *bodies, *tree.given(f"{overlay.folder}/"))
        findings += kept.look("laid", overlay.folder, given, partial(_laid_findings, tree, loaded.toolbox, overlay))
    return len(regions), len(languages), findings


def _face(tree: Tree, base: Toolbox) -> tuple[bytes, ...]:
    """All of the base that an overlay can find something in, but for the text of pages that it is not about."""
    pages = [replace(page, body=Prose(headings=page.body.headings)) for page in base.pages]
    paths = [path for path in tree.under("content/") if not path.endswith(".md") and not is_image(path)]
    own = [path for path in paths if not path.startswith((REGIONS, LANGUAGES))]
    return repr(pages).encode(), *tree.given("forms/"), *(part for path in own for part in tree.given(path))


def _to_lay(overlays: tuple[Overlay, ...], loaded: Loaded) -> tuple[Overlay, ...]:
    return () if any(finding.severity is Severity.ERROR for finding in loaded.findings) else overlays


def _laid(tree: Tree, base: Toolbox, overlay: Overlay) -> tuple[Overlaid, list[Finding]]:
    # Loaded when something is laid: mostly it is known what is found then.
    from toolbox.source.overlays.contacts import with_contacts
    from toolbox.source.overlays.laying import lay

    # A language has no contacts.
    overlay, wrong = with_contacts(overlay, tree, base)
    one, found = lay(base, overlay)
    return one, [*wrong, *found, *_formats(one)]


def _laid_findings(tree: Tree, base: Toolbox, overlay: Overlay) -> list[Finding]:
    return _laid(tree, base, overlay)[1]


def _formats(one: Overlaid) -> Iterator[Finding]:
    """What makes a format unfit that the overlay changed; it stands at the overlay, for the base is as it should be."""
    place = one.overlay.place
    box = Toolbox((), one.forms, (), ())
    for finding in check_sizes(box):
        yield Finding(finding.code, place.path, place.line, finding.values)
    for form in one.forms:
        yield from problems_of(form, place)
