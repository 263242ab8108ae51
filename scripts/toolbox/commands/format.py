"""`toolbox format`: writes every `datapackage.yaml` in its canonical form and brings CSV headers up to date."""

from __future__ import annotations

import argparse
from pathlib import Path

from toolbox.commands.command import Command
from toolbox.core.exitstatus import CLEAN
from toolbox.machine.confine import confine


def run(root: Path, _options: argparse.Namespace) -> int:
    from toolbox.core.dutch import count
    from toolbox.source.canonical import format_all

    changed = format_all(root)
    for path in changed:
        print(f"{path}: bijgewerkt")
    files = count(len(changed), "bestand", "bestanden")
    print(f"{files} bijgewerkt." if changed else "Alles stond al in de vaste vorm.")
    return CLEAN


COMMAND = Command(
    "format", "zet elk datapackage.yaml in de vaste vorm en werk kopregels van CSV’s bij", run, guard=confine
)
