"""The name of a proposal's branch."""

from __future__ import annotations

import re
import unicodedata

PREFIX = "voorstel/"
MAX_SLUG = 40


def branch_name(title: str, mark: str) -> str:
    """'voorstel/betere-vraag-1a2b3c4d'."""
    return f"{PREFIX}{slug(title)}-{mark}"


def slug(text: str) -> str:
    """Lower-case ASCII words with '-' between them; never empty."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain)
    return "-".join(words)[:MAX_SLUG].strip("-") or "zonder-titel"
