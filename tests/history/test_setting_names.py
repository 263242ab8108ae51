"""Git is asked for the settings of a checkout once for each state of them, and whenever it may say anything else."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from pastrepo import Past
from toolbox.history import runner, settingnames

pytestmark = pytest.mark.promise("commits")

DRIVER = ("config", "filter.kwaad.clean", "kwaad")


class Asked:
    """Counts how often git is started for its settings."""

    def __init__(self, start: Callable[..., runner.Answer]) -> None:
        self.start = start
        self.times = 0

    def __call__(self, root: Path, command: list[str], *others: object) -> runner.Answer:
        self.times += "--list" in command
        return self.start(root, command, *others)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Asked:
    counting = Asked(runner._start)
    monkeypatch.setattr(runner, "_start", counting)
    monkeypatch.setattr(settingnames, "_KNOWN", {})
    return counting


@pytest.fixture
def past(tmp_path: Path) -> Past:
    made = Past(tmp_path / "toolbox")
    made.commit("Begin")
    return made


def clean(root: Path) -> str:
    """What git takes for the filter: '' when it was set aside."""
    return runner.line(root, "config", "--get", "filter.kwaad.clean")


def test_the_same_state_is_asked_for_once(past: Past, asked: Asked) -> None:
    past.git(*DRIVER)
    for _ in range(3):
        assert clean(past.root) == ""
        past.commit("Nog een")
    assert asked.times == 1


def test_a_setting_of_later_is_set_aside(past: Past, asked: Asked) -> None:
    assert clean(past.root) == ""
    before = (past.root / ".git" / "config").stat()
    past.git(*DRIVER)
    # Whatever its times say.
    os.utime(past.root / ".git" / "config", ns=(before.st_atime_ns, before.st_mtime_ns))
    assert clean(past.root) == ""
    past.git("config", "extensions.worktreeConfig", "true")
    assert clean(past.root) == ""
    past.git("config", "--unset", "filter.kwaad.clean")
    past.git("config", "--worktree", "filter.kwaad.clean", "kwaad")
    assert clean(past.root) == ""
    assert asked.times == 4


def test_what_else_has_a_say_is_asked_for_each_time(past: Past, asked: Asked, tmp_path: Path) -> None:
    """A file that is included may change without a change in the one that names it."""
    elsewhere = tmp_path / "elders"
    elsewhere.write_text("", "utf-8")
    past.git("config", "include.path", str(elsewhere))
    assert clean(past.root) == ""
    elsewhere.write_text('[filter "kwaad"]\n\tclean = kwaad\n', "utf-8")
    assert clean(past.root) == ""
    assert asked.times == 2


def worktree(past: Past) -> Path:
    past.git("worktree", "add", "-q", str(past.root.parent / "boom"))
    return past.root.parent / "boom"


def folder_within(past: Past) -> Path:
    return past.root / "content"


def borrowing(past: Past) -> Path:
    """A folder of Git that says that its settings stand in another."""
    own = past.root.parent / "leen"
    shutil.copytree(past.root, own)
    (own / ".git" / "commondir").write_text(f"{past.root / '.git'}\n", "utf-8")
    return own


def no_repository(past: Past) -> Path:
    """A folder of Git without a HEAD is none: git goes on looking above it."""
    own = past.root / "binnen"
    shutil.copytree(past.root / ".git", own / ".git")
    (own / ".git" / "HEAD").write_text("nergens\n", "utf-8")
    return own


def link(past: Past) -> Path:
    own = past.root.parent / "link"
    shutil.copytree(past.root, own)
    (own / ".git" / "config").unlink()
    (own / ".git" / "config").symlink_to(past.root / ".git" / "config")
    return own


def large(past: Past) -> Path:
    with (past.root / ".git" / "config").open("a", encoding="utf-8") as config:
        config.write("# ruim\n" * 10_000)
    return past.root


@pytest.mark.parametrize("make", [worktree, folder_within, borrowing, no_repository, link, large])
def test_settings_that_stand_elsewhere_are_asked_for_each_time(
    past: Past, asked: Asked, make: Callable[[Past], Path]
) -> None:
    root = make(past)
    assert clean(root) == ""
    past.git(*DRIVER)
    assert clean(root) == ""
    assert asked.times == 2


def test_without_an_answer_it_is_asked_again(past: Past, asked: Asked) -> None:
    config = past.root / ".git" / "config"
    sound = config.read_bytes()
    config.write_bytes(b"[kapot\n")
    assert runner.line(past.root, "rev-parse", "HEAD") == ""
    assert runner.line(past.root, "rev-parse", "HEAD") == ""
    config.write_bytes(sound)
    assert runner.line(past.root, "rev-parse", "HEAD") != ""
    assert asked.times == 3
