"""Work spread over processes, and what is kept of it: what goes wrong in one comes back, and nothing is left behind."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import pytest

from toolbox.machine.confine import TooSlow
from toolbox.machine.fanout import fan_out
from toolbox.machine.store import Job, Meanwhile, Store, TooHeavy, run_jobs
from toolbox.machine.worker import NO_LIMIT, WorkerDied


def die() -> int:
    os.kill(os.getpid(), signal.SIGKILL)
    return 0


def wait_for_ever() -> int:
    signal.pause()
    return 0


def fail(error: BaseException) -> Sequence[bytes]:
    raise error


def test_every_result_comes_with_its_index() -> None:
    assert dict(fan_out([partial(pow, number, 2) for number in range(5)])) == {0: 0, 1: 1, 2: 4, 3: 9, 4: 16}


def test_what_a_piece_raises_is_raised_here_with_where_it_was() -> None:
    with pytest.raises(KeyError, match="weg") as raised:
        list(fan_out([partial(fail, KeyError("weg"))]))
    assert any("in fail" in note for note in raised.value.__notes__)


@pytest.mark.parametrize("pieces", [1, 3, NO_LIMIT])
def test_a_process_does_as_many_pieces_as_it_may(pieces: int) -> None:
    found = Counter(dict(fan_out([os.getpid] * 7, pieces=pieces)).values())
    assert found.total() == 7
    assert os.getpid() not in found
    assert max(found.values()) <= pieces
    # One that may do more does not leave that to a fresh one.
    assert len(found) <= len(os.sched_getaffinity(0)) + 6 // pieces


def test_what_goes_wrong_is_told_instead_of_a_result() -> None:
    def said(index: int, error: Exception) -> object:
        return index, type(error)

    work: list[Callable[[], object]] = [partial(fail, KeyError("weg")), die, partial(pow, 2, 3), die]
    told = {0: (0, KeyError), 1: (1, WorkerDied), 2: 8, 3: (3, WorkerDied)}
    for pieces in (1, 2, NO_LIMIT):
        assert dict(fan_out(work, pieces=pieces, instead=said)) == told
    assert multiprocessing.active_children() == []


def test_a_piece_that_dies_is_named_and_the_others_are_ended() -> None:
    with pytest.raises(WorkerDied) as raised:
        list(fan_out([die, wait_for_ever]))
    assert raised.value.index == 0
    assert multiprocessing.active_children() == []


@pytest.mark.parametrize("error", [MemoryError(), TooSlow()], ids=["memory", "time"])
def test_what_takes_too_much_is_called_by_its_output(tmp_path: Path, error: BaseException) -> None:
    with pytest.raises(TooHeavy, match=r"^b\.pdf: ") as raised:
        run_jobs([Job(("b.pdf", "b.json"), "1", partial(fail, error))], Store(tmp_path))
    assert raised.value.names == ("b.pdf", "b.json")


def test_a_render_that_is_killed_is_called_by_its_output(tmp_path: Path) -> None:
    def killed() -> Sequence[bytes]:
        return [bytes(die())]

    with pytest.raises(TooHeavy, match=r"^b\.pdf: "):
        run_jobs([Job(("b.pdf",), "1", killed)], Store(tmp_path))


def test_what_the_last_run_did_not_use_goes(tmp_path: Path) -> None:
    old, new = (Job(("a.pdf",), inputs, lambda: [b"x"]) for inputs in ("oud", "nieuw"))
    assert run_jobs([old], Store(tmp_path)) == {"a.pdf": b"x"}
    store = Store(tmp_path)
    assert run_jobs([new], store) == {"a.pdf": b"x"}
    assert len(list(tmp_path.iterdir())) == 2
    store.keep_used()
    assert [entry.name for entry in tmp_path.iterdir()] == list(new.keys)


def test_what_is_kept_is_not_rendered_again_unless_it_is_damaged(tmp_path: Path) -> None:
    store = Store(tmp_path)
    first, again = (Job(("a.pdf",), "1", render) for render in (lambda: [b"x\ny"], partial(fail, LookupError())))
    run_jobs([first], store)
    assert run_jobs([again], store) == {"a.pdf": b"x\ny"}
    entry = tmp_path / first.keys[0]
    entry.write_bytes(entry.read_bytes()[:-1])
    with pytest.raises(LookupError):
        run_jobs([again], store)


def test_what_several_need_is_done_once_and_only_when_one_is_rendered(tmp_path: Path) -> None:
    done: list[str] = []

    def prepare() -> None:
        done.append("x")

    store = Store(tmp_path)
    jobs = [Job((name,), "1", lambda: ["".join(done).encode()], prepare=prepare) for name in ("a", "b")]
    assert run_jobs([*jobs, Job(("c",), "1", lambda: [b"z"])], store) == {"a": b"x", "b": b"x", "c": b"z"}
    assert done == ["x"]
    run_jobs(jobs, store)
    assert done == ["x"]


@pytest.mark.parametrize("is_kept", [True, False])
def test_what_waits_for_one_result_is_done_while_others_are_rendered(tmp_path: Path, is_kept: bool) -> None:
    """The second job ends when it is told to: by what is done beside it, once, in this process."""
    said, heard = os.pipe()
    first = Job(("a",), "x", lambda: (b"A",), weight=2)
    second = Job(("b",), "x", lambda: (os.read(said, 1),))
    store = Store(tmp_path)
    if is_kept:
        run_jobs([first], store)
    given: list[tuple[bytes, int]] = []

    def work(data: bytes) -> None:
        given.append((data, os.getpid()))
        os.write(heard, b"B")

    assert run_jobs([first, second], store, meanwhile=Meanwhile("a", work)) == {"a": b"A", "b": b"B"}
    assert given == [(b"A", os.getpid())]


def test_what_waits_is_done_when_nothing_need_be_rendered(tmp_path: Path) -> None:
    job, store = Job(("a",), "x", lambda: (b"A",)), Store(tmp_path)
    run_jobs([job], store)
    given: list[bytes] = []
    run_jobs([job], store, meanwhile=Meanwhile("a", given.append))
    assert given == [b"A"]
