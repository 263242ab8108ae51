"""What is called canonical at a glance is what the library would make of it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boxes import BASE, ROOT
from examples import examples
from toolbox.source.canonical import canonical
from toolbox.source.canonicalform import WIDTH, is_canonical
from toolbox.source.tree import read_tree

FILES = {
    path: data.decode()
    for root in (ROOT, BASE)
    for path, data in read_tree(root)[0].files.items()
    if path.endswith("datapackage.yaml") or path in ("forms/begrippen.yaml", "content/inventaris.yaml")
}


@pytest.mark.parametrize("path", FILES)
def test_ours_are_and_take_no_library(path: str) -> None:
    assert is_canonical(FILES[path])
    assert canonical(FILES[path]) == FILES[path]


PIECES = (
    *("x", " ", "  ", "\n", "\n  ", "'", "''", ":", ": ", " #", "#", "- ", "-", "0", "1.0", "true", "no", "\n\n", "é"),
    *("’", "😀", "a b c d e f g", "woordwoordwoord ", "{", "[", "&a ", "*a", "!x ", "%", "@", "`", "|", ">", ",", "?"),
    *("\t", "\\", '"', "<<", "=", "~", "null", "12", "0x1", "1e3", "_", "(", "…", "2026-11-01", "12:30", "-5", "+1"),
    *("|-\n      x\n", ">-\n      x y\n", "key: v\n", "  key:\n    - a\n", "- a\n", "---\n", "...\n", "w" * 90),
)
EDIT = st.tuples(st.floats(0, 1), st.integers(0, 12), st.sampled_from(PIECES))


@settings(max_examples=examples(900), deadline=None)
@given(st.sampled_from(sorted(FILES)), st.integers(3, 60), st.lists(EDIT, max_size=3))
def test_what_is_called_canonical_is(path: str, lines: int, edits: list[tuple[float, int, str]]) -> None:
    text = "\n".join(FILES[path].split("\n")[:lines]) + "\n"
    for place, gone, piece in edits:
        at = int(place * (len(text) - 1))
        text = text[:at] + piece + text[at + gone :]
    if is_canonical(text):
        assert canonical(text) == text


# Of every length around that of a line.
WORD = st.sampled_from(["a", "woord", "w" * 20, "w" * 79, "w" * 81, "1.2", "‘ja’", "(b)", "a:b", "a#b"])
WORDS = st.lists(WORD, min_size=1)


@settings(max_examples=examples(900), deadline=None)
@given(WORDS.map(" ".join), st.sampled_from(["{}", "'{}'"]), st.sampled_from(["k: {}", "k:\n  - {}", "k:\n  - a: {}"]))
def test_words_are_broken_as_the_library_does(words: str, quotes: str, where: str) -> None:
    text = canonical(where.format(quotes.format(words)) + "\n")
    lines = text.split("\n")
    if is_canonical(text):
        assert canonical(text) == text
    elif words[0].isalpha() and where != "k:\n  - {}":
        # No more is left to the library than has to be.
        assert "''" in text or max(map(len, lines)) > WIDTH or any(one.endswith(" ") for one, _ in pairwise(lines))


@pytest.mark.parametrize(
    "text",
    [
        *("", "a: b", "a: 1_0\n", "a: yes\n", "a: 'b\n", "a:  b\n", "a: b  c\n", "# a\n", "a: b # c\n", "a:\n"),
        *("a:\n   b: c\n", "a:\n  - - b\n", "a: [b]\n", "a: >-\n\n  b\n", "a: |2\n    b\n", "path: a\n"),
        *("a: 2026-11-01\n", "a: 1.0\n", 'a: "b"\n', "a: &b c\n", "a: |-\n  b\n\n", "a: 'b'c'\n", "a:b\n", "true: a\n"),
        *("a:\n- b\n", "a: b\n\nc: d\n", "a:\n  -  b\n", "a:\n  - b\n  c\n", "a:\n  -b\n"),
    ],
)
def test_what_is_not_plain_is_left_to_the_library(text: str) -> None:
    assert not is_canonical(text)
