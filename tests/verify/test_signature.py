"""`toolbox verify-site --handtekening`: what GitHub signed is known as such, offline, and nothing else is."""

from __future__ import annotations

import argparse
import copy
import hashlib
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
import yaml
from test_verify import CLEAN, COMMIT, write_site

from conftest import ROOT
from sigstoreinstance import NOON, YEARS, Instance, statement
from toolbox.commands import verify_site
from toolbox.core.errors import Broken
from toolbox.verify import signature
from toolbox.verify.signature import Expected, Keys, judge, own_keys, public_keys, workflow_of

pytestmark = pytest.mark.promise("signed")

# What GitHub signed: see README.md beside it.
REAL = Path(__file__).parent / "signatures" / "pypi_attestations-0.0.19.tar.gz.sigstore.json"
THEIRS = Expected(
    "9bb1add04b1b4e182be6b0b80931593f7a291eb49d69b4fd728a5d4cbcdc4bd3",
    "08802efe1f8e5fec4ad842d6b8ce97656092ee72",
    "https://github.com/trailofbits/pypi-attestations/.github/workflows/release.yml@refs/tags/v0.0.19",
)
OURS = workflow_of("toolbox-transitieroute/toolbox")
Change = Callable[[Any], object]


def real() -> Any:
    return json.loads(REAL.read_bytes())


def judged(bundle: object, expected: Expected = THEIRS, keys: Keys | None = None) -> tuple[bool, str]:
    return judge(json.dumps(bundle).encode(), expected, keys or public_keys())


# --- a signature that GitHub gave ---


def test_what_github_signed_is_known_by_the_keys_that_sigstore_brings() -> None:
    assert judge(REAL.read_bytes(), THEIRS, public_keys()) == (
        True,
        "De handtekening klopt: GitHub ondertekende deze build.json op 4 december 2024 in naam van "
        f"‘{THEIRS.workflow}’, bij commit {THEIRS.commit}. Dat staat ook in het openbare logboek van Sigstore. "
        f"Nagekeken zonder netwerk, met de sleutels die sigstore {version('sigstore')} meebrengt.",
    )


@pytest.mark.parametrize("form", ["jsonl", "answer"])
def test_each_form_in_which_github_gives_it_is_read(form: str) -> None:
    """A run that was done again gives another bundle for the same bytes; one that holds is enough."""
    other = {**real(), "dsseEnvelope": {"payload": "", "payloadType": "", "signatures": [{"sig": "AAAA"}]}}
    both = [other, real()]
    lines = "\n".join(json.dumps(bundle) for bundle in both)
    answer = json.dumps({"attestations": [{"repository_id": 1, "bundle": bundle} for bundle in both]})
    assert judge((lines if form == "jsonl" else answer).encode(), THEIRS, public_keys())[0]


def test_another_file_signer_or_commit_is_told() -> None:
    digest, commit, workflow = THEIRS.digest, THEIRS.commit, THEIRS.workflow
    assert judged(real(), Expected("0" * 64, commit, workflow)) == (False, signature.OTHER_FILE)
    assert judged(real(), Expected(digest, commit, OURS)) == (
        False,
        f"De handtekening is van ‘{workflow}’, en niet van ‘{OURS}’. Vertrouw deze build.json niet, of zeg met "
        "‘--repository’ van wie hij mag zijn.",
    )
    assert judged(real(), Expected(digest, COMMIT, workflow)) == (
        False,
        f"De handtekening is gezet bij een andere commit dan build.json noemt ({COMMIT}). "
        "Vertrouw deze build.json niet.",
    )


# --- a signature of which one thing is wrong ---


