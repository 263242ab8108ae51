"""Words of a stranger that a forge would take for an order, written so that they only say what they say.

A commit message and a title are read by machines: 'Closes #1' closes an issue, '[skip ci]' keeps tests from running, a
trailer speaks for somebody else ('Signed-off-by'). GitHub, GitLab and Forgejo document these.
"""

from __future__ import annotations

import re

# The trailers that the page for proposals and `toolbox propose` write.
OURS = frozenset({"Regio", "Basis"})
_TRAILER = re.compile(r"([A-Za-z][A-Za-z0-9-]*) *: *\S.*")
# A trailer of git's or a forge's own, wherever it stands: its name is words with hyphens between.
_SPEAKING = re.compile(
    r"[A-Za-z]+(?:-[A-Za-z]+)*-(?:by|to|from|from-line|checks)\s*:.*|(?:cc|refs?|change-id|link|issue)\s*:.*", re.I
)
_NUMBER = re.compile(r"(?<![\w&])([\w./-]*)#(?=\d)")
_LETTERED = re.compile(r"\b(GH|gh)-(?=\d)")
_CLOSING = re.compile(r"\b((?:clos|fix|resolv|implement)(?:e|es|ed|ing|s)?)\b(\s*:?\s+)(?=https?://)", re.I)
_SKIP = re.compile(r"\[((?:skip|no)[ -][\w -]{1,20}|[\w -]{1,20}[ -]skip)\]|\*\*\*(NO_CI)\*\*\*", re.I)
_MENTION = re.compile(r"(?<![\w.+-])@(?=\w)")


def harmless(text: str) -> str:
    """`text` without what a forge acts on: the words stay, the signs that make an order of them go."""
    text = _NUMBER.sub(lambda found: f"{found[1]} nr. ".lstrip() if found[1] else "nr. ", text)
    text = _LETTERED.sub(r"\1 ", text)
    text = _CLOSING.sub(r"\1 – ", text)
    text = _SKIP.sub(lambda found: f"({found[1] or found[2]})", text)
    return _MENTION.sub("(at)", text)


def own_words(message: str) -> str:
    """A message with our own trailers at its end and no others; what is left of it is harmless."""
    before, _, last = message.rpartition("\n\n")
    lines = last.split("\n")
    trailers: list[str] = []
    if all(_TRAILER.fullmatch(line) for line in lines):
        trailers = [line for line in lines if line.partition(":")[0].rstrip() in OURS]
        message = before
    kept = (line for line in message.split("\n") if not _SPEAKING.fullmatch(line.strip()))
    words = re.sub(r"\n{3,}", "\n\n", harmless("\n".join(kept))).strip("\n")
    return "\n\n".join(part for part in (words, "\n".join(trailers)) if part)
