"""Starts a command behind a filter of the kernel that asks who holds the other end of a socket about its system calls.

    python -I behind.py SOCKET RIGHTS NUMBERS COMMAND...

The filter (seccomp(2), SECCOMP_RET_USER_NOTIF: Linux 5.19 or newer) holds for all that the command starts, and stays
whatever environment, walls and namespaces these choose. NUMBERS are the system calls, as 'one,two' or ''; with RIGHTS
'none' root has no more rights than any user. Needs no right, compiler or library; the struct layouts are those of
linux/seccomp.h and linux/filter.h.
"""

from __future__ import annotations

import ctypes
import os
import signal
import socket
import struct
import sys
from array import array

PR_CAPBSET_DROP, PR_SET_NO_NEW_PRIVS = 24, 38
CAPABILITIES = 64
SECCOMP_CALL = {"x86_64": 317, "aarch64": 277}
SET_MODE_FILTER = 1
# With the second, a process that waits for an answer hears of no signal but one that ends it.
NEW_LISTENER, WAIT_KILLABLE = 1 << 3, 1 << 5
ALLOW, USER_NOTIF = 0x7FFF0000, 0x7FC00000
LOAD_WORD, JUMP_IF_EQUAL, RETURN = 0x20, 0x15, 0x06  # BPF_LD|W|ABS, BPF_JMP|JEQ|K, BPF_RET|K


class Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_char_p))


def filter_for(numbers: list[int]) -> bytes:
    """The number of the call is the first word that the kernel gives; which one it is asked about."""
    jumps = [(JUMP_IF_EQUAL, len(numbers) - i, 0, number) for i, number in enumerate(numbers)]
    steps = [(LOAD_WORD, 0, 0, 0), *jumps, (RETURN, 0, 0, ALLOW), (RETURN, 0, 0, USER_NOTIF)]
    return b"".join(struct.pack("=HBBI", *step) for step in steps)


def listen(numbers: list[int]) -> int:
    """The file descriptor of the listener; from here on these calls wait for an answer."""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    steps = filter_for(numbers)
    program = Program(len(steps) // 8, steps)
    flags, call = NEW_LISTENER | WAIT_KILLABLE, SECCOMP_CALL[os.uname().machine]
    listener = int(libc.syscall(call, SET_MODE_FILTER, flags, ctypes.byref(program)))
    if listener < 0:
        raise OSError(ctypes.get_errno(), "this kernel tells nobody about system calls (seccomp)")
    return listener


def main(other: str, rights: str, numbers: str, *command: str) -> None:
    if rights == "none":
        # What is started gets no more than these (capabilities(7)).
        for capability in range(CAPABILITIES):
            ctypes.CDLL(None).prctl(PR_CAPBSET_DROP, capability, 0, 0, 0)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        # As a terminal starts it, whatever nohup(1) or a shell in the background had ignored.
        signal.signal(number, signal.SIG_DFL)
    with socket.socket(fileno=int(other)) as channel:
        listener = listen([int(number) for number in filter(None, numbers.split(","))])
        channel.sendmsg([b"."], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array("i", [listener]))])
    os.execv(command[0], command)


if __name__ == "__main__":
    main(*sys.argv[1:])
