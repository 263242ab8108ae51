"""`toolbox changes BASE..HEAD`: the report of a proposal, in a folder of three files."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from toolbox.history import git

if TYPE_CHECKING:
    from toolbox.changes.report import Report

CLEAN, FINDINGS, BROKEN = 0, 1, 2
FOLDER = ".build/wijzigingen"
NAME = "wijzigingen"


class CannotCompare(Exception):
    """What was asked cannot be done here; its words are Dutch."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "range",
        metavar="BASIS..VOORSTEL",
        help="twee versies, zoals main..voorstel; met drie punten (main...voorstel) telt alleen wat het voorstel deed",
    )
    parser.add_argument(
        "--to", type=Path, default=None, metavar="MAP", help=f"map voor het verslag (standaard {FOLDER})"
    )
    parser.add_argument("--no-paper", action="store_true", help="zonder de gedrukte bladzijden; dat is sneller")
    parser.add_argument("--github", action="store_true", help="zet opmerkingen van de controle bij de regels op GitHub")


def run(root: Path, options: argparse.Namespace) -> int:
    """Write the report; FINDINGS when the newer side has errors in its source."""
    try:
        base, head = read_range(root, options.range)
    except CannotCompare as problem:
        print(f"toolbox: {problem}", file=sys.stderr)
        return BROKEN
    # What reads, compares and prints takes a second to import: other commands do without.
    from toolbox.changes.annotations import workflow_commands
    from toolbox.changes.make import make_report
    from toolbox.changes.report import attention, summary

    report = make_report(root, base, head, paper=not options.no_paper)
    folder = options.to or root / FOLDER
    write_report(report, folder)
    if options.github:
        print("\n".join(map(printable, workflow_commands(report.annotations))))
    for line in (*summary(report), *attention(report)):
        print(f"- {printable(line)}")
    print(f"Het hele verslag staat in {folder}/ ({NAME}.html).")
    return FINDINGS if report.errors else CLEAN


def read_range(root: Path, asked: str) -> tuple[str, str]:
    """(base, head) as commits. 'A..B' compares the two, 'A...B' what B did since it left A. Raises CannotCompare."""
    dots = "..." if "..." in asked else ".."
    one, found, other = asked.partition(dots)
    if not found or not one or not other or ".." in other or asked.startswith("-"):
        raise CannotCompare(f"‘{printable(asked)}’ zijn geen twee versies. Schrijf bijvoorbeeld: main..voorstel")
    if not git.is_repository(root):
        raise CannotCompare("Deze map is geen kopie van Git met versies erin. Haal de toolbox op met ‘git clone’.")
    try:
        base, head = git.commit(root, one), git.commit(root, other)
        return (git.merge_base(root, base, head) if dots == "..." else base), head
    except git.UnknownRevision as unknown:
        raise CannotCompare(_unknown(root, str(unknown))) from unknown


def _unknown(root: Path, revision: str) -> str:
    pair = "..." in revision
    if git.is_shallow(root):
        what = "Het gezamenlijke begin van deze versies" if pair else f"Versie ‘{printable(revision)}’"
        return (
            f"{what} is hier niet, want deze kopie heeft maar een deel van de geschiedenis. "
            "Haal de rest op met ‘git fetch --unshallow’."
        )
    if pair:
        return "Deze twee versies hebben geen gezamenlijk begin. Vergelijk ze met twee punten in plaats van drie."
    return f"Versie ‘{printable(revision)}’ bestaat hier niet. Kijk de naam na, of haal hem op met ‘git fetch’."


def printable(text: str) -> str:
    """What a proposal says must not steer the terminal, nor a runner that reads it ('::error', '##[error]')."""
    shown = "".join(letter if letter.isprintable() else "\ufffd" for letter in text)
    return shown.replace("##[", "## [")


def write_report(report: Report, folder: Path) -> None:
    from toolbox.changes.data import to_json
    from toolbox.changes.markdown import to_markdown
    from toolbox.changes.webpage import to_html

    folder.mkdir(parents=True, exist_ok=True)
    for suffix, text in (("md", to_markdown(report)), ("html", to_html(report)), ("json", to_json(report))):
        (folder / f"{NAME}.{suffix}").write_text(text, "utf-8")
