"""`make bench`: what a build costs, as ratios with their spread. Not a test: machines differ.

    .venv/bin/python scripts/bench.py [--short | --all]

Each row is measured several times in turn with its yardstick, a plain build of the same staged pages, those of the
regions included; so a machine that slows down slows both. `--short` measures each once, and not how the cost grows;
`--all` also measures the shapes of a format, what others do, proposals, edits under `toolbox serve`, the walls, reports
and a long history.
"""

from __future__ import annotations

import argparse
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
import bench_plot
import bench_proposals
import bench_serve
import bench_shapes
import bench_typst
import bench_walls
from bench_log import Row
from toolbox.core.places import KEPT, WORK

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent

RUNS = 3
PLAIN = "kaal.yml"
# What anybody has who begins with this engine and this theme.
PLAIN_SETTINGS = "site_name: Toolbox\ndocs_dir: {docs}\ntheme: material\n"
PAGE = "content/stappen/3-school-naar-werk-gesprek.md"
FORM = "forms/3.1-format-school-naar-werk-gesprek/datapackage.yaml"


@dataclass(frozen=True, slots=True)
class Run:
    """One finished command: seconds by the clock and of processor time, and MB of its largest process."""

    seconds: float
    megabytes: float
    processor: float = 0


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
    return Run(seconds, usage.ru_maxrss / 1000, usage.ru_utime + usage.ru_stime)


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
    parser = argparse.ArgumentParser(description="Measures what a build costs.")
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--short", action="store_true", help="each once, and not how it grows")
    how.add_argument("--all", action="store_true", help="also what is around it")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder), 1 if options.short else RUNS)
        rows = bench.rows()
        print("\n".join(bench_log.table(rows)), flush=True)
        more = _more(bench) if options.all else []
        sizes = [] if options.short else bench_plot.sizes(Path(folder) / "growing")
    bench_log.keep(rows, sizes)
    print("\n".join(["", *bench_plot.lines(sizes), *more]))
    return 0


def _more(bench: Bench) -> list[str]:
    return [
        *("", bench_shapes.table(ROOT), "", *bench_peers.rows(bench.root, BIN / "toolbox", BIN / "mkdocs", run)),
        bench_typst.row(bench.root),
        *("", *bench_proposals.rows(bench.root, bench.root / "site"), ""),
        *(*bench_serve.rows(bench.root), ""),
        *bench_walls.rows(bench.root, bench.forget, run),
        *bench_changes.rows(bench.root, BIN / "toolbox", run),
        bench_history.history_row(),
    ]


class Bench:
    """A copy of the checkout in `folder`, with its site, in which each thing is measured `runs` times."""

    def __init__(self, folder: Path, runs: int) -> None:
        self.runs, self.root = runs, folder / "checkout"
        self.build: list[str | Path] = [BIN / "toolbox", "build"]
        copy_checkout(self.root)
        run(self.build, self.root)
        self.plain = plain_command(self.root, folder)

    def rows(self) -> list[Row]:
        """As the goals have them."""
        word = Edit(self.root / PAGE, " zich ", " zich ook ")
        question = Edit(self.root / FORM, "          title: ", "          title: Ook ")
        check: list[str | Path] = [BIN / "toolbox", "check"]
        return [
            self._row("nothing changed", 0.15, self.build, _nothing),
            self._row("one word on one page: site, book and all", 1.5, self.build, word.make),
            self._row("one question reworded: its shapes, page, packs, book, site", 2, self.build, question.make),
            self._row("everything, from nothing", 6, self.build, self.forget),
            self._row("`toolbox check`, one file changed", 0, check, word.make, 0.25),
            self._row("`toolbox check` of a fresh copy", 0, check, self._unchecked, 0.5),
        ]

    def forget(self) -> None:
        """As if nothing had been built."""
        for name in (".build", "site"):
            shutil.rmtree(self.root / name, ignore_errors=True)

    def _unchecked(self) -> None:
        shutil.rmtree(self.root / WORK / KEPT, ignore_errors=True)

    def _row(
        self, name: str, goal: float, command: Sequence[str | Path], prepare: Callable[[], None], most: float = 0
    ) -> Row:
        """`goal` is a ratio, `most` seconds; 0 for none."""
        pairs = []
        for _ in range(self.runs):
            yardstick = run(self.plain, self.root)
            prepare()
            pairs.append((run(command, self.root), yardstick))
        clock = sorted(round(made.seconds / plain.seconds, 2) for made, plain in pairs)
        processor = sorted(round(made.processor / plain.processor, 2) for made, plain in pairs)
        seconds = round(statistics.median(made.seconds for made, _ in pairs), 2)
        megabytes = round(max(made.megabytes for made, _ in pairs))
        return Row(name, goal, tuple(clock), seconds, megabytes, tuple(processor), most)


def plain_command(root: Path, folder: Path) -> list[str | Path]:
    """Builds all that a build of `root` staged, the pages of regions in their own folders, as anybody would."""
    docs = folder / "staged"
    shutil.rmtree(docs, ignore_errors=True)
    shutil.copytree(root / ".build" / "docs", docs)
    for region in (root / ".build").glob("regio/*/docs"):
        shutil.copytree(region, docs / "regio" / region.parent.name, dirs_exist_ok=True)
    return plain_build(docs, folder)


def plain_build(docs: Path, folder: Path) -> list[str | Path]:
    """Builds the staged pages in `docs` as anybody would, in `folder`."""
    (folder / PLAIN).write_text(PLAIN_SETTINGS.format(docs=docs), "utf-8")
    return [BIN / "mkdocs", "build", "-q", "-f", folder / PLAIN, "--site-dir", folder / "plain"]


def _nothing() -> None:
    """Leave all as it is."""


class Edit:
    """Puts `new` in the place of the first `old` at each call."""

    def __init__(self, path: Path, old: str, new: str) -> None:
        self.path, self.old, self.new = path, old, new

    def make(self) -> None:
        before, _, after = self.path.read_text("utf-8").partition(self.old)
        self.path.write_text(before + self.new + after, "utf-8")


if __name__ == "__main__":
    sys.exit(main())
