"""All walls around what reads what strangers propose, in the order in which they can be raised.

    the one who waits  →  [one in the namespaces  →  the first process in there]  →  the one who works

Whoever calls `shut_in` goes on in a process of its own, and what called waits: it ends as that one does, passes on what
asks it to stop, and clears up. With processes of its own (pid_namespaces(7)) one of those has to be the first, which is
not ended by signals as others are; so that one waits as well.

Each wall stands where the system has it, and what is missing is made up for by the others as far as they go: `walls`
says what that comes to on a machine.
"""

from __future__ import annotations

import os
import select
import signal
import threading
from collections.abc import Callable
from contextlib import suppress
from functools import partial

from toolbox.machine import ending
from toolbox.machine.confine import die_with
from toolbox.machine.landlock import Reach, raise_wall
from toolbox.machine.namespaces import NEW_IPC, NEW_MOUNTS, NEW_NETWORK, NEW_PROCESSES, leave
from toolbox.machine.rights import USER, drop_rights
from toolbox.machine.room import enter_room
from toolbox.machine.seccomp import raise_filter
from toolbox.machine.stops import STOPPING
from toolbox.machine.walk import entries_in

# How a process says that a signal ended it, to one that cannot see that (as shells do).
_BY_SIGNAL = 128
_OWN = NEW_NETWORK | NEW_PROCESSES | NEW_IPC


def _nothing() -> None:
    """Leave all as it is."""


def shut_in(reach: Reach, afterwards: Callable[[], None] = _nothing) -> None:
    """From here on this process and all that it starts reach no more than `reach`. Call it while there is one thread.

    Returns in another process than it was called in: that one does `afterwards` when the work has ended, however.
    """
    if threading.active_count() != 1:
        # Of several only one would go on, and what the others hold would be held for ever.
        raise AssertionError("walls are raised before a thread is started")
    before = signal.pthread_sigmask(signal.SIG_BLOCK, STOPPING)
    for enter in (partial(_enter, reach, _OWN | NEW_MOUNTS), partial(_enter, reach, _OWN), _stay):
        child, entered = _tried(enter)
        if child == 0:
            _raise_others(reach)
            ending.behind_walls()
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
            return
        if entered:
            _stay_until(child, reach, afterwards)
    raise AssertionError("The last way has nothing that can fail.")


def _tried(enter: Callable[[int], None]) -> tuple[int, bool]:
    """(0, True) in the process that works; where it was called (the child, whether that one got in)."""
    parent = os.getpid()
    ready, told = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            # What a terminal sends goes to the one who waits, which passes it on.
            os.setpgid(0, 0)
            enter(parent)
            os.write(told, b".")
        except OSError:
            os._exit(1)
        os.close(ready)
        os.close(told)
        return 0, True
    os.close(told)
    entered = bool(os.read(ready, 1))
    os.close(ready)
    if not entered:
        os.waitpid(child, 0)
    return child, entered


def _enter(reach: Reach, kinds: int, parent: int) -> None:
    """Returns in the process that works. Raises OSError in the one that was to enter the namespaces."""
    leave(kinds)
    die_with(parent)
    if kinds & NEW_MOUNTS:
        enter_room(reach)
    outside = os.pidfd_open(os.getpid())
    first = os.fork()
    if first:
        os._exit(_ended(first))
    _be_first(outside)


def _be_first(outside: int) -> None:
    """Returns in the process that works; the first one waits for it, and everything here ends with that one."""
    drop_rights()
    # It cannot see its parent, so it looks for the end of that one in another way.
    die_with(os.getppid())
    if select.select([outside], [], [], 0)[0]:
        os._exit(1)
    os.close(outside)
    works = os.fork()
    if works:
        os._exit(_ended(works))


def _stay(parent: int) -> None:
    """Where the system gives no namespaces."""
    drop_rights()
    die_with(parent)


def _raise_others(reach: Reach) -> None:
    """In the process that works."""
    raise_wall(reach)
    raise_filter(unix_sockets=bool(reach.sockets))


def _ended(child: int) -> int:
    """How `child` ended, once it has. Meanwhile what asks to stop is passed on."""

    def pass_on(number: int, _frame: object) -> None:
        with suppress(ProcessLookupError):
            os.kill(child, number)

    for number in STOPPING:
        if signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, pass_on)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPPING)
    while True:
        # Who is the first process of a namespace inherits what others there leave behind.
        found, status = os.wait()
        if found == child:
            code = os.waitstatus_to_exitcode(status)
            return code if code >= 0 else _BY_SIGNAL - code


def _stay_until(child: int, reach: Reach, afterwards: Callable[[], None]) -> None:
    """Does not return: this process ends as `child` did."""
    code = _ended(child)
    if os.geteuid() == 0:
        _give_back(reach)
    afterwards()
    number = code - _BY_SIGNAL
    if number in signal.valid_signals():
        with suppress(OSError):
            signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)
    os._exit(code)


def _give_back(reach: Reach) -> None:
    """What root wrote behind the walls is not nobody's: it belongs to whoever has the folder. On a disk that went away
    it stays as it is: of that the work itself has told."""
    for folder in reach.write:
        with suppress(OSError):
            owner = folder.stat()
            for entry in entries_in(folder):
                if entry.stat(follow_symlinks=False).st_uid == USER:
                    os.chown(entry.path, owner.st_uid, owner.st_gid, follow_symlinks=False)
