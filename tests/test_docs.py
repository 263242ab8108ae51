"""What the documents tell is still so."""

from __future__ import annotations

import json
import re

from conftest import ROOT
from reference import with_reference
from toolbox.cli import COMMANDS

README = (ROOT / "README.md").read_text("utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
SECURITY = (ROOT / "SECURITY.md").read_text("utf-8")


def keys(schema: object) -> set[str]:
    """Every property name in a JSON Schema."""
    found: set[str] = set()
    if isinstance(schema, dict):
        properties = schema.get("properties", {})
        found |= set(properties)
        for value in schema.values():
            found |= keys(value)
    elif isinstance(schema, list):
        for value in schema:
            found |= keys(value)
    return found


def test_every_key_of_a_format_is_explained() -> None:
    schema = json.loads((ROOT / "scripts/toolbox/source/profile/format.schema.json").read_text("utf-8"))
    known = keys(schema)
    assert len(known) > 25
    assert {key for key in known if f"`{key}`" not in CONTRIBUTING} == set()


def test_the_reference_of_the_commands_is_what_they_say_themselves() -> None:
    """Not so? `make docs` writes it."""
    assert with_reference(README) == README
    for command in COMMANDS:
        assert f"| `toolbox {command.name}" in README


def test_files_that_documents_name_are_there() -> None:
    named = set(re.findall(r"`((?:scripts|tests|content|forms|\.github)/[\w./-]+)`", README + CONTRIBUTING))
    # What stands in a block of code is an example.
    text = re.sub(r"^ *```.*?^ *```", "", README + CONTRIBUTING, flags=re.M | re.S)
    named |= {path for path in re.findall(r"\]\(([\w./-]+)\)", text) if "://" not in path}
    assert len(named) > 8
    assert {path for path in named if not (ROOT / path).exists()} == set()


def test_every_module_is_in_the_package_docstring() -> None:
    import toolbox

    modules = {path.stem for path in (ROOT / "scripts" / "toolbox").glob("*.py")} - {"__init__"}
    assert {name for name in modules if not re.search(rf"\b{name}\b", toolbox.__doc__ or "")} == set()


def test_make_targets_of_the_readme_exist() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for target in set(re.findall(r"`?make (\w+)", README)):
        assert re.search(rf"^{target}:", makefile, re.M), target


def test_every_promise_names_tests_and_modules_that_are_there() -> None:
    rows = [line.split(" | ") for line in SECURITY.partition("## Promises")[2].splitlines() if line.startswith("| ")]
    promises = [row for row in rows if row[0] not in ("| promise", "| ---")]
    assert len(promises) >= 20
    for promise, how, tested in promises:
        named = re.findall(r"`((?:tests|\.github)/[^`]+)`", tested)
        assert named or "`make " in tested, promise
        assert [name for name in named if not list(ROOT.glob(name))] == [], promise
        modules = re.findall(r"`([\w/]+(?:\.py|/))`", how)
        assert [name for name in modules if not (ROOT / "scripts" / "toolbox" / name).exists()] == [], promise
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for target in re.findall(r"`make (\w+)`", SECURITY):
        assert re.search(rf"^{target}:", makefile, re.M), target
