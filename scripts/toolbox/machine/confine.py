"""Limits that the system keeps for a process that reads what strangers propose.

They hold inside any library as well: memory, processor time and file size (setrlimit(2)), and no life after its parent
(prctl(2)).
"""

from __future__ import annotations

import os
import resource
import signal
from dataclasses import dataclass
from pathlib import Path

from toolbox.core.errors import TOO_HEAVY, Broken
from toolbox.machine.kernel import libc

PR_SET_PDEATHSIG = 1
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


def die_with(parent: int) -> None:
    """End this process as soon as `parent`, the process that started it, ends in whatever way.

    Who becomes another user, or enters a user namespace, loses this (prctl(2)).
    """
    libc().prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:
        os.kill(os.getpid(), signal.SIGKILL)
