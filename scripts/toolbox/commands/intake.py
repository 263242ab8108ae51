"""`toolbox intake FILE…`: takes a proposal (a patch or mail) as a branch and a pull request; refuses paths outside
`content/` and `forms/`."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from toolbox.commands.command import Command
from toolbox.commands.doctor import add_without, demand
from toolbox.core.errors import Broken, explain
from toolbox.core.exitstatus import BROKEN, CLEAN, FINDINGS
from toolbox.machine.confine import limit

if TYPE_CHECKING:
    from toolbox.proposals.session import Session

SAME = "er is niets veranderd"
NOTHING_CHANGED = "Er is niets veranderd."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", type=Path, metavar="BESTAND", help="een patch of een bewaard mailbericht")
    parser.add_argument("--ja", action="store_true", help="push zonder eerst te vragen")
    parser.add_argument(
        "--page", action="store_true", help="kies wat botst in je browser, op een pagina van deze computer"
    )
    add_without(parser)


def run(root: Path, options: argparse.Namespace) -> int:
    """Each file by itself; FINDINGS when one of them was refused."""
    from toolbox.proposals.session import open_session

    demand(without=options.zonder_muren)
    session = open_session(root, asks=not options.ja, on_page=options.page)
    return max(_take(session, path) for path in options.files)


def _take(session: Session, path: Path) -> int:
    from toolbox.proposals.intake import take_in
    from toolbox.proposals.refused import Refused
    from toolbox.proposals.terminal import say

    say(f"{path}:")
    try:
        return CLEAN if take_in(session, path) else BROKEN
    except Refused as refused:
        print(refused)
        say(f"{NOTHING_CHANGED} Het bestand is er nog.")
        return FINDINGS
    except Broken as broken:
        say(f"{broken} {NOTHING_CHANGED}")
    except OSError as error:
        say(explain(error, SAME) or "")
    return BROKEN


COMMAND = Command(
    "intake", "haal een voorstel (patch of mail) binnen als branch en pull request", run, add_arguments, limit, SAME
)
