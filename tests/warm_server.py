"""A Python in which the command is loaded already; it forks for each run, which then is as one that just started.

Started by `warm`, which says over a socket what to run: arguments, folder and environment, with the three streams; it
is told how that ended and what it took. Nothing is done here before the fork but to load, so that no run leaves
anything to the next.

The inner build of a run is forked as well, from that run: to load what it needs took longer than most builds.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

from toolbox import cli
from toolbox.build import inner
from toolbox.shapes import warm

# What commands and the inner build load only when they need it, and what that loads in its turn.
LOADED = (
    *("toolbox.build.build", "toolbox.changes.make", "toolbox.changes.annotations", "toolbox.merging.files"),
    *("toolbox.news.releasenotes", "toolbox.proposals.intake", "toolbox.proposals.promoting"),
    *("toolbox.proposals.propose", "toolbox.reading.run", "toolbox.reading.collected", "toolbox.source.canonical"),
    *("toolbox.source.check", "toolbox.source.overlays.accepting", "toolbox.source.overlays.starting"),
    *("toolbox.source.overlays.startinglanguage", "toolbox.wall.site", "toolbox.site.hosting"),
    *(
        "toolbox.build.outputs",
        "toolbox.build.sites",
        "toolbox.build.finished",
        "toolbox.build.keptsites",
        "toolbox.build.foldersite",
    ),
    *("frictionless", "fontTools.ttLib", "lxml.html", "openpyxl", "pikepdf", "jinja2"),
    *("mkdocs.commands.build", "mkdocs.config", "mkdocs.structure.toc", "material.plugins.search.plugin"),
)
# How an inner build is started, before what it is told.
INNER = ["-I", "-m", inner.__name__]
LONGEST = 1 << 17  # bytes of a message: an environment is a tenth of it
STREAMS = (0, 1, 2)


def serve(channel: socket.socket) -> list[str] | None:
    """In the process of a run its arguments, with all around it as asked; None when nobody asks any more."""
    while True:
        message, streams, _, _ = socket.recv_fds(channel, LONGEST, len(STREAMS))
        if not message:
            return None
        asked = json.loads(message)
        child = os.fork()
        if not child:
            channel.close()
            return _become(asked, streams)
        for stream in streams:
            os.close(stream)
        channel.send(json.dumps(_wait(child, asked["seconds"])).encode())


def _wait(child: int, seconds: float) -> dict[str, object]:
    """How a run ended; after `seconds` (0: never) it is stopped. `memory` is of its largest process, `processor` of all
    together."""
    late = False

    def stop(_number: int, _frame: object) -> None:
        nonlocal late
        late = True
        os.killpg(child, signal.SIGKILL)

    signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    _, status, used = os.wait4(child, 0)
    signal.setitimer(signal.ITIMER_REAL, 0)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    took = {"memory": used.ru_maxrss * 1024, "processor": used.ru_utime + used.ru_stime}
    return {"status": os.waitstatus_to_exitcode(status), "late": late, **took}


def _become(asked: Mapping[str, Any], streams: list[int]) -> list[str]:
    if asked["seconds"]:
        os.setsid()
    for stream, number in zip(streams, STREAMS, strict=True):
        os.dup2(stream, number)
        os.close(stream)
    os.chdir(asked["folder"])
    _stand_in(asked["environment"])
    command: list[str] = asked["command"]
    return command


def _stand_in(environment: Mapping[str, str]) -> None:
    os.environ.clear()
    os.environ.update(environment)
    # It is looked up once a process.
    tempfile.tempdir = None
    time.tzset()


# --- the inner build ---


class Forked(subprocess.Popen[bytes]):
    """What it starts is not Python again but this one, once all is around it as it would be: nothing of it can see
    that the last step, to become another program, is left out."""

    def __init__(self, command: Sequence[str], **around: Any) -> None:
        if list(command[1:4]) == INNER:
            kept = {*STREAMS, *around["pass_fds"]}
            around["preexec_fn"] = partial(_build, [inner.__file__, *command[4:]], around["env"], kept)
        super().__init__(command, **around)


def _build(arguments: list[str], environment: Mapping[str, str], kept: set[int]) -> NoReturn:
    status = 1
    try:
        # What tells the one who waits that all went well is among them.
        for number in {int(link.name) for link in Path("/proc/self/fd").iterdir()} - kept:
            with suppress(OSError):
                os.close(number)
        _as_python_starts()
        _stand_in(environment)
        sys.argv = arguments
        status = inner.main()
    except BaseException:
        traceback.print_exc()
    finally:
        with suppress(OSError):
            sys.stdout.flush()
        os._exit(status)


def _as_python_starts() -> None:
    """Of the process that forked nothing is left: what it did with signals, and what it had still to say."""
    for number in signal.valid_signals():
        if callable(signal.getsignal(number)):
            signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for number in (signal.SIGPIPE, signal.SIGXFSZ):
        signal.signal(number, signal.SIG_IGN)
    sys.stdin, sys.stdout, sys.stderr = (
        os.fdopen(number, mode, encoding="utf-8", closefd=False) for number, mode in zip(STREAMS, "rww", strict=True)
    )


def main() -> int:
    for name in LOADED:
        importlib.import_module(name)
    for load in (warm.papers_and_fields, warm.book, warm.slides, warm.office_files):
        load()
    subprocess.Popen = Forked  # type: ignore[assignment,misc]
    gc.collect()
    gc.freeze()
    command = serve(socket.socket(fileno=int(sys.argv[1])))
    if command is None:
        return 0
    sys.argv = command
    return cli.main()


if __name__ == "__main__":
    sys.exit(main())
