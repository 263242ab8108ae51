"""That this machine or this copy cannot do what was asked, in Dutch for whoever asked it."""

from __future__ import annotations

SAME = "de oude site is niet veranderd"
TOO_HEAVY = (
    f"Dit kostte te veel geheugen of tijd en is gestopt; {SAME}. "
    "Zet grote teksten en tabellen in de bron in kleinere delen."
)


class Broken(Exception):
    """The words are Dutch and say it all."""
