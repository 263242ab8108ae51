"""Whether the forge signed a build.json: its Sigstore bundle, looked at without network.

GitHub signs with a key that lives for minutes. Its certificate names the workflow; Sigstore's log, of which the bundle
holds a piece, says when that was. Certificate and log are held against a trusted root that was kept: the one in the
locked package `sigstore`, or a file of one's own. So a key that was withdrawn since is not seen here.

The bundle is whoever's: sigstore judges it, and what it has no words for is no signature. Specs: Sigstore's bundle
format 0.1 to 0.3, in-toto Statement v1 in a DSSE envelope, and for the certificate Fulcio's own fields.

Sigstore is an extra: who loads this module need not have it, who calls it must.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from toolbox.core.dutch import dutch_date
from toolbox.core.errors import Broken
from toolbox.core.places import RECORD
from toolbox.core.safetext import visible
from toolbox.verify.verify import shown

if TYPE_CHECKING:
    from cryptography import x509
    from sigstore.models import Bundle, TrustedRoot

ISSUER = "https://token.actions.githubusercontent.com"
# The workflow that signs, in whose runs: those of this branch.
WORKFLOW, BRANCH = ".github/workflows/publish.yml", "main"
STATEMENT_KIND = "application/vnd.in-toto+json"
PUBLIC = "https://tuf-repo-cdn.sigstore.dev"
MOST = 30  # bundles in one file: GitHub gives one for each run that signed the same bytes
NO_KEYS = "Geef de trusted_root.json van Sigstore op, of laat ‘--vertrouwd’ weg."

NO_BUNDLE = (
    "Dit is geen handtekening zoals GitHub die geeft. "
    "Haal hem op met: gh attestation download build.json --repo EIGENAAR/NAAM"
)
NOT_PUBLIC = (
    "De handtekening staat niet in het openbare logboek van Sigstore. Zo ondertekent GitHub voor een besloten "
    "repository; dat kan deze controle niet nakijken."
)
CERTIFICATE = (
    "Het certificaat van de handtekening is niet van een uitgever die je vertrouwt, "
    "of het gold niet toen er werd ondertekend."
)
LOG = "De handtekening staat niet zo in het logboek van Sigstore als hij zelf zegt."
ALTERED = "De handtekening klopt niet: er is iets aan veranderd sinds er werd ondertekend."
OTHER_FILE = f"De handtekening is van een ander bestand dan deze {RECORD}. Zoek de handtekening die erbij hoort."
# How sigstore begins what it says.
_SAID = (
    ("failed to verify SCT", CERTIFICATE),
    ("not enough sources of verified time", LOG),
    ("Integrated time only", LOG),
    ("invalid log entry", LOG),
    ("log entry", LOG),
)


@dataclass(frozen=True, slots=True)
class Expected:
    """What must have been signed, and by whom: the SHA-256 of a build.json, its commit, the name of a workflow."""

    digest: str
    commit: str
    workflow: str


@dataclass(frozen=True, slots=True)
class Keys:
    """What certificates and logs are held against; `source` says in Dutch where it comes from."""

    root: TrustedRoot
    source: str


def workflow_of(repository: str) -> str:
    """What a certificate of GitHub's names, of 'owner/name' there."""
    return f"https://github.com/{repository}/{WORKFLOW}@refs/heads/{BRANCH}"


class _Refused(Exception):
    """`str` of it is Dutch."""


@dataclass(frozen=True, slots=True)
class _Signer:
    """A policy as sigstore asks for one, that says in Dutch what is the matter."""

    expected: Expected

    def verify(self, certificate: x509.Certificate) -> None:
        from sigstore.errors import VerificationError
        from sigstore.verify.policy import Identity, OIDCIssuerV2, OIDCSourceRepositoryDigest

        workflow, commit = self.expected.workflow, self.expected.commit
        trust = f"Vertrouw deze {RECORD} niet"
        for policy, sentence in (
            (OIDCIssuerV2(ISSUER), f"De handtekening is niet door GitHub gezet. {trust}."),
            (
                Identity(identity=workflow),
                f"De handtekening is van {_names(certificate)}, en niet van ‘{workflow}’. "
                f"{trust}, of zeg met ‘--repository’ van wie hij mag zijn.",
            ),
            (
                OIDCSourceRepositoryDigest(commit),
                f"De handtekening is gezet bij een andere commit dan {RECORD} noemt ({commit or 'geen'}). {trust}.",
            ),
        ):
            try:
                policy.verify(certificate)
            except VerificationError as error:
                raise _Refused(sentence) from error


