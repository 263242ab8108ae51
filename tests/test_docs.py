"""What the documents tell is still so."""

from __future__ import annotations

import json
import re
from xml.etree import ElementTree

import pytest

from bench.log import LOG, Row, Size, last
from bench.plot import PICTURE, drawing
from conftest import ROOT
from measured import with_figures
from promises import ROW, holders, with_holders
from reference import with_reference
from toolbox.cli import commands

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
    for command in commands():
        assert f"| `toolbox {command.name}" in README


def test_the_figures_of_a_build_are_those_of_the_last_run_that_was_kept() -> None:
    """Not so? `make docs` writes them."""
    log = LOG.read_text("utf-8")
    assert with_figures(README, log) == README
    _, rows, sizes = last(log)
    assert PICTURE.read_text("utf-8") == drawing(rows, sizes)


def test_the_drawing_says_in_words_what_it_shows() -> None:
    rows = [Row("nothing", 0.15, (0.1, 0.2, 0.3), 1.0, 100), Row("all < everything", 6, (7.0,), 9.0, 300)]
    root = ElementTree.fromstring(drawing(rows, [Size(0, 82, 3.0, 2.5), Size(10, 600, 9.0, 20.0)]))
    said = "".join(root.itertext())
    for words in ("nothing: 0.20 times", "all < everything: 7.00 times", "600 (10)", "one word"):
        assert words in said


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


def test_every_promise_has_its_tests() -> None:
    """Not so? Give a test its `promise`, and `make docs` writes it."""
    assert with_holders(SECURITY, holders(ROOT)) == SECURITY
    rows = [line for line in SECURITY.partition("## Promises")[2].splitlines() if line.startswith("| ")]
    assert len(ROW.findall(SECURITY)) == len([row for row in rows if not row.startswith(("| name |", "| --- |"))]) > 35


def test_a_promise_that_no_test_holds_is_told() -> None:
    page = "| `a` | A. | So. |  |\n| `b` | B. | So. |  |\n"
    assert with_holders(page, {"a": ("`x`",), "b": ("`y`", "`z`")}) == (
        "| `a` | A. | So. | `x` |\n| `b` | B. | So. | `y`, `z` |\n"
    )
    with pytest.raises(ValueError, match=r"no test holds: \['b'\]"):
        with_holders(page, {"a": ("`x`",)})
    with pytest.raises(ValueError, match=r"does not make: \['c'\]"):
        with_holders(page, {"a": ("`x`",), "b": ("`y`",), "c": ("`z`",)})


def test_security_names_modules_and_targets_that_are_there() -> None:
    for name, _, how, _ in ROW.findall(SECURITY):
        modules = re.findall(r"`([\w/]+(?:\.py|/))`", how)
        assert [module for module in modules if not (ROOT / "scripts" / "toolbox" / module).exists()] == [], name
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for target in re.findall(r"`make (\w+)`", SECURITY):
        assert re.search(rf"^{target}:", makefile, re.M), target
