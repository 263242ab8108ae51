"""Which words hunspell's Dutch list (Debian: hunspell, hunspell-nl) and our own do not know.

`spelling.txt` holds project words and names only: a word that is merely wrong is mended in the text.
"""

from __future__ import annotations

import re
import subprocess

from boxes import TESTS

WORDS = TESTS / "spelling.txt"
WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
# Addresses, code, and what stands for something else.
NOT_WORDS = re.compile(r"https?://\S+|\S+@\S+|`[^`]*`|\{\w+\}|\S+\.(?:csv|yaml|md|nl|pdf)\b|\b\w+/\s")


def known() -> list[str]:
    return WORDS.read_text("utf-8").splitlines()


def misspelt(words: set[str]) -> set[str]:
    done = subprocess.run(
        ["hunspell", "-d", "nl_NL", "-i", "UTF-8", "-l"],
        input="\n".join(sorted(words)),
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
    )
    return set(done.stdout.split("\n")) - {""}


def unknown(found: dict[str, str]) -> dict[str, list[str]]:
    """Unknown word → where it stands."""
    places: dict[str, list[str]] = {}
    for place, text in found.items():
        for word in WORD.findall(NOT_WORDS.sub(" ", text)):
            places.setdefault(word.replace("’", "'"), []).append(place)
    return {word: sorted(set(places[word])) for word in misspelt(set(places)) & places.keys() if len(word) > 1}
