"""`toolbox new-language`: makes the folder of a language, with all that can be said in it explained."""

from __future__ import annotations

import argparse
from pathlib import Path

from toolbox.commands.command import Command


def add_arguments(parser: argparse.ArgumentParser) -> None:
    tag_help = "de code die browsers gebruiken, zoals ar voor Arabisch of pt-BR"
    parser.add_argument("tag", metavar="TAAL", help=tag_help)
    own_help = "hoe de taal zichzelf noemt (standaard wat bij de code hoort)"
    parser.add_argument("--naam", default="", metavar="NAAM", help=own_help)


def run(root: Path, options: argparse.Namespace) -> int:
    """FINDINGS when the folder cannot be made as asked; then nothing is written."""
    from toolbox.commands.starting import begin
    from toolbox.core.findings import Finding
    from toolbox.source.languagetags import as_tag, is_language, own_name
    from toolbox.source.limits import LANGUAGES
    from toolbox.source.overlays.languages import load_languages
    from toolbox.source.overlays.loading import EDITION
    from toolbox.source.overlays.startinglanguage import starter
    from toolbox.source.tree import Tree

    folder = options.tag.lower()
    tag = as_tag(folder)
    path = f"{LANGUAGES}{folder}/{EDITION}"
    if not is_language(tag):
        return begin(root, path, "", [Finding("language-unknown", f"{LANGUAGES}{folder}", 0, {"tag": options.tag})])
    text = starter(options.naam or own_name(tag))
    # Read as the check would: so nothing is made that it refuses.
    return begin(root, path, text, load_languages(Tree({path: text.encode()}))[1])


COMMAND = Command("new-language", "maak de map voor de toolbox in een andere taal", run, add_arguments)
