"""`toolbox verify-site --rebuild`: built again elsewhere a commit gives the same bytes, or all that differs is told."""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from proposed import Checkout
from toolbox.build.versions import versions
from toolbox.commands import verify_site
from toolbox.core.errors import Broken
from toolbox.core.places import PYTHON_LOCK
from toolbox.verify import rebuild as rebuilding
from toolbox.verify.elsewhere import built_elsewhere
from toolbox.verify.made import parse_made
from toolbox.verify.rebuild import differences, rebuild, same_record

pytestmark = pytest.mark.promise("rebuilt")

DAY = date(2026, 11, 28)
A, B = "a" * 64, "b" * 64
# A program in the place of ours: it notes what is around it, as the site.
CODE = """
import json, os, subprocess, sys
from importlib import metadata
from pathlib import Path
import toolbox
asked = ["git", "for-each-ref", "--format=%(refname) %(objectname)"]
refs = subprocess.run(asked, capture_output=True, text=True).stdout
umask = os.umask(0o777)
os.umask(umask)
site = Path("site")
site.mkdir()
(site / "rond.json").write_text(json.dumps({
    "arguments": sys.argv[1:], "code": toolbox.__file__, "environment": dict(os.environ), "here": os.getcwd(),
    "refs": refs.split("\\n")[:-1], "umask": umask, "others": metadata.version("weasyprint"),
}))
sys.exit(STATUS)
"""


def record(commit: str, **values: object) -> dict[str, Any]:
    made = {"editions": {}, "proposals": [], "edited": [], "versions": versions(), "fingerprint": "f"}
    return {"commit": commit, "files": {"index.html": A}, **made, **values}


def published(folder: Path, commit: str, **values: object) -> Path:
    """A published folder that says to be of `commit`."""
    folder.mkdir(exist_ok=True)
    (folder / "build.json").write_text(json.dumps(record(commit, **values)), "utf-8")
    return folder


@pytest.fixture
def own(tmp_path: Path) -> Checkout:
    """A checkout with one commit that holds a program, and secrets of whoever works in it."""
    made = Checkout(tmp_path / "toolbox", "Kim")
    made.root.mkdir()
    made.git("init", "--quiet", "-b", "main")
    made.write("scripts/toolbox/__init__.py", "")
    made.write("scripts/toolbox/cli.py", CODE.replace("STATUS", "0"))
    made.commit("Begin")
    return made


# --- the whole of it ---


