"""Which two commits someone means, and which moments are any."""

from __future__ import annotations

from pathlib import Path

import pytest

from pastrepo import Past
from toolbox.history import runner
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


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-10-02T12:00:00+02:00", "2026-10-02T12:00:00+02:00"),
        ("2026-13-02T12:00:00+02:00", NO_MOMENT),
        ("", NO_MOMENT),
        ("1970-01-01T00:00:00+00:00", NO_MOMENT),
        ("2100-01-01T00:00:00+00:00", NO_MOMENT),
    ],
)
def test_a_moment_that_is_none_is_not_shown(text: str, moment: str) -> None:
    assert real_moment(text) == moment
