"""`toolbox release-notes FROM..TO`: writes what changed between two editions (tags such as 2026.11) as Markdown."""

from __future__ import annotations

import argparse
from pathlib import Path

from toolbox.commands.command import Command
from toolbox.core.exitstatus import CLEAN


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("range", metavar="VAN..TOT", help="twee uitgaven, zoals 2026.10..2026.11")


def run(root: Path, options: argparse.Namespace) -> int:
    from toolbox.history.revisions import read_range
    from toolbox.news.releasenotes import release_notes

    base, head = read_range(root, options.range)
    print(release_notes(root, base, head, options.range.rpartition("..")[2].strip(".")), end="")
    return CLEAN


COMMAND = Command(
    "release-notes",
    "schrijf wat er tussen twee uitgaven is veranderd, als Markdown",
    run,
    add_arguments,
    same="er is niets geschreven",
)
