"""`toolbox merge-driver BASE OURS THEIRS PATH`: merges one file by what it means, for Git (see `toolbox setup-git`)."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from toolbox.commands.command import Command
from toolbox.core.exitstatus import CLEAN, FINDINGS
from toolbox.machine.confine import limit


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("base", type=Path, metavar="BASIS", help="het bestand waar beide mee begonnen")
    parser.add_argument("ours", type=Path, metavar="ONZE", help="zoals het hier is; wordt overschreven")
    parser.add_argument("theirs", type=Path, metavar="HUNNE", help="zoals de ander het maakte")
    parser.add_argument("path", metavar="PAD", help="waar het in de toolbox staat")


def run(_root: Path, options: argparse.Namespace) -> int:
    """FINDINGS when two people made something else of one thing: Git then calls the file unmerged.

    Never are there marks in the file: it holds what was here, and what clashes is told.
    """
    from toolbox.core.safetext import visible
    from toolbox.merging.clash import Bench
    from toolbox.merging.files import merge_file
    from toolbox.merging.words import about

    base, ours, theirs = (path.read_bytes() for path in (options.base, options.ours, options.theirs))
    bench = Bench(options.path)
    merged = merge_file(bench, base or None, ours, theirs)
    options.ours.write_bytes(merged or b"")
    for clash in bench.clashes:
        lines = (about(clash), f"  hier: {clash.ours or '(niets)'}", f"  daar: {clash.theirs or '(niets)'}")
        for line in lines:
            print(visible(line, 4_000), file=sys.stderr)
    return FINDINGS if bench.clashes else CLEAN


DOES = "voeg een bestand samen naar betekenis (Git roept dit aan)"
COMMAND = Command("merge-driver", DOES, run, add_arguments, limit)
