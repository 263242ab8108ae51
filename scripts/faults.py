"""`make faults`: what goes wrong on a real machine, done to real builds. Not a test: it takes minutes.

A small toolbox is built over and over while its builds are killed, its disk fills up, its folders cannot be written,
another build is at work, or the clock jumps. After each, the site that stands must be whole (every file as its own
build.json says, from one commit), nothing may be left running, and the next build must succeed.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from otherclock import BUILD, write_python

PROMISES = ("whole-site",)
ROOT = Path(__file__).resolve().parent.parent
TOOLBOX = Path(sys.executable).with_name("toolbox")
BASE = ROOT / "tests" / "cases" / "base"
KILLS = int(os.environ.get("FAULTS_KILLS", "50"))


@dataclass(slots=True)
class Tally:
    """What happened under one fault. `broken` names each time that a promise was not kept."""

    name: str
    tries: int = 0
    hit: int = 0
    broken: list[str] = field(default_factory=list)

    def row(self) -> str:
        return f"| {self.name} | {self.tries} | {self.hit} | {len(self.broken)} |"


class Checkout:
    """A small toolbox with a history and a site, at `root`."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.edits = 0
        shutil.copytree(BASE, root)
        shutil.copy(ROOT / "mkdocs.yml", root)
        (root / ".gitignore").write_text("site\n.build\nsite.*\n", "utf-8")
        person = ("-c", "user.name=Proef", "-c", "user.email=proef@example.org")
        for command in (["init", "-q", "-b", "main"], ["add", "-A"], [*person, "commit", "-q", "-m", "Begin"]):
            subprocess.run(["git", *command], cwd=root, check=True)

    def edit(self) -> None:
        """Another sentence, so that there is something to build."""
        self.edits += 1
        page = self.root / "content" / "inleiding.md"
        page.write_text(page.read_text("utf-8").split("\nZin ")[0] + f"\nZin {self.edits}.\n", "utf-8")

    def build(self) -> subprocess.CompletedProcess[str]:
        return subprocess.run([TOOLBOX, "build"], cwd=self.root, capture_output=True, text=True, check=False)

    def is_whole(self, *edits: int) -> bool:
        """Whether the site is as its record says, and shows one of the given sentences and no other."""
        done = subprocess.run([TOOLBOX, "verify-site"], cwd=self.root, capture_output=True, text=True, check=False)
        page = (self.root / "site" / "inleiding" / "index.html").read_text("utf-8")
        return done.returncode == 0 and [n for n in range(self.edits + 1) if f"Zin {n}." in page] in [
            [n] for n in edits
        ]


def left_running(root: Path) -> list[str]:
    """Processes that still work for the checkout, five seconds after."""
    for _ in range(50):
        found = []
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit():
                try:
                    line = (entry / "cmdline").read_bytes() + os.fsencode((entry / "cwd").readlink())
                    held = [os.fsencode(link.readlink()) for link in (entry / "fd").iterdir()]
                except OSError:
                    continue
                if os.fsencode(root) in line or any(os.fsencode(root) in name for name in held):
                    found.append(entry.name)
        if not found:
            return []
        time.sleep(0.1)
    return found


def check(tally: Tally, checkout: Checkout, *edits: int) -> None:
    """The three promises: the site is whole, nothing runs on, the next build succeeds."""
    if not checkout.is_whole(*edits):
        tally.broken.append(f"try {tally.tries}: the live site is broken")
    if running := left_running(checkout.root):
        tally.broken.append(f"try {tally.tries}: still running: {running}")
    done = checkout.build()
    if done.returncode or not checkout.is_whole(checkout.edits):
        tally.broken.append(f"try {tally.tries}: the next build failed: {done.stdout[-300:]}{done.stderr[-300:]}")


def kills(checkout: Checkout) -> Tally:
    """SIGKILL at random moments of a build, from its first to beyond its last."""
    tally = Tally(f"kill -9 at {KILLS} random moments")
    checkout.edit()
    start = time.monotonic()
    checkout.build()
    length = time.monotonic() - start
    moments = random.Random(20261123)
    for _ in range(KILLS):
        tally.tries += 1
        old = checkout.edits
        checkout.edit()
        process = subprocess.Popen([TOOLBOX, "build"], cwd=checkout.root, stdout=subprocess.DEVNULL)
        try:
            process.wait(moments.uniform(0, length * 1.05))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            tally.hit += 1
        check(tally, checkout, old, checkout.edits)
    return tally


def two_builds(checkout: Checkout) -> Tally:
    tally = Tally("two builds at once")
    for _ in range(5):
        tally.tries += 1
        checkout.edit()
        both = [subprocess.Popen([TOOLBOX, "build"], cwd=checkout.root, stdout=-3, stderr=-3) for _ in range(2)]
        statuses = sorted(process.wait() for process in both)
        tally.hit += statuses == [0, 2]
        if statuses not in ([0, 2], [0, 0]):
            tally.broken.append(f"try {tally.tries}: exit statuses {statuses}")
        check(tally, checkout, checkout.edits)
    return tally


