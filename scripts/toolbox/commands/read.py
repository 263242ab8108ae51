"""`toolbox read FILE…`: reads filled-in forms, or folders of them, into one data package."""

from __future__ import annotations

import argparse
from functools import partial
from pathlib import Path

from toolbox.commands.command import Command
from toolbox.commands.doctor import warn
from toolbox.commands.show import show
from toolbox.core.exitstatus import CLEAN, FINDINGS


def add_arguments(parser: argparse.ArgumentParser) -> None:
    files_help = "een ingevuld formulier, of een map ermee"
    parser.add_argument("files", nargs="+", type=Path, metavar="BESTAND", help=files_help)
    to_help = "map die het datapakket wordt (standaard ingelezen)"
    parser.add_argument("--to", type=Path, default=Path("ingelezen"), metavar="MAP", help=to_help)


def run(root: Path, options: argparse.Namespace) -> int:
    """FINDINGS when a file was refused or an answer fits nowhere."""
    from toolbox.history import git
    from toolbox.reading import report
    from toolbox.reading.collected import collect
    from toolbox.reading.files import find_files
    from toolbox.reading.folder import check_target, write_package
    from toolbox.reading.run import read_all
    from toolbox.source.check import read_source
    from toolbox.source.earlier import earlier_formats

    check_target(options.to)
    warn()
    source = read_source(root)
    if show(source.findings) != CLEAN:
        print("Er is niets gelezen: maak eerst de formats in orde.")
        return FINDINGS
    with report.progress() as progress:
        earlier, asks = partial(earlier_formats, root), git.storage(root)
        reads = read_all(find_files(options.files), source.toolbox, progress, earlier=earlier, asks=asks)
    package = collect(reads, source.toolbox.formats)
    if package.forms:
        write_package(package.files, options.to)
    print("\n".join(report.lines(reads, package, options.to)))
    return CLEAN if package.is_clean else FINDINGS


COMMAND = Command(
    "read", "lees ingevulde formulieren in tot één datapakket", run, add_arguments, same="er is niets geschreven"
)
