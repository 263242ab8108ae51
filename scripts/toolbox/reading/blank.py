"""The lines that a blank form holds itself, in the shape in which a filled-in one came back.

Made anew from the format as it is now, and read by the same reader: so both say the same of the same text.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from toolbox.core.edition import Stamp
from toolbox.core.method import Imprint
from toolbox.core.model import Format
from toolbox.forms.answers import Found

MOST = 64  # formats kept at hand


@dataclass(frozen=True, slots=True)
class Blank:
    """`beside` the places to fill in, and what stands `within` them: given text."""

    beside: tuple[str, ...] = ()
    within: tuple[str, ...] = ()


@lru_cache(MOST)
def blank_lines(form: Format, shape: str, toolbox: Imprint) -> Blank:
    """Nothing for a shape whose reader leaves no text beside the answers."""
    match shape:
        case "docx":
            from toolbox.reading.word import read_word
            from toolbox.shapes.office.word import render_word

            # What a paper says of its edition differs with each build; `leftover` knows that line.
            stamp = Stamp("", "", "", "", toolbox)
            return _lines(read_word(render_word(form, stamp), "", toolbox.mark))
        case "xlsx" | "csv":
            from toolbox.reading.workbook import read_workbook
            from toolbox.shapes.office.workbook import render_workbook

            return _lines(read_workbook(render_workbook(form, toolbox), "", toolbox.mark)[0])
        case _:
            return Blank()


def _lines(found: Found) -> Blank:
    cells = (text for rows in found.rows.values() for row in rows for text in row.values())
    within = (line for text in (*found.values.values(), *cells) for line in text.split("\n"))
    return Blank(tuple(line.text for line in found.beside), tuple(within))
