"""What Git sends of a change of an image: read as Git reads it, and never more of it than an image may be."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolbox.proposals.binary import DELTA, read_packed
from toolbox.proposals.delta import rebuilt
from toolbox.source.limits import MAX_IMAGE_BYTES


def number(value: int) -> bytes:
    """Seven bits a byte, the lowest first."""
    parts = [value >> shift & 0x7F for shift in range(0, max(value.bit_length(), 1), 7)]
    return bytes([*(part | 0x80 for part in parts[:-1]), parts[-1]])


@given(before=st.binary(max_size=300), more=st.binary(min_size=1, max_size=40))
def test_what_is_copied_and_what_is_inserted_come_together(before: bytes, more: bytes) -> None:
    head = number(len(before)) + number(len(before) + len(more))
    copy = bytes([0xB0, len(before) & 255, len(before) >> 8]) if before else b""
    delta = head + copy + bytes([len(more)]) + more
    assert rebuilt(before, delta) == before + more
    for odd in (delta[:-1], delta + b"\0", delta + b"\1x", head, b"\xff" * 9):
        assert rebuilt(before, odd) is None
    assert rebuilt(before + b"x", delta) is None
    assert rebuilt(before, number(len(before)) + number(len(before) + 1) + b"\x90\xff") is None


@given(before=st.binary(max_size=60), delta=st.binary(max_size=60))
def test_any_bytes_give_no_more_than_they_say(before: bytes, delta: bytes) -> None:
    made = rebuilt(before, delta)
    assert made is None or len(made) <= MAX_IMAGE_BYTES


def test_a_small_delta_of_much_is_stopped() -> None:
    before = b"x" * 60_000
    copies = b"\xb0\x60\xea" * 40
    assert rebuilt(before, number(len(before)) + number(MAX_IMAGE_BYTES + 1) + copies) is None
    assert rebuilt(before, number(len(before)) + number(60_001) + copies) is None


@pytest.mark.parametrize("size", [50, 70_000, 400_000])
def test_of_any_change_that_git_makes_the_same_comes_out(tmp_path: Path, size: int) -> None:
    """A copy of 64 KiB and places beyond have other numbers of bytes."""
    before = b"\0" + b"".join(b"%d " % (number * 7919 % 10_007) for number in range(size))[:size]
    after = b"\0" + before[size // 2 :] + b"meer" + before[: size // 2 + 9]
    for name, data in (("a", before), ("b", after)):
        (tmp_path / name).write_bytes(data)
    done = subprocess.run(
        ["git", "diff", "--no-index", "--binary", "a", "b"], cwd=tmp_path, capture_output=True, check=False
    )
    lines = done.stdout.decode().split("GIT binary patch\n")[1].split("\n")
    found = read_packed(lines)
    assert found
    packed = found[0]
    assert (rebuilt(before, packed.data) if packed.kind == DELTA else packed.data) == after
    assert packed.kind == DELTA or size < 100
