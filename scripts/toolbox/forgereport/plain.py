"""A stranger's text  →  the same text as plain letters inside a comment.

A forge makes more of a comment than its author wrote: Markdown, HTML, @mentions, references such as #12 and !3,
addresses that become links. Signs that could begin any of these become character references, which Markdown never
takes as its own signs; an invisible space then parts them from what follows, for what a forge looks for afterwards.
"""

from __future__ import annotations

import re

SIGNS = frozenset("\\`*_[]{}<>&|~$^!#@%")
# What makes a mention or a reference of the letters after it (GitHub, Forgejo and GitLab together).
REFERENCES = frozenset("@#!~$%^&")
APART = "&#8203;"
# '://' and 'www.' become links; 'GH-12' becomes a reference.
LINKS = re.compile(r"(?i)(:)(?=//)|(www)(?=\.)|(gh)(?=-)")
# At the beginning of what follows '- ', these would begin a list or a line under a heading.
LIST_SIGN = re.compile(r"([-+=]|\d{1,9}[.)])")
UNSHOWN = "\ufffd"


def plain(text: str) -> str:
    """One line. Control, bidi and invisible characters show as a replacement sign."""
    line = " ".join("".join(letter if _is_shown(letter) else UNSHOWN for letter in text).split())
    if match := LIST_SIGN.match(line):
        last = match.end() - 1
        return _apart(line[:last]) + f"&#{ord(line[last])};" + _apart(line[match.end() :])
    return _apart(line)


def _apart(line: str) -> str:
    parted = LINKS.sub(lambda match: f"{match[0]}\u200b", line)
    return "".join(_letter(letter) for letter in parted)


def _letter(letter: str) -> str:
    if letter == "\u200b":
        return APART
    if letter not in SIGNS:
        return letter
    return f"&#{ord(letter)};" + (APART if letter in REFERENCES else "")


def _is_shown(letter: str) -> bool:
    return letter.isprintable() or letter.isspace()
