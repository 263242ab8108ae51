"""`toolbox verify-site`: whatever differs from what was built is told, and a list by a stranger does no harm."""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import socket
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from conftest import ROOT
from toolbox.build.publish import hashes, write_record
from toolbox.build.versions import versions
from toolbox.commands import verify_site
from toolbox.core.errors import Broken
from toolbox.history.history import History, Proposed, Tag
from toolbox.verify import verify
from warm import toolbox

pytestmark = pytest.mark.promise("check-copy")

COMMIT = "0123456789abcdef0123456789abcdef01234567"
FILES = {
    "index.html": b"<p>Hallo</p>\n",
    "assets/site.js": b"1;\n",
    "bestanden/leeg.pdf": b"",
    ".well-known/security.txt": b"Contact: mailto:a@b\n",
    "_headers": b"/*\n",
    "stappen/1/index.html": bytes(range(256)),
}
BESIDE = (
    "Let op: dit is vergeleken met build.json uit dezelfde map. Wie daar een bestand verandert, kan ook die lijst "
    "veranderen. Zekerheid geeft ‘--record’ met build.json van je eigen bouw.\n"
)
CLEAN = f"In orde: 6 bestanden, gebouwd van commit {COMMIT}.\n"
OWN = "Geef met ‘--record’ de build.json van je eigen bouw op."
BACK = "Zet het opnieuw neer vanuit je eigen bouw."
NEW = "Zet het neer vanuit je eigen bouw"


def write_site(folder: Path) -> None:
    for name, data in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    files = {name: hashlib.sha256(data).hexdigest() for name, data in FILES.items()}
    record = {"commit": COMMIT, "fingerprint": "0" * 64, "versions": {"python": "3.11"}, "files": files}
    (folder / "build.json").write_text(json.dumps(record), "utf-8")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    write_site(folder)
    return folder


@pytest.fixture
def record(site: Path, tmp_path: Path) -> Path:
    """The list as it was, kept elsewhere."""
    kept = tmp_path / "eigen.json"
    shutil.copy(site / "build.json", kept)
    return kept


class Run:
    """The command as it would be called."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self.capsys = capsys

    def __call__(self, folder: Path, record: Path | None = None) -> tuple[int, str]:
        status = verify_site.run(
            ROOT, argparse.Namespace(folder=folder, record=record, rebuild=False, page=False, signature=None)
        )
        return status, self.capsys.readouterr().out


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    return Run(capsys)


# --- what differs ---


def test_a_clean_copy_passes(run: Run, site: Path, record: Path) -> None:
    assert run(site) == (0, CLEAN + BESIDE)
    assert run(site, record) == (0, CLEAN)


def test_all_that_differs_is_told_at_once(run: Run, site: Path, record: Path) -> None:
    (site / "index.html").write_bytes(b"<p>Dag</p>\n")
    (site / "assets/site.js").rename(site / "assets/anders.js")
    shutil.rmtree(site / ".well-known")
    (site / "_headers").unlink()
    (site / "bestanden/leeg.pdf").unlink()
    (site / "bestanden/leeg.pdf").symlink_to("../index.html")
    (site / "map").symlink_to("stappen")
    os.mkfifo(site / "pijp")
    for name in ("CNAME", ".nojekyll", ".git/config", "te\x1b[31mrood\u202e.html", "kapot\udcff"):
        (site / name).parent.mkdir(exist_ok=True)
        (site / name).write_bytes(b"")
    status, told = run(site, record)
    assert status == 1
    odd = "is een snelkoppeling of iets anders dan een gewoon bestand. Haal het weg, of zet het bestand zelf neer."
    assert told.split("\n") == [
        "‘.git/config’: hoort hier niet. Haal het weg.",
        "‘.nojekyll’: hoort hier niet. Haal het weg. Heb je het zelf neergezet voor GitHub Pages? Dan is het goed.",
        f"‘.well-known/security.txt’: ontbreekt. {NEW}. Veel hosts en uploads slaan namen over die met een punt "
        "beginnen: zet dat aan (bij GitHub Pages: ‘include-hidden-files: true’).",
        "‘CNAME’: hoort hier niet. Haal het weg. Heb je het zelf neergezet voor een eigen webadres bij GitHub Pages? "
        "Dan is het goed.",
        f"‘_headers’: ontbreekt. {NEW}. Netlify en Cloudflare lezen het en geven het niet door: in een kopie van het "
        "web ontbreekt het.",
        "‘assets/anders.js’: hoort hier niet. Haal het weg.",
        f"‘assets/site.js’: ontbreekt. {NEW}.",
        f"‘bestanden/leeg.pdf’: {odd}",
        f"‘index.html’: is veranderd. {BACK}",
        "‘kapot\\udcff’: hoort hier niet. Haal het weg.",
        f"‘map’: {odd}",
        f"‘pijp’: {odd}",
        "‘te\\x1b[31mrood\\u202e.html’: hoort hier niet. Haal het weg.",
        "",
        f"13 verschillen met build.json (6 bestanden, gebouwd van commit {COMMIT}).",
        "",
    ]


def test_a_list_that_is_not_that_of_the_build_is_a_difference(run: Run, site: Path, record: Path) -> None:
    """Who changes a page and the list with it gets past the list beside it, and not past one's own."""
    other = json.loads(record.read_text("utf-8"))
    (site / "index.html").write_bytes(b"<script>")
    other["files"]["index.html"] = hashlib.sha256(b"<script>").hexdigest()
    (site / "build.json").write_text(json.dumps(other), "utf-8")
    assert run(site) == (0, CLEAN + BESIDE)
    status, told = run(site, record)
    assert status == 1
    assert told.split("\n")[:2] == [f"‘build.json’: is veranderd. {BACK}", f"‘index.html’: is veranderd. {BACK}"]
    (site / "build.json").unlink()
    assert run(site, record)[1].startswith(f"‘build.json’: ontbreekt. {NEW}.\n")


