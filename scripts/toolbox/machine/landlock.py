"""A wall around a process that the kernel keeps, for root as well: which files it reads, writes and starts, and whom it
reaches (Linux, Documentation/userspace-api/landlock.rst; the struct layouts and bits are those of linux/landlock.h).

Around what stands behind it other processes are closed too: their environment and memory in /proc, their namespaces,
signals to them (ptrace(2), kill(2)). No right is needed to raise it and none takes it down. What an older kernel does
not know is left out, as landlock.rst advises: see `TRUNCATE_SINCE`.
"""

from __future__ import annotations

import ctypes
import os
import stat
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import astuple, dataclass
from pathlib import Path

from toolbox.machine.kernel import call, no_new_privileges

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446  # the same on every machine that Python runs on
_CREATE_RULESET_VERSION, _RULE_PATH_BENEATH = 1, 1

_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIR = 1 << 0, 1 << 1, 1 << 2, 1 << 3
_REMOVE_DIR, _REMOVE_FILE, _MAKE_DIR, _MAKE_REG, _MAKE_SOCKET = 1 << 4, 1 << 5, 1 << 7, 1 << 8, 1 << 9
_REFER, _TRUNCATE, _IOCTL_DEV = 1 << 13, 1 << 14, 1 << 15
# Of these a folder alone may be given the others.
_OF_FILE = _EXECUTE | _WRITE_FILE | _READ_FILE | _TRUNCATE | _IOCTL_DEV
_READ = _READ_FILE | _READ_DIR
# No links, pipes or devices, and nothing that was written is started.
_WRITE = _READ | _WRITE_FILE | _REMOVE_DIR | _REMOVE_FILE | _MAKE_DIR | _MAKE_REG | _REFER | _TRUNCATE
# By ABI: all that the kernel can forbid for files, over TCP (bind, connect), and to processes outside (abstract Unix
# sockets, signals).
_FILES = {1: (1 << 13) - 1, 2: _REFER, 3: _TRUNCATE, 5: _IOCTL_DEV}
_TCP = {4: 0b11}
_SCOPES = {6: 0b11}
# From which ABI on a wall keeps a process from emptying files, from TCP, and from signals to others.
TRUNCATE_SINCE, TCP_SINCE, SIGNALS_SINCE = 3, 4, 6


class _Ruleset(ctypes.Structure):
    _fields_ = (("files", ctypes.c_uint64), ("tcp", ctypes.c_uint64), ("scopes", ctypes.c_uint64))


class _Beneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("allowed", ctypes.c_uint64), ("parent", ctypes.c_int32))


@dataclass(frozen=True, slots=True)
class Reach:
    """What a process may do with files: each folder with all that is in it. What is not there is passed over.

    It may read and start what is in `programs`, read what is in `read`, read and write what is in `write`, and make a
    Unix socket in `sockets`.
    """

    programs: tuple[Path, ...] = ()
    read: tuple[Path, ...] = ()
    write: tuple[Path, ...] = ()
    sockets: tuple[Path, ...] = ()

    def __or__(self, other: Reach) -> Reach:
        pairs = zip(astuple(self), astuple(other), strict=True)
        return Reach(*(one + more for one, more in pairs))


def abi() -> int:
    """The version of Landlock on this machine; 0 where there is none."""
    with suppress(OSError):
        return call(_CREATE_RULESET, None, ctypes.c_size_t(0), ctypes.c_uint32(_CREATE_RULESET_VERSION))
    return 0


def raise_wall(reach: Reach, version: int | None = None) -> None:
    """From here on this process and all that it starts reach no further. Cannot be undone; call it with one thread.

    Nothing happens where the kernel has no Landlock. `version`: no more than that ABI knows. Raises OSError.
    """
    version = abi() if version is None else min(version, abi())
    if version < 1:
        return
    files = _known(_FILES, version)
    wanted = _Ruleset(files, _known(_TCP, version), _known(_SCOPES, version))
    # A kernel takes what it does not know when it is zero.
    ruleset = call(_CREATE_RULESET, ctypes.byref(wanted), ctypes.c_size_t(ctypes.sizeof(wanted)), ctypes.c_uint32(0))
    try:
        _allow(ruleset, reach.programs, (_READ | _EXECUTE) & files)
        _allow(ruleset, reach.read, _READ & files)
        _allow(ruleset, reach.write, _WRITE & files)
        _allow(ruleset, reach.sockets, _MAKE_SOCKET)
        no_new_privileges()
        call(_RESTRICT_SELF, ctypes.c_int(ruleset), ctypes.c_uint32(0))
    finally:
        os.close(ruleset)


def _known(by_abi: dict[int, int], version: int) -> int:
    return sum(bits for since, bits in by_abi.items() if since <= version)


def _allow(ruleset: int, paths: Iterable[Path], access: int) -> None:
    for path in dict.fromkeys(paths):
        # A link is followed: the rule holds for what it leads to.
        with suppress(FileNotFoundError, NotADirectoryError, PermissionError):
            parent = os.open(path, os.O_PATH | os.O_CLOEXEC)
            try:
                is_folder = stat.S_ISDIR(os.fstat(parent).st_mode)
                rule = _Beneath(access if is_folder else access & _OF_FILE, parent)
                beneath = ctypes.c_int(_RULE_PATH_BENEATH)
                call(_ADD_RULE, ctypes.c_int(ruleset), beneath, ctypes.byref(rule), ctypes.c_uint32(0))
            finally:
                os.close(parent)
