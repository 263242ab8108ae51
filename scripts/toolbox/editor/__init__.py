"""The editor in the browser: Decap CMS with a configuration made from our own profile, as a bundle of its own.

It is never part of the site: it keeps a forge's token and needs `unsafe-eval`, so it belongs on an origin of its own.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

EDITOR = Path(".build") / "editor"
CLEAN, FINDINGS, BROKEN = 0, 1, 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    help_text = f"map waarin de editor komt (standaard {EDITOR})"
    parser.add_argument("--to", type=Path, metavar="MAP", help=help_text)


def run(root: Path, options: argparse.Namespace) -> int:
    """Write the editor. FINDINGS when mkdocs.yml does not say yet how people sign in: then a page explains that."""
    from toolbox.assets.bundles import BundleError, MissingBundler
    from toolbox.editor.bundle import BadTarget, MissingEditor, write_editor

    target: Path = options.to or root / EDITOR
    try:
        needed = write_editor(root, target)
    except (BadTarget, MissingEditor, BundleError, MissingBundler) as error:
        print(f"toolbox: {error}", file=sys.stderr)
        return BROKEN
    print(f"De editor staat in {target}/. Zet die map op een eigen webadres, niet in de site.")
    if needed:
        print(f"Inloggen kan nog niet. {needed}")
        return FINDINGS
    return CLEAN
