"""An image in a patch, as Git writes it (`diff.c`, `base85.c`): packed, in base 85, in lines of at most 52 bytes.

Either all of it, or what changes from the image that was there (`delta`). Only what a file becomes is read.
"""

from __future__ import annotations

import base64
import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from toolbox.source.limits import MAX_IMAGE_BYTES

HEADING = "GIT binary patch"
LITERAL, DELTA = "literal", "delta"
_SIZE = re.compile(rf"({LITERAL}|{DELTA}) (\d{{1,8}})")
_LINE = re.compile(r"[A-Za-z][!-~]{5,65}")
_BYTES = 52
# How Git says of how many bytes a line is: A to Z, then a to z.
_LENGTHS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Packed:
    """What stands in a patch: an image (LITERAL) or a change of one (DELTA)."""

    kind: str
    data: bytes

    def lines(self) -> Iterator[str]:
        """As Git writes it, the heading first."""
        yield HEADING
        yield f"{self.kind} {len(self.data)}"
        packed = zlib.compress(self.data)
        for start in range(0, len(packed), _BYTES):
            line = packed[start : start + _BYTES]
            yield _LENGTHS[len(line) - 1] + base64.b85encode(line, pad=True).decode("ascii")
        yield ""


def read_packed(lines: Sequence[str]) -> tuple[Packed, int] | None:
    """(what there is, how many of the lines it takes) below the heading; None when that is not whole."""
    size = _SIZE.fullmatch(lines[0]) if lines else None
    if not size or int(size[2]) > MAX_IMAGE_BYTES:
        return None
    end = next((number for number, line in enumerate(lines) if number and not line), len(lines))
    packed = [_bytes_of(line) for line in lines[1:end]]
    content = None if None in packed else _unpacked(b"".join(filter(None, packed)), int(size[2]))
    return None if content is None else (Packed(size[1], content), end + _before(lines[end + 1 :]) + 1)


def _before(lines: Sequence[str]) -> int:
    """How many lines say what the file was: Git writes them to be able to take a change back."""
    is_there = bool(lines) and lines[0].startswith((f"{LITERAL} ", f"{DELTA} "))
    return next((number + 1 for number, line in enumerate(lines) if not line), len(lines)) if is_there else 0


def _bytes_of(line: str) -> bytes | None:
    if not _LINE.fullmatch(line):
        return None
    count = _LENGTHS.index(line[0]) + 1
    try:
        data = base64.b85decode(line[1:])
    except ValueError:
        return None
    return data[:count] if -(-count // 4) * 4 == len(data) else None


def _unpacked(packed: bytes, size: int) -> bytes | None:
    """Exactly `size` bytes: what unpacks to more stays packed."""
    unpacking = zlib.decompressobj()
    try:
        content = unpacking.decompress(packed, size + 1)
    except zlib.error:
        return None
    return content if len(content) == size and unpacking.eof and not unpacking.unused_data else None