def test_one_difference_is_counted_as_one(run: Run, site: Path) -> None:
    (site / "index.html").unlink()
    status, told = run(site)
    assert status == 1
    count = f"1 verschil met build.json (6 bestanden, gebouwd van commit {COMMIT})."
    assert told == f"‘index.html’: ontbreekt. {NEW}.\n\n{count}\n{BESIDE}"


@pytest.mark.parametrize("name", ["index.html", "stappen"], ids=["file", "folder"])
def test_what_cannot_be_read_is_told(
    site: Path, run: Run, record: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Root may read everything, so that the system's answer is put in its place here."""

    def refused(function: Callable[..., Any]) -> Callable[..., Any]:
        def asked(path: Any, *rest: Any, **more: Any) -> Any:
            if Path(path) == site / name:
                raise PermissionError(13, "Permission denied", os.fspath(path))
            return function(path, *rest, **more)

        return asked

    monkeypatch.setattr(os, "open", refused(os.open))
    monkeypatch.setattr(os, "scandir", refused(os.scandir))
    status, told = run(site, record)
    assert status == 1
    shown = name if name == "index.html" else "stappen/"
    assert f"‘{shown}’: is niet te lezen. Geef jezelf toegang en kijk opnieuw.\n" in told


# --- whatever is done to a copy is found ---


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("copy") / "site"
    write_site(folder)
    return folder


def told_of(folder: Path) -> set[str]:
    """The paths that differ, by the list as it was."""
    record = {name: hashlib.sha256(data).hexdigest() for name, data in FILES.items()}
    own = hashlib.sha256((folder / "build.json").read_bytes()).hexdigest()
    lines = verify.differences({**record, "build.json": own}, dict(verify.found_files(folder)))
    return {line.split("’: ")[0].removeprefix("‘") for line in lines}


@given(data=st.data())
def test_any_changed_byte_is_found(copy: Path, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from([name for name, content in FILES.items() if content]))
    place = data.draw(st.integers(0, len(FILES[name]) - 1))
    changed = bytearray(FILES[name])
    changed[place] ^= data.draw(st.integers(1, 255))
    (copy / name).write_bytes(changed)
    assert told_of(copy) == {name}
    (copy / name).write_bytes(FILES[name])
    assert told_of(copy) == set()


@given(data=st.data())
def test_any_cut_or_growth_is_found(copy: Path, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(FILES)))
    changed = data.draw(st.binary(max_size=300))
    assume(changed != FILES[name])
    (copy / name).write_bytes(changed)
    assert told_of(copy) == {name}
    (copy / name).write_bytes(FILES[name])


