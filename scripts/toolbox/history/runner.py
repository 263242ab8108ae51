"""The one place where git is started: argument lists, a clean environment, and what `hardening` sets aside.

What goes over a network uses the settings of the person at the keyboard (`own_settings`), for their keys are there; and
so does what reads their files for a proposal, for line ends and what they ignore are set there. A program that only the
checkout names is not started there either, but for how its server is reached (`hardening`).
"""

from __future__ import annotations

import os
import signal
import subprocess
import threading
from dataclasses import dataclass
from pathlib import Path

from toolbox.core.errors import Broken
from toolbox.history.hardening import CLOSED, OPTIONS, Setting, as_environment, named_settings, of_root, own_settings
from toolbox.history.settingnames import checkout_names

# A listing or a patch that is longer is not read to its end: a tree can be made to unfold without end.
MAX_OUTPUT = 5_000_000  # bytes
MAX_SECONDS = 30
_LOCAL_SECONDS, _NETWORK_SECONDS = 120, 60
# Of the GIT_* variables only these say how to reach a server; others would point at another repository.
_REACHING = (
    "GIT_SSH",
    "GIT_SSH_COMMAND",
    "GIT_ASKPASS",
    "GIT_CONFIG_GLOBAL",
    "GIT_CONFIG_SYSTEM",
    "GIT_CONFIG_NOSYSTEM",
)
_FOR_ALL = {
    "LC_ALL": "C.UTF-8",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_REPLACE_OBJECTS": "1",
    # A file of grafts tells another history; where no file can be there is none.
    "GIT_GRAFT_FILE": f"{os.devnull}/geen",
    "GIT_EDITOR": "true",
    "GIT_PAGER": "cat",
}
_CLOSED = {
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_ATTR_NOSYSTEM": "1",
    "GIT_TERMINAL_PROMPT": "0",
    # What stays on this machine asks no server: not for what a partial clone lacks either.
    "GIT_ALLOW_PROTOCOL": "",
    "GIT_NO_LAZY_FETCH": "1",
}
# No address or setting chooses what program goes to a server: 'ext::' names one, and so can 'remote.NAME.vcs'.
_OWN = {"GIT_ALLOW_PROTOCOL": "file:git:http:https:ssh"}


class GitError(Broken):
    """git could not answer: no git, no repository, or a broken one. `words` are its own."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words

    def __str__(self) -> str:
        return f"Git gaf geen antwoord: {self.words}"


class TooMuch(GitError):
    """The answer is longer than any honest repository gives."""

    def __str__(self) -> str:
        return "Dit verandert meer dan er te lezen is. Kijk zelf met Git wat erin staat voordat je het gebruikt."


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    output: bytes
    error: str


def call(
    root: Path,
    *arguments: str,
    given: bytes = b"",
    environment: dict[str, str] | None = None,
    own_settings: bool = False,
) -> Answer:
    """One git command in `root`, with `given` as its input. Raises GitError when it cannot run or does not end."""
    around = _own_environment(root) if own_settings else _closed_environment(root)
    seconds = _NETWORK_SECONDS if own_settings else _LOCAL_SECONDS
    return _start(root, _command(arguments), around | (environment or {}), given, seconds)


def run(
    root: Path,
    *arguments: str,
    given: bytes = b"",
    environment: dict[str, str] | None = None,
    own_settings: bool = False,
) -> bytes:
    """As `call`, for what must succeed. Raises GitError with git's own words."""
    answer = call(root, *arguments, given=given, environment=environment, own_settings=own_settings)
    if answer.status:
        raise GitError(answer.error)
    return answer.output


def line(root: Path, *arguments: str, own_settings: bool = False) -> str:
    """The one line that git answers; '' when it has no answer."""
    answer = call(root, *arguments, own_settings=own_settings)
    return "" if answer.status else answer.output.decode("utf-8", "replace").strip()


def limited(root: Path, *arguments: str) -> bytes:
    """As `run`. Raises TooMuch when there is no end to it, in length or in time."""
    process = subprocess.Popen(
        _command(arguments),
        cwd=root,
        env=_closed_environment(root),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    # Some commands unfold everything before they say anything.
    stop = threading.Timer(MAX_SECONDS, process.kill)
    stop.start()
    try:
        with process:
            assert process.stdout is not None
            out = process.stdout.read(MAX_OUTPUT + 1)
            if len(out) > MAX_OUTPUT:
                process.kill()
    finally:
        stop.cancel()
    # One that had said it all before it was killed has ended well.
    if len(out) > MAX_OUTPUT or process.returncode == -signal.SIGKILL:
        raise TooMuch(f"git {arguments[0]}")
    if process.returncode:
        raise GitError(f"git {arguments[0]} ({process.returncode})")
    return out


def _command(arguments: tuple[str, ...]) -> list[str]:
    return ["git", arguments[0], *OPTIONS.get(arguments[0], ()), *arguments[1:]]


def _start(root: Path, command: list[str], around: dict[str, str], given: bytes, seconds: int) -> Answer:
    try:
        done = subprocess.run(
            command, cwd=root, env=around, input=given, capture_output=True, check=False, timeout=seconds
        )
    except FileNotFoundError as error:
        raise GitError("het programma git staat niet op deze computer") from error
    except (OSError, subprocess.TimeoutExpired) as error:
        raise GitError(f"{command[0]} {command[1]}: {type(error).__name__}") from error
    return Answer(done.returncode, done.stdout, done.stderr.decode("utf-8", "replace").strip())


def _plain_environment() -> dict[str, str]:
    """No pagers and prompts; the GIT_* of a calling hook would point at another repository."""
    return {key: value for key, value in os.environ.items() if not key.startswith("GIT_")} | _FOR_ALL


def _own_environment(root: Path) -> dict[str, str]:
    around = _plain_environment() | _OWN | {key: os.environ[key] for key in _REACHING if key in os.environ}
    fields = _settings(root, around, (of_root(root),), "--show-scope")
    # A name without a value says yes.
    pairs = (
        (name, value if line_end else "true") for name, line_end, value in (f.partition("\n") for f in fields[1::2])
    )
    listed = tuple(zip(fields[::2], pairs, strict=True))
    return around | as_environment((of_root(root), *own_settings(listed)))


def _closed_environment(root: Path) -> dict[str, str]:
    around = _plain_environment() | _CLOSED
    settings = (of_root(root), *CLOSED)

    def ask() -> list[str]:
        return _settings(root, around, settings, "--show-origin", "--name-only")

    return around | as_environment((*settings, *named_settings(checkout_names(root, ask))))


def _settings(root: Path, around: dict[str, str], above: tuple[Setting, ...], *options: str) -> list[str]:
    """The fields of `git config --list`: that reads and starts nothing. [] without a repository: it has no settings."""
    command = ["git", "config", "-z", *options, "--list"]
    found = _start(root, command, around | as_environment(above), b"", _LOCAL_SECONDS)
    fields = [] if found.status else found.output.decode("utf-8", "surrogateescape").split("\0")
    return fields[:-1]
