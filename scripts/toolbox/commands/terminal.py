"""What a command says, on a terminal or in a file that knows fewer letters than Dutch takes."""

from __future__ import annotations

import codecs
import io
import os
import sys
import unicodedata

HANDLER = "toolbox-nearest"
NEAREST = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": "...", "→": "->", "×": "x"})


def speak_anywhere() -> None:
    """Letters that the terminal does not know are said by the nearest that it does: no sentence is lost for one."""
    codecs.register_error(HANDLER, _nearest)
    for stream in (sys.stdout, sys.stderr):
        # None when whoever started this closed it.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=HANDLER)


def say_all() -> None:
    """Raises OSError when not all that was said can be written."""
    if sys.stdout:
        sys.stdout.flush()


def say_no_more() -> None:
    """What was said and cannot be written is dropped; Python would try again at the end, and complain (sys.stdout)."""
    try:
        say_all()
    except OSError:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def _nearest(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeEncodeError)
    found = error.object[error.start : error.end]
    return "".join(map(nearest, found)), error.end


def nearest(letter: str) -> str:
    """ASCII only; '?' when there is nothing like it."""
    plain = unicodedata.normalize("NFKD", letter.translate(NEAREST))
    return plain.encode("ascii", "ignore").decode() or "?"
