"""Disks on which there is no room, or nothing may be written: real ones, in a mount namespace of our own."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from faults.checkout import Checkout
from faults.trial import Outcome, go_on, judge_done

ROOM = 400_000_000  # bytes
FILES = 20_000
# How much is left beside the site that stands: it runs out in another phase each time.
BYTES = (20_000, 300_000, 1_000_000, 2_000_000, 4_000_000)
INODES = (1, 6, 40, 120, 190)
# For what is put aside, of which a fresh disk has nothing: (bytes, files).
ASIDE = ((8_192, FILES), (300_000, FILES), (ROOM, 4), (ROOM, 12))


def may_mount() -> bool:
    """Tried on an empty folder."""
    with (
        suppress(subprocess.CalledProcessError, OSError),
        tempfile.TemporaryDirectory() as folder,
        mounted("-t", "tmpfs", "tmpfs", folder),
    ):
        return True
    return False


@contextmanager
def mounted(*arguments: str | Path) -> Iterator[None]:
    subprocess.run(["mount", *arguments], check=True, capture_output=True)
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", arguments[-1]], check=True)


def _limit(disk: Path, size: int, files: int) -> None:
    subprocess.run(["mount", "-o", f"remount,size={size},nr_inodes={files}", disk], check=True)


def built(checkout: Checkout, *, leaves_nothing: bool = True) -> Outcome:
    """A build as it is, on a machine on which something was done before."""
    outcome, before = Outcome(hit=True), checkout.stands()
    checkout.edit()
    shutil.rmtree(checkout.root / ".build" / "cache", ignore_errors=True)
    judge_done(outcome, checkout, checkout.build(), before)
    if leaves_nothing and (left := checkout.left()):
        outcome.broken.append(f"left behind: {sorted(left)}")
    return outcome


def full(checkout: Checkout, room: int | None, files: int | None) -> Outcome:
    """The disk of the checkout has no more than so many bytes, or files, left."""
    disk = checkout.root.with_name("disk")
    disk.mkdir(exist_ok=True)
    with mounted("-t", "tmpfs", "-o", f"size={ROOM},nr_inodes={FILES}", "tmpfs", disk):
        there = checkout.copy(disk / "toolbox")
        used = os.statvfs(disk)
        size = (used.f_blocks - used.f_bfree) * used.f_frsize
        _limit(
            disk, ROOM if room is None else size + room, FILES if files is None else used.f_files - used.f_ffree + files
        )
        outcome = built(there)
        _limit(disk, ROOM, FILES)
        outcome.broken += go_on(there, False)
    return outcome


def full_aside(checkout: Checkout, room: int, files: int) -> Outcome:
    with mounted("-t", "tmpfs", "-o", f"size={room},nr_inodes={files}", "tmpfs", checkout.aside):
        outcome = built(checkout)
    outcome.broken += go_on(checkout, False)
    return outcome


def read_only(checkout: Checkout, folder: str) -> Outcome:
    place = checkout.root / folder
    before = checkout.stands()
    outcome = Outcome(hit=True)
    checkout.edit()
    with mounted("--bind", place, place):
        subprocess.run(["mount", "-o", "remount,bind,ro", place], check=True)
        judge_done(outcome, checkout, checkout.build(), before)
    outcome.broken += go_on(checkout, False)
    return outcome


# --- files of another user ---

NOBODY = 65534
Change = Callable[[Path], None]


def give_away(path: Path) -> None:
    """To another user; where only one is to be had, nobody may do anything with it."""
    for found in [*path.rglob("*"), path] if path.is_dir() else [path]:
        try:
            os.chown(found, NOBODY, NOBODY)
            found.chmod(0o700 if found.is_dir() else 0o600)
        except OSError:
            found.chmod(0)


def of_another(checkout: Checkout, change: Change) -> Outcome:
    """The builder has no more rights than any user; afterwards what a build keeps is taken away by hand."""
    outcome, before = Outcome(hit=True), checkout.stands()
    checkout.edit()
    change(checkout.root)
    checkout.rights = "none"
    judge_done(outcome, checkout, checkout.build(), before)
    checkout.rights = "all"
    for path in (checkout.root / ".build", checkout.root / "site"):
        _take_back(path)
    shutil.rmtree(checkout.root / ".build")
    return outcome


def _take_back(path: Path) -> None:
    path.chmod(0o755)
    for found in [path, *path.rglob("*")]:
        os.chown(found, os.geteuid(), os.getegid())
        found.chmod(0o755 if found.is_dir() else 0o644)


def _entries(change: Change) -> Change:
    def each(root: Path) -> None:
        for path in (root / ".build" / "cache").iterdir():
            change(path)

    return each


def _spoil(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:100])


# What is of another user, or no longer what was kept, and how a build ends there.
OTHERS: dict[str, tuple[Change, int]] = {
    ".build": (lambda root: give_away(root / ".build"), 2),
    ".build/lock": (lambda root: give_away(root / ".build" / "lock"), 2),
    ".build/cache": (lambda root: give_away(root / ".build" / "cache"), 2),
    "what is in .build/cache": (_entries(give_away), 0),
    "what is in .build/cache, one bit another": (_entries(_spoil), 0),
    "what is in .build/cache, cut off": (_entries(_cut), 0),
    ".build/docs": (lambda root: give_away(root / ".build" / "docs"), 2),
    "site": (lambda root: give_away(root / "site"), 2),
}
