"""Runs the command without the second that a Python takes to load it: in a fork of one that has (`warm_server`).

The first time that a command is asked for in a process of the tests it is started as a person would, so that what it
does not load itself is missed; and so is each run of which the environment says how a Python starts.
"""

from __future__ import annotations

import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from patience import PATIENCE
from warm_server import LONGEST, STREAMS

COMMAND = str(Path(sys.executable).with_name("toolbox"))
SERVER = Path(__file__).with_name("warm_server.py")
# Nothing may tell these. What a process was started with the system keeps (/proc/<pid>/environ), also of a fork.
SECRET = f"geheim-{secrets.token_hex(12)}"
SECRETS = dict.fromkeys(("DEPLOY_TOKEN", "GITHUB_TOKEN"), SECRET)
# What a Python, or the library of C below it, looks at when it starts.
AT_START = ("PYTHON", "LC_", "LANG", "LD_", "TZ", "COVERAGE_")


@dataclass(frozen=True, slots=True)
class Ended:
    """How a run ended. `memory` in bytes of its largest process, `processor` in seconds of all together; `late` is of
    one that was stopped."""

    status: int
    memory: int
    processor: float
    late: bool


class Warm:
    """The process that forks. It ends with this one, for nobody else holds the other end of its socket."""

    def __init__(self) -> None:
        self.start = _at_start(os.environ)
        self.channel, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            # Nothing of this folder is importable there.
            self.process = subprocess.Popen(
                [sys.executable, "-P", str(SERVER), str(theirs.fileno())],
                stdin=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                cwd="/",
                env={**os.environ, **SECRETS},
                start_new_session=True,
            )
        self.channel.settimeout(PATIENCE)

    def run(
        self,
        folder: Path,
        arguments: tuple[str, ...],
        environment: Mapping[str, str],
        streams: list[int],
        seconds: float = 0,
    ) -> Ended:
        """With `seconds` a run has a session of its own, and is stopped when it takes longer."""
        command = [COMMAND, *arguments]
        asked = {"command": command, "folder": str(folder), "environment": dict(environment), "seconds": seconds}
        socket.send_fds(self.channel, [json.dumps(asked).encode()], streams)
        try:
            return Ended(**json.loads(self.channel.recv(LONGEST)))
        except TimeoutError:
            # With what still runs.
            os.killpg(self.process.pid, signal.SIGKILL)
            raise

    def end(self) -> None:
        self.channel.close()
        self.process.wait()


_RUNNING: list[Warm] = []
_MET: set[str] = set()


def running() -> Warm:
    if not _RUNNING:
        _RUNNING.append(Warm())
    return _RUNNING[0]


def end() -> None:
    while _RUNNING:
        _RUNNING.pop().end()


def toolbox(
    root: Path, *arguments: str, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """What became of the command in `root`, and what it said."""
    around = dict(os.environ)
    command = [COMMAND, *arguments]
    if not may_fork(arguments[0], around):
        return subprocess.run(
            command, cwd=root, env=around, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
        )
    with ExitStack() as opened:
        nothing = opened.enter_context(Path(os.devnull).open("rb"))
        said = [opened.enter_context(tempfile.TemporaryFile("w+", encoding="utf-8")) for _ in STREAMS[1:]]
        status = running().run(root, arguments, around, [nothing.fileno(), *(file.fileno() for file in said)]).status
        for file in said:
            file.seek(0)
        out, wrong = (file.read() for file in said)
    return subprocess.CompletedProcess(command, status, out, wrong)


def may_fork(name: str, environment: Mapping[str, str]) -> bool:
    """Not the first time that there is such a name in this process, nor where Python would start otherwise."""
    is_new = name not in _MET
    _MET.add(name)
    return not is_new and _at_start(environment) == running().start


def _at_start(environment: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in environment.items() if name.startswith(AT_START)}