def test_what_was_not_built_from_the_commit_is_told(
    good: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Who changed files and the list with them, gets past the list and not past a new build."""
    site = tmp_path / "site"
    shutil.copytree(good / "site", site)
    listed = json.loads((site / "build.json").read_text("utf-8"))
    honest = dict(listed["files"])
    for name in ("index.html", "sbom.cdx.json", "build.intoto.json"):
        (site / name).write_bytes((site / name).read_bytes() + b"\n")
        listed["files"][name] = hashlib.sha256((site / name).read_bytes()).hexdigest()
    (site / "extra.html").write_bytes(b"<script>")
    listed["files"]["extra.html"] = hashlib.sha256(b"<script>").hexdigest()
    (site / "404.html").unlink()
    del listed["files"]["404.html"]
    data = json.dumps(listed).encode()
    (site / "build.json").write_bytes(data)
    assert (
        verify_site.run(good, argparse.Namespace(folder=site, record=None, rebuild=False, page=False, signature=None))
        == 0
    )
    capsys.readouterr()
    assert (
        verify_site.run(good, argparse.Namespace(folder=site, record=None, rebuild=True, page=True, signature=None))
        == 1
    )
    told = capsys.readouterr().out.splitlines()
    assert f"‘{site}’ met een nieuwe bouw van commit {listed['commit']}." in told[0]
    assert told[2] == f"build.json heeft SHA-256 {hashlib.sha256(data).hexdigest()}."
    changed = [
        f"‘{name}’: is anders. SHA-256 gepubliceerd {listed['files'][name]}, opnieuw gebouwd {honest[name]}."
        for name in ("build.intoto.json", "index.html", "sbom.cdx.json")
    ]
    list_told, list_own = (hashlib.sha256(it).hexdigest() for it in (data, (good / "site" / "build.json").read_bytes()))
    assert told[5:] == [
        "‘404.html’: ontbreekt. Zet het neer vanuit je eigen bouw.",
        changed[0],
        f"‘build.json’: is anders. SHA-256 gepubliceerd {list_told}, opnieuw gebouwd {list_own}.",
        "‘extra.html’: hoort hier niet. Haal het weg.",
        *changed[1:],
        "",
        "6 verschillen: dit is niet wat de commit geeft.",
    ]


# --- elsewhere ---


def test_the_code_of_the_commit_runs_with_nothing_of_who_asks(
    own: Checkout, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DEPLOY_TOKEN", "geheim")
    commit = own.line("rev-parse", "HEAD")
    own.git("tag", "v1")
    own.write("scripts/toolbox/cli.py", "raise SystemExit(9)")
    own.git("config", "core.hooksPath", "haken")
    refs = {"refs/tags/2026.11": commit, "refs/heads/voorstel/0": commit}
    with built_elsewhere(own.root, commit, refs) as place:
        found = json.loads((place / "site" / "rond.json").read_text("utf-8"))
        assert found["here"] == str(place)
        assert found["code"] == str(place / "scripts" / "toolbox" / "__init__.py")
    assert not place.exists()
    assert (found["arguments"], found["umask"], found["others"]) == (["build"], 0o077, versions()["weasyprint"])
    assert found["refs"] == [f"refs/heads/voorstel/0 {commit}", f"refs/tags/2026.11 {commit}"]
    assert found["environment"].keys() - {"LC_CTYPE"} == {"PATH", "TMPDIR", "TZ", "LC_ALL", "LANG"}
    assert own.line("worktree", "list").count("\n") == 0


def test_a_build_that_fails_is_told_with_its_own_words(own: Checkout) -> None:
    own.write("scripts/toolbox/cli.py", "raise SystemExit('Zo niet.')")
    commit = own.commit("Stuk")
    with (
        pytest.raises(Broken, match=rf"^Commit {commit} is hier niet te bouwen. De bouw zei:\nZo niet.$"),
        built_elsewhere(own.root, commit, {}),
    ):
        pass


# --- what nothing can be said of ---


def test_only_the_checkouts_own_history_is_built(own: Checkout, tmp_path: Path) -> None:
    """A list by a stranger could name a proposal that was fetched, and its code would run."""
    own.git("checkout", "--quiet", "-b", "voorstel/kwaad")
    bad = own.commit("Kwaad")
    own.git("checkout", "--quiet", "main")
    for commit in (bad, "0" * 40):
        with pytest.raises(Broken, match=f"^Commit {commit} staat hier niet, of niet in de geschiedenis"):
            rebuild(own.root, published(tmp_path / "site", commit), None, DAY)


def test_what_no_commit_holds_must_be_here_too(own: Checkout, tmp_path: Path) -> None:
    head = own.line("rev-parse", "HEAD")
    own.git("tag", "2026.11")
    with pytest.raises(Broken, match=r"^Uitgave 2026.12 is hier niet, of een andere"):
        rebuild(own.root, published(tmp_path / "site", head, editions={"2026.11": head, "2026.12": head}), None, DAY)
    with pytest.raises(Broken, match=r"^Uitgave 2026.11 is hier niet, of een andere"):
        rebuild(own.root, published(tmp_path / "site", head, editions={"2026.11": "b" * 40}), None, DAY)
    with pytest.raises(Broken, match=f"^Voorstel {'c' * 40} is hier niet. Haal de open voorstellen op"):
        rebuild(own.root, published(tmp_path / "site", head, proposals=["c" * 40]), None, DAY)


def test_other_versions_are_named(own: Checkout, tmp_path: Path) -> None:
    head = own.line("rev-parse", "HEAD")
    ours = versions()
    other = {**ours, "weasyprint": "1.2", "python": "3.99", "harfbuzz": "1.2", "nergens-te-vinden": "1"}
    with pytest.raises(Broken) as told:
        rebuild(own.root, published(tmp_path / "site", head, versions=other), None, DAY)
    assert str(told.value) == (
        f"Deze site is met andere versies gebouwd: weasyprint 1.2 (hier {ours['weasyprint']}). Zet in een kopie die "
        f"commit klaar (‘git checkout {head}’), draai scripts/setup.sh site en kijk daar opnieuw."
    )
    own.write("scripts/lock/requirements.txt", PYTHON_LOCK.read_text("utf-8"))
    own.write("scripts/web/package-lock.json", "{}")
    commit = own.commit("Andere scripts")
    with pytest.raises(Broken, match=r"^Deze site is met andere versies gebouwd: scripts/web/package-lock.json\. "):
        rebuild(own.root, published(tmp_path / "site", commit), None, DAY)


def test_another_python_or_system_is_no_difference(
    own: Checkout, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    head = own.line("rev-parse", "HEAD")
    again = published(own.root / "site", head)

    class Elsewhere:
        def __init__(self, *_: object) -> None:
            pass

        def __enter__(self) -> Path:
            return own.root

        def __exit__(self, *_: object) -> None:
            pass

    monkeypatch.setattr(rebuilding, "built_elsewhere", Elsewhere)
    site = published(tmp_path / "site", head, versions={**versions(), "python": "3.99", "harfbuzz": "1.2"})
    compared = rebuild(own.root, site, None, DAY)
    assert (compared.lines, compared.files) == ((), 1)
    assert compared.about[0].startswith("Vergeleken op 28 november 2026: ")
    ours = versions()
    assert compared.about[-2] == f"Gebouwd met Python 3.99, Pango {ours['pango']} en HarfBuzz 1.2."
    assert compared.about[-1].startswith(
        f"Opnieuw met Python {ours['python']}, Pango {ours['pango']} en HarfBuzz {ours['harfbuzz']}; "
    )
    assert rebuilding.verdict(compared) == "In orde: 1 bestand, byte voor byte gelijk."
    published(again, head, fingerprint="g")
    compared = rebuild(own.root, site, None, DAY)
    assert compared.lines[-1] == rebuilding.OTHER_INPUT
    assert rebuilding.verdict(compared).endswith(f"dit is niet wat de commit geeft.\n{rebuilding.OTHER_MACHINE}")


def test_a_folder_or_history_that_is_not_there(own: Checkout, tmp_path: Path) -> None:
    with pytest.raises(Broken, match=r"‘nergens’ is geen map"):
        rebuild(own.root, Path("nergens"), None, DAY)
    site = published(tmp_path / "site", "a" * 40)
    with pytest.raises(Broken, match=r"^Deze map is geen kopie van Git\."):
        rebuild(tmp_path, site, None, DAY)
    head = own.commit("Nog een")
    own.git("clone", "--quiet", "--depth=1", own.root.as_uri(), str(tmp_path / "ondiep"))
    with pytest.raises(Broken, match=r"maar een deel van de geschiedenis"):
        rebuild(tmp_path / "ondiep", published(site, head), None, DAY)


# --- what is read and compared ---


BAD: dict[str, tuple[dict[str, object], str]] = {
    "no commit": ({"commit": ""}, "build.json noemt geen commit: deze site is zonder Git gebouwd"),
    "edited": ({"edited": ["content/a.md", "b"]}, "Deze site is gebouwd met 2 bestanden die in geen commit staan"),
    "edited words": ({"edited": "x"}, "Deze site is gebouwd met bestanden die in geen commit staan"),
    "edition": ({"editions": {"../x": "a" * 40}}, "build.json noemt geen uitgaven"),
    "edition commit": ({"editions": {"2026.11": "--all"}}, "build.json noemt geen uitgaven"),
    "no editions": ({"editions": None}, "build.json noemt geen uitgaven"),
    "proposal": ({"proposals": ["main"]}, "build.json noemt geen voorstellen"),
    "proposal number": ({"proposals": [1]}, "build.json noemt geen voorstellen"),
    "no proposals": ({"proposals": {}}, "build.json noemt geen voorstellen"),
    "version": ({"versions": {"a": "\x1b[2J"}}, "build.json noemt geen versies"),
    "version number": ({"versions": {"a": 1}}, "build.json noemt geen versies"),
    "no versions": ({"versions": []}, "build.json noemt geen versies"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_list_that_says_what_no_build_says_is_refused(name: str) -> None:
    values, told = BAD[name]
    with pytest.raises(Broken, match=f"^{told}"):
        parse_made(json.dumps(record("a" * 40) | values).encode())


def test_differences_are_told_by_path() -> None:
    again = {"b": A, "c": A, "d": A, "e": A, "_headers": A}
    found = {"a": A, "b": A, "c": B, "d": "odd", "e": "unreadable"}
    told = list(differences(found, again))
    assert [line.split(":")[0] for line in told] == ["‘_headers’", "‘a’", "‘c’", "‘d’", "‘e’"]
    assert told[2] == f"‘c’: is anders. SHA-256 gepubliceerd {B}, opnieuw gebouwd {A}."
    assert list(differences(again, again)) == []


def test_of_two_lists_only_the_versions_may_differ() -> None:
    one = json.dumps(record("a" * 40)).encode()
    assert same_record(one, json.dumps(record("a" * 40, versions={"python": "3.99"}), indent=2).encode())
    for values in ({"files": {"index.html": B}}, {"proposals": ["c" * 40]}, {"fingerprint": "g"}, {"new": 1}):
        assert not same_record(one, json.dumps(record("a" * 40, **values)).encode())
