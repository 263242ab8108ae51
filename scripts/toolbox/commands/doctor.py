"""`toolbox doctor`: says which of the walls around what strangers send stand on this machine.

The commands that handle it (`read`, `intake`, `changes`) say in one line that a wall is missing, and go on: a laptop
with an older Linux, or a container that keeps these walls to itself, must still read the forms of its own school, and
what is left (limits, an allow-list for all that is read) holds there too. Who wants none of it can ask this command.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from toolbox.commands.command import Command
from toolbox.core.exitstatus import CLEAN, FINDINGS

SAME = "er is niets veranderd"
MISSING = "Let op: op deze computer ontbreekt een muur om wat anderen opsturen: {}. Zie ‘toolbox doctor’."
AS_ROOT = "Je bent root. De muren staan ook dan, maar zonder root kan er minder misgaan."
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


def warn() -> None:
    """One line when a wall is not there at all."""
    from toolbox.machine.walls import Stands, look, walls

    if missing := [wall.name for wall in walls(look()) if wall.stands is Stands.NOT]:
        print(MISSING.format(", ".join(missing)), file=sys.stderr)


COMMAND = Command("doctor", "zeg welke muren om wat anderen opsturen op deze computer staan", run, same=SAME)
