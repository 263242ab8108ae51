"""`toolbox changes BASE..HEAD`: tells in plain Dutch what changes between two commits, with the
printed pages before and after."""

from __future__ import annotations

import argparse
import os
import shutil
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from toolbox.commands.command import Command
from toolbox.commands.doctor import add_without, demand
from toolbox.core.exitstatus import CLEAN, FINDINGS
from toolbox.core.places import CONFIG, WORK
from toolbox.machine.confine import limit
from toolbox.machine.enclosure import shut_in
from toolbox.machine.landlock import Reach
from toolbox.machine.reach import of_machine
from toolbox.machine.stops import hold_back, let_go

if TYPE_CHECKING:
    from toolbox.changes.report import Report

FOLDER = Path(WORK) / "wijzigingen"
MAX_NOTES = 20


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "range",
        metavar="BASIS..VOORSTEL",
        help="twee versies, zoals main..voorstel; met drie punten (main...voorstel) samengevoegd met wat er nu is",
    )
    parser.add_argument("--to", type=Path, metavar="MAP", help=f"map voor het verslag (standaard {FOLDER})")
    parser.add_argument("--no-paper", action="store_true", help="zonder de gedrukte bladzijden; dat is sneller")
    parser.add_argument("--github", action="store_true", help="zet opmerkingen van de controle bij de regels op GitHub")
    add_without(parser)


def run(root: Path, options: argparse.Namespace) -> int:
    """FINDINGS when the newer side has errors in its source."""
    from toolbox.history.revisions import read_proposal
    from toolbox.proposals.together import join

    demand(without=options.zonder_muren)
    asked = read_proposal(root, options.range, join)
    folder: Path = options.to or root / FOLDER
    _shut_in(root, folder)
    # What reads, compares and prints takes a second to import.
    from toolbox.changes.annotations import workflow_commands
    from toolbox.changes.attention import attention
    from toolbox.changes.files import PAGE, write_report
    from toolbox.changes.make import make_report
    from toolbox.changes.report import summary
    from toolbox.core.safetext import printable

    report = make_report(root, asked.base, asked.head, paper=not options.no_paper, joined=asked.joined)
    write_report(report, folder)
    if options.github:
        print("\n".join(map(printable, workflow_commands(report.annotations))))
    for line in (*summary(report), *attention(report), *_checked(report)):
        print(f"- {printable(line)}")
    print(f"Het hele verslag staat in {folder}/ ({PAGE}).")
    return FINDINGS if report.errors else CLEAN


def _checked(report: Report) -> Iterator[str]:
    """What the check has to say of the proposal, as much as one reads in a terminal."""
    from toolbox.changes.report import level_word, where

    for note in report.annotations[:MAX_NOTES]:
        yield f"{where(note)}: {level_word(note)}: {note.message}"
    if more := len(report.annotations[MAX_NOTES:]):
        yield f"… en nog {more}. Zie het hele verslag."


def _shut_in(root: Path, folder: Path) -> None:
    """It reads Git's history and the settings, and writes the report, stored renders, and a folder of its own."""
    from toolbox.changes.make import CACHE
    from toolbox.history import git

    write = (folder, root / CACHE)
    for place in write:
        place.mkdir(parents=True, exist_ok=True)
    read = (*git.storage(root), root / CONFIG)
    # Who asks to stop from here on is heard by the one who waits, and that one removes it.
    hold_back()
    own = Path(tempfile.mkdtemp(prefix="toolbox-"))
    reach = of_machine() | Reach(read=read, write=(*write, own))
    shut_in(reach, partial(shutil.rmtree, own, ignore_errors=True))
    let_go()
    _forget_environment(own)


def _forget_environment(own: Path) -> None:
    """What the person's environment says is not for what is started here: it may hold secrets, and change an answer."""
    for name in os.environ.keys() - {"PATH"}:
        del os.environ[name]
    os.environ |= {"HOME": str(own), "TMPDIR": str(own), "LC_ALL": "C.UTF-8"}
    tempfile.tempdir = str(own)


COMMAND = Command(
    "changes", "laat in gewoon Nederlands zien wat een voorstel verandert", run, add_arguments, guard=limit
)
