"""Everything in order: read, check, render, stage, site engine, wall, publish."""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from toolbox import __version__
from toolbox.build import looked, publish
from toolbox.build.bill import bill
from toolbox.build.files import write_files
from toolbox.build.inner import NEW, Order, run_inner
from toolbox.build.keptsites import KeptSite, keep_new, keep_old, offered, own_files, put_kept
from toolbox.build.versions import versions
from toolbox.core.findings import Finding
from toolbox.core.places import BILL, CONFIG, KEPT_SITES, NPM_LOCK, PYTHON_LOCK, SITE, WORK
from toolbox.core.settings import read_settings
from toolbox.history.history import History, read_history
from toolbox.machine.code import code_hash
from toolbox.machine.compiled import compile_package, compile_templates
from toolbox.machine.progress import BuildProgress, Stage, Tell, nobody
from toolbox.machine.stops import held_back
from toolbox.source.tree import Tree, read_tree

if TYPE_CHECKING:
    from jinja2 import Environment

# Where Git learns what people want to be called.
MAILMAP = ".mailmap"
# Holds the fingerprint of the last build when nothing at all was found in its source.
CLEAN = f"{WORK}/clean"


@dataclass(frozen=True, slots=True)
class Result:
    """What a build did: `changed` is False when the site was already what it should be.

    `made` are the results that had to be made, by name; `kept` is how many were there from an earlier build.
    """

    findings: tuple[Finding, ...]
    built: bool
    changed: bool
    pages: int = 0
    files: int = 0
    made: tuple[str, ...] = ()
    kept: int = 0


@dataclass(frozen=True, slots=True)
class _Ready:
    """What comes after the inner build and depends on the order alone: what the wall is told, files that are `added`
    behind it, and the versions of what builds (`made_with`)."""

    policy: str
    private: tuple[str, ...]
    added: Mapping[str, bytes]
    made_with: Mapping[str, str]


def build(root: Path, begin_swap: Callable[[], None] = lambda: None, tell: Tell = nobody) -> Result:
    """Build the site of the checkout at `root`. With errors in the source nothing is written and the old site stays.

    Raises ShallowHistory, and then too the old site stays. `begin_swap` is called when the new site is ready and is
    put in place; `tell` hears how far it is.
    """
    with publish.only_one(root / WORK / "lock") as lock, _leaving_nothing(root):
        tree, found = read_tree(root)
        history = read_history(root)
        fingerprint = _fingerprint(root, tree, history)
        if not found and _is_clean(root, fingerprint) and publish.is_current(root / SITE, fingerprint):
            return Result((), built=True, changed=False)
        sites = offered(root / KEPT_SITES)
        order = replace(_order(root, tree, found, history), offered={at: site.files for at, site in sites.items()})
        return _build(order, sites, lock, fingerprint, begin_swap, tell)


def read_order(root: Path) -> Order:
    """What there is to build now. Raises ShallowHistory, BadSettings, GitError."""
    return _order(root, *read_tree(root), read_history(root))


def _order(root: Path, tree: Tree, found: Iterable[Finding], history: History) -> Order:
    return Order(root, root / WORK, tree, tuple(found), history, read_settings(root), history.epoch)


@contextmanager
def _leaving_nothing(root: Path) -> Iterator[None]:
    """Half a site is of use to nobody, and may take the room that the next build needs."""
    left = (root / NEW, root / SITE, partial(keep_old, kept=root / KEPT_SITES, is_published=False))
    publish.put_right(*left)
    try:
        yield
    finally:
        with held_back(), suppress(OSError):
            publish.put_right(*left)


