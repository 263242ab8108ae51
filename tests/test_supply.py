"""What comes from others: locked, no older than is safe, with its licence, and asked after."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

from audit import FOUND, UNSEEN, report
from audit_advisories import Advisory, locked, read_npm_audit, read_pip_audit
from audit_licences import Package, all_packages, is_accepted
from boxes import ROOT
from toolbox.assets.licences import notices

LOCKS = sorted((ROOT / "scripts" / "lock").glob("*.txt"))
NPM_LOCKS = [ROOT / "scripts/web/package-lock.json", ROOT / "scripts/web/editor/package-lock.json"]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
DIRECT = [Requirement(text) for text in PROJECT["project"]["dependencies"]]
GROUPS = {name: [Requirement(text) for text in group] for name, group in PROJECT["dependency-groups"].items()}
EXTRAS = {
    name: [Requirement(text) for text in extra] for name, extra in PROJECT["project"]["optional-dependencies"].items()
}
# What each of these mended is of weight here, where strangers write the text.
FLOORS = {
    "weasyprint": "70",
    "pymdown-extensions": "11.0.1",
    "mkdocs-material": "9.7.7",
    "markdown": "3.8.1",
    "jinja2": "3.1.6",
}
PINNED = re.compile(
    r"^([a-z0-9][a-z0-9-]*)==(\d[0-9a-z.]*)(?: ; [a-z_]+ [<>=!]+ '[\w.*]+'(?: and [^;@\n]*)?)?"
    r"(?: \\\n    --hash=sha256:[0-9a-f]{64})+$",
    re.M,
)


def pins(lock: Path) -> list[tuple[str, str]]:
    return [(match[1], match[2]) for match in PINNED.finditer(lock.read_text("utf-8"))]


# --- Python -----------------------------------------------------------------------------------------------------------


def test_there_is_a_lock_for_each_use() -> None:
    names = [f"requirements{use}.txt" for use in ("-audit", "-clients", "-dev", "-mutants", "-node", "-signature", "")]
    assert [lock.name for lock in LOCKS] == names


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
@pytest.mark.promise("locked")
def test_every_line_is_a_version_with_its_hashes(lock: Path) -> None:
    """So no address, no branch of a repository, no option and no other registry."""
    text = re.sub(r"^ +# .*\n", "", lock.read_text("utf-8"), flags=re.M)
    assert pins(lock)
    assert PINNED.sub("", text).strip() == ""


@pytest.mark.promise("same-bytes")
def test_the_site_is_built_with_one_version_of_each_package_on_every_python() -> None:
    """Else the Python of one system gives another site than that of the next, and a new build is refused."""
    found = [name for name, _ in pins(ROOT / "scripts/lock/requirements.txt")]
    assert sorted(set(found)) == sorted(found)
    assert "python_full_version" not in (ROOT / "scripts/lock/requirements.txt").read_text("utf-8")


@pytest.mark.promise("locked")
def test_what_is_asked_for_is_locked() -> None:
    site, tests, audit, mutants, clients, signature = (
        dict(pins(ROOT / "scripts/lock" / f"requirements{end}.txt"))
        for end in ("", "-dev", "-audit", "-mutants", "-clients", "-signature")
    )
    asked_and_locked = (
        (DIRECT, site),
        (GROUPS["dev"], tests),
        (GROUPS["audit"], audit),
        (GROUPS["mutants"], mutants),
        (GROUPS["clients"], clients),
        (EXTRAS["signature"], signature),
        (EXTRAS["signature"], tests),
    )
    for asked, lock in asked_and_locked:
        for requirement in asked:
            assert lock[requirement.name.lower().replace(".", "-")] in requirement.specifier, requirement
    # `make mutants`, `make clients` and the extra run with the versions of `make test`.
    for beside in (mutants, clients, signature):
        assert {name: version for name, version in beside.items() if tests.get(name, version) != version} == {}
    # The tests run with the versions that build the site.
    assert set(pins(ROOT / "scripts/lock/requirements.txt")) <= set(pins(ROOT / "scripts/lock/requirements-dev.txt"))


@pytest.mark.parametrize("name", FLOORS)
@pytest.mark.promise("holes")
def test_what_was_mended_stays_mended(name: str) -> None:
    floor = Version(FLOORS[name])
    (asked,) = [requirement for requirement in DIRECT if requirement.name.lower() == name]
    (lowest,) = [Version(part.version) for part in asked.specifier if part.operator == ">="]
    assert lowest >= floor
    chosen = [Version(version) for lock in LOCKS for found, version in pins(lock) if found == name]
    assert chosen
    assert min(chosen) >= lowest


@pytest.mark.promise("locked")
def test_nothing_is_installed_without_its_hash() -> None:
    setup = (ROOT / "scripts" / "setup.sh").read_text("utf-8")
    installs = re.findall(r"pip install (.*)", setup)
    assert len(installs) >= 3
    for options in installs:
        assert (
            "--require-hashes --only-binary :all: " in options
            or "--no-deps --no-build-isolation --no-index " in options
        )


# --- npm --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lock", NPM_LOCKS, ids=lambda lock: str(lock.relative_to(ROOT)))
@pytest.mark.promise("locked")
def test_every_npm_package_has_its_hash_and_no_address(lock: Path) -> None:
    data = json.loads(lock.read_text("utf-8"))
    assert data["lockfileVersion"] == 3
    packages = {path: entry for path, entry in data["packages"].items() if path}
    assert packages
    for path, entry in packages.items():
        assert path.startswith("node_modules/")
        assert re.fullmatch(r"sha512-[A-Za-z0-9+/]{86}==", entry["integrity"]), path
        # Without an address npm asks its registry; a link or a bundled package has no hash of its own.
        assert not {"resolved", "link", "inBundle"} & entry.keys(), path
    asked = json.loads(lock.with_name("package.json").read_text("utf-8"))
    for version in (asked["dependencies"] | asked.get("devDependencies", {})).values():
        assert re.fullmatch(r"\d+\.\d+\.\d+", version)


@pytest.mark.promise("locked")
def test_no_script_of_a_package_runs() -> None:
    shell = "\n".join(path.read_text("utf-8") for path in (ROOT / "scripts/setup.sh", ROOT / "scripts/lock/update.sh"))
    commands = [line for line in shell.splitlines() if re.search(r"\bnpm --prefix", line)]
    assert len(commands) == 2
    assert all("--ignore-scripts" in line for line in commands)


# --- licences ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("licence", "accepted"),
    [
        ("MIT", True),
        ("MIT AND OFL-1.1", True),
        ("GPL-2.0-or-later OR MPL-1.1", True),
        ("MIT AND GPL-3.0-only", False),
        ("GPL-3.0-only OR MIT AND AGPL-3.0-only", False),
        ("AGPL-3.0-only", False),
        ("(MIT OR GPL-3.0-only) AND ISC", False),
        ("SEE LICENSE IN LICENSE.md", False),
        ("?", False),
        ("", False),
    ],
)
def test_a_licence_is_accepted_when_one_of_its_choices_is(licence: str, accepted: bool) -> None:
    assert is_accepted(licence) is accepted


@pytest.mark.promise("holes")
def test_every_package_has_a_licence_that_is_accepted() -> None:
    packages = all_packages()
    assert [package for package in packages if not is_accepted(package.licence)] == []
    installed = {package.name for package in packages if package.source == "PyPI"}
    # Locked for other systems or other Pythons only.
    assert set(locked(ROOT / "scripts/lock/requirements.txt")) - installed <= {"brotlicffi", "colorama"}
    assert {package.name for package in packages if package.given} == {
        *("mkdocs-material", "openpyxl", "python-docx"),
        *("@expo-google-fonts/atkinson-hyperlegible-next", "@fontsource-variable/atkinson-hyperlegible-next"),
        *("@cantoo/pdf-lib", "tslib", "fflate", "diff", "yaml", "minisearch", "@orama/stemmers"),
        *("orderedmap", "rope-sequence", "w3c-keyname"),
        *(f"prosemirror-{name}" for name in ("commands", "history", "inputrules", "keymap", "model")),
        *(f"prosemirror-{name}" for name in ("schema-list", "state", "transform", "view")),
        "decap-cms",
    }


def test_readers_get_the_licences_of_what_they_get() -> None:
    text = notices()
    assert text == notices()
    assert text.count("SIL OPEN FONT LICENSE Version 1.1 - 26 February 2007") == 2
    assert text.count("Permission is hereby granted, free of charge, to any person obtaining a") == 3
    for holder in (
        "Copyright 2020-2024 The Atkinson Hyperlegible Next Project Authors",
        "Martin Donath",
        "Copyright (c) 2010 openpyxl",
        "Copyright (c) 2013 Steve Canny",
    ):
        assert holder in text


def test_a_package_without_its_licence_is_not_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    nothing = SimpleNamespace(metadata={"License-File": "LICENSE"}, read_text=lambda name: None)
    monkeypatch.setattr("importlib.metadata.distribution", lambda name: nothing)
    with pytest.raises(FileNotFoundError, match="mkdocs-material: no LICENSE"):
        notices()


# --- what is known to be unsafe ---------------------------------------------------------------------------------------

PACKAGE = Package("PyPI", "jinja2", "3.1.5", "BSD-3-Clause")
KNOWN = {"id": "GHSA-x", "fix_versions": ["3.1.6", "4"], "aliases": [], "description": "…"}


@pytest.mark.promise("holes")
def test_what_the_registry_does_not_know_is_not_called_safe() -> None:
    """pip-audit itself ends well and says that nothing is known."""
    answer = {"dependencies": [{"name": "jinja2", "skip_reason": "Dependency not found on PyPI"}], "fixes": []}
    found, unseen = read_pip_audit(answer)
    assert (found, unseen) == ([], ["jinja2"])
    text, code = report(found, unseen, [PACKAGE])
    assert code == UNSEEN
    assert "**Not looked up**: jinja2\n" in text


@pytest.mark.promise("holes")
def test_what_is_known_fails_and_is_shown() -> None:
    answer = {
        "dependencies": [
            {"name": "jinja2", "version": "3.1.5", "vulns": [KNOWN]},
            {"name": "idna", "version": "3.2", "vulns": []},
        ]
    }
    found, unseen = read_pip_audit(answer)
    assert (found, unseen) == ([Advisory("PyPI", "jinja2", "3.1.5", "GHSA-x", "3.1.6, 4")], [])
    text, code = report(found, ["idna"], [PACKAGE])
    assert code == FOUND
    assert "| PyPI | jinja2 | 3.1.5 | GHSA-x | 3.1.6, 4 |\n" in text


def test_what_npm_says() -> None:
    via = {"source": 1, "name": "yaml", "title": "t", "url": "https://github.com/advisories/GHSA-y", "range": "<2.9.1"}
    answer: dict[str, Any] = {
        "auditReportVersion": 2,
        "vulnerabilities": {
            "yaml": {"name": "yaml", "via": [via], "range": "<2.9.1", "fixAvailable": True},
            "other": {"name": "other", "via": ["yaml"], "range": "*", "fixAvailable": False},
        },
    }
    found = [Advisory("npm", "yaml", "<2.9.1", "https://github.com/advisories/GHSA-y", "yes")]
    assert read_npm_audit(answer, "scripts/web") == (found, [])
    assert read_npm_audit({"auditReportVersion": 2, "vulnerabilities": {}}, "scripts/web") == ([], [])
    for failed in (None, {"statusCode": 405, "error": {"summary": "", "detail": ""}}):
        assert read_npm_audit(failed, "scripts/web") == ([], ["npm: all of scripts/web"])


def test_all_well_is_all_well() -> None:
    text, code = report([], [], [PACKAGE])
    assert code == 0
    assert "Not looked up" not in text
    assert "| PyPI | jinja2 | 3.1.5 | BSD-3-Clause |  |" in text


def test_a_licence_that_is_not_accepted_fails() -> None:
    text, code = report([], ["idna"], [Package("npm", "x", "1.0.0", "SSPL-1.0")])
    assert code == FOUND
    assert "**Not accepted**: x 1.0.0: SSPL-1.0\n" in text
