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
import bench_shapes
import bench_walls

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
RUNS = 5


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
        plain: list[str | Path] = [BIN / "mkdocs", "build", "--quiet", "--site-dir", Path(folder) / "plain"]
        change = _Edit(root / "content" / "inleiding.md")
        measured = [
            _against("koude bouw: site, pdf’s en boek", "12", root, build, plain, lambda: _cold(root)),
            _against("tweede bouw, niets veranderd", "1", root, build, plain, lambda: None),
            _against("bouw na een gewijzigde pagina", "–", root, build, plain, change.make),
            _against("toolbox check", "2 s", root, check, plain, lambda: None),
        ]
        walls = bench_walls.rows(root, lambda: _cold(root), run)
        reports = bench_changes.rows(root, BIN / "toolbox", run)
    print("| wat | grens | × kale mkdocs build (min–mediaan–max) | seconden (mediaan) | MB per proces |")
    print("| --- | --- | --- | --- | --- |")
    for row in measured:
        print(row)
    print()
    print(bench_shapes.table(ROOT))
    print()
    print("\n".join([*walls, *reports, bench_history.history_row()]))
    return 0


def _cold(root: Path) -> None:
    shutil.rmtree(root / ".build" / "cache")
    shutil.rmtree(root / "site")


class _Edit:
    """Adds a sentence at each call."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def make(self) -> None:
        self.path.write_text(self.path.read_text("utf-8") + "\nNog een zin.\n", "utf-8")


def _against(
    name: str,
    bound: str,
    root: Path,
    command: Sequence[str | Path],
    plain: Sequence[str | Path],
    prepare: Callable[[], None],
) -> str:
    ratios, runs = [], []
    for _ in range(RUNS):
        yardstick = run(plain, root)
        prepare()
        runs.append(run(command, root))
        ratios.append(runs[-1].seconds / yardstick.seconds)
    seconds = statistics.median(item.seconds for item in runs)
    spread = f"{min(ratios):.2f} – {statistics.median(ratios):.2f} – {max(ratios):.2f}"
    return f"| {name} | {bound} | {spread} | {seconds:.2f} | {max(item.megabytes for item in runs):.0f} |"


if __name__ == "__main__":
    sys.exit(main())
