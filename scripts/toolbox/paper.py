"""Format  →  a blank form on A4 to fill in with a pen, as PDF/A-2a and PDF/UA-1."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from toolbox.model import Diagram, Format, Stamp
from toolbox.sheet import HELPERS, Sheet
from toolbox.typeset import environment, lay_out, to_pdf

# Classes of the body: dense has closer lines, still 8 mm or more apart; tight may also split small tables.
ROOMY, DENSE, TIGHT = "roomy", "dense", "dense tight"


SHEETS = ("paper.css", "sheet.css")


def _html(sheet: Sheet, density: str) -> str:
    template = environment().get_template("format.html")
    return template.render(sheet=sheet, form=sheet.form, density=density, helpers=HELPERS)


def lay_out_format(form: Format, stamp: Stamp, route: Diagram) -> Any:
    """A WeasyPrint Document of the format: as few pages as any density gives, and then the roomiest."""
    sheet = Sheet(form, stamp, route)

    def attempt(density: str) -> Any:
        return lay_out(_html(sheet, density), *SHEETS)

    roomy = attempt(ROOMY)
    if len(roomy.pages) == 1:
        return roomy
    tight = attempt(TIGHT)
    if len(tight.pages) == len(roomy.pages):
        return roomy
    dense = attempt(DENSE)
    return dense if len(dense.pages) == len(tight.pages) else tight


def _title(form: Format) -> str:
    return f"{form.number} {form.title}"


def render_step(title: str, number: str, formats: Sequence[tuple[Format, Stamp]], route: Diagram) -> tuple[bytes, ...]:
    """The PDF of each format of a step, and last one PDF with all of them; laid out once for both.

    In the last one each format keeps its own header, footer and page numbers, and has a bookmark. The same input gives
    the same bytes. Raises MissingFonts, UndrawableText or RefusedAddress (see `typeset`).
    """
    documents = [lay_out_format(form, stamp, route) for form, stamp in formats]
    singles = [
        to_pdf([document], _title(form), form.description, stamp)
        for document, (form, stamp) in zip(documents, formats, strict=True)
    ]
    newest = max((stamp for _, stamp in formats), key=lambda stamp: stamp.date)
    return (*singles, to_pdf(documents, f"{title}: alle formats", f"Alle formats van stap {number}.", newest))