def _build(
    order: Order,
    sites: Mapping[str, KeptSite],
    lock: int,
    fingerprint: str,
    begin_swap: Callable[[], None],
    tell: Tell,
) -> Result:
    compile_package()
    compile_templates(_site_templates)
    outcome, ready = run_inner(order, lock, partial(_prepare, order), tell=tell)
    if not outcome.names:
        return Result(outcome.findings, built=False, changed=False)
    from toolbox.wall.site import check_site
    from toolbox.wall.standing import StandingSite

    tell(BuildProgress(Stage.LOOK))
    told = (outcome.names, order.settings.url, ready.policy, ready.private)
    wall = looked.wall_key(*told)
    site = order.root / SITE
    placed = put_kept(filter(sites.__contains__, outcome.standing), sites, order.kept_sites, order.new)
    seen = check_site(order.new, *told, StandingSite(site, looked.read_looked(order.root, wall)), placed)
    _settle(order, seen, placed)
    write_files(order.new, ready.added)
    whole = {**seen, **{name: hashlib.sha256(data).hexdigest() for name, data in ready.added.items()}}
    files = publish.write_record(order.new, order.history, fingerprint, whole, ready.made_with)
    tell(BuildProgress(Stage.PLACE))
    keep = partial(keep_old, kept=order.kept_sites, is_published=True)
    publish.put_in_place(order.new, site, begin_swap, keep, placed)
    # Without it the next build does all again.
    with suppress(OSError):
        looked.write_looked(order.root, wall)
        (order.root / CLEAN).write_text("" if outcome.findings else fingerprint, "utf-8")
    pages = sum(1 for name in files if name.endswith("/index.html") or name == "index.html")
    return Result(
        outcome.findings, built=True, changed=True, pages=pages, files=len(files), made=outcome.made, kept=outcome.kept
    )


def _settle(order: Order, seen: Mapping[str, str], placed: Mapping[str, str]) -> None:
    """Part the new site, which came past the wall, from the folders in which it was built; and keep it for the next."""
    made = {name: digest for name, digest in seen.items() if name not in placed}
    own_files(order.new, order.root / SITE, made, order.kept_sites)
    # Where nothing can be kept the next build makes all regions again.
    with suppress(OSError):
        keep_new(order.new, seen, placed, order.kept_sites)


def _prepare(order: Order) -> _Ready:
    """While the inner build is at work: a build with nothing to do does without."""
    # For the wall, which looks when that is done.
    import toolbox.wall.site  # noqa: F401
    from toolbox.site.hosting import hosting_files, page_policy

    bill_of = bill(__version__, PYTHON_LOCK.read_text("utf-8"), NPM_LOCK.read_text("utf-8"))
    added = {**hosting_files(order.settings, order.epoch), BILL: bill_of}
    return _Ready(page_policy(), tuple(private_names(order)), added, versions())


def _site_templates() -> Environment:
    from toolbox.site.views import site_templates

    return site_templates()


def private_names(order: Order) -> Iterator[str]:
    """What no published file may name: the folders of this machine, but for what the source itself says."""
    said = (*order.tree.files.values(), repr(order.history).encode())
    for name in ("file:///", str(order.root), _home(), sys.prefix, tempfile.gettempdir()):
        if not any(os.fsencode(name) in data for data in said):
            yield name


def _home() -> str:
    """'' for a user who has none, as in a container that is started for a number."""
    try:
        return str(Path.home())
    except RuntimeError:
        return ""


def _is_clean(root: Path, fingerprint: str) -> bool:
    try:
        return (root / CLEAN).read_text("utf-8") == fingerprint
    except OSError:
        return False


def _fingerprint(root: Path, tree: Tree, history: History) -> str:
    """Changes whenever the site would: sources, history, settings or code."""
    digest = hashlib.sha256(code_hash().encode())
    digest.update((root / CONFIG).read_bytes())
    digest.update(f"{history.head}\0{sorted(history.edited)}\0{history.tags}\0{history.proposed}".encode())
    digest.update((root / MAILMAP).read_bytes() if (root / MAILMAP).is_file() else b"")
    for path in sorted(tree.files):
        digest.update(f"{path}\0".encode() + hashlib.sha256(tree.files[path]).digest())
    return digest.hexdigest()
