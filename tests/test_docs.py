"""What the documents tell is still so."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

from conftest import ROOT

README = (ROOT / "README.md").read_text("utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text("utf-8")


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
    schema = json.loads((ROOT / "scripts/toolbox/profile/format.schema.json").read_text("utf-8"))
    known = keys(schema)
    assert len(known) > 25
    assert {key for key in known if f"`{key}`" not in CONTRIBUTING} == set()


def test_every_command_is_in_the_readme() -> None:
    command = Path(sys.executable).with_name("toolbox")
    told = subprocess.run([command, "--help"], capture_output=True, text=True, check=True).stdout
    commands = re.findall(r"^    ([\w-]+)(?: |$)", told, re.M)
    assert commands == [
        "build",
        "changes",
        "check",
        "editor",
        "format",
        "intake",
        "propose",
        "read",
        "release-notes",
        "serve",
    ]
    for name in commands:
        assert re.search(rf"`toolbox {name}[` ]", README)


def test_files_that_documents_name_are_there() -> None:
    named = set(re.findall(r"`((?:scripts|tests|content|forms|\.github)/[\w./-]+)`", README + CONTRIBUTING))
    named |= {path for path in re.findall(r"\]\(([\w./-]+)\)", README + CONTRIBUTING) if "://" not in path}
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
