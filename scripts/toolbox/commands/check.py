"""`toolbox check`: only checks `content/` and `forms/`."""

from __future__ import annotations

import argparse
import gc
from pathlib import Path
from typing import TYPE_CHECKING

from toolbox.commands.command import Command
from toolbox.commands.show import show
from toolbox.commands.terminal import say_all
from toolbox.core.dutch import count
from toolbox.core.exitstatus import CLEAN
from toolbox.core.places import KEPT, WORK
from toolbox.machine.confine import limit
from toolbox.machine.keeping import begin, read_kept, write_kept

if TYPE_CHECKING:
    from toolbox.source.verdict import Said


def run(root: Path, _options: argparse.Namespace) -> int:
    """FINDINGS when there are errors."""
    from toolbox.source.tree import read_tree
    from toolbox.source.verdict import from_text, key_of, to_text

    folder = root / WORK / KEPT
    known = read_kept(folder)
    tree, found = read_tree(root)
    key = key_of(tree, found)
    said = from_text(known.get(key, ""))
    if said:
        return _say(said)
    # What raises walls and what looks is loaded only when there is something to look at.
    from toolbox.machine.enclosure import shut_in
    from toolbox.machine.landlock import Reach
    from toolbox.machine.reach import of_machine

    begin(folder)
    shut_in(of_machine() | Reach(write=(folder,)))
    gc.disable()
    from toolbox.source import plain
    from toolbox.source.ahead import lay_ahead, look_ahead
    from toolbox.source.kept import Kept

    kept = Kept(known, plain)
    look_ahead(tree, kept)
    # Loaded while the other process is at work.
    from toolbox.source.check import say_source

    said = say_source(tree, found, kept, lay_ahead)
    status = _say(said)
    say_all()
    write_kept(folder, kept.now | {key: to_text(said)})
    return status


def _say(said: Said) -> int:
    status = show(said.findings)
    if status == CLEAN:
        counts = [f"{said.pages} pagina’s", f"{said.formats} formats"]
        counts += [count(said.editions, "editie", "edities")] if said.editions else []
        counts += [count(said.languages, "andere taal", "andere talen")] if said.languages else []
        print(f"In orde: {', '.join(counts[:-1])} en {counts[-1]}.")
    return status


COMMAND = Command("check", "controleer alleen content/ en forms/", run, guard=limit)
