"""What one run of the fuzzer leaves for the next: inputs that reached what none before them did, or ended otherwise.

They stand in `.venv/fuzz/<target>/`, outside Git, and each run begins with them. There are at most so many of a target,
and so many bytes: the oldest go.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType, TracebackType

from fuzz.target import Target

ROOT = Path(__file__).resolve().parent.parent.parent
KEPT = ROOT / ".venv" / "fuzz"
OWN = str(ROOT / "scripts")
MOST = 300  # inputs of a target
MOST_BYTES = 20_000_000  # of a target
LONGEST = 500_000  # bytes of one that is kept: more of it would be no other input


class Reached:
    """The calls that our own code gets while this is open: which function, from which line."""

    def __init__(self) -> None:
        self.calls: set[int] = set()

    def __enter__(self) -> Reached:
        sys.settrace(self._called)
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        sys.settrace(None)

    def _called(self, frame: FrameType, event: str, _: object) -> None:
        code, back = frame.f_code, frame.f_back
        if code.co_filename.startswith(OWN) and back:
            self.calls.add(hash((code.co_filename, code.co_firstlineno, back.f_code.co_filename, back.f_lineno)))


@dataclass(slots=True)
class Known:
    """What inputs of one target reached so far, and how they ended."""

    calls: set[int] = field(default_factory=set)
    ends: set[frozenset[str]] = field(default_factory=set)

    def is_new(self, calls: Iterable[int], codes: Iterable[str]) -> bool:
        end, more = frozenset(codes), set(calls) - self.calls
        is_new = bool(more) or end not in self.ends
        self.calls |= more
        self.ends.add(end)
        return is_new


def kept_inputs(target: Target, folder: Path = KEPT) -> tuple[bytes, ...]:
    """The smallest first."""
    return tuple(sorted((path.read_bytes() for path in _files(target, folder)), key=lambda data: (len(data), data)))


def keep(target: Target, inputs: Sequence[bytes], folder: Path = KEPT) -> None:
    """Beside what was kept before; then the oldest go until there is no more than there may be."""
    place = folder / target.name
    place.mkdir(parents=True, exist_ok=True)
    for data in inputs:
        path = place / hashlib.sha256(data).hexdigest()[:16]
        if len(data) <= LONGEST and not path.exists():
            path.write_bytes(data)
    for path in _too_many(_files(target, folder)):
        path.unlink()


def _files(target: Target, folder: Path) -> list[Path]:
    """The newest first."""
    place = folder / target.name
    paths = [path for path in place.iterdir() if path.is_file()] if place.is_dir() else []
    return sorted(paths, key=lambda path: (-path.stat().st_mtime_ns, path.name))


def _too_many(paths: Iterable[Path]) -> Iterator[Path]:
    size = 0
    for count, path in enumerate(paths, 1):
        size += path.stat().st_size
        if count > MOST or size > MOST_BYTES:
            yield path
