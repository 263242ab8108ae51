"""Which walls stand: what a person is told of each kind of machine, and of this one."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest

from processes import can_cut
from toolbox.commands import doctor
from toolbox.core.exitstatus import CLEAN, FINDINGS
from toolbox.machine import landlock, walls
from toolbox.machine.confine import has_network
from toolbox.machine.walls import Stands, Tried, look

pytestmark = pytest.mark.promise("walled")

NEWEST = Tried(limited=True, no_network=True, landlock=7, is_root=False)
OLD = Tried(limited=True, no_network=True, landlock=0, is_root=False)
# Debian 12, and Ubuntu 24.04 where AppArmor keeps namespaces to itself.
BETWEEN = Tried(limited=True, no_network=True, landlock=2, is_root=False)
APPARMOR = Tried(limited=True, no_network=False, landlock=4, is_root=False)
CLOSED = Tried(limited=True, no_network=False, landlock=0, is_root=True)


@pytest.mark.parametrize(
    ("facts", "stands"),
    [
        (NEWEST, [Stands.WHOLE, Stands.WHOLE, Stands.WHOLE]),
        (BETWEEN, [Stands.WHOLE, Stands.WHOLE, Stands.PART]),
        (APPARMOR, [Stands.WHOLE, Stands.PART, Stands.PART]),
        (OLD, [Stands.WHOLE, Stands.WHOLE, Stands.NOT]),
        (CLOSED, [Stands.WHOLE, Stands.NOT, Stands.NOT]),
    ],
)
def test_of_each_machine_it_is_said_what_stands(
    facts: Tried,
    stands: list[Stands],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    found = walls.walls(facts)
    assert [wall.stands for wall in found] == stands
    assert all(bool(wall.why) == (wall.stands is not Stands.WHOLE) for wall in found)
    monkeypatch.setattr(walls, "look", lambda: facts)
    whole = set(stands) == {Stands.WHOLE}
    assert doctor.run(Path(), argparse.Namespace()) == (CLEAN if whole else FINDINGS)
    told = capsys.readouterr().out
    assert (doctor.WHOLE in told, doctor.LESS in told, doctor.AS_ROOT in told) == (whole, not whole, facts.is_root)
    doctor.warn()
    assert bool(capsys.readouterr().err) == (Stands.NOT in stands)


def test_it_says_what_holds_here() -> None:
    facts = look()
    assert facts.limited
    assert facts.no_network == (can_cut() or not has_network())
    assert facts.landlock == landlock.abi()


def test_a_kernel_that_has_no_landlock_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    """What says that it is there and keeps nothing counts as nothing."""
    monkeypatch.setattr(walls, "raise_wall", lambda reach: None)
    assert look().landlock == 0
