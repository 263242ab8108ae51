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
    return f"{number} {one if count == 1 else more}"


def size_text(count: int) -> str:
    """'89 kB', '1,4 MB'."""
    if count < 1_000_000:
        return f"{max(1, round(count / 1000))} kB"
    return f"{count / 1_000_000:.1f} MB".replace(".", ",")


def pages_text(count: int) -> str:
    return "1 bladzijde" if count == 1 else f"{count} bladzijden"
