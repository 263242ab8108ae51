"""A run in a fork of a Python that has the command loaded is as one that was started: it takes nothing of another."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

import warm
from boxes import BASE
from patience import PATIENCE, comes_true
from toolbox.build.publish import Busy, only_one
from warm import COMMAND, Ended, Warm, may_fork, running, toolbox

PAGE = "content/over-deze-site.md"
# What a build took, behind what it made.
SECONDS = re.compile(r"\d+,?\.?\d* s")


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


def forked(root: Path, *arguments: str) -> tuple[int, str, str]:
    done = toolbox(root, *arguments)
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

    def counted(self: Warm, folder: Path, arguments: tuple[str, ...], *others: object) -> Ended:
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


def test_a_forked_build_makes_and_says_what_a_started_one_does(good: Path, tmp_path: Path, own: list[Warm]) -> None:
    may_fork("build", os.environ)
    made = []
    for name, run in (("forked", forked), ("started", started)):
        root = Path(shutil.copytree(good, tmp_path / name, symlinks=True))
        with (root / PAGE).open("a", encoding="utf-8") as page:
            page.write("\nNog een zin.\n")
        status, said, told = run(root, "build")
        assert said.startswith("Klaar: 14 pagina")
        site = {path.relative_to(root): path.read_bytes() for path in (root / "site").rglob("*") if path.is_file()}
        made.append((status, SECONDS.sub("", said), told, site))
    assert made[0] == made[1]
    assert len(own) == 1


def test_what_a_run_takes_is_told_and_one_that_takes_too_long_is_stopped(good: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(good, tmp_path / "box", symlinks=True))
    shutil.rmtree(root / ".build")
    with (tmp_path / "said").open("wb") as said:
        streams = [said.fileno()] * 3
        for seconds in (PATIENCE, 0.1):
            ended = running().run(root, ("build" if seconds < 1 else "check",), dict(os.environ), streams, seconds)
            assert ended.late == (seconds < 1) == (ended.status == -signal.SIGKILL)
            assert ended.memory > 20_000_000
            assert ended.processor > 0
    assert comes_true(lambda: is_free(root))


def is_free(root: Path) -> bool:
    """Nothing of a build is left."""
    try:
        with only_one(root / ".build" / "lock"):
            return True
    except Busy:
        return False


def test_when_the_tests_end_so_does_it(box: Path, own: list[Warm]) -> None:
    for _ in range(2):
        toolbox(box, "check")
    (running,) = own
    warm.end()
    assert running.process.returncode == 0
    assert own == []
