"""`toolbox drift`: where an edition is not in step with the common toolbox, and what its keepers did about that."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from toolbox.commands.command import Command
from toolbox.commands.show import show
from toolbox.core.dutch import count
from toolbox.core.exitstatus import CLEAN, FINDINGS
from toolbox.machine.confine import limit
from toolbox.machine.enclosure import shut_in
from toolbox.machine.landlock import Reach
from toolbox.machine.reach import of_machine

if TYPE_CHECKING:
    from toolbox.core.findings import Finding
    from toolbox.news.movedon import Moved
    from toolbox.source.check import Checked
    from toolbox.source.overlays.model import Difference, Overlaid
    from toolbox.source.tree import Tree

MOVED = "Er is niets vast te leggen"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--edition", metavar="REGIO", default="", help="alleen deze regio of taal, zoals nijmegen of en"
    )
    accept_help = "leg vast wat je deed: bestand en regel, zoals deze opdracht ze noemt"
    parser.add_argument("--accept", metavar="PLEK", default="", help=accept_help)
    as_help = "kept: zo gelaten; merged: het nieuwe overgenomen in je eigen versie; adopted: je eigen versie weggehaald"
    verdicts = ("kept", "merged", "adopted")
    parser.add_argument("--as", dest="verdict", choices=verdicts, metavar="UITKOMST", default="", help=as_help)


def run(root: Path, options: argparse.Namespace) -> int:
    """FINDINGS when something is not in step, or cannot be recorded."""
    from toolbox.history import git
    from toolbox.news.movedon import Moved, moved_on
    from toolbox.source.check import check_source
    from toolbox.source.limits import LANGUAGES, REGIONS
    from toolbox.source.tree import read_tree

    tree, found = read_tree(root)
    # A link may lead anywhere, and nothing behind it was read.
    folders = (root / REGIONS, root / LANGUAGES)
    writes = tuple(folder for folder in folders if folder.is_dir() and not folder.is_symlink())
    reads = git.storage(root) if git.is_repository(root) else ()
    shut_in(of_machine() | Reach(read=reads, write=writes if options.accept else ()))
    source = check_source(tree, found)
    if source.has_errors:
        show(source.findings)
        print("Maak dat eerst in orde.")
        return FINDINGS
    if options.accept or options.verdict:
        return _accept(root, source, options.accept, options.verdict)
    if moved := _moved_by_hand(root, tree) if reads else ():
        show(moved)
        return FINDINGS
    every = (*source.overlaid, *source.languages)
    chosen = [one for one in every if options.edition in ("", one.badge.slug)]
    if options.edition and not chosen:
        names = ", ".join(one.badge.slug for one in every) or "geen"
        print(f"Er is geen editie ‘{options.edition}’. Deze zijn er: {names}.")
        return FINDINGS
    return _tell(chosen, lambda one: moved_on(root, source.toolbox, one) if reads else Moved())


def _moved_by_hand(root: Path, tree: Tree) -> tuple[Finding, ...]:
    """What the last commit says otherwise of."""
    from toolbox.history import git
    from toolbox.source.committree import read_commit
    from toolbox.source.limits import LANGUAGES, REGIONS
    from toolbox.source.overlays.byhand import by_hand
    from toolbox.source.overlays.languages import load_languages
    from toolbox.source.overlays.loading import load_overlays

    head = git.head(root)
    before = load_overlays(read_commit(root, head, REGIONS)[0])[0]
    said = load_languages(read_commit(root, head, LANGUAGES)[0])[0]
    return tuple(by_hand((*before, *said), (*load_overlays(tree)[0], *load_languages(tree)[0])))


def _tell(chosen: Sequence[Overlaid], told_of: Callable[[Difference], Moved]) -> int:
    """Which differences are not in step, where they stand, and what changed in the base."""
    from toolbox.news.movedon import in_signs, place_of

    for laid in chosen:
        for one in laid.behind:
            print(f"{place_of(one)}: {one.standing}: {one.words}{f' ({one.why})' if one.why else ''}")
            if told := in_signs(told_of(one).words):
                print(f"    {told}")
    behind = sum(len(laid.behind) for laid in chosen)
    editions = count(len(chosen), "editie", "edities")
    print(f"{count(behind, 'plek is', 'plekken zijn')} niet bij." if behind else f"{editions}: alles is bij.")
    return FINDINGS if behind else CLEAN


def _accept(root: Path, source: Checked, place: str, verdict: str) -> int:
    from toolbox.source.overlays.accepting import Verdict, accepted, difference_at
    from toolbox.source.overlays.model import Standing

    if not place or not verdict:
        print("Geef allebei: --accept PLEK en --as kept, merged of adopted.")
        return FINDINGS
    one = difference_at((*source.overlaid, *source.languages), place)
    if one is None:
        print(f"{MOVED}: op {place} begint geen onderdeel van een editie. Draai ‘toolbox drift’ voor de plekken.")
        return FINDINGS
    if one.standing in (Standing.GONE, Standing.CLASH) and verdict != Verdict.ADOPTED:
        print(f"{MOVED}: dit kan niet meer ({one.standing}). Pas het aan, of geef --as adopted: dan gaat het weg.")
        return FINDINGS
    path = root / one.override.place.path
    before = path.read_text("utf-8")
    after = accepted(before, one, Verdict(verdict))
    if after == before:
        print("Dit was al bij: er is niets veranderd.")
        return CLEAN
    path.write_text(after, "utf-8")
    if verdict == Verdict.ADOPTED and one.override.file and not _is_used(source, one):
        (root / one.override.file).unlink()
    print(f"{one.override.place.path}: bijgewerkt ({one.words}).")
    return CLEAN


def _is_used(source: Checked, one: Difference) -> bool:
    """Whether another override uses the same text."""
    others = (other.override for laid in source.overlaid for other in laid.differences)
    return sum(other.file == one.override.file for other in others) > 1


COMMAND = Command(
    "drift", "zeg waar een editie niet meer bij is met de gezamenlijke toolbox", run, add_arguments, guard=limit
)
