"""What a process behind the walls tells comes through, and nothing that it may make up does harm."""

from __future__ import annotations

import os

import pytest

from toolbox.machine import progress
from toolbox.machine.progress import BuildProgress, Sender, Stage, listening

MADE = BuildProgress(Stage.MAKE, "boek/stap-1.pdf", 1, 3, 8)


def heard(*said: bytes | BuildProgress) -> list[BuildProgress]:
    found: list[BuildProgress] = []
    with listening(found.append) as descriptor:
        for one in said:
            if isinstance(one, BuildProgress):
                Sender(descriptor)(one)
            else:
                os.write(descriptor, one)
    return found


def test_what_is_told_is_heard_in_order() -> None:
    told = (BuildProgress(Stage.CHECK), MADE, BuildProgress(Stage.SITE))
    assert heard(*told) == [*told]


@pytest.mark.parametrize(
    "line",
    [
        *(b"", b"{", b"[]", b"1", b"null", b"\xff", b"[" * 3_000, b"x" * 10_000),
        *(b'{"stage": "make"}', b'{"stage": "elsewhere", "what": "", "made": 1, "known": 1, "kept": 1}'),
        *(b'{"stage": "make", "what": "", "made": "veel", "known": 1, "kept": 1}',),
        *(b'{"stage": "make", "what": "", "made": 1e999, "known": 1, "kept": 1}',),
    ],
)
def test_what_is_no_progress_is_passed_over(line: bytes) -> None:
    assert heard(MADE, line + b"\n", MADE) == [MADE, MADE]


def test_a_name_steers_no_terminal() -> None:
    (told,) = heard(BuildProgress(Stage.MAKE, "\x1b[2J\n" + "a" * 500))
    assert told.what.isprintable()
    assert told.what.startswith("\\x1b[2J\\na")
    assert len(told.what) < 100


def test_nobody_can_be_told_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "MOST_TOLD", 3)
    assert heard(*[MADE] * 9) == [MADE] * 3


def test_a_terminal_that_is_gone_holds_up_nothing() -> None:
    def gone(_told: BuildProgress) -> None:
        raise BrokenPipeError

    with listening(gone) as descriptor:
        # More than a pipe holds.
        for _ in range(3_000):
            Sender(descriptor)(MADE)


def test_who_tells_nobody_goes_on() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    Sender(writing)(MADE)
    os.close(writing)
