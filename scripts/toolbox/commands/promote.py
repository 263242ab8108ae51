"""`toolbox promote`: proposes something of an edition for everyone, in the name of its region."""

from __future__ import annotations

import argparse
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from toolbox.commands.command import Command
from toolbox.commands.show import show
from toolbox.core.exitstatus import BROKEN, CLEAN, FINDINGS
from toolbox.core.places import ROOTS
from toolbox.machine.confine import limit

if TYPE_CHECKING:
    from toolbox.proposals.promoting import Promotion

WRITTEN = "Het staat wel al in je map. Ga verder met: toolbox propose --regio"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    place_help = "bestand en regel van het onderdeel, zoals content/regio/nijmegen/edition.yaml:12"
    parser.add_argument("place", metavar="PLEK", help=place_help)
    parser.add_argument("--waarom", default="", metavar="TEKST", help="waarom dit goed is voor iedereen")
    parser.add_argument("--ja", action="store_true", help="push zonder eerst te vragen")


def run(root: Path, options: argparse.Namespace) -> int:
    """FINDINGS when it cannot be for everyone as it is; then nothing is changed."""
    from toolbox.history import git
    from toolbox.machine.enclosure import shut_in
    from toolbox.machine.fanout import fan_out
    from toolbox.machine.landlock import Reach
    from toolbox.machine.reach import of_machine
    from toolbox.proposals.promoting import prepare

    if not git.is_repository(root):
        print("Hiervoor is een kopie met Git nodig. Er is niets veranderd.")
        return BROKEN
    if git.changed_paths(root, *ROOTS):
        print("Er staan nog andere wijzigingen in je map. Leg die eerst vast of stel ze voor; er is niets veranderd.")
        return FINDINGS
    # What strangers wrote is read apart: what follows writes, and reaches the forge.
    wall = partial(shut_in, of_machine() | Reach(read=tuple(root / name for name in ROOTS)))
    ((_, made),) = fan_out((partial(prepare, root, options.place),), wall)
    if made.why or made.has_errors:
        show(made.findings)
        print(f"Dit kan zo niet voor iedereen{f': {made.why}' if made.why else ''}. Er is niets veranderd.")
        return FINDINGS
    return _propose(root, made, options)


def _propose(root: Path, made: Promotion, options: argparse.Namespace) -> int:
    from toolbox.proposals.local import ProposalWords
    from toolbox.proposals.propose import propose
    from toolbox.proposals.refused import Refused
    from toolbox.proposals.terminal import NobodyThere

    for path, data in made.files.items():
        if data is None:
            (root / path).unlink()
        else:
            (root / path).write_bytes(data)
    words = ProposalWords(made.title, options.waarom, made.region)
    try:
        return CLEAN if propose(root, words, asks=not options.ja) else BROKEN
    except (Refused, NobodyThere) as reason:
        print(f"{reason}\n{WRITTEN} ‘{made.region}’")
        return BROKEN


COMMAND = Command(
    "promote", "stel iets uit een editie voor aan iedereen, met de naam van de regio", run, add_arguments, limit
)
