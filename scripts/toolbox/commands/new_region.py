"""`toolbox new-region`: makes the folder of a region's own edition, with every operation explained."""

from __future__ import annotations

import argparse
from pathlib import Path

from toolbox.commands.command import Command


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("slug", metavar="REGIO", help="de naam in het adres, zoals nijmegen of rijn-ijssel")
    parser.add_argument("--naam", default="", metavar="NAAM", help="hoe de regio heet, zoals Nijmegen")
    own_help = "een school of organisatie die meedoet; mag vaker"
    parser.add_argument("--instelling", action="append", default=[], metavar="NAAM", help=own_help)
    parser.add_argument("--contact", default="", metavar="ADRES", help="een mailadres of een adres met https://")


def run(root: Path, options: argparse.Namespace) -> int:
    """FINDINGS when the folder cannot be made as asked; then nothing is written."""
    from toolbox.commands.starting import begin
    from toolbox.core.findings import Finding
    from toolbox.source.limits import REGIONS
    from toolbox.source.overlays.loading import EDITION, load_overlays
    from toolbox.source.overlays.starting import starter
    from toolbox.source.tree import Tree

    folder = f"{REGIONS}{options.slug}"
    path = f"{folder}/{EDITION}"
    name = options.naam or options.slug.replace("-", " ").title()
    text = starter(options.slug, name, options.instelling, options.contact)
    # Read as the check would: so nothing is made that it refuses.
    found = load_overlays(Tree({path: text.encode()}))[1]
    if "/" in options.slug or options.slug.startswith("."):
        found = [Finding("overlay-slug", folder, 0, {"name": options.slug})]
    return begin(root, path, text, found)


COMMAND = Command("new-region", "maak de map voor een eigen editie van een regio", run, add_arguments)
