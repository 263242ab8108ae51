"""`make bench`: how long and how much memory, as ratios with their spread. Not a test: machines differ.

Each row is measured several times in turn with its yardstick, so that a machine that slows down slows both.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import bench_changes
import bench_history
import bench_log
import bench_peers
import bench_shapes
import bench_walls
from bench_log import Row

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
RUNS = 5
COLD = 3  # of the rows below
PLAIN = "kaal.yml"
# What anybody has who begins with this engine and this theme.
PLAIN_SETTINGS = "site_name: Toolbox\ndocs_dir: .build/docs\ntheme: material\n"


@dataclass(frozen=True, slots=True)
class Run:
    """One finished command: wall-clock seconds, and MB of its largest process."""

    seconds: float
    megabytes: float


def run(command: Sequence[str | Path], folder: Path) -> Run:
    """Run to the end; an error ends the benchmark with what the command said."""
    with tempfile.TemporaryFile() as output:
        start = time.perf_counter()
        process = subprocess.Popen([str(part) for part in command], cwd=folder, stdout=output, stderr=output)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            output.seek(0)
            sys.exit(f"{command}: {output.read().decode(errors='replace')}")
    return Run(seconds, usage.ru_maxrss / 1000)


def copy_checkout(target: Path) -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    ).stdout.decode()
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, target / name)
    shutil.copytree(ROOT / ".git", target / ".git", symlinks=True)


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "checkout"
        copy_checkout(root)
        build: list[str | Path] = [BIN / "toolbox", "build"]
        run(build, root)
        check: list[str | Path] = [BIN / "toolbox", "check"]
        # On the pages that the build has made ready for it.
        (root / PLAIN).write_text(PLAIN_SETTINGS, "utf-8")
        plain: list[str | Path] = [BIN / "mkdocs", "build", "-q", "-f", PLAIN, "--site-dir", Path(folder) / "plain"]
        word = _Edit(root / "content/stappen/3-school-naar-werk-gesprek.md", "\n", "\nNog een zin.\n", last=True)
        question = _Edit(
            root / "forms/3.1-format-school-naar-werk-gesprek/datapackage.yaml",
            "          title: ",
            "          title: Ook ",
        )
        measured = [
            _against("nothing changed", 0.15, root, build, plain, lambda: None),
            _against("a sentence on one page: site, book and all", 1.5, root, build, plain, word.make),
            _against("a question reworded: each shape, pack, book, site", 2, root, build, plain, question.make),
            _against("everything, from nothing", 6, root, build, plain, lambda: _cold(root)),
            _against("`toolbox check` after a build", 0, root, check, plain, lambda: None),
            _against("`toolbox check` of a fresh copy", 0, root, check, plain, lambda: _fresh(root)),
        ]
        printed = bench_peers.row(root / "site", measured[COLD].seconds)
        walls = bench_walls.rows(root, lambda: _cold(root), run)
        reports = bench_changes.rows(root, BIN / "toolbox", run)
    bench_log.keep(measured)
    print("\n".join(bench_log.table(measured)))
    print()
    print(bench_shapes.table(ROOT))
    print()
    print(printed)
    print("\n".join([*walls, *reports, bench_history.history_row()]))
    return 0


def _cold(root: Path) -> None:
    shutil.rmtree(root / ".build" / "cache")
    shutil.rmtree(root / "site")


def _fresh(root: Path) -> None:
    (root / ".build" / "passed").unlink(missing_ok=True)


class _Edit:
    """Puts `new` in the place of the first (or last) `old` at each call."""

    def __init__(self, path: Path, old: str, new: str, *, last: bool = False) -> None:
        self.path, self.old, self.new, self.last = path, old, new, last

    def make(self) -> None:
        text = self.path.read_text("utf-8")
        before, _, after = text.rpartition(self.old) if self.last else text.partition(self.old)
        self.path.write_text(before + self.new + after, "utf-8")


def _against(
    name: str,
    goal: float,
    root: Path,
    command: Sequence[str | Path],
    plain: Sequence[str | Path],
    prepare: Callable[[], None],
) -> Row:
    """`goal` is a ratio; 0 for none."""
    ratios, runs = [], []
    for _ in range(RUNS):
        yardstick = run(plain, root)
        prepare()
        runs.append(run(command, root))
        ratios.append(round(runs[-1].seconds / yardstick.seconds, 2))
    seconds = round(statistics.median(item.seconds for item in runs), 2)
    return Row(name, goal, tuple(sorted(ratios)), seconds, round(max(item.megabytes for item in runs)))


if __name__ == "__main__":
    sys.exit(main())
