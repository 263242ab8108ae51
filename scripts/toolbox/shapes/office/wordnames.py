"""How a slot's name stands in a Word file, and back: as the tag of its content control and as the bookmark around it.

Some programs keep only one of the two: LibreOffice before 7.5 drops tags, online editors drop bookmarks. Word holds 64
characters in a tag, and 40 letters, digits and underscores in a bookmark. A longer name ends in a digest, by which the
file's custom properties hold it in full.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping

MAX_TAG, MAX_BOOKMARK = 64, 40
BOOKMARK = "v_"
# A custom property with this name holds `slots.mark`: a school's own system may fill in the keywords.
MARK_PROPERTY = "toolbox"
NAME_PROPERTY = "naam-"
# Names have no capitals (see the profile), so that these are free for what a bookmark cannot hold.
DOT, HYPHEN, CUT = "D", "H", "Z"
CUT_IN_TAG = "~"
# Where forms are put together LibreOffice counts behind the name of a bookmark that comes again ('_Copy_1'), and cuts
# what is too long for Word off.
COPIED = re.compile(r"_C(?:o(?:p(?:y(?:_\d*)?)?)?)?$")
SHORTENED = re.compile(r"[~Z]([0-9a-f]{12})$")


def digest(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()[:12]


def tag(name: str) -> str:
    if len(name) <= MAX_TAG:
        return name
    end = CUT_IN_TAG + digest(name)
    return name[: MAX_TAG - len(end)] + end


def bookmark(name: str) -> str:
    coded = BOOKMARK + name.replace(".", DOT).replace("-", HYPHEN)
    if len(coded) <= MAX_BOOKMARK:
        return coded
    end = CUT + digest(name)
    return coded[: MAX_BOOKMARK - len(end)] + end


def properties(names: list[str], mark: str) -> dict[str, str]:
    """Custom property → its value: the mark, and every name that does not stand in full where it is used."""
    long = {NAME_PROPERTY + digest(name): name for name in names if bookmark(name).endswith(CUT + digest(name))}
    return {MARK_PROPERTY: mark, **long}


def from_tag(text: str, known: Mapping[str, str]) -> str:
    """The slot's name; `known` are the file's custom properties. What they lack stays as it is."""
    return _in_full(text, known) or text


def from_bookmark(text: str, known: Mapping[str, str]) -> str:
    """The slot's name; '' when the bookmark is not one of ours."""
    if not text.startswith(BOOKMARK):
        return ""
    text = COPIED.sub("", text)
    plain = text.removeprefix(BOOKMARK).replace(DOT, ".").replace(HYPHEN, "-")
    return _in_full(text, known) or plain


def _in_full(text: str, known: Mapping[str, str]) -> str:
    match = SHORTENED.search(text)
    return known.get(NAME_PROPERTY + match[1], "") if match else ""
