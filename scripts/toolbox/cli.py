"""The command `toolbox`. Exit status: 0 clean, 1 findings in the source, 2 something broken on this machine."""

from __future__ import annotations

import argparse
import signal
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from toolbox import editor
from toolbox.build import verify
from toolbox.build.build import SITE, WORK, Result, build
from toolbox.build.explain import explain
from toolbox.build.publish import refuse_links
from toolbox.changes import run as changes
from toolbox.core.errors import Broken
from toolbox.core.findings import Finding, Severity
from toolbox.core.settings import CONFIG
from toolbox.machine.confine import confine, limit
from toolbox.news import releasenotes
from toolbox.proposals import intake, propose

CLEAN, FINDINGS, BROKEN = 0, 1, 2
# What reads what strangers propose in this very process; the build does that in a process apart. A proposal that is to
# become a pull request needs the network.
GUARDS = {"changes": confine, "check": confine, "format": confine, "intake": limit, "propose": limit}
# Nobody reads more, and a log is not without end.
MAX_SHOWN = 500
ARGUMENTS = {
    "changes": changes.add_arguments,
    "editor": editor.add_arguments,
    "intake": intake.add_arguments,
    "propose": propose.add_arguments,
    "verify-site": verify.add_arguments,
}


def find_root(start: Path) -> Path:
    """The checkout that `start` lies in. Raises Broken."""
    for folder in (start, *start.parents):
        if (folder / CONFIG).is_file() and (folder / "content").is_dir():
            return folder
    raise Broken("Dit is geen map van de toolbox. Ga naar de map waarin mkdocs.yml staat.")


def main(arguments: Sequence[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    try:
        command: Callable[[Path, argparse.Namespace], int] = options.run
        root = find_root(Path.cwd())
        refuse_links(root / WORK)
        if guard := GUARDS.get(options.name):
            guard()
        return command(root, options)
    except (Exception, KeyboardInterrupt) as error:
        sentence = explain(error)
        if sentence is None:
            raise
        return _broken(sentence)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="toolbox",
        description="Bouwt en controleert de Toolbox Transitieroute. Werkt in elke map van de kopie.",
    )
    commands = parser.add_subparsers(required=True, metavar="opdracht")
    for name, run, help_text in (
        ("build", _build, "controleer alles en bouw de site, de pdf’s en het boek in site/"),
        ("changes", changes.run, "laat in gewoon Nederlands zien wat een voorstel verandert"),
        ("check", _check, "controleer alleen content/ en forms/"),
        ("editor", editor.run, "maak de editor voor in de browser in .build/editor/"),
        ("format", _format, "zet elk datapackage.yaml in de vaste vorm en werk kopregels van CSV’s bij"),
        ("intake", intake.run, "haal een voorstel (patch of mail) binnen als branch en pull request"),
        ("propose", propose.run, "stel je eigen wijzigingen voor als pull request"),
        ("read", _read, "lees ingevulde formulieren in tot één datapakket"),
        ("release-notes", releasenotes.run, "schrijf wat er tussen twee uitgaven is veranderd, als Markdown"),
        ("serve", _serve, "laat de site op deze computer zien en bouw opnieuw na elke wijziging"),
        ("verify-site", verify.run, "kijk na of een gepubliceerde site of een kopie ervan is zoals hij gebouwd werd"),
    ):
        command = commands.add_parser(name, help=help_text, description=help_text.capitalize() + ".")
        command.set_defaults(run=run, name=name)
        if name == "read":
            files_help = "een ingevuld formulier, of een map ermee"
            to_help = "map die het datapakket wordt (standaard ingelezen)"
            command.add_argument("files", nargs="+", type=Path, metavar="BESTAND", help=files_help)
            command.add_argument("--to", type=Path, default=Path("ingelezen"), metavar="MAP", help=to_help)
        if name in ARGUMENTS:
            ARGUMENTS[name](command)
        if name == "release-notes":
            releasenotes.add_arguments(command)
        if name == "serve":
            command.add_argument("--port", type=int, default=8000, metavar="POORT", help="poort (standaard 8000)")
    return parser


def _broken(message: str) -> int:
    print(f"toolbox: {message}", file=sys.stderr)
    return BROKEN


def show(findings: Sequence[Finding]) -> int:
    """Print the findings; FINDINGS when one of them is an error."""
    for finding in findings[:MAX_SHOWN]:
        print(finding)
    if len(findings) > MAX_SHOWN:
        print(f"… en nog {len(findings) - MAX_SHOWN}. Maak eerst deze in orde.")
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    if errors:
        print(f"\n{errors} {'fout' if errors == 1 else 'fouten'} gevonden.")
    return FINDINGS if errors else CLEAN


def _build(root: Path, options: argparse.Namespace) -> int:
    del options
    start = time.monotonic()
    result = build(root)
    status = show(result.findings)
    print(_summary(result, time.monotonic() - start))
    return status


def _summary(result: Result, seconds: float) -> str:
    if not result.built:
        return "Er is niets gebouwd; de oude site is niet veranderd."
    if not result.changed:
        return "Er is niets veranderd: de site was al klaar."
    return f"Klaar: {result.pages} pagina’s en {result.files - result.pages} bestanden in {SITE}/ ({seconds:.1f} s)."


def _check(root: Path, options: argparse.Namespace) -> int:
    from toolbox.source.check import read_source

    del options
    source = read_source(root)
    status = show(source.findings)
    if status == CLEAN:
        pages, forms = len(source.toolbox.pages), len(source.toolbox.formats)
        print(f"In orde: {pages} pagina’s en {forms} formats.")
    return status


def _format(root: Path, options: argparse.Namespace) -> int:
    from toolbox.source.canonical import format_all

    del options
    changed = format_all(root)
    for path in changed:
        print(f"{path}: bijgewerkt")
    print(f"{len(changed)} bestanden bijgewerkt." if changed else "Alles stond al in de vaste vorm.")
    return CLEAN


def _read(root: Path, options: argparse.Namespace) -> int:
    """Filled-in forms into one data package. FINDINGS when a file was refused or an answer fits nowhere."""
    from toolbox.reading import report
    from toolbox.reading.collected import collect
    from toolbox.reading.files import find_files
    from toolbox.reading.folder import Taken, check_target, write_package
    from toolbox.reading.run import read_all
    from toolbox.source.check import read_source

    # What would end the process with the package half written, ends as Ctrl-C does.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        check_target(options.to)
        source = read_source(root)
        if show(source.findings) != CLEAN:
            print("Er is niets gelezen: maak eerst de formats in orde.")
            return FINDINGS
        with report.progress() as progress:
            reads = read_all(find_files(options.files), source.toolbox.formats, progress)
        package = collect(reads, source.toolbox.formats)
        if package.forms:
            write_package(package.files, options.to)
    except Taken as taken:
        return _broken(str(taken))
    except KeyboardInterrupt:
        return _broken("Gestopt. Er is niets geschreven.")
    except OSError as error:
        return _broken(f"Lezen of schrijven lukte niet; er is niets geschreven: {error}")
    print("\n".join(report.lines(reads, package, options.to)))
    return CLEAN if package.is_clean else FINDINGS


def _serve(root: Path, options: argparse.Namespace) -> int:
    from toolbox.build.serve import serve

    return serve(root, options.port)


if __name__ == "__main__":
    sys.exit(main())
