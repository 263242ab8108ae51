"""`toolbox check`: only checks `content/` and `forms/`."""

from __future__ import annotations

import argparse
from pathlib import Path

from toolbox.commands.command import Command
from toolbox.commands.show import show
from toolbox.core.dutch import count
from toolbox.core.exitstatus import CLEAN
from toolbox.core.places import PASSED, WORK
from toolbox.machine.confine import limit
from toolbox.machine.enclosure import shut_in
from toolbox.machine.reach import of_machine


def run(root: Path, _options: argparse.Namespace) -> int:
    """FINDINGS when there are errors."""
    from toolbox.machine.passed import read_passed
    from toolbox.source.check import check_source
    from toolbox.source.tree import read_tree

    tree, found = read_tree(root)
    passed = read_passed(root / WORK / PASSED)
    shut_in(of_machine())
    source = check_source(tree, found, passed)
    status = show(source.findings)
    if status == CLEAN:
        pages, forms = len(source.toolbox.pages), len(source.toolbox.formats)
        counts = [f"{pages} pagina’s", f"{forms} formats"]
        counts += [count(len(source.overlaid), "editie", "edities")] if source.overlaid else []
        counts += [count(len(source.languages), "andere taal", "andere talen")] if source.languages else []
        print(f"In orde: {', '.join(counts[:-1])} en {counts[-1]}.")
    return status


COMMAND = Command("check", "controleer alleen content/ en forms/", run, guard=limit)
