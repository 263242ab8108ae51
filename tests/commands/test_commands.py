"""The commands: one a file, each with help, and none that waits for what another needs."""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from boxes import BASE, ROOT
from toolbox import commands
from toolbox.cli import commands as all_commands
from toolbox.cli import modules, parser
from toolbox.commands.command import Command
from toolbox.core.places import CONFIG
from warm import COMMAND

# What these take to import is felt, and only some commands need them.
HEAVY = {"weasyprint", "mkdocs", "frictionless", "pikepdf", "docx", "openpyxl", "jinja2", "ruamel", "PIL", "watchdog"}
HELPERS = {"__init__", "checkout", "command", "progress", "show", "starting", "terminal"}
LOADED = re.compile(r"^import time: .*\| +(\S+)$", re.M)
WATCH = (
    "import sys\nfrom toolbox.cli import main\ntry:\n    main(sys.argv[1:])\n"
    "except SystemExit:\n    pass\nprint(*sys.modules, file=sys.stderr)\n"
)


def test_every_command_has_a_file_and_every_file_a_command() -> None:
    files = {path.stem for path in Path(commands.__path__[0]).glob("*.py")} - HELPERS
    assert {module.__name__.rpartition(".")[2] for module in modules()} == files
    assert [command.name for command in all_commands()] == sorted(command.name for command in all_commands())
    assert {command.name.replace("-", "_") for command in all_commands()} == files


def loaded(root: Path, *arguments: str) -> set[str]:
    """The modules that a command has loaded at its end."""
    done = subprocess.run([sys.executable, "-c", WATCH, *arguments], cwd=root, capture_output=True, text=True)
    return set(done.stderr.split())


@pytest.mark.parametrize("name", ["", *(command.name for command in all_commands())])
def test_every_command_has_help_which_loads_nothing_that_does_the_work(name: str) -> None:
    """Started as a person would; Python itself tells what it loads."""
    done = subprocess.run(
        [COMMAND, *filter(None, [name]), "--help"],
        env={**os.environ, "PYTHONPROFILEIMPORTTIME": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0
    assert len(done.stdout) > 80
    found = set(LOADED.findall(done.stderr))
    assert "toolbox.cli" in found
    own = {module.split(".")[1] for module in found if module.startswith("toolbox.")}
    assert own == {"cli", "commands", "core", "machine"}
    assert not found & (HEAVY | {"yaml", "markdown", "numpy"})


@pytest.mark.parametrize("command", all_commands(), ids=lambda command: command.name)
def test_a_command_alone_is_asked_for_as_among_the_others(command: Command) -> None:
    """Only the one that is asked for is loaded."""
    name = command.name
    alone = parser([name.replace("-", "_")])
    assert alone.format_usage() == parser().format_usage()
    assert help_of(alone, name) == help_of(parser(), name)


def help_of(asked: argparse.ArgumentParser, name: str) -> str:
    (found,) = [each for each in asked._actions if isinstance(each, argparse._SubParsersAction)]
    text: str = found.choices[name].format_help()
    return text


def test_a_check_loads_no_other_command() -> None:
    found = {name for name in loaded(ROOT, "check") if name.startswith("toolbox.commands.")}
    assert {name.rpartition(".")[2] for name in found} == {"check", "checkout", "command", "show", "terminal"}


def test_a_check_does_not_load_what_prints_nor_twice_what_looks(tmp_path: Path) -> None:
    root = tmp_path / "toolbox"
    shutil.copytree(BASE, root)
    shutil.copy(ROOT / CONFIG, root)
    found = loaded(root, "check")
    assert "toolbox.source.check" in found
    assert not found & {"weasyprint", "mkdocs", "pikepdf", "docx", "openpyxl", "watchdog", "toolbox.build"}
    # With the same tree it is known what there is to say.
    assert not loaded(root, "check") & {"toolbox.source.check", "toolbox.core.model", "yaml", "markdown"}


def test_outside_a_checkout_a_command_says_where_to_go(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "toolbox.cli", "check"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    said = "toolbox: Dit is geen map van de toolbox. Ga naar de map waarin mkdocs.yml staat.\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", said)
