"""The inner build: all that touches what strangers propose, in a process apart that can do little harm.

It has no network and no environment, its memory, time and files are limited, it works outside the checkout, reads and
writes no more of the machine than it needs, and ends with its parent. Run as `python -I -m toolbox.build.inner`: an
Order comes in on standard input, an Outcome goes out as JSON. The parent trusts the answer as little as what it was
made of: see `wall`.
"""

from __future__ import annotations

import dataclasses
import gc
import json
import os
import pickle
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from toolbox.build.keptsites import is_plain, kept_site
from toolbox.core.errors import SAME, TOO_HEAVY, Broken, explain
from toolbox.core.findings import Finding
from toolbox.core.places import CONFIG, KEPT, KEPT_SITES, REGION_WORK, WORK
from toolbox.core.settings import Settings
from toolbox.history import git
from toolbox.history.history import History
from toolbox.machine import ending
from toolbox.machine.aside import put_aside
from toolbox.machine.confine import die_with, limit
from toolbox.machine.enclosure import shut_in
from toolbox.machine.landlock import Reach
from toolbox.machine.progress import BuildProgress, Sender, Stage, Tell, listening, nobody
from toolbox.machine.reach import of_machine
from toolbox.source.tree import Tree

if TYPE_CHECKING:
    from toolbox.machine.readypool import ReadyPool
    from toolbox.source.check import Checked

T = TypeVar("T")
# mkdocs.yml as the site engine gets it, in the folder of the work.
ENGINE_CONFIG = "mkdocs.yml"
# In the checkout: what becomes the site.
NEW = f"{WORK}/site.new"
SECONDS = 600  # for the whole inner build, on a slow and busy machine


@dataclass(frozen=True, slots=True)
class Order:
    """What to build: what was read of the checkout at `root`, and the folder `work` to do it in (both absolute).

    `offered` are the sites of regions that need not be made when they are as they must be: SHA-256 by path, by root.
    """

    root: Path
    work: Path
    tree: Tree
    found: tuple[Finding, ...]
    history: History
    settings: Settings
    epoch: int
    offered: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def kept_sites(self) -> Path:
        """The folder that these are in."""
        return self.root / KEPT_SITES

    @property
    def new(self) -> Path:
        """The folder that becomes the site."""
        return self.root / NEW


@dataclass(frozen=True, slots=True)
class Outcome:
    """`names` are the files that the new site must hold, as POSIX paths; none when there are errors in the source.

    `made` are the results that had to be made, by name; `kept` is how many the store had already. `standing` are the
    roots of the sites of regions that are as they were offered, and are not in the new site yet.
    """

    findings: tuple[Finding, ...]
    names: frozenset[str]
    made: tuple[str, ...] = ()
    kept: int = 0
    standing: tuple[str, ...] = ()


def run_inner(
    order: Order,
    lock: int,
    meanwhile: Callable[[], T],
    *,
    seconds: int = SECONDS,
    tell: Tell = nobody,
) -> tuple[Outcome, T]:
    """Build in a confined process, which holds on to the file descriptor `lock`; and what `meanwhile` gives, which is
    done while that one is at work. Raises Broken."""
    # A build with nothing to do does without.
    from concurrent.futures import ThreadPoolExecutor

    with put_aside() as place, listening(tell) as told, ThreadPoolExecutor(1) as beside:
        folder = str(place)
        command = [sys.executable, "-I", "-m", "toolbox.build.inner", str(os.getpid()), str(told)]
        with subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=folder,
            env=environment(folder, order.epoch),
            pass_fds=[lock, told],
            start_new_session=True,
        ) as process:
            _as_willing(process.pid)
            try:
                waiting = beside.submit(meanwhile)
                answer, said = process.communicate(pickle.dumps(order), timeout=seconds)
            except subprocess.TimeoutExpired as error:
                process.kill()
                # All that it started holds the other ends: when these are closed, none of it is left.
                process.communicate()
                raise Broken(TOO_HEAVY) from error
            finally:
                # Its workers follow by themselves.
                process.kill()
        return _read_answer(process.returncode, answer, said.decode("utf-8", "replace")), waiting.result()


def _as_willing(process: int) -> None:
    """Have the first process of a session let others go first as much as this one does.

    Where Linux divides its time over sessions first (sched(7), autogroup), `nice` says nothing between two of them.
    """
    nice = os.getpriority(os.PRIO_PROCESS, 0)
    # There is no such file where it does not; and it may be refused to who asks for it often.
    with suppress(OSError):
        if nice > 0:
            Path(f"/proc/{process}/autogroup").write_text(str(nice), "ascii")


def environment(folder: str, epoch: int) -> dict[str, str]:
    """Nothing of what the builder's own environment says: it may hold secrets, and it may change the result."""
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": folder,
        "TMPDIR": folder,
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
        "SOURCE_DATE_EPOCH": str(epoch),
    }


