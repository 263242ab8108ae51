"""`toolbox build`: checks everything, then builds site, PDFs and book into `site/`."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from toolbox.commands.command import Command
from toolbox.commands.progress import shown
from toolbox.commands.show import show
from toolbox.commands.terminal import say_all
from toolbox.core.dutch import count
from toolbox.core.errors import PUBLISHED, SAME, afterwards
from toolbox.core.places import CONFIG, SITE
from toolbox.machine import stops

if TYPE_CHECKING:
    from toolbox.build.build import Result


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--quiet", action="store_true", help="zeg alleen wat er mis is")


def run(root: Path, options: argparse.Namespace) -> int:
    """FINDINGS when there are errors in the source: then nothing is built."""
    from toolbox.build.build import build
    from toolbox.core.settings import read_settings

    start = time.monotonic()
    # What is left to do from there takes a moment.
    with shown(quiet=options.quiet) as tell:
        result = build(root, stops.ignore, tell)
    with afterwards(PUBLISHED if result.changed else SAME):
        status = show(result.findings)
        if not options.quiet:
            print(_summary(result, time.monotonic() - start))
            if unset := read_settings(root).unset:
                print(_unset(unset), file=sys.stderr)
        say_all()
    return status


def _unset(keys: Sequence[str]) -> str:
    names = ", ".join(f"‘{key}’" for key in keys)
    return (
        f"Let op: in {CONFIG} is niet ingevuld: {names}. De site laat weg wat daarvan afhangt; README.md legt uit wat."
    )


def _summary(result: Result, seconds: float) -> str:
    if not result.built:
        return "Er is niets gebouwd; de oude site is niet veranderd."
    if not result.changed:
        return "Er is niets veranderd: de site was al klaar."
    work = f"{count(len(result.made), 'deel', 'delen')} gemaakt, {result.kept} bewaard, {seconds:.1f} s"
    return f"Klaar: {result.pages} pagina’s en {result.files - result.pages} bestanden in {SITE}/ ({work})."


COMMAND = Command("build", f"controleer alles en bouw de site, de pdf’s en het boek in {SITE}/", run, add_arguments)
