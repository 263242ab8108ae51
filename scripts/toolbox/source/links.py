"""Where a link in a text may lead: to another source file or heading, or out by an address that is safe to follow."""

from __future__ import annotations

import html
import re
from urllib.parse import urlsplit

# What a link may begin with; our own come in by no text.
SCHEMES = {"https", "mailto", "tel"}
# The target may stand on the next line.
LINK = re.compile(r"(?:\]\(|^ {0,3}\[(?!\^)[^\]\n]+\]:)\s*<?([^)\s>]*)", re.M)
RELATIVE = re.compile(r"#[\w-]+|(?:\.\./|\./)*[a-z0-9][\w./-]*\.md(?:#[\w-]+)?")


def is_relative(target: str) -> bool:
    """A link to another source file or to a heading, not out of the toolbox."""
    target = html.unescape(target)
    return RELATIVE.fullmatch(target) is not None


def link_problem(target: str) -> bool:
    """Whether a link that is not relative may not be followed: odd scheme, other host by '//', control characters."""
    plain = html.unescape(target)
    if not plain.isprintable() or plain.startswith(("//", "\\", "/")):
        return True
    try:
        parts = urlsplit(plain)
        # A port that none can be is a ValueError as well.
        return parts.scheme not in SCHEMES or (parts.scheme == "https" and not parts.netloc) or parts.port == 0
    except ValueError:
        return True


def link_code(target: str) -> str:
    """What is wrong with a link that may not be followed: its scheme, or what stands behind a good one."""
    return "link-broken" if html.unescape(target).lower().startswith("https:") else "link-scheme"
