"""How far a build is, told by the process behind the walls to the one before them: a line of JSON each time.

Who reads it trusts none of it: numbers, a stage that we know, and a name that is shown escaped and cut off.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from enum import StrEnum
from threading import Thread

from toolbox.core.safetext import escaped

MOST_LETTERS = 60  # of a name
MOST_BYTES = 4096  # of a line: a longer one is none of ours
MOST_TOLD = 50_000  # lines: what is ours has a few for each part
CHUNK = 65_536


class Stage(StrEnum):
    """What a build does, in this order."""

    CHECK = "check"
    MAKE = "make"
    SITE = "site"
    LOOK = "look"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class BuildProgress:
    """`made` of the `known` parts that have to be made are there, `what` is the name of the last one, and `kept` were
    there from an earlier build. All nothing but while parts are made."""

    stage: Stage
    what: str = ""
    made: int = 0
    known: int = 0
    kept: int = 0


Tell = Callable[[BuildProgress], None]


def nobody(_progress: BuildProgress) -> None:
    """Who does not want to know."""


class Sender:
    """Tells it through a file descriptor."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def __call__(self, progress: BuildProgress) -> None:
        # When nobody listens any more the whole build ends soon.
        with suppress(OSError):
            os.write(self._descriptor, json.dumps(asdict(progress)).encode() + b"\n")


@contextmanager
def listening(tell: Tell) -> Iterator[int]:
    """A file descriptor for a process that tells it; afterwards waits until all who have it have ended."""
    reading, writing = os.pipe()
    reader = Thread(target=_pass_on, args=(reading, tell), daemon=True)
    reader.start()
    try:
        yield writing
    finally:
        os.close(writing)
        reader.join()
        os.close(reading)


def _pass_on(reading: int, tell: Tell) -> None:
    """Until the end, whatever becomes of who is told: a full pipe would hold up the build."""
    line, left = b"", MOST_TOLD
    while chunk := os.read(reading, CHUNK):
        *whole, line = (line + chunk).split(b"\n")
        line = line if len(line) <= MOST_BYTES else b""
        for told in whole[:left]:
            left -= 1
            progress = _read(told)
            try:
                if progress:
                    tell(progress)
            except OSError:
                tell = nobody


def _read(line: bytes) -> BuildProgress | None:
    try:
        told = json.loads(line)
        name = escaped(str(told["what"])[:MOST_LETTERS])
        return BuildProgress(Stage(told["stage"]), name, *(int(told[key]) for key in ("made", "known", "kept")))
    except (ValueError, KeyError, TypeError, RecursionError, OverflowError):
        return None
