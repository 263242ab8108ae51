"""Facts in Dutch words."""

from __future__ import annotations

import pytest

from toolbox.core.dutch import agreeing, count, counted, dutch_date, dutch_month, pages_text, size_text


@pytest.mark.parametrize(
    ("iso", "date"),
    [
        ("2026-11-23", "23 november 2026"),
        ("2024-02-29", "29 februari 2024"),
        ("2026-01-01T23:59:59+01:00", "1 januari 2026"),
        ("2026-12-31", "31 december 2026"),
        ("", ""),
    ],
)
def test_a_date(iso: str, date: str) -> None:
    assert dutch_date(iso) == date


def test_a_month_has_no_day() -> None:
    assert dutch_month("2026-11-03") == "november 2026"


@pytest.mark.parametrize(("number", "text"), [(0, "0 fouten"), (1, "1 fout"), (2, "2 fouten"), (101, "101 fouten")])
def test_one_is_singular_and_all_else_is_plural(number: int, text: str) -> None:
    assert count(number, "fout", "fouten") == text
    assert agreeing(number, "fout", "fouten") == text.split()[1]


@pytest.mark.parametrize(
    ("number", "text"),
    [(0, "nul stappen"), (1, "één stap"), (8, "acht stappen"), (12, "twaalf stappen"), (13, "13 stappen")],
)
def test_a_count_in_words_as_far_as_twelve(number: int, text: str) -> None:
    assert counted(number, "stap", "stappen") == text


def test_pages() -> None:
    assert (pages_text(1), pages_text(2)) == ("1 bladzijde", "2 bladzijden")


@pytest.mark.parametrize(
    ("size", "text", "up"),
    [
        *((0, "1 kB", "1 kB"), (1, "1 kB", "1 kB"), (1_000, "1 kB", "1 kB"), (1_001, "1 kB", "2 kB")),
        *((1_499, "1 kB", "2 kB"), (89_400, "89 kB", "90 kB"), (150_001, "150 kB", "151 kB")),
        *((999_499, "999 kB", "1,0 MB"), (999_999, "1,0 MB", "1,0 MB"), (1_000_000, "1,0 MB", "1,0 MB")),
        *((1_440_000, "1,4 MB", "1,5 MB"), (2_000_001, "2,0 MB", "2,1 MB"), (2_340_000, "2,3 MB", "2,4 MB")),
        *((5_000_000, "5,0 MB", "5,0 MB"), (100_000_000, "100,0 MB", "100,0 MB")),
    ],
)
def test_a_size_as_people_say_it_and_rounded_up_beside_a_limit(size: int, text: str, up: str) -> None:
    assert (size_text(size), size_text(size, up=True)) == (text, up)


@pytest.mark.parametrize("limit", [150_000, 2_000_000, 5_000_000, 100_000_000])
def test_what_is_a_byte_over_the_limit_never_reads_as_the_limit(limit: int) -> None:
    assert size_text(limit, up=True) == size_text(limit) != size_text(limit + 1, up=True)
