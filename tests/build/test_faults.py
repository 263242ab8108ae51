"""The most important of what `make faults` does, to one small toolbox after another fault: see `tests/faults`."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from faults.calls import WRITES, Call
from faults.checkout import COMMAND, Checkout, untrue
from faults.disks import give_away, of_another
from faults.phases import MOVES, PHASES, phase
from faults.power import Disk, after_each, recorded
from faults.trial import Outcome, ask, fail, fail_to_write, kill, struck
from faults.watch import Done, Watched, watch

pytestmark = pytest.mark.promise("whole-site")
MOVE_IN = MOVES[1]


@pytest.fixture
def box(good: Path, tmp_path: Path) -> Checkout:
    root = Path(shutil.copytree(good, tmp_path / "toolbox", symlinks=True, ignore=shutil.ignore_patterns("scripts")))
    return Checkout(root)


def became(outcome: Outcome) -> tuple[bool, list[str], str, int]:
    return outcome.hit, outcome.broken, outcome.site, outcome.status


def test_it_is_killed_and_the_power_goes_where_two_folders_cannot_be_swapped(box: Checkout) -> None:
    """Killed while it renders, and between the two moves; the next build puts the old site back, and of that one every
    call is looked at: without power after it, what stands is the old site or the new one, or is put back."""
    assert became(struck(box, phase("stored"), kill)) == (True, [], "old", -9)
    assert became(struck(box, MOVE_IN, kill, can_swap=False)) == (True, [], "to put back", -9)
    before = box.edits - 2
    disk, calls, done = recorded(box, can_swap=False)
    assert list(untrue(done, before, box.stands(), box.edits)) == []
    assert box.left() == {path.name for path in box.aside.iterdir()}
    assert {name for _, name in after_each(disk, calls)} == {"to put back", "old", "new"}


def test_it_is_asked_to_stop_while_it_tidies_and_when_all_is_done(box: Checkout) -> None:
    assert became(struck(box, phase("tidy"), ask)) == (True, [], "old", 2)
    assert became(struck(box, phase("old site"), ask)) == (True, [], "new", 0)


def test_there_is_no_room_aside_and_the_disk_fails_at_the_swap(box: Checkout) -> None:
    papers = replace(phase("papers"), kinds=phase("papers").kinds | WRITES)
    full = struck(box, papers, fail_to_write(errno.ENOSPC), lasting=box.aside)
    assert became(full) == (True, [], "old", 2)
    assert "De schijf is vol" in full.said
    away = struck(box, phase("swap"), fail(errno.EIO))
    assert became(away) == (True, [], "old", 2)
    assert "werkt niet goed" in away.said
    unlocked = struck(box, phase("lock"), fail(errno.ENOLCK))
    assert became(unlocked) == (True, [], "old", 2)
    assert "Zet de map op een schijf van je eigen computer" in unlocked.said


def test_the_disk_of_the_checkout_goes_away_while_it_renders(box: Checkout) -> None:
    """Nor can what root wrote there be given back to whoever has the folder: that it could not is not what is told."""
    stale = struck(box, phase("engine"), fail(errno.ESTALE), lasting=box.root)
    assert became(stale) == (True, [], "old", 2)
    assert "de oude site is niet veranderd" in stale.said


def test_each_phase_comes_about(box: Checkout) -> None:
    """In a build of one edit: what `make faults` waits for has not gone. Whoever builds lets nobody else read."""
    met: set[str] = set()

    def judge(call: Call, watched: Watched) -> int:
        main = call.process == watched.main
        met.update(it.name for it in PHASES if call.name in it.kinds and it.begins(call, box.place, main))
        return 0

    box.edit()
    kinds = frozenset[str]().union(*(it.kinds for it in PHASES))
    done = watch([COMMAND, "build"], box.root, kinds, judge, box.environment(), umask=0o077)
    assert done.status == 0, done.said
    assert [it.name for it in PHASES if it.name not in met] == []
    assert box.stands() == box.edits


def test_what_was_kept_is_of_another_user(box: Checkout) -> None:
    outcome = of_another(box, lambda root: give_away(root / ".build" / "cache"))
    assert became(outcome) == (True, [], "old", 2)
    assert "Maak het van jou, of haal het weg" in outcome.said


# --- what is seen of a fault is a fault ---


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A site of one file, and a new one beside it that is not on disk yet."""
    for name in ("site", ".build/site.new"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "site" / "a").write_text("oud")
    return tmp_path


def called(root: Path, *calls: str) -> Iterator[Call]:
    """From 'fsync site/a', or 'rename site .site.old'."""
    for line in calls:
        name, path, *other = line.split()
        flags = 2 if name == "renameat2" else 0x41 if name == "open" else 0
        yield Call(name, str(root / path), str(root / other[0]) if other else "", flags, 1)


WRITTEN = ("open .build/site.new/a", "write .build/site.new/a")
FLUSHED = ("fsync .build/site.new/a", "fsync .build/site.new")
SWAPPED = ("renameat2 .build/site.new site",)
MOVED = ("rename site .site.old", "rename .build/site.new site")
GONE = ("unlink .site.old/a", "rmdir .site.old")


@pytest.mark.parametrize(
    ("calls", "seen"),
    [
        ((*WRITTEN, *FLUSHED, *SWAPPED, "fsync ."), {"old", "new"}),
        ((*WRITTEN, *SWAPPED, "fsync ."), {"old", "broken"}),
        ((*WRITTEN, FLUSHED[0], *SWAPPED, "fsync ."), {"old", "new", "broken"}),
        ((*WRITTEN, *FLUSHED, *MOVED, "fsync .", *GONE), {"old", "new", "to put back"}),
        ((*WRITTEN, *FLUSHED, *MOVED, *GONE, "fsync ."), {"old", "new", "to put back", "broken"}),
        ((*WRITTEN, *FLUSHED, "unlink site/a", "rmdir site", MOVED[1], "fsync ."), {"old", "new", "broken"}),
    ],
    ids=[
        "as it should",
        "nothing flushed",
        "folder not flushed",
        "two moves",
        "old one gone too early",
        "removed first",
    ],
)
def test_a_power_cut_shows_what_was_not_flushed(small: Path, calls: tuple[str, ...], seen: set[str]) -> None:
    assert {name for _, name in after_each(Disk(small), list(called(small, *calls)))} == seen


@pytest.mark.parametrize(
    ("done", "now", "told"),
    [
        (Done(0, "", ""), 1, []),
        (Done(0, "", ""), 0, ["it said that it was done and was not"]),
        (Done(-9, "", ""), 0, []),
        (Done(-9, "", ""), None, ["the site is broken"]),
        (Done(2, "", "toolbox: Gestopt. De oude site is niet veranderd."), 0, []),
        (Done(2, "", "toolbox: Gestopt. De oude site is niet veranderd."), 1, ["said otherwise than it was"]),
        (Done(2, "", "toolbox: Mislukt; de nieuwe site staat er al."), 0, ["said otherwise than it was"]),
        (Done(2, "", "Traceback"), 0, ["a traceback", "ended with 2"]),
        (Done(1, "", "toolbox: x"), 0, ["ended with 1"]),
    ],
)
def test_what_is_untrue_is_seen(done: Done, now: int | None, told: list[str]) -> None:
    found = list(untrue(done, 0, now, 1))
    assert [line.startswith(words) for line, words in zip(found, told, strict=True)] == [True] * len(told), found
