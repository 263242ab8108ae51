"""Names that other places count on."""

from __future__ import annotations

import hashlib

import pytest

from boxes import BASE, source_of
from toolbox.core import addresses
from toolbox.core.edition import bare_url
from toolbox.core.gitname import blob_name
from toolbox.forms.answers import dutch_numbers

(FORM,) = source_of(BASE).toolbox.formats


def test_what_a_format_was_has_a_place_for_each_edition() -> None:
    assert addresses.print_file(FORM) == "bestanden/1.2-kennismaking.pdf"
    assert addresses.earlier_file(FORM, "2026.11") == "bestanden/eerder/2026.11/1.2-kennismaking.pdf"


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://toolbox.example/", "toolbox.example"),
        ("http://127.0.0.1:8000/map/", "127.0.0.1:8000/map"),
        ("toolbox.example", "toolbox.example"),
    ],
)
def test_an_address_as_people_write_it(url: str, shown: str) -> None:
    assert bare_url(url) == shown


def test_a_content_has_the_name_that_git_gives_it() -> None:
    # As `git hash-object` says of 'tekst' and a line end.
    assert blob_name(b"tekst\n") == "82ed8e8e0945730ef7d88841af09b133bdde1350"
    assert blob_name(b"tekst\n", 64) == hashlib.sha256(b"blob 6\0tekst\n").hexdigest()


@pytest.mark.parametrize(
    ("date", "shown"), [("2026-11-03", "03-11-2026"), ("3-11-2026", "3-11-2026"), ("2026-11", "2026-11"), ("", "")]
)
def test_a_date_in_the_dutch_order(date: str, shown: str) -> None:
    assert dutch_numbers(date) == shown
