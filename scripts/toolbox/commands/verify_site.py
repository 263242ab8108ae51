"""`toolbox verify-site`: tells what differs between a published folder, or a copy of it, and its `build.json`.

With `--rebuild` it tells what differs from a new build of the commit that is named there, with `--handtekening` whether
GitHub signed that list.
"""

from __future__ import annotations

import argparse
import datetime
import hashlib
import importlib.util
import re
from pathlib import Path

from toolbox.commands.command import Command
from toolbox.core.errors import Broken
from toolbox.core.exitstatus import CLEAN, FINDINGS
from toolbox.core.places import COMPARED, CONFIG, IS_WHEEL, RECORD, SITE

SIGNATURE_BYTES = 4_000_000
GITHUB = re.compile(r"[A-Za-z0-9-]{1,39}/[\w.-]{1,100}", re.ASCII)
FETCH = "Haal de handtekening op met: gh attestation download build.json --repo EIGENAAR/NAAM"
INSTALL = "uvx --from 'toolbox_….whl[signature]' toolbox verify-site …" if IS_WHEEL else "scripts/setup.sh signature"
NO_SIGSTORE = f"Een handtekening nakijken kan pas als sigstore er is. Zet het klaar met: {INSTALL}"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    folder_help = f"de map om na te kijken (standaard {SITE}/)"
    parser.add_argument("folder", nargs="?", type=Path, metavar="MAP", help=folder_help)
    record_help = f"{RECORD} van een bouw die je vertrouwt (standaard die in MAP)"
    parser.add_argument("--record", type=Path, metavar="BESTAND", help=record_help)
    rebuild_help = "bouw de commit ergens anders opnieuw en vergelijk elke byte"
    parser.add_argument("--rebuild", action="store_true", help=rebuild_help)
    page_help = f"zet bij --rebuild in MAP dat alles gelijk was, als {COMPARED}"
    parser.add_argument("--page", action="store_true", help=page_help)
    signature_help = f"de handtekening van GitHub onder {RECORD}; kijk eerst die na, zonder netwerk"
    parser.add_argument("--handtekening", dest="signature", type=Path, metavar="BESTAND", help=signature_help)
    repository_help = f"wie er moet hebben ondertekend (standaard wat {CONFIG} noemt)"
    parser.add_argument("--repository", metavar="EIGENAAR/NAAM", help=repository_help)
    trusted_help = "trusted_root.json van Sigstore (standaard die van sigstore zelf)"
    parser.add_argument("--vertrouwd", dest="trusted", type=Path, metavar="BESTAND", help=trusted_help)


def run(root: Path, options: argparse.Namespace) -> int:
    """FINDINGS when something differs."""
    if options.signature and not _is_signed(root, options):
        return FINDINGS
    if options.rebuild:
        return _rebuild(root, options)
    from toolbox.verify.verify import BESIDE, verdict, verify

    record, lines = verify(options.folder or root / SITE, options.record)
    print("\n".join([*lines, verdict(record, len(lines))]))
    if not options.record and not options.signature:
        print(BESIDE)
    return FINDINGS if lines else CLEAN


def _is_signed(root: Path, options: argparse.Namespace) -> bool:
    """Says so as well. Raises Broken when that cannot be looked at."""
    from toolbox.verify.verify import parse_record, read_given, read_record

    if importlib.util.find_spec("sigstore") is None:
        raise Broken(NO_SIGSTORE)
    from toolbox.verify.signature import Expected, judge, own_keys, public_keys, workflow_of

    record = read_record(options.record or (options.folder or root / SITE) / RECORD)
    digest, commit = hashlib.sha256(record).hexdigest(), parse_record(record).commit
    expected = Expected(digest, commit, workflow_of(_repository(root, options.repository)))
    bundles = read_given(options.signature, SIGNATURE_BYTES, FETCH)
    holds, said = judge(bundles, expected, own_keys(options.trusted) if options.trusted else public_keys())
    print(said)
    return holds


def _repository(root: Path, given: str | None) -> str:
    """'owner/name' on GitHub. Raises Broken when nothing names one: it is not for us to guess who may sign."""
    from toolbox.core.settings import read_settings
    from toolbox.forge.address import settings_repository

    if given is not None:
        if not GITHUB.fullmatch(given):
            raise Broken("Geef bij ‘--repository’ een repository op GitHub op als EIGENAAR/NAAM.")
        return given
    found = settings_repository(read_settings(root).edit_url)
    if found and found.web == "https://github.com" and GITHUB.fullmatch(found.path):
        return found.path
    raise Broken(
        f"{CONFIG} noemt geen repository op GitHub. Geef met ‘--repository’ op wie er moet hebben ondertekend."
    )


def _rebuild(root: Path, options: argparse.Namespace) -> int:
    from toolbox.verify.compared import page
    from toolbox.verify.rebuild import rebuild, verdict

    folder = options.folder or root / SITE
    compared = rebuild(root, folder, options.record, datetime.date.today())
    print("\n".join([*compared.about, *compared.lines, verdict(compared)]))
    if compared.lines:
        return FINDINGS
    if options.page:
        (folder / COMPARED).write_bytes(page(compared.facts))
        # A web server is another user.
        (folder / COMPARED).chmod(0o644)
        print(f"Dat staat nu ook op {COMPARED}.")
    return CLEAN


COMMAND = Command(
    "verify-site",
    "kijk na of een gepubliceerde site of een kopie ervan is zoals hij gebouwd werd",
    run,
    add_arguments,
    same="er is niets veranderd",
)
