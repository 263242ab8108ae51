"""`make bench`. `--short` measures each once, and not how the cost grows; `--all` also measures the shapes of a format,
what others do, proposals, edits under `toolbox serve`, the walls, reports and a long history."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from bench import changes, history, log, peers, plot, proposals, serve, shapes, typst, walls
from bench.builds import Bench

RUNS = 3


def main() -> int:
    parser = argparse.ArgumentParser(prog="bench", description="Measures what a build costs.")
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--short", action="store_true", help="each once, and not how it grows")
    how.add_argument("--all", action="store_true", help="also what is around it")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder), 1 if options.short else RUNS)
        rows = bench.rows()
        print("\n".join(log.table(rows)), flush=True)
        more = _more(bench) if options.all else []
        sizes = [] if options.short else plot.sizes(Path(folder) / "growing")
    log.keep(rows, sizes)
    print("\n".join(["", *plot.lines(sizes), *more]))
    return 0


def _more(bench: Bench) -> list[str]:
    return [
        *("", *shapes.rows(), "", *peers.rows(bench.root)),
        typst.row(bench.root),
        *("", *proposals.rows(bench.root, bench.root / "site"), ""),
        *(*serve.rows(bench.root), ""),
        *walls.rows(bench.root, bench.forget),
        *changes.rows(bench.root),
        history.history_row(),
    ]


if __name__ == "__main__":
    sys.exit(main())
