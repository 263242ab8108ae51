"""`toolbox read FILE…`: reads filled-in forms, or folders of them, into one data package."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from toolbox.commands.command import Command
from toolbox.commands.doctor import warn
from toolbox.commands.show import show
from toolbox.core.exitstatus import CLEAN, FINDINGS

if TYPE_CHECKING:
    from toolbox.core.form import Format
    from toolbox.source.overlays.model import Overlaid


def add_arguments(parser: argparse.ArgumentParser) -> None:
    files_help = "een ingevuld formulier, of een map ermee"
    parser.add_argument("files", nargs="+", type=Path, metavar="BESTAND", help=files_help)
    to_help = "map die het datapakket wordt (standaard ingelezen)"
    parser.add_argument("--to", type=Path, default=Path("ingelezen"), metavar="MAP", help=to_help)
    per_help = "neem de formulieren van één persoon samen in één rij; van wie, zegt ‘herkent’ in begrippen.yaml"
    parser.add_argument("--per", metavar="WIE", help=per_help)
    with_help = "met --per: ook dit gevoelige begrip in een kolom; mag vaker"
    parser.add_argument("--with", dest="asked", action="append", default=[], metavar="BEGRIP", help=with_help)


def run(root: Path, options: argparse.Namespace) -> int:
    """FINDINGS when a file was refused or an answer fits nowhere."""
    from toolbox.history import git
    from toolbox.reading import report
    from toolbox.reading.collected import collect
    from toolbox.reading.files import find_files
    from toolbox.reading.folder import check_target, write_package
    from toolbox.reading.persons import UnknownPerson, per
    from toolbox.reading.run import read_all
    from toolbox.source.check import read_source
    from toolbox.source.overlays.joined import joined, slug_of

    check_target(options.to)
    warn()
    source = read_source(root)
    if show(source.findings) != CLEAN:
        print("Er is niets gelezen: maak eerst de formats in orde.")
        return FINDINGS
    if options.asked and not options.per:
        raise UnknownPerson("Met --with kies je een kolom van --per. Geef ook --per op.")
    how = per(options.per, options.asked, source.toolbox.terms) if options.per else None
    with report.progress() as progress:
        overlaid = (*source.overlaid, *source.languages)
        earlier, asks = partial(_as_it_was, root, overlaid), git.storage(root)
        box = joined(source.toolbox, source.overlaid)
        reads = read_all(find_files(options.files), box, progress, earlier=earlier, asks=asks)
    # A region of which there is no form here has no columns.
    there = {slug_of(form.version) for read in reads for form in read.forms}
    regions = [one for one in source.overlaid if one.badge.slug in there]
    package = collect(reads, joined(source.toolbox, regions).formats, how)
    if package.forms:
        write_package(package.files, options.to)
    print("\n".join(report.lines(reads, package, options.to)))
    return CLEAN if package.is_clean else FINDINGS


def _as_it_was(root: Path, overlaid: Sequence[Overlaid], name: str) -> Mapping[str, Sequence[Format]]:
    """The format called `name` by version: in the history, and as regions and languages have it."""
    from toolbox.source.earlier import earlier_formats
    from toolbox.source.overlays.joined import of_version

    return {**earlier_formats(root, name), **of_version(overlaid, name)}


COMMAND = Command(
    "read", "lees ingevulde formulieren in tot één datapakket", run, add_arguments, same="er is niets geschreven"
)
