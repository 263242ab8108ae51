"""A real file with something done to it: in its bytes, or in what it holds."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from hypothesis import strategies as st

from fuzz.tokens import NUMBERS

COUNTS = (2, 3, 10, 100, 1_000, 10_000)
LONGEST = 5_000_000  # bytes of an input
FAR = 1 << 24
Draw = st.DrawFn
T = TypeVar("T")
Change = Callable[[Draw, bytes, Sequence[bytes], Sequence[bytes]], bytes]


def as_bytes(tokens: Sequence[str]) -> tuple[bytes, ...]:
    return tuple(token.encode("utf-8", "surrogatepass") for token in tokens)


def one_of(things: Sequence[T]) -> st.SearchStrategy[T]:
    """As `sampled_from`, but without all of them in its `repr`."""
    return st.integers(0, len(things) - 1).map(lambda index: things[index])


@st.composite
def mutated(draw: Draw, seeds: Sequence[bytes], tokens: Sequence[bytes], limit: int) -> bytes:
    """One of `seeds` with up to eight changes, at most `limit` bytes long."""
    data = draw(one_of(seeds))
    for _ in range(draw(st.integers(0, 8))):
        data = draw(st.sampled_from(CHANGES))(draw, data, seeds, tokens)[:limit]
    return data[:limit]


def _cut(draw: Draw, data: bytes) -> tuple[bytes, bytes, bytes]:
    """`data` in three, often at the ends of lines."""
    start = draw(st.integers(0, FAR)) % (len(data) + 1)
    if draw(st.booleans()):
        start = data.rfind(b"\n", 0, start) + 1
        end = data.find(b"\n", start) + 1 or len(data)
    else:
        end = min(len(data), start + draw(st.sampled_from((0, 1, 2, 5, 20, 100, 1_000))))
    return data[:start], data[start:end], data[end:]


def _insert(draw: Draw, data: bytes, seeds: Sequence[bytes], tokens: Sequence[bytes]) -> bytes:
    before, middle, after = _cut(draw, data)
    return before + draw(one_of(tokens)) + middle + after


def _replace(draw: Draw, data: bytes, seeds: Sequence[bytes], tokens: Sequence[bytes]) -> bytes:
    before, _, after = _cut(draw, data)
    return before + draw(one_of(tokens)) + after


def _crowd(draw: Draw, data: bytes, seeds: Sequence[bytes], tokens: Sequence[bytes]) -> bytes:
    before, middle, after = _cut(draw, data)
    pieces = b"".join(draw(st.lists(one_of(tokens), min_size=1, max_size=4)))
    return before + middle + _times(pieces, draw(st.sampled_from(COUNTS))) + after


def _repeat(draw: Draw, data: bytes, seeds: Sequence[bytes], tokens: Sequence[bytes]) -> bytes:
    before, middle, after = _cut(draw, data)
    return before + _times(middle, draw(st.sampled_from(COUNTS))) + after


def _times(data: bytes, count: int) -> bytes:
    """No more than the longest input has room for."""
    return data * min(count, LONGEST // max(len(data), 1) + 1)


def _delete(draw: Draw, data: bytes, seeds: Sequence[bytes], tokens: Sequence[bytes]) -> bytes:
    before, _, after = _cut(draw, data)
    return before + after


def _swap(draw: Draw, data: bytes, seeds: Sequence[bytes], tokens: Sequence[bytes]) -> bytes:
    before, one, rest = _cut(draw, data)
    between, other, after = _cut(draw, rest)
    return before + other + between + one + after


def _splice(draw: Draw, data: bytes, seeds: Sequence[bytes], tokens: Sequence[bytes]) -> bytes:
    before, _, after = _cut(draw, data)
    _, other, rest = _cut(draw, draw(one_of(seeds)))
    return before + other + (rest if draw(st.booleans()) else after)


def _flip(draw: Draw, data: bytes, seeds: Sequence[bytes], tokens: Sequence[bytes]) -> bytes:
    if not data:
        return data
    at = draw(st.integers(0, FAR)) % len(data)
    return data[:at] + bytes([data[at] ^ (1 << draw(st.integers(0, 7)))]) + data[at + 1 :]


def _count(draw: Draw, data: bytes, seeds: Sequence[bytes], tokens: Sequence[bytes]) -> bytes:
    """Another number where one stands."""
    before, middle, after = _cut(draw, data)
    digits = [at for at, byte in enumerate(middle) if 48 <= byte < 58]
    if not digits:
        return data
    at = digits[draw(st.integers(0, FAR)) % len(digits)]
    return before + middle[:at] + draw(st.sampled_from(NUMBERS)).encode() + middle[at + 1 :] + after


def _indent(draw: Draw, data: bytes, seeds: Sequence[bytes], tokens: Sequence[bytes]) -> bytes:
    """Each line one step further in than the one before it."""
    before, middle, after = _cut(draw, data)
    step = draw(st.sampled_from((b" ", b"  ", b"    ", b"\t", b"> ", b"- ", b"  - ")))
    line = middle.rstrip(b"\n")[:40]
    count = draw(st.sampled_from((3, 10, 30, 100, 200)))
    return before + b"".join(step * depth + line + b"\n" for depth in range(count)) + after


CHANGES: tuple[Change, ...] = (
    _insert,
    _replace,
    _crowd,
    _repeat,
    _delete,
    _swap,
    _splice,
    _flip,
    _count,
    _indent,
)


# What a file holds, as plain data.

ODD: tuple[Any, ...] = (
    *(
        None,
        True,
        False,
        0,
        1,
        -1,
        41,
        10**8,
        "",
        " ",
        "x",
        "ja",
        "nee",
        "no",
        "12:30",
        "0123",
        "a" * 400,
        "a\nb",
        "<b>",
        "é",
    ),
    *(
        [],
        [None],
        ["a", "a"],
        ["a", 1],
        [[]],
        {},
        {"a": {}},
        {"name": {}},
        "antwoorden",
        "naam",
        "1.2",
        "8.99.99",
        "1.0.0",
    ),
    *(
        "string",
        "date",
        "boolean",
        "list",
        "full",
        "third",
        "2026-02-30",
        "../x.csv",
        "taken_lijst.csv",
        "[a](b.md)",
        "[^1]",
        "**",
        "# a",
    ),
)


@st.composite
def rearranged(draw: Draw, seeds: Sequence[Any], spread: int) -> Any:
    """One of `seeds` (dicts, lists and scalars) with up to six changes; lists grow up to `spread` times."""
    value = _copied(draw(one_of(seeds)))
    for _ in range(draw(st.integers(0, 6))):
        places = list(_places(value))
        holder, key = places[draw(st.integers(0, FAR)) % len(places)]
        match draw(st.sampled_from(("odd", "odd", "gone", "move", "rename", "grow", "extra"))):
            case "odd":
                holder[key] = _copied(draw(st.sampled_from(ODD)))
            case "gone":
                del holder[key]
            case "move":
                other, place = places[draw(st.integers(0, FAR)) % len(places)]
                if place in other if isinstance(other, dict) else place < len(other):
                    holder[key] = _copied(other[place])
            case "rename" if isinstance(holder, dict):
                holder[draw(st.sampled_from(("name", "naam", "type", "x", "gíven", "titel", "path")))] = holder.pop(key)
            case "grow" if isinstance(holder, list):
                holder[key:key] = [_copied(holder[key]) for _ in range(draw(st.sampled_from((1, 2, 10, spread))))]
            case "extra" if isinstance(holder, dict):
                holder.update({f"x{number}": number for number in range(draw(st.sampled_from((1, 2, 10, spread))))})
            case _:
                pass
        if not list(_places(value)):
            break
    return value


def _copied(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _copied(item) for key, item in value.items()}
    return [_copied(item) for item in value] if isinstance(value, list) else value


def _places(value: Any) -> Any:
    keys = list(value) if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    for key in keys:
        yield value, key
        yield from _places(value[key])


# A zip is changed inside as well: most changes from outside only damage it.


@st.composite
def mutated_zip(draw: Draw, seeds: Sequence[bytes], tokens: Sequence[bytes], limit: int) -> bytes:
    data = draw(one_of(seeds))
    if draw(st.integers(0, 4)) == 0:
        return draw(mutated((data,), tokens, limit))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = [(info.filename, archive.read(info)) for info in archive.infolist()]
    contents = tuple(content for _, content in members)
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(members) - 1))
        name, content = members[at]
        match draw(st.sampled_from(("change", "change", "change", "change", "gone", "double", "rename", "other"))):
            case "gone" if len(members) > 1:
                del members[at]
            case "double":
                members.append((name, content))
            case "rename":
                members[at] = (draw(st.sampled_from(NAMES)), content)
            case "other":
                members[at] = (name, draw(one_of(contents)))
            case _:
                others = tuple(other for other in contents if len(other) < 100_000)
                members[at] = (name, draw(mutated((content,), (*tokens, *others[:3]), limit)))
    return written(members, draw(st.sampled_from((zipfile.ZIP_DEFLATED, zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED))))


NAMES = (
    *(
        "../x",
        "/etc/passwd",
        "a\\b",
        "datapackage.json",
        "x/datapackage.json",
        "word/document.xml",
        "xl/workbook.xml",
        "é",
    ),
    *("word/vbaProject.bin", "[Content_Types].xml", "_rels/.rels", "docProps/core.xml", "a" * 300, "con", "x/", ""),
)


def written(members: Sequence[tuple[str, bytes]], method: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method, compresslevel=1) as archive:
        for name, content in members:
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = method
            archive.writestr(info, content)
    return out.getvalue()
