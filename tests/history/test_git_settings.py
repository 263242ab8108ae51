"""No setting of a checkout starts a program, or changes what git answers: each that git's own list knows is tried."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from gitsettings import CHANGING, NAMES, make_repository_within, program, set_all, touch
from pastrepo import Past
from toolbox.changes.make import make_report
from toolbox.history import git, runner
from toolbox.history.history import read_history
from toolbox.source.check import read_source

pytestmark = pytest.mark.promise("commits")

PAGE = "content/over-deze-site.md"


@pytest.fixture
def past(tmp_path: Path) -> Past:
    made = Past(tmp_path / "toolbox")
    made.commit("Begin")
    return made


def read_all(root: Path) -> None:
    """What build, check and changes ask of a checkout."""
    assert git.is_repository(root)
    read_history(root)
    read_source(root)
    commits = runner.line(root, "rev-list", "HEAD").split()
    make_report(root, commits[-1], commits[0], paper=False)


@pytest.mark.parametrize("name", NAMES)
def test_no_setting_of_a_checkout_starts_a_program(past: Past, tmp_path: Path, name: str) -> None:
    command, mark = program(tmp_path)
    past.write(".gitattributes", f"* filter={name} diff={name} merge={name}\n")
    past.commit("Kenmerken")
    past.write(PAGE, (past.root / PAGE).read_text("utf-8").replace("makers", "schrijvers"))
    past.commit("Anders")
    set_all(past.root, command)
    touch(past.root / PAGE)
    read_all(past.root)
    assert not mark.exists(), mark.read_text("utf-8")
    # The trap is real: git itself falls into it.
    subprocess.run(["git", "status"], cwd=past.root, capture_output=True, check=False)
    assert mark.exists()


def test_no_setting_of_a_repository_within_a_checkout_starts_a_program(past: Past, tmp_path: Path) -> None:
    command, mark = program(tmp_path)
    make_repository_within(past.root, "content/binnen", command)
    past.commit("Met een verwijzing")
    assert past.git("ls-files", "-s", "content/binnen").startswith("160000")
    touch(past.root / "content/binnen/tekst")
    read_all(past.root)
    assert not mark.exists(), mark.read_text("utf-8")
    subprocess.run(["git", "status"], cwd=past.root, capture_output=True, check=False)
    assert mark.exists()


def answers(root: Path) -> tuple[object, ...]:
    history = read_history(root)
    base, head = (runner.line(root, "rev-parse", name) for name in ("HEAD~1", "HEAD"))
    return history, git.patch(root, base, head, "content"), git.touched_paths(root, base, head), git.blobs(root, head)


@pytest.mark.parametrize("setting", CHANGING)
def test_no_setting_of_a_checkout_changes_what_git_answers(past: Past, setting: str) -> None:
    past.write("volgorde", "forms/*\n")
    past.write("namen", "Een Ander <i@example.org> <a@example.org>\n")
    past.write(PAGE, (past.root / PAGE).read_text("utf-8").replace("makers", "schrijvers"))
    past.commit("Weergave verbeterd: één woord\n\nStreek: Elders\nRegio: Zeeland", "Zoë")
    assert read_history(past.root).changes[0].region == "Zeeland"
    before = answers(past.root)
    past.git("config", *setting.split("=", 1))
    assert answers(past.root) == before


def graft(past: Past) -> None:
    info = past.root / ".git" / "info"
    info.mkdir(exist_ok=True)
    (info / "grafts").write_text(past.git("rev-parse", "HEAD") + "\n", "utf-8")


def replace(past: Past) -> None:
    past.git("replace", "--graft", "HEAD")


@pytest.mark.parametrize("other_past", [graft, replace])
def test_no_other_past_is_told(past: Past, other_past: Callable[[Past], None]) -> None:
    past.write(PAGE, (past.root / PAGE).read_text("utf-8").replace("makers", "schrijvers"))
    past.commit("Anders")
    before = answers(past.root)
    other_past(past)
    assert answers(past.root) == before
