"""What a worker sends back is values: a pickle of a worker that was taken over runs nothing."""

from __future__ import annotations

import os
import pickle
import subprocess
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from toolbox.core.findings import Finding
from toolbox.history import runner
from toolbox.machine import worker
from toolbox.machine.answers import NoValue, opened
from toolbox.machine.worker import Worker, WorkerDied
from toolbox.reading.refusal import Refusal

pytestmark = pytest.mark.promise("reading")


class Acts:
    """What pickle would do for whoever reads it."""

    def __init__(self, function: Callable[..., object], *given: object) -> None:
        self.function, self.given = function, given

    def __reduce__(self) -> tuple[Callable[..., object], tuple[object, ...]]:
        return self.function, self.given


@pytest.mark.parametrize(
    "value", [("a", 1, None, b"x"), {"a": [1.5]}, Finding("crlf", "a.md", 1), Path("a"), Counter("aab")]
)
def test_values_come_as_they_are(value: object) -> None:
    assert opened(pickle.dumps(value)) == value


def test_an_exception_keeps_what_it_says() -> None:
    found = opened(pickle.dumps(Refusal("file-slow", kind="odt")))
    assert (found.code, found.values) == ("file-slow", {"kind": "odt"})


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
@pytest.mark.parametrize("function", [os.system, eval, exec, open, getattr, runner.run, subprocess.Popen, pickle.loads])
def test_what_runs_is_refused(tmp_path: Path, function: Callable[..., object], protocol: int) -> None:
    with pytest.raises(NoValue):
        opened(pickle.dumps(Acts(function, f"touch {tmp_path / 'ran'}"), protocol))
    assert list(tmp_path.iterdir()) == []


def test_a_name_within_a_module_of_ours_is_refused_as_well() -> None:
    with pytest.raises(NoValue):
        opened(b"\x80\x04\x8c\x16toolbox.history.runner\x8c\x10subprocess.Popen\x93.")


@pytest.mark.parametrize(
    "sent", [b"", b"geen pickle", pickle.dumps(5), pickle.dumps((False, 5)), pickle.dumps((False, SystemExit(0)))]
)
def test_a_worker_that_was_taken_over_only_costs_its_piece(monkeypatch: pytest.MonkeyPatch, sent: bytes) -> None:
    monkeypatch.setattr(worker, "_answer", lambda piece: sent)
    made = Worker([lambda: 1], pieces=1)
    made.give(0)
    with pytest.raises(WorkerDied):
        made.take()
    made.close()


def test_an_exception_of_a_library_comes_as_its_words() -> None:
    def breaks() -> None:
        raise subprocess.CalledProcessError(3, "x")

    made = Worker([breaks], pieces=1)
    made.give(0)
    with pytest.raises(RuntimeError, match="CalledProcessError: Command 'x' returned") as caught:
        made.take()
    made.close()
    assert "breaks" in "".join(caught.value.__notes__)
