"""The provenance: an in-toto Statement v1 with SLSA's predicate v1, of every file, without moment or machine."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from toolbox.build.provenance import statement
from toolbox.build.publish import hashes, write_record
from toolbox.build.versions import versions
from toolbox.history.history import History, Proposed, Tag

pytestmark = pytest.mark.promise("provenance")

HISTORY = History(
    head="a" * 40,
    edited=frozenset({"content/b.md", "content/a.md"}),
    tags=(Tag("2026.11", "b" * 40, "2026-11-01"),),
    proposed=tuple(Proposed(letter * 40, "2026-11-02", "Beter", "") for letter in "dc"),
)
FILES = {"index.html": "1" * 64, "assets/site.js": "2" * 64}
LOCKS = {"scripts/lock/requirements.txt": "3" * 64}


def test_it_has_what_the_specifications_ask() -> None:
    made: dict[str, Any] = json.loads(statement("1.2.3", HISTORY, LOCKS, FILES))
    assert made["_type"] == "https://in-toto.io/Statement/v1"
    assert made["predicateType"] == "https://slsa.dev/provenance/v1"
    assert made["subject"] == [
        {"name": "assets/site.js", "digest": {"sha256": "2" * 64}},
        {"name": "index.html", "digest": {"sha256": "1" * 64}},
    ]
    assert made["predicate"] == {
        "buildDefinition": {
            "buildType": "pkg:generic/toolbox@1.2.3#build",
            "externalParameters": {
                "commit": "a" * 40,
                "edited": ["content/a.md", "content/b.md"],
                "editions": {"2026.11": "b" * 40},
                "proposals": ["c" * 40, "d" * 40],
            },
            "resolvedDependencies": [
                {"name": "commit", "digest": {"gitCommit": "a" * 40}},
                {"name": "scripts/lock/requirements.txt", "digest": {"sha256": "3" * 64}},
            ],
        },
        "runDetails": {"builder": {"id": "pkg:generic/toolbox@1.2.3"}},
    }


def test_without_git_no_commit_is_named() -> None:
    made = json.loads(statement("1", History(), {}, FILES))["predicate"]["buildDefinition"]
    assert (made["externalParameters"]["commit"], made["resolvedDependencies"]) == ("", [])


def test_it_stands_beside_the_record_and_each_names_the_others_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "index.html").write_bytes(b"<p>Hoi</p>")
    named = write_record(tmp_path, HISTORY, "f", hashes(tmp_path), versions())
    first = (tmp_path / "build.intoto.json").read_bytes()
    assert named == hashes(tmp_path) == json.loads((tmp_path / "build.json").read_text("utf-8"))["files"]
    subject = {it["name"]: it["digest"]["sha256"] for it in json.loads(first)["subject"]}
    assert subject == {"index.html": named["index.html"]}
    # Made again by another Python: that stands in the record, and nowhere else.
    for made in ("build.json", "build.intoto.json"):
        (tmp_path / made).unlink()
    monkeypatch.setattr("platform.python_version_tuple", lambda: ("3", "99", "0"))
    write_record(tmp_path, HISTORY, "f", hashes(tmp_path), versions())
    assert (tmp_path / "build.intoto.json").read_bytes() == first
    assert json.loads((tmp_path / "build.json").read_text("utf-8"))["versions"]["python"] == "3.99"


def test_the_built_site_says_of_what_it_was_made(site: Path) -> None:
    record = json.loads((site / "build.json").read_text("utf-8"))
    made = json.loads((site / "build.intoto.json").read_text("utf-8"))
    bill = json.loads((site / "sbom.cdx.json").read_text("utf-8"))
    subject = {it["name"]: it["digest"]["sha256"] for it in made["subject"]}
    assert {**subject, "build.intoto.json": record["files"]["build.intoto.json"]} == record["files"]
    assert made["predicate"]["buildDefinition"]["externalParameters"]["commit"] == record["commit"]
    listed = {it["name"]: it["version"] for it in bill["components"] if it["purl"].startswith("pkg:pypi/")}
    assert {name for name, version in record["versions"].items() if listed.get(name) != version} == {
        *("python", "pango", "harfbuzz")
    }
