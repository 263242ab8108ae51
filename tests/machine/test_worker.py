"""One process that does pieces of work: what it gives, how it ends, and what it cannot do to its parent."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from functools import partial
from typing import Any

import pytest

from processes import is_gone
from toolbox.core.errors import TOO_HEAVY
from toolbox.machine import worker as machinery
from toolbox.machine.stops import STOPPING
from toolbox.machine.worker import Worker, WorkerDied

pytestmark = pytest.mark.promise("reading")


@pytest.fixture
def start() -> Iterator[Callable[..., Worker[Any]]]:
    """Starts a worker that has its first piece; at the end none is left."""
    with ExitStack() as stack:

        def started(work: Sequence[Callable[[], object]], **arguments: Any) -> Worker[Any]:
            worker = Worker(work, **arguments)
            stack.callback(worker.close)
            worker.give(0)
            return worker

        yield started
    assert multiprocessing.active_children() == []


def die(number: int) -> None:
    os.kill(os.getpid(), number)


def fail() -> None:
    raise LookupError("weg")


def test_one_process_does_many_pieces(start: Callable[..., Worker[Any]]) -> None:
    worker = start([os.getpid, fail, partial(pow, 2, 5)])
    pid = worker.take()
    assert pid != os.getpid()
    worker.give(1)
    with pytest.raises(LookupError, match="weg") as raised:
        worker.take()
    assert "in fail" in raised.value.__notes__[0]
    worker.give(2)
    assert worker.take() == 32
    worker.give(0)
    assert worker.take() == pid
    assert worker.goes_on


def test_one_that_did_what_it_may_ends_by_itself(start: Callable[..., Worker[Any]]) -> None:
    worker = start([os.getpid], pieces=1)
    assert is_gone(worker.take())
    assert not worker.goes_on


def test_it_prepares_first_and_apart(start: Callable[..., Worker[Any]]) -> None:
    done: list[int] = []
    worker = start([lambda: list(done)], prepare=lambda: done.append(1))
    assert (worker.take(), done) == ([1], [])


@pytest.mark.parametrize(
    ("piece", "code"),
    [(partial(die, signal.SIGALRM), -signal.SIGALRM), (partial(os._exit, 3), 3)],
    ids=["signal", "exit"],
)
def test_of_one_that_dies_the_piece_and_the_exit_code_are_told(
    start: Callable[..., Worker[Any]], piece: Callable[[], object], code: int
) -> None:
    worker = start([str, piece])
    assert worker.take() == ""
    worker.give(1)
    with pytest.raises(WorkerDied) as died:
        worker.take()
    assert (died.value.index, died.value.exitcode) == (1, code)
    assert str(died.value) == TOO_HEAVY
    assert not worker.goes_on


def test_one_that_is_not_spoken_to_any_more_ends_without_a_complaint(start: Callable[..., Worker[Any]]) -> None:
    worker = start([str])
    worker.take()
    worker.pipe.close()
    worker._process.join()
    assert worker._process.exitcode == 0


def test_that_an_answer_cannot_be_sent_is_an_answer(start: Callable[..., Worker[Any]]) -> None:
    worker = start([lambda: lambda: None, str])
    with pytest.raises((AttributeError, TypeError, pickle.PicklingError)):
        worker.take()
    worker.give(1)
    assert worker.take() == ""


def test_one_that_died_while_it_had_nothing_to_do_is_found_out(start: Callable[..., Worker[Any]]) -> None:
    worker = start([os.getpid])
    pid = worker.take()
    os.kill(pid, signal.SIGKILL)
    assert is_gone(pid)
    worker.give(0)
    assert not worker.goes_on
    with pytest.raises(WorkerDied) as died:
        worker.take()
    assert died.value.exitcode == -signal.SIGKILL


def test_an_answer_that_is_too_long_counts_as_too_heavy(start: Callable[..., Worker[Any]]) -> None:
    worker = start([lambda: "x" * 2000, lambda: "x"], max_answer=1000)
    with pytest.raises(MemoryError):
        worker.take()
    worker.give(1)
    assert worker.take() == "x"


def test_the_parent_keeps_the_limit_on_an_answer_itself(
    start: Callable[..., Worker[Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What runs in a worker may have taken it over, and says whatever it likes."""
    live: Any = machinery._live

    def taken_over(*arguments: Any) -> None:
        live(*arguments[:5], machinery.NO_LIMIT, *arguments[6:])

    monkeypatch.setattr(machinery, "_live", taken_over)
    worker = start([lambda: bytes(10_000_000)], max_answer=1000)
    with pytest.raises(WorkerDied):
        worker.take()
    assert not worker.goes_on


def test_ctrl_c_is_for_the_parent(start: Callable[..., Worker[Any]]) -> None:
    def piece() -> str:
        die(signal.SIGINT)
        return "verder"

    assert start([piece]).take() == "verder"


def test_what_stops_is_held_back_while_it_starts(
    start: Callable[..., Worker[Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    held: list[bool] = []
    begin = machinery._fork.Process.start

    def watched(self: Any) -> None:
        held.append(signal.pthread_sigmask(signal.SIG_BLOCK, ()) >= set(STOPPING))
        begin(self)

    monkeypatch.setattr(machinery._fork.Process, "start", watched)
    inside = start([lambda: signal.pthread_sigmask(signal.SIG_BLOCK, ())]).take()
    after = signal.pthread_sigmask(signal.SIG_BLOCK, ())
    assert held == [True]
    assert not {*inside, *after} & set(STOPPING)


PARENT = """
import os, signal, sys
from toolbox.machine.fanout import fan_out
# A test run in the background has Ctrl-C ignored, and its children would inherit that.
signal.signal(signal.SIGINT, signal.default_int_handler)
def told():
    print(os.getpid(), flush=True)
    signal.pause()
list(fan_out([told], pieces=int(sys.argv[1])))
"""


@pytest.mark.parametrize("pieces", [1, 2])
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_it_ends_with_its_parent(pieces: int, how: signal.Signals) -> None:
    command = [sys.executable, "-I", "-c", PARENT, str(pieces)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as parent:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        parent.send_signal(how)
        parent.wait()
    assert is_gone(pid)
