"""The lines that a blank form holds itself, in the shape in which a filled-in one came back.

Made anew from the format as it is now, and read by the same reader: so both say the same of the same text.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from toolbox.core.diagram import Diagram
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
def blank_lines(form: Format, shape: str, toolbox: Imprint, diagrams: tuple[Diagram, ...]) -> Blank:
    """Nothing for a shape whose reader leaves no text beside the answers. A PDF needs it only when it is unsifted."""
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
        case "pdf":
            from toolbox.shapes.paper.origin import printed_lines
            from toolbox.shapes.paper.single import lay_out_format, render_fillable

            # With an address its pages have the line above it.
            stamp = Stamp(form.version, "", "", "https://toolbox.example/", toolbox)
            route = next(diagram for diagram in diagrams if diagram.name == "route")
            density = lay_out_format(form, stamp, route).density
            pages = printed_lines(render_fillable(form, stamp, route, density))
            return Blank(tuple(line for lines in pages for line in lines))
        case _:
            return Blank()


def _lines(found: Found) -> Blank:
    cells = (text for rows in found.rows.values() for row in rows for text in row.values())
    within = (line for text in (*found.values.values(), *cells) for line in text.split("\n"))
    return Blank(tuple(line.text for line in found.beside), tuple(within))
