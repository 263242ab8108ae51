"""The check of the newer side runs beside the comparison: whatever ends one, the other does not go on."""

from __future__ import annotations

import multiprocessing
import os
import signal
from pathlib import Path
from types import SimpleNamespace

import pytest

from toolbox.changes import make
from toolbox.core.errors import TOO_HEAVY, Broken, explain
from toolbox.machine.confine import TooSlow


def report(monkeypatch: pytest.MonkeyPatch, check: object, compare: object) -> None:
    """Two commits of which nothing is read."""
    monkeypatch.setattr(make, "_read_snapshot", lambda root, commit: SimpleNamespace(tree=commit, found=()))
    monkeypatch.setattr(make, "load_sides", lambda old, new: SimpleNamespace(old=old, new=new))
    monkeypatch.setattr(make, "check_snapshot", check)
    monkeypatch.setattr(make, "compare", compare)
    make.make_report(Path(), "oud", "nieuw", paper=False)


def test_a_stop_while_comparing_ends_the_check(monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(old: object, new: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        report(monkeypatch, lambda snapshot: signal.pause(), stop)
    assert multiprocessing.active_children() == []


@pytest.mark.parametrize("killed", [True, False], ids=["killed", "raised"])
def test_a_check_that_takes_too_much_is_told_in_words(monkeypatch: pytest.MonkeyPatch, killed: bool) -> None:
    def heavy(snapshot: object) -> None:
        if killed:
            os.kill(os.getpid(), signal.SIGKILL)
        raise TooSlow

    with pytest.raises(Broken) as raised:
        report(monkeypatch, heavy, lambda old, new: None)
    assert explain(raised.value) == TOO_HEAVY
    assert multiprocessing.active_children() == []
