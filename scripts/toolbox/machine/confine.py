"""Limits that the system keeps for a process that reads what strangers propose.

They hold inside any library as well: memory, processor time and file size (setrlimit(2)), no network (network
namespaces(7), where the system allows them), nothing of what root may but files of other users (capabilities(7)), and
no life after its parent (prctl(2)).
"""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import socket
from dataclasses import dataclass
from pathlib import Path

from toolbox.core.errors import TOO_HEAVY, Broken

CLONE_NEWUSER, CLONE_NEWNET = 0x10000000, 0x40000000
PR_SET_PDEATHSIG, PR_CAPBSET_DROP = 1, 24
CAPABILITY_VERSION, CAPABILITIES = 0x20080522, 64
# A checkout may belong to another user than root, who builds in it all the same.
CAP_DAC_OVERRIDE = 1
# From what is asked politely (an exception that names the work) to what is taken.
GRACE = 5  # seconds


@dataclass(frozen=True, slots=True)
class Limits:
    """For each process apart: `memory` and `file` in bytes, `processor` in seconds (None: its own clock)."""

    memory: int
    processor: int | None
    file: int


# The heaviest process of an ordinary build takes 0.25 GB and 10 s; Go, in which esbuild is written, reserves 2 GB.
LIMITS = Limits(memory=3_000_000_000, processor=240, file=200_000_000)


class TooSlow(Broken):
    """The process used up its processor time."""

    sentence = TOO_HEAVY


def confine() -> None:
    """Limit this process and all that it starts, and leave the network. Call it while there is one thread."""
    limit()
    cut_network()
    drop_rights()


def limit(limits: Limits = LIMITS) -> None:
    """Limit this process and all that it starts. Cannot be undone."""
    _lower(resource.RLIMIT_AS, limits.memory)
    _lower(resource.RLIMIT_FSIZE, limits.file)
    _lower(resource.RLIMIT_CORE, 0)
    if limits.processor is not None:
        _lower(resource.RLIMIT_CPU, limits.processor, GRACE)
        signal.signal(signal.SIGXCPU, _too_slow)
    # A file that grows too large is an OSError then, and not the end of the process.
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)


def memory_now() -> int:
    """Bytes of address space that this process has: a limit that counts from here is on top of them."""
    return int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()


def _lower(kind: int, soft: int, grace: int = 0) -> None:
    _, hard = resource.getrlimit(kind)
    top = soft + grace if hard == resource.RLIM_INFINITY else min(soft + grace, hard)
    resource.setrlimit(kind, (min(soft, top), top))


def _too_slow(_number: int, _frame: object) -> None:
    raise TooSlow


def cut_network() -> None:
    """Leave the network, where the system lets a process do that; elsewhere nothing happens.

    Root leaves it as it is: in a user namespace it could no longer write what belongs to another user.
    """
    if os.geteuid() == 0:
        _libc().unshare(CLONE_NEWNET)
        return
    # What half succeeds leaves a process without rights to its own files: a fork tries first.
    trial = os.fork()
    if trial == 0:
        os._exit(0 if _enter_namespaces() else 1)
    if os.waitpid(trial, 0)[1] == 0:
        _enter_namespaces()


def _enter_namespaces() -> bool:
    user, group = os.geteuid(), os.getegid()
    if _libc().unshare(CLONE_NEWUSER | CLONE_NEWNET) != 0:
        return False
    try:
        # Files keep their owner: git asks for that.
        Path("/proc/self/setgroups").write_bytes(b"deny")
        Path("/proc/self/uid_map").write_bytes(b"%d %d 1" % (user, user))
        Path("/proc/self/gid_map").write_bytes(b"%d %d 1" % (group, group))
    except OSError:
        return False
    return True


def drop_rights() -> None:
    """What makes root more than a user goes, here and in all that is started; call it after `cut_network`."""
    libc = _libc()
    for capability in range(CAPABILITIES):
        if capability != CAP_DAC_OVERRIDE:
            # Who has no rights cannot drop this, and has nothing to drop.
            libc.prctl(PR_CAPBSET_DROP, capability, 0, 0, 0)
    header, sets = (ctypes.c_uint32 * 2)(CAPABILITY_VERSION, 0), (ctypes.c_uint32 * 6)()
    libc.capget(header, sets)
    # (effective, permitted, inheritable), for the first 32 and for the others.
    kept = 1 << CAP_DAC_OVERRIDE
    libc.capset(header, (ctypes.c_uint32 * 6)(sets[0] & kept, sets[1] & kept))


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def has_network() -> bool:
    """Whether this process has any network interface but its own loopback."""
    return any(name != "lo" for _, name in socket.if_nameindex())


def die_with(parent: int) -> None:
    """End this process as soon as `parent`, the process that started it, ends in whatever way."""
    _libc().prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:
        os.kill(os.getpid(), signal.SIGKILL)