def judge(data: bytes, expected: Expected, keys: Keys) -> tuple[bool, str]:
    """(whether some bundle in `data` holds, what there is to say about that in Dutch)."""
    logging.getLogger("sigstore").addHandler(logging.NullHandler())
    refused: list[str] = []
    for bundle in _bundles(data):
        try:
            return True, _approved(_checked(bundle, expected, keys), expected, keys)
        except _Refused as error:
            refused.append(str(error))
    return False, "\n".join(dict.fromkeys(refused)) or NO_BUNDLE


def public_keys() -> Keys:
    """What the installed sigstore brings along. Not by its own function, which keeps a copy for the user to change."""
    from sigstore.models import TrustedRoot

    path = resources.files("sigstore._store") / quote(PUBLIC, safe="") / "trusted_root.json"
    with resources.as_file(path) as file:
        return Keys(TrustedRoot.from_file(str(file)), f"die sigstore {version('sigstore')} meebrengt")


def own_keys(path: Path) -> Keys:
    """Raises Broken when `path` holds none."""
    from sigstore.errors import Error
    from sigstore.models import TrustedRoot

    try:
        return Keys(TrustedRoot.from_file(str(path)), f"uit {shown(path)}")
    except (Error, ValueError, OSError) as error:
        raise Broken(f"In {shown(path)} staan geen sleutels van Sigstore. {NO_KEYS}") from error


def _bundles(data: bytes) -> Iterator[dict[str, Any]]:
    """One bundle as JSON, one a line, or what GitHub's API answers."""
    try:
        text = data.decode()
        read = [_json(text)] if _json(text) is not None else [_json(line) for line in text.splitlines() if line.strip()]
    except UnicodeDecodeError:
        return
    for value in read[:MOST]:
        listed = value.get("attestations") if isinstance(value, dict) else None
        answers = listed[:MOST] if isinstance(listed, list) else [{"bundle": value}]
        for answer in answers:
            if isinstance(answer, dict) and isinstance(answer.get("bundle"), dict):
                yield answer["bundle"]


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _checked(bundle: dict[str, Any], expected: Expected, keys: Keys) -> Bundle:
    """Raises _Refused, with the first thing that is the matter."""
    from cryptography.x509 import ExtensionNotFound
    from sigstore.errors import Error
    from sigstore.models import Bundle
    from sigstore.verify import Verifier

    material = bundle.get("verificationMaterial")
    if isinstance(material, dict) and not material.get("tlogEntries"):
        raise _Refused(NOT_PUBLIC)
    try:
        read = Bundle.from_json(json.dumps(bundle))
    except (Error, ValueError, TypeError) as error:
        raise _Refused(NO_BUNDLE) from error
    try:
        kind, payload = Verifier(trusted_root=keys.root).verify_dsse(read, _Signer(expected))
    except (Error, ValueError, TypeError, AttributeError, ExtensionNotFound) as error:
        raise _Refused(_reason(error)) from error
    if kind != STATEMENT_KIND or expected.digest not in _subjects(payload):
        raise _Refused(OTHER_FILE)
    return read


def _reason(error: Exception) -> str:
    from sigstore.errors import CertValidationError

    if isinstance(error, CertValidationError):
        return CERTIFICATE
    return next((said for start, said in _SAID if str(error).startswith(start)), ALTERED)


def _subjects(payload: bytes) -> set[str]:
    """The SHA-256 of each file that a statement is about. What was signed need not be in order."""
    match _json(payload.decode(errors="replace")):
        case {"subject": [*subjects]}:
            digests = [subject.get("digest") for subject in subjects if isinstance(subject, dict)]
            return {str(digest.get("sha256")) for digest in digests if isinstance(digest, dict)}
    return set()


def _names(certificate: x509.Certificate) -> str:
    from cryptography import x509

    names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    found = [
        *names.get_values_for_type(x509.UniformResourceIdentifier),
        *names.get_values_for_type(x509.RFC822Name),
    ]
    return ", ".join(f"‘{visible(name)}’" for name in found) or "een onbekende"


def _approved(bundle: Bundle, expected: Expected, keys: Keys) -> str:
    day = dutch_date(bundle.signing_certificate.not_valid_before_utc.date().isoformat())
    return (
        f"De handtekening klopt: GitHub ondertekende deze {RECORD} op {day} in naam van ‘{expected.workflow}’, "
        f"bij commit {expected.commit}. "
        f"Dat staat ook in het openbare logboek van Sigstore. Nagekeken zonder netwerk, met de sleutels {keys.source}."
    )