def _read_answer(status: int, answer: bytes, said: str) -> Outcome:
    if status:
        killed = f"door signaal {-status}" if status < 0 else f"met code {status}"
        raise Broken(f"De bouw hield op {killed}; {SAME}.\n{said.strip()[-2000:]}")
    told = json.loads(answer)
    if "broken" in told:
        raise Broken(told["broken"])
    findings = tuple(Finding(**finding) for finding in told["findings"])
    return Outcome(findings, frozenset(told["names"]), tuple(told["made"]), told["kept"], tuple(told["standing"]))


def reach(root: Path, work: Path) -> Reach:
    """What a build needs of the machine; of the checkout that is Git's history, the settings and a theme of its own."""
    from toolbox.site.frame import theme_folder

    kept = (root / KEPT_SITES,) if is_plain(root / KEPT_SITES) else ()
    read = (*git.storage(root), root / CONFIG, theme_folder(root), *kept)
    return of_machine() | Reach(read=read, write=(work, Path(tempfile.gettempdir())))


def _build(order: Order, tell: Tell = nobody) -> Outcome:
    # Here, so that these too run within the limits.
    from toolbox.machine.readypool import ReadyPool
    from toolbox.shapes import warm

    # What draws takes as long to load as the source to be read and checked, and nearly every change is drawn.
    with ReadyPool(warm.book) as pool:
        return _check_and_make(order, tell, pool)


def _check_and_make(order: Order, tell: Tell, pool: ReadyPool) -> Outcome:
    from toolbox.machine.keeping import begin, read_kept, write_kept
    from toolbox.source import plain
    from toolbox.source.check import check_source
    from toolbox.source.kept import Kept

    tell(BuildProgress(Stage.CHECK))
    kept = Kept(read_kept(order.work / KEPT), plain)
    source = check_source(order.tree, order.found, kept)
    begin(order.work / KEPT)
    write_kept(order.work / KEPT, kept.with_others())
    if source.has_errors:
        return Outcome(source.findings, frozenset())
    return _make(order, source, tell, pool)


def _make(order: Order, source: Checked, tell: Tell, pool: ReadyPool) -> Outcome:
    from toolbox.build.concerned import SiteKeys, as_common, as_region
    from toolbox.build.finished import find_finished, note_finished
    from toolbox.build.foldersite import add_folder_site
    from toolbox.build.given import Given
    from toolbox.build.outputs import render_outputs
    from toolbox.build.sites import Site, leave_only, region_site, run_engines, stage
    from toolbox.core.badge import COMMON
    from toolbox.machine.store import Store
    from toolbox.site.engine import site_files
    from toolbox.site.frame import engine_config

    store, docs = Store(order.work / "cache", tell, pool), order.work / "docs"
    given = Given(order.root, order.tree, source.toolbox, order.history, order.settings)
    keys = SiteKeys(given)
    regions = {one.badge.root: keys.of_region(one) for one in source.overlaid}
    shutil.rmtree(order.new, ignore_errors=True)
    finished = find_finished(regions, store, order.offered, order.kept_sites)
    todo = {root: key for root, key in regions.items() if root not in finished}
    outputs = render_outputs(given, store, source.overlaid, source.languages, todo)
    tell(BuildProgress(Stage.SITE))
    sites = [Site(COMMON, "", docs, order.work / ENGINE_CONFIG, order.epoch)]
    made = [one for one in source.overlaid if one.badge.root in todo]
    sites += [region_site(order.work, one.badge, as_region(given, one).history.epoch) for one in made]
    leave_only(order.work / REGION_WORK, [one.badge.slug for one in source.overlaid])
    for site in sites[1:]:
        leave_only(site.docs.parent, [site.docs.name, site.config.name])
    stage(sites, outputs, order.new)
    for site in sites:
        site.config.write_text(engine_config(order.root, source.toolbox.method, site.badge), "utf-8")
    run_engines(sites, order.new, store)
    for root, key in todo.items():
        note_finished(key, root, store, order.new)
    names = site_files(outputs, todo) | {root + path for root, one in finished.items() for path in one.files}
    told = source.toolbox.method, order.settings.url, as_common(given).history
    offers = {root: kept_site(order.kept_sites, root) if root in finished else order.new / root for root in regions}
    copy = add_folder_site(order.new, names, *told, offers, store)
    store.keep_used()
    return Outcome(source.findings, names | {copy}, tuple(store.made), len(store.kept), tuple(finished))


def main() -> int:
    """Exit status 0 with an answer on standard output, else a traceback."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    die_with(int(sys.argv[1]))
    limit()
    # What a build makes lives until its end, which is soon; looking for what does not takes a tenth of the time.
    gc.disable()
    order: Order = pickle.load(sys.stdin.buffer)
    shut_in(reach(order.root, order.work))
    # What a library prints must not get between the answer.
    answer = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    try:
        outcome = _build(order, Sender(int(sys.argv[2])))
    except Exception as error:
        sentence = explain(error)
        if sentence is None:
            raise
        json.dump({"broken": sentence}, answer)
    else:
        json.dump(dataclasses.asdict(outcome) | {"names": sorted(outcome.names)}, answer)
    answer.close()
    return 0


if __name__ == "__main__":
    ending.end(main())
