"""An override that is said to be made against something else than before, without a word on what was decided.

Only two states together show it: what is committed and what is in the folder, or the two sides of a proposal.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from toolbox.core.findings import Finding
from toolbox.source.overlays.model import Operation, Overlay, Override, Target

OverrideKey = tuple[Operation, Target, str]


def by_hand(before: Iterable[Overlay], after: Iterable[Overlay]) -> Iterator[Finding]:
    """A finding for each override of which the hash moved and no outcome begins where it stood."""
    was = {overlay.folder: overlay for overlay in before}
    for overlay in after:
        old = was.get(overlay.folder)
        bases = {override_key(one): one.base for one in old.overrides} if old else {}
        for one in overlay.overrides:
            base = bases.get(override_key(one), "")
            if base not in ("", one.base) and base not in {since for since, _, _ in one.outcomes}:
                place = one.place
                values = {"was": base, "now": one.base, "path": place.path, "line": str(place.line)}
                yield Finding("overlay-by-hand", place.path, place.line, values, place.column)


def override_key(one: Override) -> OverrideKey:
    """What makes it the same override, whatever it says. Rows are added as they are: another row is another one."""
    added = one.field.name if one.field else one.choice.value if one.choice else ""
    return one.operation, one.target, added or (repr(one.cells) if one.operation is Operation.ROW else "")
