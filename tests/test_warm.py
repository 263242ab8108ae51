"""A run in a fork of a Python that has the command loaded is as one that was started: it takes nothing of another."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

import warm
from boxes import BASE
from warm import COMMAND, Warm, toolbox

PAGE = "content/over-deze-site.md"


@pytest.fixture
def box(tmp_path: Path) -> Path:
    root = Path(shutil.copytree(BASE, tmp_path / "box"))
    (root / "mkdocs.yml").touch()
    return root


@pytest.fixture
def own(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Warm]]:
    """As in a process of the tests that asked for nothing yet."""
    running: list[Warm] = []
    monkeypatch.setattr(warm, "_RUNNING", running)
    monkeypatch.setattr(warm, "_MET", set())
    yield running
    warm.end()


def started(root: Path, *arguments: str) -> tuple[int, str, str]:
    done = subprocess.run([COMMAND, *arguments], cwd=root, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout, done.stderr


def test_it_ends_and_says_as_one_that_was_started(box: Path, tmp_path: Path, own: list[Warm]) -> None:
    wrong = Path(shutil.copytree(box, tmp_path / "fout"))
    (wrong / PAGE).write_text("zonder kop\n", "utf-8")
    for root in (box, wrong, tmp_path, box / "content"):
        done = [toolbox(root, "check") for _ in range(2)]
        assert [(it.returncode, it.stdout, it.stderr) for it in done] == [started(root, "check")] * 2
    for wrong_words in ("nergens", "--nergens"):
        assert toolbox(box, "check", wrong_words).stderr == started(box, "check", wrong_words)[2] != ""
    assert len(own) == 1


def test_what_it_finds_around_it_is_what_stands_around_the_test(
    box: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, own: list[Warm]
) -> None:
    """Without git, which is found by a variable, there is nothing to compare."""
    assert toolbox(box, "changes", "main..main").returncode == 2
    said = toolbox(box, "changes", "main..main").stderr
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "git staat niet" not in said
    (box / ".git").mkdir()
    assert "git staat niet" in toolbox(box, "changes", "main..main").stderr
    assert len(own) == 1


def test_the_first_time_and_where_python_would_start_otherwise_it_is_started(
    box: Path, monkeypatch: pytest.MonkeyPatch, own: list[Warm]
) -> None:
    forked: list[tuple[str, ...]] = []
    run = Warm.run

    def counted(self: Warm, folder: Path, arguments: tuple[str, ...], *others: object) -> int:
        forked.append(arguments)
        return run(self, folder, arguments, *others)  # type: ignore[arg-type]

    monkeypatch.setattr(Warm, "run", counted)
    for arguments in (["check"], ["format"], ["check"]):
        assert toolbox(box, *arguments).returncode == 0
    monkeypatch.setenv("PYTHONIOENCODING", "latin-1")
    assert toolbox(box, "check").returncode == 0
    monkeypatch.delenv("PYTHONIOENCODING")
    assert toolbox(box, "format").returncode == 0
    assert forked == [("check",), ("format",)]
    assert len(own) == 1


def test_when_the_tests_end_so_does_it(box: Path, own: list[Warm]) -> None:
    for _ in range(2):
        toolbox(box, "check")
    (running,) = own
    warm.end()
    assert running.process.returncode == 0
    assert own == []