NAMES = st.text("abc.-_ É\u202e\n\\'\"", min_size=1, max_size=12).filter(lambda name: name not in (".", ".."))


@settings(suppress_health_check=[HealthCheck.filter_too_much])
@given(name=NAMES, folder=st.sampled_from(["", "stappen/", "nieuw/", ".verborgen/diep/"]))
def test_any_added_file_is_found(copy: Path, name: str, folder: str) -> None:
    added = copy / f"{folder}{name}"
    assume(not added.exists())
    made = not added.parent.exists()
    added.parent.mkdir(parents=True, exist_ok=True)
    added.write_bytes(b"")
    assert told_of(copy) == {verify.shown(f"{folder}{name}")[1:-1]}
    added.unlink()
    if made:
        shutil.rmtree(copy / folder.split("/")[0])


@given(name=st.sampled_from(sorted(FILES)), new=NAMES)
def test_any_removed_or_renamed_file_is_found(copy: Path, name: str, new: str) -> None:
    target = (copy / name).with_name(new)
    assume(not target.exists())
    (copy / name).rename(target)
    assert told_of(copy) == {name, verify.shown(target.relative_to(copy))[1:-1]}
    target.unlink()
    assert told_of(copy) == {name}
    (copy / name).write_bytes(FILES[name])
    assert told_of(copy) == set()


# --- a list that is missing, damaged or hostile ---


def changed(**values: object) -> bytes:
    good = {"commit": COMMIT, "fingerprint": "0" * 64, "versions": {}, "files": {"index.html": "a" * 64}}
    return json.dumps(good | values).encode()


NOT_JSON = f"build.json is beschadigd: het is geen JSON. {OWN}"
NO_FORM = f"build.json heeft niet de goede vorm. {OWN}"
NO_COMMIT = f"build.json noemt geen commit. {OWN}"
NO_FILES = f"build.json noemt geen bestanden. {OWN}"


def bad_path(path: str) -> str:
    return f"build.json noemt een pad dat niet in een site kan staan: ‘{path}’. {OWN}"


def bad_hash(path: str) -> str:
    return f"build.json heeft geen SHA-256 bij ‘{path}’. {OWN}"


BAD = {
    "absolute": (changed(files={"/etc/passwd": "a" * 64}), bad_path("/etc/passwd")),
    "backslash": (changed(files={"..\\a": "a" * 64}), bad_path("..\\a")),
    "commit-list": (changed(commit=["a"]), NO_COMMIT),
    "commit-words": (changed(commit="\x1b[2Jmain"), NO_COMMIT),
    "cut": (changed()[:-20], NOT_JSON),
    "deep": (b"[" * 100_000, NOT_JSON),
    "digits": (b'{"commit": ' + b"1" * 100_000 + b"}", NOT_JSON),
    "dot": (changed(files={"a/./b": "a" * 64}), bad_path("a/./b")),
    "empty": (b"", NOT_JSON),
    "empty-files": (changed(files={}), NO_FILES),
    "empty-path": (changed(files={"": "a" * 64}), bad_path("")),
    "hash-number": (changed(files={"a": 12}), bad_hash("a")),
    "hash-short": (changed(files={"a": "abc"}), bad_hash("a")),
    "hash-upper": (changed(files={"a": "A" * 64}), bad_hash("a")),
    "itself": (changed(files={"build.json": "a" * 64}), bad_path("build.json")),
    "latin1": (b'{"commit": "\xe9"}', NOT_JSON),
    "line": (changed(files={"a\nb": "a" * 64}), bad_path("a\\nb")),
    "list": (b"[]", NO_FORM),
    "long-path": (changed(files={"../" * 1000: "a" * 64}), bad_path(("../" * 34)[:100])),
    "no-commit": (b'{"files": {"a": "b"}}', NO_COMMIT),
    "no-files": (b'{"commit": ""}', NO_FILES),
    "null": (b"null", NO_FORM),
    "slashes": (changed(files={"a//b": "a" * 64}), bad_path("a//b")),
    "surrogate": (changed(files={"\ud800": "a" * 64}), bad_path("\\ud800")),
    "turned": (changed(files={"a\u202eb": "a" * 64}), bad_path("a\\u202eb")),
    "up": (changed(files={"a/../../b": "a" * 64}), bad_path("a/../../b")),
    "words": (changed(files="alles"), NO_FILES),
}


