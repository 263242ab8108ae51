"""Of what tests put aside in memory nothing stays for long."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

import scratch


def test_what_runs_that_ended_left_goes_and_that_of_another_run_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(scratch.VARIABLE, raising=False)
    monkeypatch.setattr(scratch, "ROOM", 0)
    monkeypatch.setattr(tempfile, "tempdir", tempfile.gettempdir())
    gone = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, text=True)
    left, running = (tmp_path / f"{scratch.NAME}-{pid}-x" for pid in (gone.stdout.strip(), os.getppid()))
    for folder in (left, running, tmp_path / "iets anders"):
        folder.mkdir()
    made = scratch.begin(tmp_path)
    assert made is not None
    assert (left.exists(), running.exists(), (tmp_path / "iets anders").exists()) == (False, True, True)
    assert tempfile.gettempdir() == os.environ[scratch.VARIABLE] == str(made)
    # Who chose a place has it.
    assert scratch.begin(tmp_path) is None
    scratch.end(made, keep=True)
    assert made.exists()
    # The next run in this process has one of its own, and not a place that is gone.
    assert scratch.VARIABLE not in os.environ
    assert Path(tempfile.gettempdir()).is_dir()
    again = scratch.begin(tmp_path)
    assert again not in (None, made)
    scratch.end(again)
    assert not again.exists()


def test_where_there_is_no_room_nothing_is_put_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(scratch.VARIABLE, raising=False)
    monkeypatch.setattr(scratch, "ROOM", 1 << 60)
    assert scratch.begin(tmp_path) is None
    assert scratch.begin(tmp_path / "weg") is None
    assert list(tmp_path.iterdir()) == []
