"""Runs a command of which every system call of some kinds is judged first: it goes on, fails, or something is done.

What a person starts is run as it is: nothing in the code knows of it, and no process of it gets past it.
"""

from __future__ import annotations

import array
import errno
import fcntl
import os
import select
import signal
import socket
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from faults.calls import NUMBERS, Call, read_call

BEHIND = Path(__file__).with_name("behind.py")
# linux/seccomp.h
RECEIVE, SEND, IS_VALID = 0xC0502100, 0xC0182101, 0x40082102
NOTICE, ANSWER, GO_ON = "=QIIiIQ6Q", "=QqiI", 1
SEEN = 10.0  # seconds at most for a process to see that it was asked to end


@dataclass(frozen=True, slots=True)
class Done:
    """How it ended (below 0: by that signal) and what it said."""

    status: int
    out: str
    said: str


class Watched:
    """A command that runs; `main` is its first process."""

    def __init__(self, main: int, listener: int) -> None:
        self.main = main
        self.listener = listener
        self.notice = self.caller = 0

    def tell(self, number: int, group: bool = False) -> None:
        """Send a signal to the first process, or to all of its group as a terminal does, while the call waits.

        The first process hears of it after its own call. The call of another waits until that ended, as it does when
        the first one ends, or until nobody is going to hear of the signal.
        """
        (os.killpg if group else os.kill)(self.main, number)
        if self.caller == self.main and number != signal.SIGKILL:
            return
        end = time.monotonic() + SEEN
        while self.waits() and self._will_hear(number) and time.monotonic() < end:
            time.sleep(0.002)

    def waits(self) -> bool:
        with suppress(OSError):
            fcntl.ioctl(self.listener, IS_VALID, struct.pack("=Q", self.notice))
            return True
        return False

    def _will_hear(self, number: int) -> bool:
        """Not one who put it off, or does not mind."""
        for line in _status(self.main):
            name, _, value = line.partition(":\t")
            if name in ("SigBlk", "SigIgn") and int(value, 16) >> (number - 1) & 1:
                return False
        return True


# What becomes of a call: 0, or the error that it gives.
Judge = Callable[[Call, Watched], int]


def _status(process: int) -> list[str]:
    try:
        return Path(f"/proc/{process}/status").read_text("utf-8").splitlines()
    except OSError:
        return []


def _process_of(thread: int) -> int:
    """The number of the process that it is a thread of."""
    return next((int(line.split()[1]) for line in _status(thread) if line.startswith("Tgid:")), thread)


def watch(
    command: Iterable[str | Path],
    cwd: Path,
    names: Iterable[str],
    judge: Judge,
    environment: Mapping[str, str] | None = None,
    rights: str = "all",
    umask: int = -1,
) -> Done:
    """Run `command`, of which each system call in `names` is judged, one at a time. A Judge that raises ends it.

    With `rights` 'none' root, too, is stopped by whose a file is.
    """
    ours, theirs = socket.socketpair()
    numbers = ",".join(str(NUMBERS[name]) for name in names if name in NUMBERS)
    started = subprocess.Popen(
        [sys.executable, "-I", str(BEHIND), str(theirs.fileno()), rights, numbers, *map(str, command)],
        cwd=cwd,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        pass_fds=[theirs.fileno()],
        start_new_session=True,
        umask=umask,
    )
    theirs.close()
    raised: list[BaseException] = []
    listening = threading.Thread(target=_listen, args=(ours, started.pid, judge, raised))
    listening.start()
    out, said = started.communicate()
    listening.join()
    if raised:
        raise raised[0]
    return Done(started.returncode, out, said)


def _listen(ours: socket.socket, main: int, judge: Judge, raised: list[BaseException]) -> None:
    try:
        with ours:
            _, given, _, _ = ours.recvmsg(1, socket.CMSG_SPACE(4))
        if given:
            (listener,) = array.array("i", given[0][2])
            try:
                _answer_all(Watched(main, listener), judge)
            finally:
                # Whoever still waits gets an error.
                os.close(listener)
    except BaseException as error:
        raised.append(error)
        with suppress(OSError):
            os.killpg(main, signal.SIGKILL)


def _answer_all(watched: Watched, judge: Judge) -> None:
    """Until the last process behind the filter has ended."""
    poll = select.poll()
    poll.register(watched.listener, select.POLLIN)
    while not poll.poll()[0][1] & select.POLLHUP:
        buffer = bytearray(struct.calcsize(NOTICE))
        try:
            fcntl.ioctl(watched.listener, RECEIVE, buffer)
        except OSError as error:
            # It was killed before it could be heard.
            if error.errno in (errno.ENOENT, errno.EINTR):
                continue
            raise
        number, thread, _, call, _, _, *arguments = struct.unpack(NOTICE, buffer)
        watched.notice, watched.caller = number, _process_of(thread)
        code = judge(read_call(call, tuple(arguments), thread), watched)
        with suppress(FileNotFoundError):
            fcntl.ioctl(watched.listener, SEND, struct.pack(ANSWER, number, 0, -code, 0 if code else GO_ON))
