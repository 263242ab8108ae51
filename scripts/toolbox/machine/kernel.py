"""Calls to Linux that Python's library does not have."""

from __future__ import annotations

import ctypes
import os
from functools import cache

PR_SET_NO_NEW_PRIVS = 38


@cache
def libc() -> ctypes.CDLL:
    found = ctypes.CDLL(None, use_errno=True)
    found.syscall.restype = ctypes.c_long
    return found


def must(answer: int) -> int:
    """What the system answered. Raises OSError when that was no."""
    if answer < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return answer


def call(number: int, *arguments: object) -> int:
    """A system call by its number. Raises OSError."""
    return must(int(libc().syscall(ctypes.c_long(number), *arguments)))


def no_new_privileges() -> None:
    """No program that this process starts has more rights than it has itself (setuid, file capabilities)."""
    must(libc().prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0))
