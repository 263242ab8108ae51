"""Where the source stands in the checkout."""

from __future__ import annotations

ROOTS = ("content", "forms")


def unit(path: str) -> str:
    """What is read as one: a format's folder, else the file."""
    parts = path.split("/")
    return "/".join(parts[:2]) if parts[0] == "forms" and len(parts) > 2 else path
