"""Dates as Dutch people write them. `theme/js/form/dates.js` has the same rule, and both the same table of examples.

A date has a day, a month and a year; without one of these it is none. A year of two digits is the nearest one, or the
one somebody can have been born in when the question asks for that; where that leaves doubt it is no date either. A day
of the week must be the right one. What is no date is not thrown away: it is listed.
"""

from __future__ import annotations

import datetime
import re

from toolbox.core.dutch import MONTHS

DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
SHORT_MONTHS = {"mrt": 3, "mar": 3, "sept": 9}
SHORTEST = 3  # letters of a month
DAY_OF_WEEK = re.compile(r"([a-z]{2,9})\.?,? +(?=\d)")
ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:t[\d:.]+z?)?")
NUMBERS = re.compile(r"(\d{1,2})[-/. ]+(\d{1,2})[-/. ]+(['’]?\d{2}|\d{4})")
DIGITS = re.compile(r"(\d{2})(\d{2})(\d{4})")
WORDS = re.compile(r"(\d{1,2})(?:e|ste|de)?[-. ]*([a-z]{3,9})[-. ]*(['’]?\d{2}|\d{4})")
BIRTH = re.compile("gebo(?:or|ren)")
NEAR = 20  # years within which a year of two digits leaves no doubt
YOUNGEST, OLDEST = 10, 89  # years, of who is asked for a date of birth


def iso_date(text: str, name: str = "", year: int = 0) -> str:
    """'3-11-2026', 'di 3 nov. 26', '03112026' or '2026-11-03'  →  '2026-11-03'; '' when it is no date, or in doubt.

    `name` is the question's, `year` the present one (0: that of the clock).
    """
    text = text.strip().casefold()
    weekday = -1
    if match := DAY_OF_WEEK.match(text):
        days = [day for day in DAYS if day == match[1] or day[:2] == match[1]]
        if not days:
            return ""
        weekday, text = DAYS.index(days[0]), text[match.end() :]
    found = _parts(text, name, year or datetime.date.today().year)
    try:
        date = datetime.date(*found) if found else None
    except ValueError:
        return ""
    return date.isoformat() if date and weekday in (-1, date.weekday()) else ""


def _parts(text: str, name: str, now: int) -> tuple[int, int, int] | None:
    if match := ISO.fullmatch(text):
        return int(match[1]), int(match[2]), int(match[3])
    if match := NUMBERS.fullmatch(text) or DIGITS.fullmatch(text):
        return _year(match[3], name, now), int(match[2]), int(match[1])
    if match := WORDS.fullmatch(text):
        return _year(match[3], name, now), _month(match[2]), int(match[1])
    return None


def _month(word: str) -> int:
    full = next((number for number, month in enumerate(MONTHS, start=1) if month.startswith(word)), 0)
    return SHORT_MONTHS.get(word, full if len(word) >= SHORTEST else 0)


def _year(text: str, name: str, now: int) -> int:
    """0 for a year of two digits that leaves doubt."""
    digits = text.lstrip("'’")
    if len(digits) > 2:
        return int(digits)
    century = now - now % 100
    if BIRTH.search(name):
        born = century + int(digits) - (100 if century + int(digits) > now else 0)
        return born if YOUNGEST <= now - born <= OLDEST else 0
    nearest = min((century + int(digits) + shift for shift in (-100, 0, 100)), key=lambda year: abs(year - now))
    return nearest if abs(nearest - now) <= NEAR else 0
