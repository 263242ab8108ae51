"""The warm process of `serve`: behind the walls of the inner build, it has loaded what pages and papers need.

Of each state of the source that it is handed it forks a process, which checks it and then makes one file after another,
each in a fork of its own: none of them costs the next one anything. Run as `python -I -m toolbox.serve.previewing`:
what is asked comes in as `previewwire` says. Its parent trusts no answer.

    this process  →  [one for the newest state  →  one for each file]
"""

from __future__ import annotations

import gc
import os
import signal
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from toolbox.build.inner import Order, reach
from toolbox.core.places import KEPT
from toolbox.machine.confine import die_with, limit
from toolbox.machine.enclosure import shut_in
from toolbox.serve.previewwire import FileWanted, NewState, WarmWord

if TYPE_CHECKING:
    from toolbox.serve.making import Making

HOME = "index.html"
NICE = 3  # how much what nobody asked for lets others go first


def main() -> int:
    """Until nobody can ask any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    die_with(int(sys.argv[1]))
    limit()
    asked, answers = Connection(int(sys.argv[2]), writable=False), int(sys.argv[3])
    first: Order = asked.recv()
    shut_in(reach(first.root, first.work))
    _warm_up(first)
    _serve(asked, answers)
    return 0


def _warm_up(order: Order) -> None:
    """All that is loaded once, and a first state as it will be done: what that keeps, all have that are forked."""
    from toolbox.serve.making import Making
    from toolbox.shapes import warm
    from toolbox.source import plain
    from toolbox.source.check import check_source
    from toolbox.source.kept import Kept

    for load in (warm.papers_and_fields, warm.book, warm.office_files):
        load()
    # All of it is looked at, so that what looks is loaded as well.
    checked = check_source(order.tree, order.found, Kept(as_text=plain))
    if not checked.has_errors:
        # What goes wrong here goes wrong again, where somebody waits for it.
        with suppress(Exception):
            Making(order, checked).file(HOME)
    gc.collect()
    gc.freeze()
    gc.disable()


def _serve(asked: Connection, answers: int) -> None:
    _reap()
    newest: Connection | None = None
    while True:
        try:
            given = asked.recv()
        except EOFError:
            return
        if isinstance(given, NewState):
            if newest:
                # Then that process ends, and those for its files with it.
                newest.close()
            reading, newest = _pipe()
            held = [asked, newest]
            _fork(lambda: _live(given, reading, held, answers))  # noqa: B023  it is forked here
            reading.close()
        elif newest:
            with suppress(OSError):
                newest.send(given)


def _live(state: NewState, asked: Connection, held: list[Connection], answers: int) -> None:
    """The life of the process for one state. What is `held` is its parent's: here it would hide that that ended."""
    from toolbox.machine.keeping import read_kept
    from toolbox.serve.making import Making
    from toolbox.source import plain
    from toolbox.source.check import check_source
    from toolbox.source.kept import Kept

    for connection in held:
        connection.close()
    order = state.order
    checked = check_source(order.tree, order.found, Kept(read_kept(order.work / KEPT), plain))
    WarmWord(state.number, is_good=not checked.has_errors).write(answers)
    if checked.has_errors:
        return
    making = Making(order, checked)
    _reap()
    _fork(lambda: _ahead(making))
    while True:
        try:
            wanted: FileWanted = asked.recv()
        except EOFError:
            return
        if wanted.state == state.number:
            _fork(lambda: _make(making, wanted, answers))  # noqa: B023


def _ahead(making: Making) -> None:
    """What is asked for goes first, and the build of all does not."""
    os.nice(NICE)
    making.ahead()


def _make(making: Making, wanted: FileWanted, answers: int) -> None:
    """Lay the file where the parent finds it, and say whether it is there."""
    data = None
    try:
        data = making.file(wanted.path)
        if data is not None:
            Path(tempfile.gettempdir(), str(wanted.number)).write_bytes(data)
    finally:
        WarmWord(wanted.number, is_good=data is not None).write(answers)


def _fork(live: Callable[[], None]) -> None:
    """A process that does no more than `live`, and ends with this one."""
    parent = os.getpid()
    if os.fork() == 0:
        _end_with(parent, live)


def _end_with(parent: int, live: Callable[[], None]) -> NoReturn:
    status = 1
    try:
        die_with(parent)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        live()
        status = 0
    finally:
        os._exit(status)


def _reap() -> None:
    """From here on nobody asks how the processes that this one forks ended."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)


def _pipe() -> tuple[Connection, Connection]:
    reading, writing = os.pipe()
    return Connection(reading, writable=False), Connection(writing, readable=False)


if __name__ == "__main__":
    sys.exit(main())
