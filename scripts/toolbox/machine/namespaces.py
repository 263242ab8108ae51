"""Names that a process has for itself alone (namespaces(7)): its network, its processes, its mounts, its shared memory.

An ordinary user gets them by a user namespace, where the system lets one make it; root as it is: in a user namespace it
could no longer write what belongs to another user.
"""

from __future__ import annotations

import os
import socket
from pathlib import Path

from toolbox.machine.kernel import libc, must

NEW_MOUNTS, NEW_IPC, NEW_USER, NEW_PROCESSES, NEW_NETWORK = 0x00020000, 0x08000000, 0x10000000, 0x20000000, 0x40000000


def leave(kinds: int) -> None:
    """Of these kinds this process, or for `NEW_PROCESSES` what it starts from here on, has its own. Raises OSError."""
    user, group = os.geteuid(), os.getegid()
    must(libc().unshare(kinds | (NEW_USER if user else 0)))
    if user:
        # Files keep their owner: git asks for that.
        Path("/proc/self/setgroups").write_bytes(b"deny")
        Path("/proc/self/uid_map").write_bytes(b"%d %d 1" % (user, user))
        Path("/proc/self/gid_map").write_bytes(b"%d %d 1" % (group, group))


def cut_network() -> None:
    """Leave the network, where the system lets a process do that; elsewhere nothing happens."""
    # What half succeeds leaves a process without rights to its own files: a fork tries first.
    trial = os.fork()
    if trial == 0:
        os._exit(0 if _can_leave() else 1)
    if os.waitpid(trial, 0)[1] == 0:
        _can_leave()


def _can_leave() -> bool:
    try:
        leave(NEW_NETWORK)
    except OSError:
        return False
    return True


def has_network() -> bool:
    """Whether this process has any network interface but its own loopback."""
    try:
        return any(name != "lo" for _, name in socket.if_nameindex())
    except OSError:
        # It may not even make what it would ask with.
        return False
