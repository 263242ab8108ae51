"""Texts built from every construct there is: nested, crossed and said thousands of times."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from typing import Any

import yaml
from hypothesis import strategies as st

from fuzz import tokens
from toolbox.source.limits import MAX_FILE_BYTES

COUNTS = (1, 1, 1, 2, 3, 10, 39, 41, 150, 201, 1_000, 5_000, 40_000)
MARKDOWN_LIMIT = 42_000  # a little more than the lint lets through
FILE_LIMIT = MAX_FILE_BYTES + 100
# (before, around what stands in it, after)
NESTS = (
    *(("[", "]"), ("[", "](a.md)"), ("[", "][a]"), ("[^", "]"), ("(", ")"), ("*", "*"), ("**", "**"), ("_", "_")),
    *(
        ("***", "*"),
        ("`", "`"),
        ("``", "``"),
        ("<", ">"),
        ("<b>", "</b>"),
        ("&", ";"),
        ("> ", ""),
        ("- ", ""),
        ("1. ", ""),
    ),
    *(
        ("    ", ""),
        ("[a](", ")"),
        ("![", "](a)"),
        ('"', '"'),
        ("*_", "_*"),
        ("**_", "_**"),
        ("[*", "*](a.md)"),
        ("\\", ""),
    ),
)
STEPS = ("    ", "  ", "> ", "- ", "  - ", "    1. ", "\t", ">", "    - > ", ":   ", "> - ")


def repeated(pieces: Sequence[str], limit: int, most: int = 6) -> st.SearchStrategy[str]:
    """A few pieces in a row, again and again."""
    unit = st.lists(st.sampled_from(pieces), min_size=1, max_size=most).map("".join)
    return st.builds(
        lambda text, count: (text * min(count, limit // max(len(text), 1) + 1))[:limit], unit, st.sampled_from(COUNTS)
    )


def nested(limit: int) -> st.SearchStrategy[str]:
    """Brackets of one kind or another around each other; not always as many behind as before."""

    def build(layers: list[tuple[str, str]], middle: str, count: int, extra: int) -> str:
        before = "".join(start for start, _ in layers)
        after = "".join(end for _, end in reversed(layers))
        size = max(len(before) + len(after), 1)
        count = min(count, limit // size)
        return (before * count + middle + after * max(count + extra, 0))[:limit]

    layers = st.lists(st.sampled_from(NESTS), min_size=1, max_size=3)
    return st.builds(build, layers, st.sampled_from(tokens.MARKDOWN), st.sampled_from(COUNTS), st.integers(-2, 1))


def stairs(limit: int) -> st.SearchStrategy[str]:
    """Lines that each go one step further in."""

    def build(steps: list[str], line: str, depth: int, gap: str) -> str:
        step = "".join(steps)
        return gap.join(step * level + line for level in range(depth))[:limit]

    return st.builds(
        build,
        st.lists(st.sampled_from(STEPS), min_size=1, max_size=2),
        st.sampled_from(("- a", "a", "1. a", "> a", ": a", "## a", "```", "|a|b", "[^1]: a")),
        st.sampled_from((2, 5, 12, 30, 60, 120, 200)),
        st.sampled_from(("\n", "\n\n")),
    )


def markdown(limit: int = MARKDOWN_LIMIT) -> st.SearchStrategy[str]:
    """Any text, often one that is hard to read for Python-Markdown."""
    block = st.one_of(
        repeated(tokens.MARKDOWN, limit),
        repeated(tokens.MARKDOWN, limit, most=30),
        nested(limit),
        stairs(limit),
        st.text(max_size=60),
        st.builds("|".join, st.lists(st.sampled_from(tokens.MARKDOWN), min_size=2, max_size=40)),
        st.builds(
            lambda count, text: "".join(text.replace("N", str(n)) for n in range(count))[:limit], _many, _numbered
        ),
    )
    return st.builds(
        lambda blocks, between: between.join(blocks)[:limit], st.lists(block, min_size=1, max_size=5), _between
    )


_many = st.sampled_from((2, 10, 100, 1_000, 5_000))
_numbered = st.sampled_from(
    (
        "[^N]\n\n[^N]: a\n\n",
        "[^N]",
        "[^N]: a\n",
        "[aN]: b.md\n",
        "[aN]",
        "## kop N\n",
        "*[N]: a\n",
        "N. a\n",
        "[a](N.md) ",
        "a N\n: b\n\n",
    )
)
_between = st.sampled_from(("", " ", "\n", "\n\n", "\n\n    ", "\n> "))


def html_text() -> st.SearchStrategy[str]:
    """HTML that nobody should trust."""
    soup = st.lists(st.sampled_from(tokens.HTML), max_size=25).map("".join)
    return st.one_of(
        soup, repeated(tokens.HTML, 20_000), st.builds("".join, st.lists(soup | st.text(max_size=20), max_size=4))
    )


def yaml_text(limit: int = FILE_LIMIT) -> st.SearchStrategy[str]:
    """YAML, or what nearly is."""
    line = st.builds(lambda indent, pieces: "  " * indent + "".join(pieces), st.integers(0, 6), _pieces)
    lines = st.lists(line, min_size=1, max_size=20).map("\n".join)
    return st.one_of(
        lines,
        repeated(tokens.YAML, limit),
        stairs(20_000),
        st.builds(lambda text, count: ((text + "\n") * count)[:limit], lines, _many),
        st.builds(lambda count, text: "".join(text.replace("N", str(n)) for n in range(count))[:limit], _often, _keys),
    )


_pieces = st.lists(st.sampled_from(tokens.YAML), min_size=1, max_size=4)
_often = st.sampled_from((10, 100, 5_000, 40_000, 100_000))
_keys = st.sampled_from(
    (
        "aN: 1\n",
        "- N\n",
        "- N\n- aN\n",
        "- {N: 1}\n",
        "- a: N\n",
        "'N': a\n",
        "? N\n",
        "- - N\n",
        "aN:\n",
        "# N\n",
        "a: N\n",
        '- "\\u001b"\n',
    )
)


def dumped(value: Any) -> bytes:
    """As people write it: block style, in the order of the keys."""
    return yaml.dump(value, Dumper=_Plain, allow_unicode=True, sort_keys=False, width=10_000).encode(
        "utf-8", "surrogatepass"
    )


class _Plain(yaml.CSafeDumper):
    """The same list twice is written twice, and not as an anchor."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def csv_text(header: Sequence[str], limit: int = FILE_LIMIT) -> st.SearchStrategy[str]:
    """Rows below `header`, or something in its place."""
    cell = st.sampled_from(tokens.CSV) | st.text(max_size=10) | st.just("")
    row = st.lists(cell, min_size=len(header), max_size=len(header))
    rows = st.builds(lambda some, count: _csv_rows([header, *(some * count)])[:limit], st.lists(row, max_size=5), _many)
    soup = st.builds(lambda text: ",".join(header) + "\n" + text, repeated(tokens.CSV, limit))
    return st.one_of(
        st.builds(lambda some: _csv_rows([header, *some]), st.lists(row, max_size=8)),
        rows,
        soup,
        repeated(tokens.CSV, limit),
    )


def _csv_rows(rows: Sequence[Sequence[str]]) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()


def as_json(value: Any) -> bytes:
    return json.dumps(value).encode()
