"""A sentence reaches whoever reads it, whatever letters the terminal knows."""

from __future__ import annotations

import subprocess
import sys

import pytest

from toolbox.commands.terminal import nearest

SENTENCE = "Ja: ‘één’ – “twee” … 3 × 4 → €5 漢"


@pytest.mark.parametrize(
    ("encoding", "expected"),
    [
        ("utf-8", SENTENCE),
        ("ascii", "Ja: 'een' - \"twee\" ... 3 x 4 -> ?5 ?"),
        ("latin-1", "Ja: 'één' - \"twee\" ... 3 × 4 -> ?5 ?"),
        ("cp1252", "Ja: ‘één’ – “twee” … 3 × 4 -> €5 ?"),
    ],
)
def test_what_it_does_not_know_is_said_by_the_nearest(encoding: str, expected: str) -> None:
    script = "import sys; from toolbox.commands.terminal import speak_anywhere as s; s(); print(sys.argv[1])"
    done = subprocess.run(
        [sys.executable, "-c", script, SENTENCE],
        env={"PYTHONIOENCODING": encoding, "PYTHONUTF8": "1"},
        capture_output=True,
        check=True,
    )
    assert done.stdout.decode(encoding) == f"{expected}\n"


def test_the_nearest_is_ascii() -> None:
    assert [nearest(letter) for letter in "’éşß漢"] == ["'", "e", "s", "?", "?"]
