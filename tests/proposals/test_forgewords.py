"""What a stranger writes in a message gives a forge no orders, and speaks for nobody else."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolbox.proposals.forgewords import harmless, own_words

pytestmark = pytest.mark.promise("orders")

SAID = {
    "Closes #1": "Closes nr. 1",
    "fixes regio/toolbox#12 en resolves: #3": "fixes regio/toolbox nr. 12 en resolves: nr. 3",
    "Closes GH-7": "Closes GH 7",
    "Fixes https://forge.example/x/y/issues/3": "Fixes – https://forge.example/x/y/issues/3",
    "Beter [skip ci]": "Beter (skip ci)",
    "Beter [CI skip] ***NO_CI***": "Beter (CI skip) (NO_CI)",
    "@beheer/iedereen kijk eens": "(at)beheer/iedereen kijk eens",
    **{same: same for same in ("Bel 06-12345678, mail kim@school.example, zie ‘stap 3’.", "C# is hier geen taal")},
}


@pytest.mark.parametrize(("text", "expected"), SAID.items())
def test_the_words_stay_and_the_order_goes(text: str, expected: str) -> None:
    assert harmless(text) == expected


def test_only_our_own_trailers_stay() -> None:
    message = "Duidelijker.\n\nRegio: Oost\nSigned-off-by: Kim <kim@x.example>\nBasis: 1a2b3c4\nCloses: #4"
    assert own_words(message) == "Duidelijker.\n\nRegio: Oost\nBasis: 1a2b3c4"


def test_a_trailer_in_the_middle_speaks_for_nobody_either() -> None:
    message = "Duidelijker.\n\nCo-authored-by: Kim <kim@x.example>\n\nSkip-checks: true\nEn meer."
    assert own_words(message) == "Duidelijker.\n\nEn meer."


def test_a_message_of_trailers_alone_keeps_ours() -> None:
    assert own_words("Regio: Oost") == "Regio: Oost"
    assert own_words("Reviewed-by: Kim") == ""


def test_a_sentence_with_a_colon_is_no_trailer() -> None:
    message = "Let op: dit formulier is lang.\nHet past niet op één blad."
    assert own_words(message) == message


@given(st.lists(st.sampled_from([*SAID, "[skip", "ci]", "#", "1", " ", "\n", "Closes ", "@", "a"]), max_size=8))
def test_nothing_that_orders_is_left_however_it_is_put_together(parts: list[str]) -> None:
    text = harmless("".join(parts))
    assert not re.search(r"(?<![\w&])#\d|(?<![\w.+-])@\w|\[skip ci\]|\[ci skip\]", text, re.I)
    assert harmless(text) == text
