"""`toolbox format`: writes every `datapackage.yaml` in its canonical form, without what follows from something else."""

from __future__ import annotations

import argparse
from pathlib import Path

from toolbox.commands.command import Command
from toolbox.core.exitstatus import CLEAN
from toolbox.machine.confine import limit
from toolbox.machine.enclosure import shut_in
from toolbox.machine.landlock import Reach
from toolbox.machine.reach import of_machine


def run(root: Path, _options: argparse.Namespace) -> int:
    from toolbox.core.dutch import count
    from toolbox.source.canonical import format_all
    from toolbox.source.tree import read_tree

    tree, _ = read_tree(root)
    # A link may lead anywhere, and nothing behind it was read.
    folders = (root / "forms", root / "content")
    shut_in(of_machine() | Reach(write=tuple(folder for folder in folders if not folder.is_symlink())))
    changed = format_all(root, tree)
    for path in changed:
        print(f"{path}: bijgewerkt")
    files = count(len(changed), "bestand", "bestanden")
    print(f"{files} bijgewerkt." if changed else "Alles stond al in de vaste vorm.")
    return CLEAN


COMMAND = Command("format", "zet elk datapackage.yaml in de vaste vorm en haal weg wat vanzelf volgt", run, guard=limit)
