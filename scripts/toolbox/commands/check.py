"""`toolbox check`: only checks `content/` and `forms/`."""

from __future__ import annotations

import argparse
from pathlib import Path

from toolbox.commands.command import Command
from toolbox.commands.show import show
from toolbox.core.exitstatus import CLEAN
from toolbox.machine.confine import confine


def run(root: Path, _options: argparse.Namespace) -> int:
    """FINDINGS when there are errors."""
    from toolbox.source.check import read_source

    source = read_source(root)
    status = show(source.findings)
    if status == CLEAN:
        pages, forms = len(source.toolbox.pages), len(source.toolbox.formats)
        print(f"In orde: {pages} pagina’s en {forms} formats.")
    return status


COMMAND = Command("check", "controleer alleen content/ en forms/", run, guard=confine)