@pytest.mark.parametrize("name", sorted(BAD))
def test_a_list_that_no_build_writes_is_refused(name: str) -> None:
    data, expected = BAD[name]
    with pytest.raises(Broken) as told:
        verify.parse_record(data)
    assert str(told.value) == expected


@given(st.binary(max_size=200) | st.recursive(st.text() | st.integers() | st.none(), st.lists).map(json.dumps))
def test_any_other_list_is_refused_or_read_and_nothing_else(data: bytes | str) -> None:
    try:
        record = verify.parse_record(data if isinstance(data, bytes) else data.encode("utf-8", "surrogatepass"))
    except Broken:
        return
    assert record.files


def test_a_list_that_is_not_there_or_no_file(run: Run, site: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pijp")
    (tmp_path / "groot.json").touch()
    os.truncate(tmp_path / "groot.json", 16_000_001)
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(os.fspath(tmp_path / "deur"))
        for name, what in (
            ("geen.json", "is er niet"),
            ("site", "is niet te lezen"),
            ("deur", "is niet te lezen"),
            ("pijp", "is geen gewoon bestand"),
            ("groot.json", "is veel te groot"),
        ):
            with pytest.raises(Broken) as told:
                run(site, tmp_path / name)
            assert str(told.value) == f"‘{tmp_path / name}’ {what}. {OWN}"


def test_a_list_that_is_a_link_is_odd(run: Run, site: Path, record: Path) -> None:
    (site / "build.json").unlink()
    (site / "build.json").symlink_to(record)
    status, told = run(site)
    assert status == 1
    assert told.startswith("‘build.json’: is een snelkoppeling")


# --- the command ---


def test_the_built_site_is_what_was_built(checkout: Path, tmp_path: Path) -> None:
    copy = tmp_path / "kopie"
    shutil.copytree(checkout / "site", copy)
    head = subprocess.run(["git", "rev-parse", "HEAD"], cwd=checkout, capture_output=True, text=True, check=True)
    count = sum(path.is_file() for path in copy.rglob("*")) - 1
    done = toolbox(checkout, "verify-site")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"In orde: {count} bestanden, gebouwd van commit {head.stdout.strip()}.\n{BESIDE}"
    shutil.rmtree(copy / "assets")
    done = toolbox(checkout, "verify-site", str(copy), "--record", "site/build.json")
    assert done.returncode == 1
    assert f"‘assets/site.css’: ontbreekt. {NEW}.\n" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["nergens"], "toolbox: ‘nergens’ is geen map. Geef de map van de site op.\n"),
        (["content"], f"toolbox: ‘content/build.json’ is er niet. {OWN}\n"),
        (["content", "--record", "mkdocs.yml"], f"toolbox: {NOT_JSON}\n"),
    ],
    ids=["no-folder", "no-list", "other-list"],
)
def test_without_a_folder_or_a_list_it_says_so(arguments: list[str], expected: str) -> None:
    done = toolbox(ROOT, "verify-site", *arguments)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", expected)


def test_a_site_that_was_being_replaced_is_known(tmp_path: Path) -> None:
    """As a build leaves it that was killed between the two moves of a file system that cannot swap."""
    (tmp_path / ".site.old").mkdir()
    with pytest.raises(Broken, match=r"gestopt terwijl die werd vervangen\. Draai ‘toolbox build’"):
        verify.verify(tmp_path / "site", None)


def test_a_record_names_what_no_commit_holds(tmp_path: Path) -> None:
    proposed = tuple(Proposed(letter * 40, "2026-11-02", "Beter", "") for letter in "dc")
    history = History(head="a" * 40, tags=(Tag("2026.11", "b" * 40, "2026-11-01"),), proposed=proposed)
    write_record(tmp_path, history, "f", hashes(tmp_path), versions())
    record = json.loads((tmp_path / "build.json").read_text("utf-8"))
    assert record["commit"] == "a" * 40
    assert record["editions"] == {"2026.11": "b" * 40}
    assert record["proposals"] == ["c" * 40, "d" * 40]
