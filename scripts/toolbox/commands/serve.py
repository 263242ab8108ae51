"""`toolbox serve`: shows the site locally and follows edits."""

from __future__ import annotations

import argparse
from pathlib import Path

from toolbox.commands.command import Command
from toolbox.core.exitstatus import CLEAN


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, default=8000, metavar="POORT", help="poort (standaard 8000)")


def run(root: Path, options: argparse.Namespace) -> int:
    from toolbox.serve.serve import serve

    serve(root, options.port)
    return CLEAN


COMMAND = Command("serve", "laat de site op deze computer zien en bouw opnieuw na elke wijziging", run, add_arguments)
