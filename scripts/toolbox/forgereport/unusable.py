"""The one exception for a report that cannot be used."""

from __future__ import annotations


class Unusable(Exception):
    """Its words are a Dutch sentence of ours, without anything from the report: it goes into the comment."""
