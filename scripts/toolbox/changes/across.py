"""A proposal from one region that changes the folder of another: that is said, so that its keepers are asked."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from toolbox.core.badge import Badge
from toolbox.history import git
from toolbox.history.history import parse_log, split_regions
from toolbox.source.limits import REGIONS
from toolbox.source.overlays.model import Overlay

REGION = "regio "
NOBODY = "Er staat niet bij van welke regio dit voorstel is."


def across_regions(root: Path, base: str, head: str, overlays: Iterable[Overlay]) -> tuple[str, ...]:
    """A sentence for each edition whose folder changes in a commit that names none of its own names."""
    badges = {overlay.folder: overlay.badge for overlay in overlays}
    if not badges:
        return ()
    changes, _ = parse_log(git.log(root, REGIONS, revisions=f"{base}..{head}"))
    found: dict[str, str] = {}
    for change in changes:
        folder = "/".join(change.path_then.split("/")[: REGIONS.count("/") + 1])
        badge = badges.get(folder)
        if badge and not is_theirs(badge, change.regions):
            found[folder] = _sentence(badge, folder, change.region)
    return tuple(found[folder] for folder in sorted(found))


def is_theirs(badge: Badge, names: Iterable[str]) -> bool:
    """Whether one of the names is the region's, or that of a school or organisation in it."""
    known = {_plain(name) for name in (badge.slug, badge.name, *badge.institutions)}
    return any(_plain(name) in known for name in names)


def _plain(name: str) -> str:
    return " ".join(name.casefold().replace("-", " ").split()).removeprefix(REGION)


def _sentence(badge: Badge, folder: str, region: str) -> str:
    whose = f"Dit voorstel is van {', '.join(split_regions(region))}." if region else NOBODY
    return f"{whose} Het verandert de map van {badge.label} ({folder}): vraag het eerst aan wie die bijhoudt."
