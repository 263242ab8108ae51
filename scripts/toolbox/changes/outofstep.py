"""What a proposal for the base does to what an edition lays over it: what no longer fits, and what does again."""

from __future__ import annotations

from collections.abc import Iterator

from toolbox.changes.model import Change
from toolbox.changes.sides import Sides
from toolbox.core.model import Toolbox
from toolbox.source.overlays.byhand import OverrideKey, override_key
from toolbox.source.overlays.laying import lay
from toolbox.source.overlays.model import Difference, Overlay, Standing

CODES = {
    Standing.SAME: "overlay-in-step",
    Standing.CHANGED: "overlay-moved",
    Standing.GONE: "overlay-lost",
    Standing.CLASH: "overlay-clashes",
}


def steps(sides: Sides, was: Overlay | None, now: Overlay) -> Iterator[Change]:
    """A change for each override that stands otherwise with the newer side than it did with the older.

    The sides hold only what differs: an override about anything else finds nothing in either, and is left alone.
    """
    before, after = _standings(sides.old, was or now), _standings(sides.new, now)
    for name, one in after.items():
        old = before.get(name)
        if not one.now and not (old and old.now):
            continue
        standing = old.standing if old else Standing.SAME
        if one.standing is not standing:
            yield Change(CODES[one.standing], f"{one.words[0].upper()}{one.words[1:]}", {"why": one.why})


def _standings(box: Toolbox, overlay: Overlay) -> dict[OverrideKey, Difference]:
    laid = lay(box, overlay)[0]
    return dict(zip(map(override_key, overlay.overrides), laid.differences, strict=True))
