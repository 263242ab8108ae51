"""`toolbox doctor`: says which of the walls around what strangers send stand on this machine.

Where one is missing altogether `changes` and `intake` refuse what others propose, unless `--zonder-muren` is given.
What reads filled-in forms (`read`) says it in one line and goes on: a laptop with an older Linux must still read the
forms of its own school, and what is left (limits, an allow-list for all that is read) holds there too.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from toolbox.commands.command import Command
from toolbox.core.errors import Broken
from toolbox.core.exitstatus import CLEAN, FINDINGS

SAME = "er is niets veranderd"
MISSING = "Let op: op deze computer ontbreekt een muur om wat anderen opsturen: {}. Zie ‘toolbox doctor’."
AS_ROOT = "Je bent root. De muren staan ook dan, maar zonder root kan er minder misgaan."
WITHOUT = "--zonder-muren"
REFUSED = (
    "Op deze computer ontbreekt een muur om wat anderen opsturen: {}. Doe dit op een andere computer (‘toolbox doctor’ "
    f"zegt waarom), of geef ‘{WITHOUT}’ als je deze kwijt mag raken"
)
WHOLE = "Wat SECURITY.md belooft, staat op deze computer."
LESS = (
    "Hier staat minder dan SECURITY.md belooft. Bouw en lees wat onbekenden opsturen op een nieuwere Linux, of op een "
    "computer of in een container die je kwijt mag raken."
)


def run(_root: Path, _options: argparse.Namespace) -> int:
    """FINDINGS when one of them does not stand whole."""
    from toolbox.machine.walls import Stands, look, walls

    facts = look()
    found = walls(facts)
    print("Muren om wat anderen opsturen:")
    for wall in found:
        print(f"- {wall.name}: {wall.stands.value}{f'; {wall.why}' if wall.why else ''}.")
    if facts.is_root:
        print(AS_ROOT)
    stand = all(wall.stands is Stands.WHOLE for wall in found)
    print(WHOLE if stand else LESS)
    return CLEAN if stand else FINDINGS


def add_without(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(WITHOUT, action="store_true", help="ga door als hier een muur ontbreekt (zie ‘toolbox doctor’)")


def demand(*, without: bool) -> None:
    """Raises Broken when a wall is not there at all, unless the person goes `without`; then it is one line."""
    if not without and (missing := _missing()):
        raise Broken(f"{REFUSED.format(missing)}.")
    if without:
        warn()


def warn() -> None:
    """One line when a wall is not there at all."""
    if missing := _missing():
        print(MISSING.format(missing), file=sys.stderr)


def _missing() -> str:
    from toolbox.machine.walls import Stands, look, walls

    return ", ".join(wall.name for wall in walls(look()) if wall.stands is Stands.NOT)


COMMAND = Command("doctor", "zeg welke muren om wat anderen opsturen op deze computer staan", run, same=SAME)
