"""What the page of downloads says of the zip of the whole site: each build fills that in, when all else is made."""

from __future__ import annotations

import re

from toolbox.core import addresses

OFFER = f"{addresses.DOWNLOADS}index.html"
FACTS = re.compile(r"(<small data-folder>)[^<]*")


def with_facts(text: str, *facts: str) -> str:
    """A page with these instead of what it says; without any, it is as it was before it was filled in."""
    return FACTS.sub(lambda found: found[1] + ", ".join(facts), text)
