"""Which walls stand: what a person is told of each kind of machine, and of this one."""

from __future__ import annotations

import argparse
import os
from dataclasses import replace
from pathlib import Path

import pytest

from processes import can_leave
from toolbox.cli import parser
from toolbox.commands import doctor
from toolbox.core.errors import Broken
from toolbox.core.exitstatus import CLEAN, FINDINGS
from toolbox.machine import enclosure, landlock, walls
from toolbox.machine.namespaces import has_network
from toolbox.machine.walls import Stands, Tried, look

pytestmark = pytest.mark.promise("walled")

NEWEST = Tried(
    limited=True, no_network=True, landlock=7, has_room=True, alone=True, filtered=True, is_known=True, is_root=False
)
# Landlock that was turned off; Debian 12; Ubuntu 24.04, where AppArmor keeps namespaces to itself; in a container, as
# root; a processor that there is no filter for; and a machine that keeps all of it to itself.
NO_LANDLOCK = replace(NEWEST, landlock=0)
DEBIAN = replace(NEWEST, landlock=2)
APPARMOR = replace(NEWEST, landlock=4, has_room=False, alone=False)
CONTAINER = replace(NEWEST, landlock=2, has_room=False, is_root=True)
OTHER_PROCESSOR = replace(APPARMOR, filtered=False, is_known=False, no_network=False)
CLOSED = replace(OTHER_PROCESSOR, landlock=0, is_known=True)
WHOLE, PART, NOT = Stands.WHOLE, Stands.PART, Stands.NOT


@pytest.mark.parametrize(
    ("facts", "stands"),
    [
        (NEWEST, [WHOLE, WHOLE, WHOLE, WHOLE, WHOLE]),
        (NO_LANDLOCK, [WHOLE, WHOLE, WHOLE, WHOLE, WHOLE]),
        (DEBIAN, [WHOLE, WHOLE, WHOLE, WHOLE, WHOLE]),
        (APPARMOR, [WHOLE, WHOLE, WHOLE, PART, WHOLE]),
        (CONTAINER, [WHOLE, WHOLE, PART, WHOLE, WHOLE]),
        (OTHER_PROCESSOR, [WHOLE, PART, WHOLE, PART, PART]),
        (CLOSED, [WHOLE, NOT, NOT, NOT, NOT]),
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
    assert bool(capsys.readouterr().err) == (NOT in stands)


def test_where_a_wall_is_missing_a_proposal_is_refused(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(walls, "look", lambda: CLOSED)
    with pytest.raises(Broken, match=r"geen netwerk, geen andere bestanden.*--zonder-muren"):
        doctor.demand(without=False)
    doctor.demand(without=True)
    assert "geen netwerk" in capsys.readouterr().err
    monkeypatch.setattr(walls, "look", lambda: OTHER_PROCESSOR)
    doctor.demand(without=False)


@pytest.mark.parametrize("command", ["changes", "intake"])
def test_every_command_that_takes_a_proposal_demands_them(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(walls, "look", lambda: CLOSED)
    options = parser().parse_args([command, "a..b"])
    with pytest.raises(Broken, match="ontbreekt een muur"):
        options.command.run(Path(), options)


def test_it_says_what_holds_here() -> None:
    facts = look()
    own = can_leave(os.geteuid())
    assert facts.limited
    assert facts.no_network == (own or facts.filtered or not has_network())
    assert facts.landlock == landlock.abi()
    assert facts.has_room == own
    assert facts.alone or not own
    assert facts.filtered or not facts.is_known


@pytest.mark.parametrize("wall", ["raise_wall", "raise_filter", "leave"])
def test_a_wall_that_is_said_to_be_there_and_keeps_nothing_counts_as_nothing(
    wall: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nothing(*_given: object, **_named: object) -> None:
        if wall == "leave":
            raise OSError

    monkeypatch.setattr(enclosure, wall, nothing)
    facts = look()
    assert {"raise_wall": facts.landlock, "raise_filter": facts.filtered, "leave": facts.has_room}[wall] == 0
