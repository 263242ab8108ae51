"""`toolbox changes BASE..HEAD`: tells in plain Dutch what changes between two commits, with the
printed pages before and after."""

from __future__ import annotations

import argparse
from pathlib import Path

from toolbox.commands.command import Command
from toolbox.commands.doctor import warn
from toolbox.core.exitstatus import CLEAN, FINDINGS
from toolbox.core.places import WORK
from toolbox.machine.confine import confine

FOLDER = Path(WORK) / "wijzigingen"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "range",
        metavar="BASIS..VOORSTEL",
        help="twee versies, zoals main..voorstel; met drie punten (main...voorstel) telt alleen wat het voorstel deed",
    )
    parser.add_argument("--to", type=Path, metavar="MAP", help=f"map voor het verslag (standaard {FOLDER})")
    parser.add_argument("--no-paper", action="store_true", help="zonder de gedrukte bladzijden; dat is sneller")
    parser.add_argument("--github", action="store_true", help="zet opmerkingen van de controle bij de regels op GitHub")


def run(root: Path, options: argparse.Namespace) -> int:
    """FINDINGS when the newer side has errors in its source."""
    from toolbox.history.revisions import read_range

    base, head = read_range(root, options.range)
    # What reads, compares and prints takes a second to import.
    from toolbox.changes.annotations import workflow_commands
    from toolbox.changes.files import PAGE, write_report
    from toolbox.changes.make import make_report
    from toolbox.changes.report import attention, summary
    from toolbox.core.safetext import printable

    warn()
    report = make_report(root, base, head, paper=not options.no_paper)
    folder = options.to or root / FOLDER
    write_report(report, folder)
    if options.github:
        print("\n".join(map(printable, workflow_commands(report.annotations))))
    for line in (*summary(report), *attention(report)):
        print(f"- {printable(line)}")
    print(f"Het hele verslag staat in {folder}/ ({PAGE}).")
    return FINDINGS if report.errors else CLEAN


COMMAND = Command(
    "changes", "laat in gewoon Nederlands zien wat een voorstel verandert", run, add_arguments, guard=confine
)
