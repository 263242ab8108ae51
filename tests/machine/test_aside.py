"""What is put aside is gone afterwards, also when somebody asks to stop at a moment that does not suit."""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from toolbox.machine import stops
from toolbox.machine.aside import put_aside
from toolbox.machine.stops import STOPPING, end_tidily, held_back


@pytest.fixture(autouse=True)
def tidily(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A process that ends as a command does; what it put aside comes in the test's own folder."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    before = {number: signal.getsignal(number) for number in STOPPING}
    for number in STOPPING:
        signal.signal(number, signal.SIG_DFL)
    end_tidily()
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def asked_to_stop(real: Callable[..., Any], how: signal.Signals) -> Callable[..., Any]:
    """The same, halfway which somebody asks to stop."""

    def asked(*given: Any, **named: Any) -> Any:
        made = real(*given, **named)
        os.kill(os.getpid(), how)
        return made

    return asked


def test_it_is_there_for_its_owner_alone_and_gone_afterwards(tmp_path: Path) -> None:
    with put_aside() as folder:
        (folder / "een").mkdir()
        assert folder.stat().st_mode & 0o777 == 0o700
        assert folder.name.startswith("toolbox-")
    assert list(tmp_path.iterdir()) == []


def test_it_is_gone_whatever_went_wrong(tmp_path: Path) -> None:
    (tmp_path / "elders").mkdir()
    with pytest.raises(FileNotFoundError), put_aside(".doel-", beside=tmp_path / "elders" / "doel") as folder:
        (folder.rename(folder.with_name("doel")) / "niets").read_text()
    assert [path.name for path in (tmp_path / "elders").iterdir()] == ["doel"]
    with pytest.raises(FileNotFoundError), put_aside(".doel-", beside=tmp_path / "elders" / "doel") as folder:
        (folder / "niets").read_text()
    assert [path.name for path in (tmp_path / "elders").iterdir()] == ["doel"]


@pytest.mark.parametrize("how", STOPPING)
@pytest.mark.parametrize("moment", [(tempfile, "mkdtemp"), (shutil, "rmtree")], ids=["made", "removed"])
def test_who_asks_to_stop_just_then_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: signal.Signals, moment: tuple[Any, str]
) -> None:
    monkeypatch.setattr(*moment, asked_to_stop(getattr(*moment), how))
    with pytest.raises(KeyboardInterrupt), put_aside() as folder:
        (folder / "een").write_text("")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("how", STOPPING)
def test_the_first_request_counts_alone(how: signal.Signals) -> None:
    with pytest.raises(KeyboardInterrupt):
        os.kill(os.getpid(), how)
    for number in STOPPING:
        os.kill(os.getpid(), number)


def test_what_is_held_back_comes_afterwards() -> None:
    done: list[str] = []
    with pytest.raises(KeyboardInterrupt):
        work(done)
    assert done == ["het werk"]


def work(done: list[str]) -> None:
    with held_back():
        os.kill(os.getpid(), signal.SIGTERM)
        done.append("het werk")


def test_one_that_does_not_mind_goes_on_not_minding() -> None:
    """As nohup(1) has it."""
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    end_tidily()
    assert signal.getsignal(signal.SIGHUP) == signal.SIG_IGN
    assert signal.getsignal(signal.SIGTERM) is stops._stop
