"""The site engine, run for the common toolbox and for each region: each is a site of its own.

Each folder with pages is staged apart; what is no page stands in that of the common toolbox.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from toolbox.build.files import link_files, renew_files
from toolbox.core.badge import Badge
from toolbox.machine.fanout import fan_out
from toolbox.machine.store import Store
from toolbox.site.engine import run_engine


@dataclass(frozen=True, slots=True)
class Site:
    """`root` is its place in the whole ('' for the common toolbox), `docs` where it is staged, `epoch` the day of its
    newest change, in seconds since 1970."""

    badge: Badge
    root: str
    docs: Path
    config: Path
    epoch: int = 0


def region_site(work: Path, badge: Badge, epoch: int) -> Site:
    folder = work / badge.root
    return Site(badge, badge.root, folder / "docs", folder / "mkdocs.yml", epoch)


def leave_only(folder: Path, names: Collection[str]) -> None:
    """Of what an earlier build left in `folder`, remove all but these."""
    for entry in folder.iterdir() if folder.is_dir() else ():
        if entry.name not in names:
            shutil.rmtree(entry, ignore_errors=True)


def stage(sites: Sequence[Site], outputs: Mapping[str, bytes], target: Path) -> None:
    """Write the outputs, each page into the folder of its site. What is no page comes out as it is, so it is in the
    folder `target` already."""
    common, *regions = sites
    rest = dict(outputs)
    for site in regions:
        pages = [path for path in rest if path.startswith(site.root) and path.endswith(".md")]
        renew_files(site.docs, {path.removeprefix(site.root): rest.pop(path) for path in pages})
    renew_files(common.docs, rest)
    link_files(common.docs, [path for path in rest if not path.endswith(".md")], target)


def run_engines(sites: Sequence[Site], target: Path, store: Store) -> None:
    """Build all into the folder `target`. The common toolbox first, which makes the engine ready for the regions; each
    of those has a process of its own."""
    common, *regions = sites
    run_engine(common.config, common.docs, target, store)
    for index, (made, kept, pages) in fan_out([partial(_run, site, target, store.folder) for site in regions]):
        store.made += made
        store.kept += kept
        for page, key in pages.items():
            store.ask(regions[index].root + page, key)


def _run(site: Site, target: Path, folder: Path) -> tuple[tuple[str, ...], tuple[str, ...], Mapping[str, str]]:
    """(pages that were made, pages that were kept, keys of all of them)."""
    store = Store(folder)
    os.environ["SOURCE_DATE_EPOCH"] = str(site.epoch)
    # Whoever asks for what is not there gets the page of the common toolbox.
    pages = run_engine(site.config, site.docs, target / site.root, store, with_not_found=False)
    made, kept = (tuple(site.root + page for page in pages) for pages in (store.made, store.kept))
    return made, kept, pages
