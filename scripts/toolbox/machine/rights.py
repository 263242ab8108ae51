"""What makes root more than a user, given up (capabilities(7)): for this process and all that it starts."""

from __future__ import annotations

import ctypes
import os
from contextlib import suppress

from toolbox.machine.kernel import libc

_PR_SET_KEEPCAPS, _PR_CAPBSET_DROP, _PR_CAP_AMBIENT, _PR_CAP_AMBIENT_RAISE = 8, 24, 47, 2
_PR_SET_SECUREBITS, _NO_SETUID_FIXUP = 28, 1 << 2
_VERSION, _CAPABILITIES = 0x20080522, 64
# A checkout may belong to another user than root, who builds in it all the same: files alone are still root's to use.
_DAC_OVERRIDE = 1
# Nobody's: of the numbers that systemd's UIDS-GIDS and Debian's policy leave alone.
USER = 60578


def drop_rights() -> None:
    """From here on root is nobody, but for files of other users."""
    for capability in range(_CAPABILITIES):
        # Who has no rights cannot drop this, and has nothing to drop; and there are fewer than there is room for.
        if capability != _DAC_OVERRIDE and libc().prctl(_PR_CAPBSET_DROP, capability, 0, 0, 0):
            break
    kept = 0
    if os.geteuid() == 0:
        kept = 1 << _DAC_OVERRIDE
        _become_nobody()
    _keep_only(kept)
    if kept:
        # What is started keeps it (git, which reads the history).
        libc().prctl(_PR_CAP_AMBIENT, _PR_CAP_AMBIENT_RAISE, _DAC_OVERRIDE, 0, 0)


def _become_nobody() -> None:
    # Its rights do not go with its number: not here, nor where a program asks what it may (access(2), as git does).
    libc().prctl(_PR_SET_SECUREBITS, _NO_SETUID_FIXUP, 0, 0, 0)
    libc().prctl(_PR_SET_KEEPCAPS, 1, 0, 0, 0)
    # In some containers there is no other user than root; its rights go all the same.
    with suppress(OSError):
        os.setgroups([])
        os.setresgid(USER, USER, USER)
        os.setresuid(USER, USER, USER)


def _keep_only(kept: int) -> None:
    header, sets = (ctypes.c_uint32 * 2)(_VERSION, 0), (ctypes.c_uint32 * 6)()
    libc().capget(header, sets)
    # (effective, permitted, inheritable), for the first 32 and for the others.
    left = sets[1] & kept
    libc().capset(header, (ctypes.c_uint32 * 6)(left, left, left))
