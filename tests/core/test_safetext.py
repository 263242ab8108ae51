"""Text of others as it is shown: each way of showing, over the same kinds of letters."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from toolbox.core.findings import MAX_VALUE, sentence
from toolbox.core.safetext import (
    CONTROL,
    cut,
    disarmed,
    escaped,
    masked,
    one_line,
    printable,
    spaced,
    visible,
)

ESC, BIDI, ALONE = "\x1b", "\u202e", "\udcff"
# What steers, what turns around, what is half a letter, what ends a line, what a runner obeys.
TEXT = f"é {ESC}[31m\tx{BIDI}y{ALONE}\r\n::error::  ##[error]z\u2028\U0001f600 "
TABLE: tuple[tuple[Callable[[str], str], str], ...] = (
    (masked, "é �[31m�x�y���::error::  ##[error]z�\U0001f600 "),
    (spaced, "é  [31m x y   ::error::  ##[error]z \U0001f600 "),
    (escaped, r"é \x1b[31m\tx\u202ey\udcff\r\n::error::  ##[error]z\u2028" + "\U0001f600 "),
    (one_line, f"é {ESC}[31m x{BIDI}y{ALONE} ::error:: ##[error]z \U0001f600"),
    (disarmed, TEXT.replace("##[", "## [")),
    (visible, "é �[31m x�y� ::error:: ##[error]z \U0001f600"),
    (printable, "é �[31m�x�y���::error::  ## [error]z�\U0001f600 "),
)


@pytest.mark.parametrize(("way", "text"), TABLE, ids=[way.__name__ for way, _ in TABLE])
def test_each_way_of_showing(way: Callable[[str], str], text: str) -> None:
    assert way(TEXT) == text
    assert way("") == ""
    assert way("‘Één’ vraag’s 中 & <b>") == "‘Één’ vraag’s 中 & <b>"


def test_an_escaped_path_keeps_its_quotes_and_every_letter_that_can_be_read() -> None:
    assert escaped("é'\x1b'.md") == r"é'\x1b'.md"


@pytest.mark.parametrize(("text", "shown"), [("abc", "abc"), ("abcd", "ab…"), ("", "")])
def test_a_text_is_cut_at_a_length_that_counts_the_mark(text: str, shown: str) -> None:
    assert cut(text, 3) == shown
    assert visible(text, 3) == shown


def test_a_long_text_is_measured_after_its_spaces_went() -> None:
    assert visible("a" + " " * 1_000 + "b") == "a b"
    assert len(visible("a" * 1_000)) == 300


def test_what_is_refused_in_a_source_is_masked_where_it_is_shown() -> None:
    refused = [letter for letter in map(chr, range(0x110000)) if CONTROL.match(letter)]
    assert not [letter for letter in refused if letter in f"{visible(letter)}{printable(letter)}"]


def test_a_value_in_a_sentence_is_one_short_line_and_keeps_the_space_after_it() -> None:
    def said(value: str) -> str:
        return sentence("key-unknown", {"where": value, "key": "k", "hint": "Haal het weg."}).split("de sleutel")[0]

    assert said("vraag ‘x’: ") == "vraag ‘x’: "
    assert said(f"a\n::error::{ESC}\n##[error] ") == "a ::error::� ## [error] "
    assert said("a" * MAX_VALUE) == "a" * MAX_VALUE
    assert said("a" * 5_000) == "a" * (MAX_VALUE - 1) + "…"
