"""A filter on what a process asks of the kernel, kept by the kernel (seccomp(2), Linux 3.5 on).

Refused are the calls that no reader and no build needs and that lead out, or into the kernel's rare corners: to look
into another process, to mount, to enter or make namespaces, to load code into the kernel, its keyrings, io_uring (which
does the same things behind a filter's back), and a socket of any kind: a network that is there can then not be reached.

It is one comparison for each call, written by hand as classic BPF: struct sock_filter of linux/filter.h, struct
seccomp_data of linux/seccomp.h. Numbers are those of asm/unistd_64.h (x86_64) and asm-generic/unistd.h (aarch64, which
the same machine code runs on but which was not there to try). On any other machine there is no filter.
"""

from __future__ import annotations

import ctypes
import errno
import os
import socket
import struct
from dataclasses import dataclass

from toolbox.machine.kernel import libc, must, no_new_privileges

_PR_SET_SECCOMP, _MODE_FILTER = 22, 2
_ALLOW, _REFUSE, _KILL = 0x7FFF0000, 0x00050000, 0x80000000
# Load a word of seccomp_data; compare with a constant (equal, at least, any bit); answer.
_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _ANSWER = 0x20, 0x15, 0x35, 0x45, 0x06
# Where in seccomp_data: the call, the kind of machine, the low half of the first argument (of a little-endian machine).
_CALL, _MACHINE, _FIRST = 0, 4, 16
# On x86_64 calls with this bit are those of another table (x32).
_X32 = 0x40000000
# All CLONE_NEW* but that of time, which shares its bit with the signal and which clone(2) cannot ask for.
_NAMESPACES = 0x7E020000

# The same number on every machine: clone3 has its flags where a filter cannot look; who hears that it is unknown uses
# clone. Then io_uring, the newer calls to mount, a file or the memory of another process.
_CLONE3 = 435
_NEWER = (*range(425, 434), 438, 440, 442)


@dataclass(frozen=True, slots=True)
class _Calls:
    machine: int  # AUDIT_ARCH_* of linux/audit.h
    socket: int
    clone: int
    refused: tuple[int, ...]


# In this order: ptrace, process_vm_readv, process_vm_writev, kcmp, perf_event_open, bpf, userfaultfd, keyctl, add_key,
# request_key, mount, umount2, pivot_root, chroot, unshare, setns, open_by_handle_at, kexec_load, kexec_file_load,
# init_module, finit_module, delete_module, reboot, swapon, acct, settimeofday, clock_settime.
_X86_64 = (
    *(101, 310, 311, 312, 298, 321, 323, 250, 248, 249, 165, 166, 155, 161, 272, 308, 304, 246, 320),
    *(175, 313, 176, 169, 167, 163, 164, 227),
)
_AARCH64 = (
    *(117, 270, 271, 272, 241, 280, 282, 219, 217, 218, 40, 39, 41, 51, 97, 268, 265, 104, 294),
    *(105, 273, 106, 142, 224, 89, 170, 112),
)
_OF = {
    "x86_64": _Calls(0xC000003E, 41, 56, _X86_64),
    "aarch64": _Calls(0xC00000B7, 198, 220, _AARCH64),
}


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("code", ctypes.c_void_p))


def raise_filter(*, unix_sockets: bool) -> bool:
    """Whether from here on this process and all that it starts ask no more than this. Call it with one thread.

    False where there is no filter: on another kind of machine, or where the kernel has none. Cannot be undone.
    """
    calls = _calls()
    if calls is None:
        return False
    code = ctypes.create_string_buffer(program(calls, unix_sockets=unix_sockets))
    given = _Program((len(code) - 1) // 8, ctypes.addressof(code))
    try:
        no_new_privileges()
        must(libc().prctl(_PR_SET_SECCOMP, _MODE_FILTER, ctypes.byref(given), 0, 0))
    except OSError:
        return False
    return True


def is_known() -> bool:
    """Whether there is a filter for this kind of machine."""
    return _calls() is not None


def _calls() -> _Calls | None:
    # Python may be of 32 bits on a kernel of 64.
    return _OF.get(os.uname().machine) if ctypes.sizeof(ctypes.c_void_p) == 8 else None


def program(calls: _Calls, *, unix_sockets: bool) -> bytes:
    """The filter's code: instructions of 8 bytes, (what, how far on if so, how far on if not, with what)."""
    refused = [*sorted((*calls.refused, *_NEWER)), *(() if unix_sockets else (calls.socket,))]
    code = (
        *((_LOAD, 0, 0, _MACHINE), (_EQUAL, 1, 0, calls.machine), (_ANSWER, 0, 0, _KILL)),
        *((_LOAD, 0, 0, _CALL), *_if((_AT_LEAST, _X32), errno.ENOSYS), *_if((_EQUAL, _CLONE3), errno.ENOSYS)),
        *(part for number in refused for part in _if((_EQUAL, number), errno.EPERM)),
        *_by_first(calls.clone, (_ANY_BIT, 0, 1, _NAMESPACES)),
        *(_by_first(calls.socket, (_EQUAL, 1, 0, socket.AF_UNIX)) if unix_sockets else ()),
        (_ANSWER, 0, 0, _ALLOW),
    )
    return b"".join(struct.pack("=HBBI", *instruction) for instruction in code)


_Instruction = tuple[int, int, int, int]


def _if(test: tuple[int, int], error: int) -> tuple[_Instruction, ...]:
    return (test[0], 0, 1, test[1]), (_ANSWER, 0, 0, _REFUSE | error)


def _by_first(number: int, test: _Instruction) -> tuple[_Instruction, ...]:
    """Of this call the first argument counts: `test` goes on to the refusal, or past it."""
    return (
        *((_EQUAL, 0, 4, number), (_LOAD, 0, 0, _FIRST), test),
        *((_ANSWER, 0, 0, _REFUSE | errno.EPERM), (_ANSWER, 0, 0, _ALLOW)),
    )