def leaves(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The way to each text in a bundle."""
    if isinstance(value, str):
        yield path
    for key, part in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from leaves(part, (*path, key))


def with_leaf(path: tuple[str | int, ...], change: Change) -> Any:
    bundle = real()
    within = bundle
    for part in path[:-1]:
        within = within[part]
    within[path[-1]] = change(within[path[-1]])
    return bundle


def turned(text: str) -> str:
    """With another letter in it, which is still base64 or a number where it was."""
    at = len(text) // 3
    return text[:at] + ("1" if text[at] != "1" else "2") + text[at + 1 :]


def test_any_letter_that_is_changed_is_seen() -> None:
    ways = list(leaves(real()))
    assert len(ways) > 20
    assert [way for way in ways if judged(with_leaf(way, turned))[0]] == []


@pytest.mark.parametrize(
    "change", [lambda _: None, lambda _: 7, lambda _: [], lambda _: {}, lambda _: "", lambda _: "é"]
)
def test_nothing_in_its_place_breaks_the_reader(change: Change) -> None:
    for way in leaves(real()):
        holds, said = judged(with_leaf(way, change))
        assert not holds
        assert said.endswith((".", "NAAM"))


@pytest.mark.parametrize(
    "data",
    [b"", b"\xff", b"[]", b"{}", b"7", b"{", b"[" * 100_000, b'{"attestations": [1, {}, {"bundle": 3}]}', b"\n\n"],
)
def test_what_is_no_bundle_is_told_so(data: bytes) -> None:
    assert judge(data, THEIRS, public_keys()) == (False, signature.NO_BUNDLE)


def test_a_signature_outside_the_public_log_is_told_so() -> None:
    """As GitHub signs for a private repository."""
    bundle = real()
    del bundle["verificationMaterial"]["tlogEntries"]
    assert judged(bundle) == (False, signature.NOT_PUBLIC)


# --- a list and a workflow of our own, signed by an authority of our own ---


@pytest.fixture(scope="module")
def ours() -> Instance:
    return Instance()


@pytest.fixture
def keys(ours: Instance, tmp_path: Path) -> Path:
    path = tmp_path / "trusted_root.json"
    path.write_bytes(ours.trusted_root())
    return path


DIGEST = "a" * 64
EXPECTED = Expected(DIGEST, COMMIT, OURS)


def test_each_thing_that_does_not_hold_has_its_own_sentence(ours: Instance, keys: Path) -> None:
    good = ours.bundle(statement(DIGEST), OURS, COMMIT)
    assert judged(good, EXPECTED, own_keys(keys))[0]

    def told(change: Callable[[Any], object]) -> str:
        bundle = copy.deepcopy(good)
        change(bundle)
        holds, said = judged(bundle, EXPECTED, own_keys(keys))
        assert not holds
        return said

    def entry(bundle: Any) -> Any:
        return bundle["verificationMaterial"]["tlogEntries"][0]

    other = ours.bundle(statement("b" * 64), OURS, COMMIT)
    assert (
        told(lambda bundle: bundle["dsseEnvelope"].update(payload=other["dsseEnvelope"]["payload"]))
        == signature.ALTERED
    )
    assert told(lambda bundle: bundle.update(dsseEnvelope=other["dsseEnvelope"])) == signature.ALTERED
    assert told(lambda bundle: entry(bundle).update(entry(other))) == signature.LOG
    assert told(lambda bundle: entry(bundle)["inclusionProof"].update(rootHash="A" * 43 + "=")) == signature.LOG
    assert told(lambda bundle: entry(bundle).pop("inclusionPromise")) == signature.NO_BUNDLE
    assert told(lambda bundle: entry(bundle).update(integratedTime=str(int(NOON.timestamp()) + 120))) == signature.LOG


def test_who_signed_and_when_must_be_so(ours: Instance, keys: Path) -> None:
    def told(*, digest: str = DIGEST, by: Instance = ours, **given: Any) -> str:
        bundle = by.bundle(statement(digest), given.pop("workflow", OURS), given.pop("commit", COMMIT), **given)
        holds, said = judged(bundle, EXPECTED, own_keys(keys))
        assert not holds
        return said

    assert told(digest="b" * 64) == signature.OTHER_FILE
    assert told(kind="text/plain") == signature.OTHER_FILE
    assert told(issuer="https://accounts.example.org").startswith("De handtekening is niet door GitHub gezet.")
    # Another branch, workflow or repository; and one whose name begins like ours.
    for name in (
        OURS.replace("heads/main", "heads/anders"),
        OURS.replace("publish", "fuzz"),
        workflow_of("anders/toolbox"),
        OURS + "2",
    ):
        assert told(workflow=name).startswith(f"De handtekening is van ‘{name}’, en niet van ‘{OURS}’.")
    assert told(commit="b" * 40).startswith("De handtekening is gezet bij een andere commit")
    # Its certificate holds for ten minutes.
    assert told(minutes=11) == signature.CERTIFICATE
    assert told(minutes=-1) == signature.CERTIFICATE


def test_an_authority_that_is_not_trusted_or_has_ended_is_told(ours: Instance, keys: Path, tmp_path: Path) -> None:
    bundle = Instance().bundle(statement(DIGEST), OURS, COMMIT)
    assert judged(bundle, EXPECTED, own_keys(keys)) == (False, signature.CERTIFICATE)
    assert judged(bundle, EXPECTED, public_keys()) == (False, signature.CERTIFICATE)
    ended = Instance(until=NOON - YEARS / 10)
    (tmp_path / "ended.json").write_bytes(ended.trusted_root())
    bundle = ended.bundle(statement(DIGEST), OURS, COMMIT)
    assert judged(bundle, EXPECTED, own_keys(tmp_path / "ended.json")) == (False, signature.CERTIFICATE)
    # Trusted, but with another log of certificates, or of signatures.
    for name in ("stamp_key", "log_key"):
        other = Instance(root_key=ours.root_key, stamp_key=ours.stamp_key, log_key=ours.log_key)
        setattr(other, name, Instance().log_key)
        told = judged(other.bundle(statement(DIGEST), OURS, COMMIT), EXPECTED, own_keys(keys))
        assert told == (False, signature.CERTIFICATE if name == "stamp_key" else signature.LOG)


@pytest.mark.parametrize("data", [b"", b"{}", b"[" * 100_000, b'{"mediaType": "x"}', None])
def test_a_file_without_keys_is_told_so(tmp_path: Path, data: bytes | None) -> None:
    path = tmp_path / "root.json"
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(Broken, match=r"staan geen sleutels van Sigstore\. Geef de trusted_root\.json van Sigstore op"):
        own_keys(path)


# --- the command ---


@pytest.fixture
def site(tmp_path: Path) -> Path:
    write_site(tmp_path / "site")
    return tmp_path / "site"


def signed(ours: Instance, folder: Path, workflow: str = OURS) -> Path:
    digest = hashlib.sha256((folder / "build.json").read_bytes()).hexdigest()
    path = folder.parent / "sha256.jsonl"
    path.write_text(json.dumps(ours.bundle(statement(digest), workflow, COMMIT)) + "\n", "utf-8")
    return path


def options(folder: Path, signature: Path, keys: Path | None, repository: str | None = None) -> argparse.Namespace:
    given = {"record": None, "rebuild": False, "page": False, "repository": repository}
    return argparse.Namespace(folder=folder, signature=signature, trusted=keys, **given)


def test_the_command_looks_at_the_signature_and_then_at_the_files(
    ours: Instance, site: Path, keys: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bundle = signed(ours, site)
    assert verify_site.run(ROOT, options(site, bundle, keys)) == 0
    first, *rest = capsys.readouterr().out.split("\n", 1)
    assert first.startswith(
        "De handtekening klopt: GitHub ondertekende deze build.json op 28 november 2026 in naam van "
    )
    assert rest == [CLEAN]
    (site / "index.html").write_bytes(b"<script>")
    assert verify_site.run(ROOT, options(site, bundle, keys)) == 1
    assert "‘index.html’: is veranderd." in capsys.readouterr().out
    # Who changes the list as well, has no signature under it.
    record = json.loads((site / "build.json").read_bytes())
    record["files"]["index.html"] = hashlib.sha256(b"<script>").hexdigest()
    (site / "build.json").write_text(json.dumps(record), "utf-8")
    assert verify_site.run(ROOT, options(site, bundle, keys)) == 1
    assert capsys.readouterr().out == f"{signature.OTHER_FILE}\n"
    assert verify_site.run(ROOT, options(site, bundle, None)) == 1
    assert capsys.readouterr().out == f"{signature.CERTIFICATE}\n"


def test_who_must_have_signed_is_in_the_settings_or_given(
    ours: Instance, site: Path, keys: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bundle = signed(ours, site, workflow_of("school/kopie"))
    assert verify_site.run(ROOT, options(site, bundle, keys)) == 1
    assert verify_site.run(ROOT, options(site, bundle, keys, "school/kopie")) == 0
    for wrong in ("school", "https://github.com/school/kopie", "a/b/c", "a/b@c", ""):
        with pytest.raises(Broken, match="op GitHub op als EIGENAAR/NAAM"):
            verify_site.run(ROOT, options(site, bundle, keys, wrong))
    for address in (
        "",
        "https://codeberg.org/school/kopie/_edit/main/{path}",
        "https://github.example/a/b/edit/main/{path}",
    ):
        settings = {"site_url": "https://example.org/", "extra": {"edit_url": address}}
        (tmp_path / "mkdocs.yml").write_text(yaml.safe_dump(settings), "utf-8")
        with pytest.raises(Broken, match=r"noemt geen repository op GitHub\. Geef met ‘--repository’ op"):
            verify_site.run(tmp_path, options(site, bundle, keys))
    capsys.readouterr()


def test_without_sigstore_it_says_what_to_do(ours: Instance, site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sigstore", None)
    with pytest.raises(Broken) as told:
        verify_site.run(ROOT, options(site, site, None))
    assert str(told.value) == (
        "Een handtekening nakijken kan pas als sigstore er is. Zet het klaar met: scripts/setup.sh signature"
    )


def test_a_signature_that_is_not_there_says_where_to_get_it(site: Path) -> None:
    with pytest.raises(Broken, match=r"is er niet\. Haal de handtekening op met: gh attestation download build\.json"):
        verify_site.run(ROOT, options(site, site / "geen.jsonl", None))


def test_the_workflow_that_signs_is_the_one_that_is_expected() -> None:
    workflow = yaml.safe_load((ROOT / signature.WORKFLOW).read_text("utf-8"))
    # YAML 1.1 takes `on` for true.
    assert workflow[True]["push"]["branches"] == [signature.BRANCH]
    (step,) = [step for step in workflow["jobs"]["sign"]["steps"] if step["uses"].startswith("actions/attest@")]
    assert step["with"] == {"subject-path": "record/build.json"}


# Ends at once when anything asks another machine, starts a program, or writes. (urllib3 makes a socket when it is
# loaded, to know of IPv6.)
ASKS = ("socket.connect", "socket.getaddrinfo", "socket.gethost", "socket.send", "urllib.", "http.")
WATCHED = f"""
import os, sys
def watch(event, arguments):
    if event.startswith({(*ASKS, "subprocess.", "os.exec", "os.fork", "os.posix_spawn")!r}):
        os.write(2, event.encode())
        os._exit(9)
    if event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
        os.write(2, repr(arguments).encode())
        os._exit(8)
sys.dont_write_bytecode = True
sys.addaudithook(watch)
from toolbox.verify.signature import Expected, judge, public_keys
data = open(sys.argv[1], "rb").read()
print(judge(data, Expected(*sys.argv[2:]), public_keys())[0])
"""


@pytest.mark.promise("no-network")
def test_nothing_is_asked_and_nothing_is_kept() -> None:
    command = [sys.executable, "-c", WATCHED, str(REAL), THEIRS.digest, THEIRS.commit, THEIRS.workflow]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "True\n", "")
