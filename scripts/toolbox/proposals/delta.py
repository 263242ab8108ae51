"""A change from one image to another as Git writes it, its 'delta' (gitformat-pack(5)): what to copy and insert."""

from __future__ import annotations

from collections.abc import Iterator

from toolbox.source.limits import MAX_IMAGE_BYTES

COPY, MORE = 0x80, 0x80
# The bytes of a place, and of a length that is 0 for this.
PLACE_BYTES, LENGTH_BYTES, LENGTH_OF_NONE = 4, 3, 0x10000


class _NoDelta(Exception):
    """The bytes are none, or none of this content."""


class _Reader:
    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0

    def take(self, count: int) -> bytes:
        taken = self.data[self.at : self.at + count]
        if len(taken) < count:
            raise _NoDelta
        self.at += count
        return taken

    def number(self) -> int:
        """Seven bits a byte, the lowest first."""
        value = shift = 0
        while shift < 32:
            (byte,) = self.take(1)
            value |= (byte & ~MORE) << shift
            if not byte & MORE:
                return value
            shift += 7
        raise _NoDelta

    def chosen(self, which: int, count: int) -> int:
        """Of a number's bytes only those that are not 0 are there."""
        return sum(self.take(1)[0] << 8 * place for place in range(count) if which >> place & 1)


def rebuilt(base: bytes, delta: bytes) -> bytes | None:
    """What becomes of `base`; None when the delta is not one of it, or makes more than an image may be."""
    reader = _Reader(delta)
    try:
        before, after = reader.number(), reader.number()
        if before != len(base) or after > MAX_IMAGE_BYTES:
            return None
        made = bytearray()
        for part in _parts(base, reader):
            made += part
            if len(made) > after:
                return None
    except _NoDelta:
        return None
    return bytes(made) if len(made) == after else None


def _parts(base: bytes, reader: _Reader) -> Iterator[bytes]:
    while reader.at < len(reader.data):
        (order,) = reader.take(1)
        if order & COPY:
            place = reader.chosen(order, PLACE_BYTES)
            length = reader.chosen(order >> PLACE_BYTES, LENGTH_BYTES) or LENGTH_OF_NONE
            if place + length > len(base):
                raise _NoDelta
            yield base[place : place + length]
        elif order:
            yield reader.take(order)
        else:
            raise _NoDelta
