"""A pool that is loaded before its work is known: what it gives is what any pool gives, and it outlives nobody."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pytest

from toolbox.machine.readypool import ReadyPool
from toolbox.machine.store import Job, Store, TooHeavy, run_jobs
from toolbox.machine.worker import WorkerDied

LOADED: list[str] = []


def load(name: str = "first") -> None:
    LOADED.append(name)


def loaded() -> str:
    return " ".join(LOADED)


def parent() -> int:
    return os.getppid()


def die() -> int:
    os.kill(os.getpid(), signal.SIGKILL)
    return 0


def fail(error: Exception) -> Sequence[bytes]:
    raise error


def render(data: bytes) -> Sequence[bytes]:
    return (data,)


def test_what_was_loaded_is_there_and_nothing_of_it_is_here() -> None:
    with ReadyPool(load) as pool:
        assert dict(pool.fan_out([loaded, loaded], [], pieces=1)) == {0: "first", 1: "first"}
        assert dict(pool.fan_out([loaded], [partial(load, "second")], pieces=1)) == {0: "first second"}
        # By forks of that one process.
        assert len({*dict(pool.fan_out([parent] * 4, [], pieces=1)).values()}) == 1
    assert LOADED == []
    assert multiprocessing.active_children() == []


def test_meanwhile_something_is_done_here_once() -> None:
    done: list[int] = []
    with ReadyPool(load) as pool:
        assert list(pool.fan_out([], [], pieces=1, meanwhile=lambda: done.append(1))) == []
    assert done == [1]


def test_what_goes_wrong_comes_back_and_the_pool_goes_on() -> None:
    with ReadyPool(load) as pool:
        with pytest.raises(KeyError, match="weg") as raised:
            list(pool.fan_out([partial(fail, KeyError("weg"))], [], pieces=1))
        assert any("in fail" in note for note in raised.value.__notes__)
        with pytest.raises(WorkerDied) as died:
            list(pool.fan_out([loaded, die], [], pieces=1))
        assert (died.value.index, died.value.exitcode) == (1, -signal.SIGKILL)
        with pytest.raises(ValueError, match="laden"):
            list(pool.fan_out([loaded], [partial(fail, ValueError("laden"))], pieces=1))
        assert dict(pool.fan_out([loaded], [], pieces=1)) == {0: "first"}


def test_what_cannot_be_loaded_is_told_to_who_asks_for_it() -> None:
    with ReadyPool(partial(fail, ValueError("laden"))) as pool:
        for _ in range(2):
            with pytest.raises(ValueError, match="laden"):
                list(pool.fan_out([loaded], [], pieces=1))


def test_a_pool_that_ends_is_told() -> None:
    with ReadyPool(die) as pool, pytest.raises(WorkerDied) as died:
        list(pool.fan_out([loaded], [], pieces=1))
    assert died.value.exitcode == -signal.SIGKILL


def test_a_store_has_what_is_loaded_for_done_by_its_pool(tmp_path: Path) -> None:
    jobs = [Job(("a",), "1", partial(render, b"1"), prepare=load), Job(("b",), "1", partial(render, b"2"))]
    with ReadyPool(load) as pool:
        assert run_jobs(jobs, Store(tmp_path, pool=pool)) == {"a": b"1", "b": b"2"}
        heavy = Job(("c.pdf",), "1", partial(fail, MemoryError()), prepare=load)
        with pytest.raises(TooHeavy, match=r"^c\.pdf: "):
            run_jobs([heavy], Store(tmp_path, pool=pool))
    assert LOADED == []
