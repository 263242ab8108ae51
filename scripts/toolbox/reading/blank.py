"""The lines that a blank form holds itself, in the shape in which a filled-in one came back.

Made anew from the format, and read by the same reader: so both say the same of the same text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from toolbox.core.diagram import Diagram
from toolbox.core.edition import Stamp
from toolbox.core.form import Format
from toolbox.core.method import Imprint
from toolbox.forms.answers import Found

MOST = 64  # formats kept at hand


@dataclass(frozen=True, slots=True)
class Blank:
    """`beside` the places to fill in, and what stands `within` them: given text."""

    beside: tuple[str, ...] = ()
    within: tuple[str, ...] = ()


def blank_lines(forms: Sequence[Format], shape: str, toolbox: Imprint, diagrams: tuple[Diagram, ...]) -> Blank | None:
    """Of a format in each of the ways that it was in one version: a line as often as any of them has it.

    None when no blank form can be made: a format of long ago, or a machine without what it takes.
    """
    made = [blank for form in forms if (blank := _made(form, shape, toolbox, diagrams))]
    if not made:
        return None
    return Blank(_most(blank.beside for blank in made), _most(blank.within for blank in made))


def _most(several: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    most: Counter[str] = Counter()
    for lines in several:
        most |= Counter(lines)
    return tuple(most.elements())


@lru_cache(MOST)
def _made(form: Format, shape: str, toolbox: Imprint, diagrams: tuple[Diagram, ...]) -> Blank | None:
    try:
        return _blank(form, shape, toolbox, diagrams)
    except Exception:
        # Whatever it was: the file was read, and what cannot be sifted is listed whole.
        return None


def _blank(form: Format, shape: str, toolbox: Imprint, diagrams: tuple[Diagram, ...]) -> Blank:
    """Nothing for a shape whose reader leaves no text beside the answers. A PDF needs it only when it is unsifted."""
    match shape:
        case "docx":
            from toolbox.shapes.office.word import render_word

            # What a paper says of its edition differs with each build; `leftover` knows that line.
            return word_lines(render_word(form, Stamp("", "", "", "", toolbox)), toolbox)
        case "xlsx" | "csv":
            from toolbox.reading.workbook import read_workbook
            from toolbox.shapes.office.workbook import render_workbook

            return _lines(read_workbook(render_workbook(form, toolbox), "", toolbox.mark)[0])
        case "pdf":
            from toolbox.shapes.paper.origin import printed_lines

            pages = printed_lines(blank_pdf(form, toolbox, diagrams))
            return Blank(tuple(line for lines in pages for line in lines))
        case _:
            return Blank()


@lru_cache(MOST)
def blank_pdf(form: Format, toolbox: Imprint, diagrams: tuple[Diagram, ...]) -> bytes:
    """The fillable PDF, as the site has it."""
    from toolbox.shapes.paper.single import lay_out_format, render_fillable

    # With an address its pages have the line above it.
    stamp = Stamp(form.version, "", "", "https://toolbox.example/", toolbox)
    route = next(diagram for diagram in diagrams if diagram.name == "route")
    return render_fillable(form, stamp, route, lay_out_format(form, stamp, route).density)


def word_lines(data: bytes, toolbox: Imprint) -> Blank:
    """Of a blank Word file that was made already."""
    from toolbox.reading.word import read_word

    (found,) = read_word(data, "", toolbox.mark)
    return _lines(found)


def _lines(found: Found) -> Blank:
    cells = (text for rows in found.rows.values() for row in rows for text in row.values())
    within = (line for text in (*found.values.values(), *cells) for line in text.split("\n"))
    return Blank(tuple(line.text for line in found.beside), tuple(within))