def clock_jumps(checkout: Checkout) -> Tally:
    """Ten years back, ten years on, a clock fifty times too fast: the same bytes, and no needless build."""
    tally = Tally("clock jumps")
    expected = checkout.root / "site" / "build.json"
    for jump in ("-10y", "+10y", "+0 x50", "+30d"):
        tally.tries += 1
        wrapper = checkout.root / ".build" / "clock"
        write_python(wrapper, jump)
        before = expected.read_bytes()
        for cold in (True, False):
            if cold:
                shutil.rmtree(checkout.root / ".build" / "cache")
                shutil.rmtree(checkout.root / "site")
            done = subprocess.run(
                [wrapper, "-c", BUILD, wrapper], cwd=checkout.root, capture_output=True, text=True, check=False
            )
            tally.hit += cold
            if done.returncode or ("niets veranderd" in done.stdout) == cold or expected.read_bytes() != before:
                tally.broken.append(f"{jump}: {done.stdout[-300:]}{done.stderr[-300:]}")
        check(tally, checkout, checkout.edits)
    return tally


@contextmanager
def mounted(*arguments: str | Path) -> Iterator[None]:
    """Something mounted for a while; this process has a mount namespace of its own."""
    subprocess.run(["mount", *arguments], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", arguments[-1]], check=True)


def refused(tally: Tally, checkout: Checkout, old: int) -> None:
    """A build that must fail with a sentence, and leave the old site."""
    tally.tries += 1
    done = checkout.build()
    told = "de oude site is niet veranderd" in done.stderr and "Traceback" not in done.stderr
    tally.hit += done.returncode == 2
    if done.returncode == 2 and not told:
        tally.broken.append(f"try {tally.tries}: no clear message: {done.stderr[-500:]}")
    if not checkout.is_whole(old if done.returncode else checkout.edits):
        tally.broken.append(f"try {tally.tries}: the live site is broken")


def disk_full(make: Callable[[Path], Checkout], folder: Path) -> Tally:
    """A disk with less and less room beside the site that stands: it fills up in another stage each time."""
    tally = Tally("disk full")
    disk = folder / "disk"
    disk.mkdir()
    with mounted("-t", "tmpfs", "-o", "size=400m", "tmpfs", disk):
        checkout = make(disk / "toolbox")
        checkout.edit()
        checkout.build()
        used = sum(path.lstat().st_blocks * 512 for path in disk.rglob("*"))
        for room in (16_384, 100_000, 400_000, 1_000_000, 1_500_000, 2_000_000, 3_000_000, 4_000_000, 6_000_000):
            old = checkout.edits
            checkout.edit()
            shutil.rmtree(checkout.root / ".build" / "cache")
            subprocess.run(["mount", "-o", f"remount,size={used + room}", disk], check=True)
            refused(tally, checkout, old)
            subprocess.run(["mount", "-o", "remount,size=400m", disk], check=True)
            check(tally, checkout, old, checkout.edits)
    return tally


def read_only(checkout: Checkout) -> Tally:
    """The whole checkout, or only the site, cannot be written."""
    tally = Tally("read-only output")
    for folder in (checkout.root, checkout.root / "site", checkout.root / ".build"):
        old = checkout.edits
        checkout.edit()
        with mounted("--bind", folder, folder):
            subprocess.run(["mount", "-o", "remount,bind,ro", folder], check=True)
            refused(tally, checkout, old)
        check(tally, checkout, old, checkout.edits)
    return tally


def main(arguments: Sequence[str]) -> int:
    if not arguments:
        # Mounts of our own, which end with us; as root without a user namespace, else as root of one.
        own = ["unshare", "-m"] if os.geteuid() == 0 else ["unshare", "-rm"]
        return subprocess.run([*own, sys.executable, __file__, "inside"], check=False).returncode
    with tempfile.TemporaryDirectory(prefix="faults-") as name:
        folder = Path(name)
        checkout = Checkout(folder / "toolbox")
        if checkout.build().returncode:
            sys.exit(checkout.build().stderr)
        print("| fault | tries | that hit | broken promises |\n| --- | --- | --- | --- |", flush=True)
        faults: tuple[Callable[[], Tally], ...] = (
            lambda: kills(checkout),
            lambda: disk_full(Checkout, folder),
            lambda: read_only(checkout),
            lambda: two_builds(checkout),
            lambda: clock_jumps(checkout),
        )
        tallies = []
        for fault in faults:
            tallies.append(fault())
            print(tallies[-1].row(), flush=True)
    broken = [f"{tally.name}, {what}" for tally in tallies for what in tally.broken]
    missed = [f"{tally.name}: never happened" for tally in tallies if not tally.hit]
    print("\n".join(["", *broken, *missed]))
    return 1 if broken or missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
