"""What was in order is not looked at again; what was not, is."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from boxes import BASE
from toolbox.machine.passed import Passed, read_passed, write_passed
from toolbox.source import canonical
from toolbox.source.check import check_source
from toolbox.source.tree import read_tree

FORM = "forms/1.2-kennismaking/datapackage.yaml"


def refuse(*_given: object) -> None:
    raise AssertionError("looked at again")


def seen(path: Path) -> Passed:
    """After a look at the small toolbox, written and read again."""
    passed = Passed()
    assert check_source(*read_tree(BASE), passed).findings == ()
    write_passed(path, passed)
    return read_passed(path)


def test_what_passed_is_not_looked_at_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    passed = seen(tmp_path / "passed")
    monkeypatch.setattr("toolbox.forms.datapackage.problems", refuse)
    monkeypatch.setattr(canonical, "canonical", refuse)
    assert check_source(*read_tree(BASE), passed).findings == ()
    assert passed.now == passed.known


def test_what_changed_is_looked_at_and_a_fault_is_told_each_time(tmp_path: Path) -> None:
    root = tmp_path / "copy"
    shutil.copytree(BASE, root)
    before = seen(tmp_path / "passed")
    text = (root / FORM).read_text("utf-8")
    (root / FORM).write_text(text.replace("title: Kennismaking\n", "title:   Kennismaking\n", 1), "utf-8")
    for _ in range(2):
        passed = Passed(before.known)
        found = check_source(*read_tree(root), passed).findings
        assert [finding.code for finding in found] == ["not-canonical"]
        write_passed(tmp_path / "passed", passed)
        before = read_passed(tmp_path / "passed")


@pytest.mark.parametrize("damage", [None, b"", b"\xff\xfe", b"andere code\n" + b"0" * 64])
def test_a_list_that_is_of_no_use_only_costs_another_look(tmp_path: Path, damage: bytes | None) -> None:
    path = tmp_path / "passed"
    if damage is not None:
        path.write_bytes(damage)
    assert read_passed(path).known == frozenset()


def test_of_a_list_that_was_cut_off_what_is_there_holds(tmp_path: Path) -> None:
    """As a build leaves it that is killed while it writes."""
    path = tmp_path / "passed"
    whole = seen(path)
    path.write_bytes(path.read_bytes()[:-30])
    assert len(whole.known - read_passed(path).known) == 1
    assert read_passed(path).known < whole.known
