"""`toolbox verify-site`: tells what differs between a published folder, or a copy of it, and its `build.json`.

With `--rebuild` it tells what differs from a new build of the commit that is named there.
"""

from __future__ import annotations

import argparse
import datetime
from pathlib import Path

from toolbox.commands.command import Command
from toolbox.core.exitstatus import CLEAN, FINDINGS
from toolbox.core.places import COMPARED, RECORD, SITE


def add_arguments(parser: argparse.ArgumentParser) -> None:
    folder_help = f"de map om na te kijken (standaard {SITE}/)"
    parser.add_argument("folder", nargs="?", type=Path, metavar="MAP", help=folder_help)
    record_help = f"{RECORD} van een bouw die je vertrouwt (standaard die in MAP)"
    parser.add_argument("--record", type=Path, metavar="BESTAND", help=record_help)
    rebuild_help = "bouw de commit ergens anders opnieuw en vergelijk elke byte"
    parser.add_argument("--rebuild", action="store_true", help=rebuild_help)
    page_help = f"zet bij --rebuild in MAP dat alles gelijk was, als {COMPARED}"
    parser.add_argument("--page", action="store_true", help=page_help)


def run(root: Path, options: argparse.Namespace) -> int:
    """FINDINGS when something differs."""
    if options.rebuild:
        return _rebuild(root, options)
    from toolbox.build.verify import BESIDE, verdict, verify

    record, lines = verify(options.folder or root / SITE, options.record)
    print("\n".join([*lines, verdict(record, len(lines))]))
    if not options.record:
        print(BESIDE)
    return FINDINGS if lines else CLEAN


def _rebuild(root: Path, options: argparse.Namespace) -> int:
    from toolbox.build.compared import page
    from toolbox.build.rebuild import rebuild, verdict

    folder = options.folder or root / SITE
    compared = rebuild(root, folder, options.record, datetime.date.today())
    print("\n".join([*compared.about, *compared.lines, verdict(compared)]))
    if compared.lines:
        return FINDINGS
    if options.page:
        (folder / COMPARED).write_bytes(page(compared.facts))
        # A web server is another user.
        (folder / COMPARED).chmod(0o644)
        print(f"Dat staat nu ook op {COMPARED}.")
    return CLEAN


COMMAND = Command(
    "verify-site",
    "kijk na of een gepubliceerde site of een kopie ervan is zoals hij gebouwd werd",
    run,
    add_arguments,
    same="er is niets veranderd",
)
