"""What is kept is there for the same code alone, whole, and whoever writes at the same time."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from toolbox.machine import keeping
from toolbox.machine.keeping import begin, read_kept, write_kept

LINES = {"0" * 64: '["een","twee"]', "a" * 64: "", "b" * 64: "3 4"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    begin(tmp_path / ".build" / "check")
    write_kept(tmp_path / ".build" / "check", LINES)
    return tmp_path / ".build" / "check"


def test_what_was_kept_is_there(folder: Path) -> None:
    assert read_kept(folder) == LINES
    assert [path.name for path in folder.iterdir()] == [keeping.FILE]


def test_of_other_code_nothing_is_there(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "code_stamp", lambda: "0" * 64)
    assert read_kept(folder) == {}


@pytest.mark.parametrize("at", range(0, 330, 11))
def test_of_what_is_damaged_nothing_is_there(folder: Path, at: int) -> None:
    path = folder / keeping.FILE
    data = path.read_bytes()
    for damaged in (data[:at], data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :], b"\xff" + data):
        path.write_bytes(damaged)
        assert read_kept(folder) == {}


def test_without_a_file_or_with_a_huge_one_nothing_is_there(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "MAX_BYTES", 10)
    assert read_kept(folder) == {}
    assert read_kept(folder / "weg") == {}


def test_where_nothing_may_be_written_nothing_is_kept(tmp_path: Path) -> None:
    (tmp_path / ".build").write_text("geen map", "utf-8")
    begin(tmp_path / ".build" / "check")
    write_kept(tmp_path / ".build" / "check", LINES)
    assert read_kept(tmp_path / ".build" / "check") == {}


def test_what_a_run_left_that_was_stopped_goes(folder: Path) -> None:
    (folder / f"{keeping.BEFORE}abc").touch()
    write_kept(folder, LINES)
    assert [path.name for path in folder.iterdir()] == [keeping.FILE]


def test_the_folder_is_of_whoever_has_the_checkout(folder: Path) -> None:
    owner = folder.parent.parent.stat().st_uid
    assert {path.stat().st_uid for path in (folder.parent, folder)} == {owner}
    assert os.access(folder, os.W_OK)
