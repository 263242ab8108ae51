"""Facts in Dutch words: dates, sizes, counts."""

from __future__ import annotations

import datetime

MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)
NUMBERS = (
    *("nul", "één", "twee", "drie", "vier", "vijf", "zes"),
    *("zeven", "acht", "negen", "tien", "elf", "twaalf"),
)


def dutch_date(iso: str) -> str:
    """'2026-11-23' → '23 november 2026'; '' stays ''."""
    if not iso:
        return ""
    date = datetime.date.fromisoformat(iso[:10])
    return f"{date.day} {MONTHS[date.month - 1]} {date.year}"


def dutch_month(iso: str) -> str:
    """'2026-11-23' → 'november 2026'."""
    return dutch_date(iso).split(" ", 1)[1]


def counted(count: int, one: str, more: str) -> str:
    """'acht stappen', 'één stap', '13 stappen': in words as far as Dutch writes them so."""
    number = NUMBERS[count] if count < len(NUMBERS) else str(count)
    return f"{number} {agreeing(count, one, more)}"


def count(number: int, one: str, more: str) -> str:
    """'0 fouten', '1 fout', '2 fouten'."""
    return f"{number} {agreeing(number, one, more)}"


def agreeing(number: int, one: str, more: str) -> str:
    """The word that goes with `number`: 'is' or 'zijn'."""
    return one if number == 1 else more


def size_text(size: int, *, up: bool = False) -> str:
    """'89 kB', '1,4 MB' for `size` bytes, at least 1 kB.

    `up` rounds up, for a size beside the limit that it is over: the two never read as equal.
    """
    kilobytes = _whole(size, 1_000, up)
    if kilobytes < 1_000:
        return f"{max(1, kilobytes)} kB"
    return f"{_whole(size, 100_000, up) / 10:.1f} MB".replace(".", ",")


def _whole(size: int, unit: int, up: bool) -> int:
    return -(-size // unit) if up else round(size / unit)


def pages_text(number: int) -> str:
    return count(number, "bladzijde", "bladzijden")
