"""Runs the command of a case as a person would, and measures what it took.

The first time in a process of the tests each command is started; from then on it is forked from a Python that has it
loaded (`warm`), and that has the secret around it as well.
"""

from __future__ import annotations

import json
import os
import socketserver
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import warm
from hostile_case import Case
from hostile_scene import Scene
from serving import serve

COMMAND = Path(warm.COMMAND)
ARGUMENTS = {
    "build": ("build",),
    "changes": ("changes", "--github", "--zonder-muren", "main...voorstel"),
    "intake": ("intake", "--ja", "--zonder-muren"),
    "read": ("read", "--to", "ingelezen", "sent"),
}
# Linux counts the memory of a process from the peak of the one that starts it (getrusage(2), ru_maxrss after execve): a
# test worker may once have taken a gigabyte. This one takes nothing, and tells what the command took.
MEASURE = """
import json, os, signal, subprocess, sys, threading
told, seconds, *command = sys.argv[1:]
process = subprocess.Popen(command, start_new_session=True)
stop = threading.Timer(float(seconds), os.killpg, (process.pid, signal.SIGKILL))
stop.start()
_, status, used = os.wait4(process.pid, 0)
late = not stop.is_alive()
stop.cancel()
process.returncode = os.waitstatus_to_exitcode(status)
with open(told, "w") as file:
    json.dump([process.returncode, used.ru_maxrss * 1024, used.ru_utime + used.ru_stime, late], file)
"""


class Listener:
    """Counts who calls: nobody may."""

    def __init__(self) -> None:
        self.calls = 0
        outer = self

        class Handler(socketserver.BaseRequestHandler):
            def handle(self) -> None:
                outer.calls += 1

        self.server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server.server_address[1]}"


@contextmanager
def listening() -> Iterator[Listener]:
    listener = Listener()
    serve(listener.server)
    yield listener
    listener.server.shutdown()
    listener.server.server_close()


@dataclass(frozen=True)
class Done:
    """One run of the command. `memory` in bytes of its largest process, `processor` in seconds of all together."""

    status: int
    output: str
    memory: int
    processor: float
    late: bool


def run(case: Case, scene: Scene) -> Done:
    arguments = list(ARGUMENTS[case.run])
    if case.run == "intake":
        arguments += sorted(f"sent/{path.name}" for path in (scene.root / "sent").iterdir())
    log = scene.sandbox / "output"
    # How the Python of the tests was started is nothing of the command's, which finds none of this around it.
    python = {name: value for name, value in os.environ.items() if name.startswith(("PYTHON", "COVERAGE_"))}
    may_fork = warm.may_fork(f"hostile {case.run}", python | scene.environment())
    is_forked = may_fork and str(COMMAND) == warm.COMMAND
    with log.open("wb") as stream:
        ended = (_fork if is_forked else _start)(case, scene, arguments, stream)
    output = log.read_bytes().decode("utf-8", "replace")
    return Done(ended.status, output, ended.memory, ended.processor, ended.late)


def _start(case: Case, scene: Scene, arguments: Sequence[str], stream: BinaryIO) -> warm.Ended:
    told = scene.sandbox / "took"
    subprocess.run(
        [sys.executable, "-I", "-c", MEASURE, told, str(case.seconds), COMMAND, *arguments],
        cwd=scene.root,
        env=scene.environment(),
        stdin=subprocess.DEVNULL,
        stdout=stream,
        stderr=subprocess.STDOUT,
        check=True,
    )
    return warm.Ended(*json.loads(told.read_text("utf-8")))


def _fork(case: Case, scene: Scene, arguments: Sequence[str], stream: BinaryIO) -> warm.Ended:
    around = scene.environment()
    with Path(os.devnull).open("rb") as nothing:
        streams = [nothing.fileno(), stream.fileno(), stream.fileno()]
        return warm.running().run(scene.root, tuple(arguments), around, streams, case.seconds)
