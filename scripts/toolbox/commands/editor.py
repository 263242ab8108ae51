"""`toolbox editor`: writes the editor in the browser, a bundle of its own, into `.build/editor/`."""

from __future__ import annotations

import argparse
from pathlib import Path

from toolbox.commands.command import Command
from toolbox.core.exitstatus import CLEAN, FINDINGS
from toolbox.core.places import WORK

EDITOR = Path(WORK) / "editor"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--to", type=Path, metavar="MAP", help=f"map waarin de editor komt (standaard {EDITOR})")


def run(root: Path, options: argparse.Namespace) -> int:
    """FINDINGS when mkdocs.yml does not say yet how people sign in: then a page explains that."""
    from toolbox.editor.bundle import write_editor

    target: Path = options.to or root / EDITOR
    needed = write_editor(root, target)
    print(f"De editor staat in {target}/. Zet die map op een eigen webadres, niet in de site.")
    if needed:
        print(f"Inloggen kan nog niet. {needed}")
        return FINDINGS
    return CLEAN


COMMAND = Command("editor", f"maak de editor voor in de browser in {EDITOR}/", run, add_arguments)
