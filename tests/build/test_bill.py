"""The bill of materials: as CycloneDX 1.6 wants it, and all of the lock files with their hashes."""

from __future__ import annotations

import base64
import json
import re
from typing import Any

import pytest

from boxes import ROOT
from toolbox.build.bill import bill

pytestmark = pytest.mark.promise("bill")

PYTHON = (ROOT / "scripts/lock/requirements.txt").read_text("utf-8")
NPM = (ROOT / "scripts/web/package-lock.json").read_text("utf-8")
MADE: dict[str, Any] = json.loads(bill("1.2.3", PYTHON, NPM))
COMPONENTS = {component["purl"]: component for component in MADE["components"]}
# bom-1.6.schema.json, definitions hash-content.
DIGEST = {"SHA-256": r"[0-9a-f]{64}", "SHA-512": r"[0-9a-f]{128}"}


def hashes(component: Any) -> list[dict[str, str]]:
    (reference,) = component["externalReferences"]
    assert (reference.keys(), reference["type"]) == ({"type", "url", "hashes"}, "distribution")
    found: list[dict[str, str]] = reference["hashes"]
    return found


def test_it_has_what_the_specification_asks() -> None:
    assert (MADE["bomFormat"], MADE["specVersion"], MADE["version"]) == ("CycloneDX", "1.6", 1)
    assert MADE["$schema"] == "http://cyclonedx.org/schema/bom-1.6.schema.json"
    assert MADE["metadata"]["component"] == {
        "type": "application",
        "bom-ref": "pkg:generic/toolbox@1.2.3",
        "name": "toolbox",
        "version": "1.2.3",
        "purl": "pkg:generic/toolbox@1.2.3",
    }
    references = [component["bom-ref"] for component in MADE["components"]]
    assert len(references) == len(set(references)) == len(COMPONENTS)
    for component in COMPONENTS.values():
        assert {"type", "name", "version", "scope"} <= component.keys()
        assert component["type"] == "library"
        assert component["scope"] in ("required", "excluded")
        assert hashes(component)
        for found in hashes(component):
            assert re.fullmatch(DIGEST[found["alg"]], found["content"])


def test_it_has_every_locked_package_of_python_with_all_hashes() -> None:
    told = {
        (it["name"], it["version"]): [found["content"] for found in hashes(it)]
        for url, it in COMPONENTS.items()
        if url.startswith("pkg:pypi/")
    }
    locked: dict[tuple[str, str], list[str]] = {}
    package = ("", "")
    for line in PYTHON.splitlines():
        if named := re.match(r"(\S+)==(\S+)", line):
            package = named[1], named[2]
        elif found := re.match(r" +--hash=sha256:(\S+)", line):
            locked.setdefault(package, []).append(found[1])
    assert len(locked) > 70
    assert told == locked


def test_it_has_every_package_of_npm_that_is_not_for_tests_alone() -> None:
    told = {url: hashes(it)[0]["content"] for url, it in COMPONENTS.items() if url.startswith("pkg:npm/")}
    locked = {
        f"pkg:npm/{path.removeprefix('node_modules/').replace('@', '%40')}@{entry['version']}": base64.b64decode(
            entry["integrity"].removeprefix("sha512-")
        ).hex()
        for path, entry in json.loads(NPM)["packages"].items()
        if path and not entry.get("dev")
    }
    assert told == locked
    search, bundler = (
        next(it for it in COMPONENTS.values() if it["name"] == name) for name in ("minisearch", "esbuild")
    )
    assert (search["scope"], bundler["scope"]) == ("required", "excluded")


def test_a_package_is_called_what_it_is_and_stands_there_once() -> None:
    entry = {"version": "1.0.0", "integrity": "sha512-" + base64.b64encode(b"x" * 64).decode()}
    packages = {
        "": {"name": "web"},
        "node_modules/@scope/one": entry,
        "node_modules/other/node_modules/@scope/one": entry,
        "node_modules/alias": {**entry, "name": "two"},
        "node_modules/tests": {**entry, "dev": True},
    }
    lock = "a==1 ; sys_platform == 'win32' \\\n" + "    --hash=sha256:" + "0" * 64 + "\n    # via b\n"
    made = json.loads(bill("1", lock, json.dumps({"packages": packages})))["components"]
    assert [(it["purl"], it["name"], it.get("group")) for it in made] == [
        ("pkg:pypi/a@1", "a", None),
        ("pkg:npm/%40scope/one@1.0.0", "one", "@scope"),
        ("pkg:npm/two@1.0.0", "two", None),
    ]
    assert hashes(made[1]) == [{"alg": "SHA-512", "content": (b"x" * 64).hex()}]
    assert made[1]["externalReferences"][0]["url"] == "https://registry.npmjs.org/@scope/one/-/one-1.0.0.tgz"
