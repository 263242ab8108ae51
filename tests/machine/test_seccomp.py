"""The filter on calls, run as the kernel would for both kinds of machine, of which a test stands on one at most."""

from __future__ import annotations

import errno
import struct

import pytest

from toolbox.machine import seccomp

pytestmark = pytest.mark.promise("walled")

ALLOWED, KILLED = 0x7FFF0000, 0x80000000
X86_64, AARCH64 = seccomp._OF["x86_64"], seccomp._OF["aarch64"]
FORK, NEW_USER, UNIX, INTERNET = 0x11, 0x10000000, 1, 2


def answer(calls: seccomp._Calls, number: int, first: int = 0, *, machine: int = 0, unix_sockets: bool = False) -> int:
    """What the filter says of a call: classic BPF (bpf(4)) over struct seccomp_data."""
    code = [*struct.iter_unpack("=HBBI", seccomp.program(calls, unix_sockets=unix_sockets))]
    data = struct.pack("=IIQQ", number, machine or calls.machine, 0, first)
    word, at = 0, 0
    while True:
        what, so, not_so, given = code[at]
        at += 1
        match what:
            case 0x20:
                (word,) = struct.unpack_from("=I", data, given)
            case 0x06:
                return int(given)
            case _:
                holds = {0x15: word == given, 0x35: word >= given, 0x45: bool(word & given)}[what]
                at += so if holds else not_so


def refused(error: int) -> int:
    return 0x00050000 | error


# Of each: openat; ptrace, mount, keyctl, bpf.
@pytest.mark.parametrize(
    ("calls", "openat", "leads_out"),
    [(X86_64, 257, (101, 165, 250, 321)), (AARCH64, 56, (117, 40, 219, 280))],
    ids=["x86_64", "aarch64"],
)
def test_what_leads_out_is_refused_and_the_rest_is_not(
    calls: seccomp._Calls, openat: int, leads_out: tuple[int, ...]
) -> None:
    io_uring, clone3 = 425, 435
    assert answer(calls, openat) == ALLOWED
    assert {answer(calls, number) for number in (*leads_out, io_uring)} == {refused(errno.EPERM)}
    assert answer(calls, clone3) == refused(errno.ENOSYS)
    assert [answer(calls, calls.clone, flags) for flags in (FORK, FORK | NEW_USER)] == [ALLOWED, refused(errno.EPERM)]


@pytest.mark.parametrize("calls", [X86_64, AARCH64], ids=["x86_64", "aarch64"])
def test_sockets_are_refused_but_for_those_of_this_machine_where_asked(calls: seccomp._Calls) -> None:
    for asked, kinds in ((False, {}), (True, {UNIX: ALLOWED})):
        for kind in (UNIX, INTERNET, 10, 16):
            expected = kinds.get(kind, refused(errno.EPERM))
            assert answer(calls, calls.socket, kind, unix_sockets=asked) == expected


def test_calls_of_another_table_are_no_way_around() -> None:
    assert answer(X86_64, 26, machine=0x40000003) == KILLED
    assert answer(X86_64, 0x40000000 | 521) == refused(errno.ENOSYS)
