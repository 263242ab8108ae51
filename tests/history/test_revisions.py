"""Which two commits someone means, and which moments are any."""

from __future__ import annotations

from pathlib import Path

import pytest

from pastrepo import Past
from toolbox.history import git, runner
from toolbox.history.log import NO_MOMENT, real_moment
from toolbox.history.revisions import CannotCompare, read_range


def test_two_histories_without_a_common_beginning(tmp_path: Path) -> None:
    past = Past(tmp_path / "past")
    head = past.commit("Begin")
    who = {f"GIT_{role}_{what}": "a@school.example" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    made = runner.run(past.root, "commit-tree", "-m", "Los", f"{head}^{{tree}}", environment=who)
    other = made.decode().strip()
    assert read_range(past.root, f"{head}..{other}") == (head, other)
    with pytest.raises(CannotCompare, match="geen gezamenlijk begin"):
        read_range(past.root, f"{head}...{other}")


def test_of_a_copy_with_a_part_of_the_history_that_is_said(tmp_path: Path) -> None:
    past = Past(tmp_path / "past")
    begin = past.commit("Begin")
    past.git("branch", "zij")
    past.commit("Verder")
    past.git("clone", "-q", "--depth", "1", "--no-single-branch", past.root.as_uri(), str(tmp_path / "shallow"))
    past.git("-C", str(tmp_path / "shallow"), "fetch", "-q", "--depth", "1", "origin", "zij:zij")
    for asked, what in (
        (f"{begin[:6]}0000..main", f"Versie ‘{begin[:6]}0000’ is hier niet"),
        ("zij...main", "Het gezamenlijke begin van deze versies is hier niet"),
    ):
        with pytest.raises(CannotCompare, match=f"{what}.*git fetch --unshallow"):
            read_range(tmp_path / "shallow", asked)


@pytest.mark.parametrize("asked", ["", "main", "..main", "main..", "a..b..c", "-p..main"])
def test_what_is_no_pair_of_versions_is_refused(tmp_path: Path, asked: str) -> None:
    with pytest.raises(CannotCompare, match="zijn geen twee versies"):
        read_range(tmp_path, asked)


def test_a_name_that_is_an_option_or_nothing_is_no_version(tmp_path: Path) -> None:
    with pytest.raises(CannotCompare, match="geen kopie van Git"):
        read_range(tmp_path, "main..-p")
    past = Past(tmp_path / "past")
    past.commit("Begin")
    for name in ("-p", "weg", "main:content"):
        with pytest.raises(git.UnknownRevision):
            read_range(past.root, f"main..{name}")


def test_an_answer_without_end_and_one_that_does_not_come(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    past = Past(tmp_path / "past")
    past.commit("Begin")
    listed = runner.limited(past.root, "ls-tree", "-r", "HEAD")
    monkeypatch.setattr(runner, "MAX_OUTPUT", len(listed))
    assert runner.limited(past.root, "ls-tree", "-r", "HEAD") == listed
    monkeypatch.setattr(runner, "MAX_OUTPUT", len(listed) - 1)
    with pytest.raises(runner.TooMuch, match="meer dan er te lezen is"):
        runner.limited(past.root, "ls-tree", "-r", "HEAD")
    with pytest.raises(runner.GitError, match=r"git ls-tree \(128\)"):
        runner.limited(past.root, "ls-tree", "weg")
    monkeypatch.setattr(runner, "_LOCAL_SECONDS", 0)
    with pytest.raises(runner.GitError, match="TimeoutExpired"):
        runner.run(past.root, "log")


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-10-02T12:00:00+02:00", "2026-10-02T12:00:00+02:00"),
        ("2026-10-02T12:00:00Z", "2026-10-02T12:00:00+00:00"),
        ("2026-13-02T12:00:00+02:00", NO_MOMENT),
        ("", NO_MOMENT),
        ("1970-01-01T00:00:00+00:00", NO_MOMENT),
        ("2100-01-01T00:00:00+00:00", NO_MOMENT),
    ],
)
def test_a_moment_that_is_none_is_not_shown(text: str, moment: str) -> None:
    assert real_moment(text) == moment
