"""`toolbox propose`: proposes your own changes as a pull request."""

from __future__ import annotations

import argparse
from pathlib import Path

from toolbox.commands.command import Command
from toolbox.core.exitstatus import BROKEN, CLEAN, FINDINGS
from toolbox.machine.confine import limit

# These refusals say something of the machine, not of what was changed.
MACHINE = frozenset({"not-a-repository", "no-identity", "no-base", "in-progress"})


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--regio", default="", metavar="NAAM", help="de school of regio waar het voorstel vandaan komt")
    parser.add_argument("--titel", default="", metavar="TEKST", help="waar het voorstel over gaat, in één regel")
    parser.add_argument("--waarom", default="", metavar="TEKST", help="waarom je dit voorstelt")
    parser.add_argument("--ja", action="store_true", help="push zonder eerst te vragen")


def run(root: Path, options: argparse.Namespace) -> int:
    """FINDINGS when the change itself is not in order."""
    from toolbox.proposals.local import ProposalWords
    from toolbox.proposals.propose import NOTHING_CHANGED, propose
    from toolbox.proposals.refused import Refused
    from toolbox.proposals.terminal import NobodyThere, say

    words = ProposalWords(options.titel, options.waarom, options.regio)
    try:
        return CLEAN if propose(root, words, asks=not options.ja) else BROKEN
    except Refused as refused:
        print(refused)
        say(NOTHING_CHANGED)
        return BROKEN if refused.code in MACHINE else FINDINGS
    except NobodyThere as nobody:
        say(f"{nobody} {NOTHING_CHANGED}")
        return BROKEN


COMMAND = Command(
    "propose",
    "stel je eigen wijzigingen voor als pull request",
    run,
    add_arguments,
    limit,
    "je wijzigingen staan er nog",
)
