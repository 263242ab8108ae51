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
from processes import can_leave
from toolbox.machine import landlock, seccomp
from toolbox.reading.officewall import office_reach

pytestmark = pytest.mark.promise("walled")

NOBODY = 65534
USERS = (0, NOBODY) if os.geteuid() == 0 else (os.geteuid(),)
ALL = {attempt.__name__ for attempt in escapes.ATTEMPTS}
# What takes rights that not everyone has, and root in a container neither (capabilities(7)).
TAKE_RIGHTS = {
    *("read_shadow", "mount", "enter_network_by_process", "enter_network_by_file"),
    *("give_away", "change_root"),
}
# Which calls a filter stops and nothing else; a machine may keep these from everyone as well.
CALLS = {"new_namespace", "use_keyring", "use_io_uring"}
# What a machine may keep from everyone (Yama: ptrace_scope).
MAY_BE_KEPT = {"trace_parent", "read_memory", "read_memory_by_call", *CALLS}
# Landlock has no say in these: in a file's being there, its mode and dates, sockets in folders, and who has rights.
NOT_OF_LANDLOCK = {
    *("see_beside", "date_beside", "change_mode_beside", "connect_in_a_folder", "give_away", "change_root"),
    *("list_processes", *CALLS),
}
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


def expected(user: int, version: int, *, own: bool, filtered: bool, sockets: bool = False) -> set[str]:
    """What gets past the walls of a kernel with this ABI of Landlock.

    `own`: there are namespaces to be had; `filtered`: calls are; `sockets`: but for those of a socket of this machine.
    """
    through = set() if filtered else {*CALLS}
    if own:
        return through
    # In the mode and dates of a file its owner alone has a say.
    through |= {"see_beside"} | ({"date_beside", "change_mode_beside"} if user else set())
    through |= {"cut_off"} if version < 3 else set()
    through |= {"connect"} if version < 4 and not filtered else set()
    through |= {"connect_in_a_folder"} if sockets or not filtered else set()
    through |= {"connect_abstract"} if version < 6 and (sockets or not filtered) else set()
    # Whoever was root is nobody now.
    return through | ({"signal_parent"} if version < 6 and user else set())


@pytest.mark.parametrize("user", USERS)
def test_without_a_wall_each_attempt_gets_what_it_wants(user: int) -> None:
    """Else the other tests here would hold whatever the wall did."""
    found = reached(user, "none")
    assert found >= ALL - TAKE_RIGHTS - MAY_BE_KEPT
    if user == 0 and _has_all_rights():
        assert found >= ALL - CALLS


def _has_all_rights() -> bool:
    told = Path("/proc/self/status").read_text("utf-8")
    return bool(int(told.partition("CapEff:")[2].split()[0], 16) & SYS_ADMIN)


@pytest.mark.parametrize("user", USERS)
@pytest.mark.parametrize("wall", ["build", "reading", "intake"])
def test_confined_it_reaches_nothing(user: int, wall: str) -> None:
    own, sockets = can_leave(user), wall == "reading" and bool(office_reach().sockets)
    if own or landlock.abi():
        wanted = expected(user, landlock.abi(), own=own, filtered=seccomp.is_known(), sockets=sockets)
        assert reached(user, wall) - MAY_BE_KEPT == wanted - MAY_BE_KEPT
    else:
        assert "read_home" in reached(user, wall)


@pytest.mark.parametrize("user", USERS)
@pytest.mark.parametrize("missing", ["namespaces", "landlock", "filter"])
def test_one_wall_less_is_made_up_for_by_the_others(user: int, missing: str) -> None:
    own, version = can_leave(user) and missing != "namespaces", landlock.abi() if missing != "landlock" else 0
    filtered = seccomp.is_known() and missing != "filter"
    found = reached(user, f"no-{missing}")
    if own or version:
        assert found - MAY_BE_KEPT == expected(user, version, own=own, filtered=filtered) - MAY_BE_KEPT
    else:
        assert "read_home" in found


@pytest.mark.parametrize("version", [1, 3, 5, 6])
def test_of_an_older_kernel_what_it_knows_is_kept(version: int) -> None:
    if version <= landlock.abi():
        wanted = expected(os.geteuid() or NOBODY, version, own=False, filtered=False)
        assert reached(os.geteuid(), f"abi-{version}") - NOT_OF_LANDLOCK == wanted - NOT_OF_LANDLOCK
    else:
        assert landlock.abi() < 6
