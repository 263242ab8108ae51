"""Hostile code in processes that are really confined, as root and not: what of the machine it reaches."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import escapes
from patience import PATIENCE
from processes import can_cut
from toolbox.machine import landlock

pytestmark = pytest.mark.promise("walled")

NOBODY = 65534
USERS = (0, NOBODY) if os.geteuid() == 0 else (os.geteuid(),)
ALL = {attempt.__name__ for attempt in escapes.ATTEMPTS}
# What takes rights that not everyone has, and root in a container neither (capabilities(7)).
TAKE_RIGHTS = {
    *("read_shadow", "mount", "enter_network_by_process", "enter_network_by_file"),
    *("give_away", "change_root"),
}
# Landlock has no say in these: that rights were dropped is the wall.
BY_RIGHTS = {"give_away", "change_root"}
# What a machine may keep from everyone (Yama: ptrace_scope).
MAY_BE_KEPT = {"trace_parent", "read_memory"}
SYS_ADMIN = 1 << 21


def reached(user: int, wall: str) -> set[str]:
    """The attempts that got what they wanted. `user`: a number to become first; one's own for the tests' own user."""
    become = 0 if user == os.geteuid() else user
    done = subprocess.run(
        [sys.executable, escapes.__file__, str(become), wall],
        env=os.environ | {"SECRET": escapes.SECRET},
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )
    assert done.returncode == 0, done.stderr
    told: dict[str, str] = json.loads(done.stdout)
    assert told.keys() == ALL
    return {name for name, stopped in told.items() if not stopped}


def expected(version: int, *, cut: bool) -> set[str]:
    """What gets through a wall of a kernel with this ABI of Landlock; `cut`: the network was left as well."""
    through = {"cut_off"} if version < 3 else set()
    through |= {"connect"} if version < 4 and not cut else set()
    through |= {"connect_abstract"} if version < 6 and not cut else set()
    return through | ({"signal_parent"} if version < 6 else set())


@pytest.mark.parametrize("user", USERS)
def test_without_a_wall_each_attempt_gets_what_it_wants(user: int) -> None:
    """Else the other tests here would hold whatever the wall did."""
    found = reached(user, "none")
    assert found >= ALL - TAKE_RIGHTS - MAY_BE_KEPT
    if user == 0 and _has_all_rights():
        assert found == ALL


def _has_all_rights() -> bool:
    told = Path("/proc/self/status").read_text("utf-8")
    return bool(int(told.partition("CapEff:")[2].split()[0], 16) & SYS_ADMIN)


@pytest.mark.parametrize("user", USERS)
@pytest.mark.parametrize("wall", ["build", "reading", "intake"])
def test_confined_it_reaches_nothing(user: int, wall: str) -> None:
    if landlock.abi():
        assert reached(user, wall) == expected(landlock.abi(), cut=can_cut())
    else:
        assert "read_home" in reached(user, wall)


@pytest.mark.parametrize("version", [1, 3, 5, 6])
def test_of_an_older_kernel_what_it_knows_is_kept(version: int) -> None:
    if version <= landlock.abi():
        assert reached(os.geteuid(), f"abi-{version}") - BY_RIGHTS == expected(version, cut=False)
    else:
        assert landlock.abi() < 6
