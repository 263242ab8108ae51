"""What `serve` and its warm process say to each other.

What is asked is pickled, for whoever asks is trusted. The answers are not: a line of JSON for each, which a pipe takes
in one piece (pipe(7)), and a file that lies in the folder of that process under the number that was asked.
"""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from toolbox.build.inner import Order

MOST_BYTES = 4096  # of a line: a longer one is none of ours
CHUNK = 65_536
MOST_IN_FILE = 200_000_000  # bytes, as `confine` has it


@dataclass(frozen=True, slots=True)
class NewState:
    """To be checked. Every number is used once: for a state or for a file."""

    number: int
    order: Order


@dataclass(frozen=True, slots=True)
class FileWanted:
    """The file at `path` of the site, of the state with that number."""

    number: int
    state: int
    path: str


@dataclass(frozen=True, slots=True)
class WarmWord:
    """What has that number was checked, or is made: whether it is good, or there."""

    number: int
    is_good: bool

    def write(self, descriptor: int) -> None:
        # When nobody listens any more, all ends soon.
        with suppress(OSError):
            os.write(descriptor, json.dumps(asdict(self)).encode() + b"\n")


def told(descriptor: int) -> Iterator[WarmWord]:
    """Until nobody can tell any more; what is none of ours is passed over."""
    line = b""
    while chunk := os.read(descriptor, CHUNK):
        *whole, line = (line + chunk).split(b"\n")
        line = line if len(line) <= MOST_BYTES else b""
        yield from filter(None, map(_read, whole))


def _read(line: bytes) -> WarmWord | None:
    try:
        match json.loads(line):
            case {"number": int(number), "is_good": bool(is_good)}:
                return WarmWord(number, is_good)
    except (ValueError, RecursionError):
        pass
    return None


def laid(folder: Path, number: int) -> bytes:
    """What was laid there, which is taken away. Raises OSError, also for what is no ordinary file."""
    path = folder / str(number)
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    with os.fdopen(descriptor, "rb") as file:
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode) or found.st_size > MOST_IN_FILE:
            raise OSError(f"no file that we asked for: {path}")
        path.unlink()
        return file.read(MOST_IN_FILE)
