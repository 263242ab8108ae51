"""What stands above the text of a page."""

from __future__ import annotations

FENCE = "---"
# The rule by which it is kept.
FRONT = "front"


def front_matter(text: str) -> str:
    """The front matter of a page, without its fences; '' where there is none."""
    first, *lines = text.split("\n")
    end = next((number for number, line in enumerate(lines) if line.rstrip() == FENCE), 0)
    return "\n".join(lines[:end]) + "\n" if first.rstrip() == FENCE and end else ""
