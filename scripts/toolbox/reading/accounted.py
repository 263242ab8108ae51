"""A placed form, and all text of its file that is in no answer  →  the same with that text in the list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from toolbox.core.diagram import Diagram
from toolbox.core.method import Imprint
from toolbox.core.model import Format
from toolbox.forms.answers import Answers, Beside, Found
from toolbox.reading.blank import blank_lines
from toolbox.reading.leftover import left_over
from toolbox.reading.notes import Log, short
from toolbox.reading.placing import Placed

ELSEWHERE = "buiten de vragen"
SHEETS = ("xlsx", "csv")


def account(
    placed: Placed, found: Found, form: Format | None, toolbox: Imprint, diagrams: tuple[Diagram, ...]
) -> Placed:
    """`form` is None when the format that `found` names is not there (any more): then every line is listed."""
    left: Iterable[Beside] = found.beside
    code = "filled-beside-unsifted" if found.unsifted else "filled-beside"
    # Pages that say which lines are the form's own were sifted by these.
    if form and found.beside and (found.shape != "pdf" or found.unsifted):
        blank = blank_lines(form, found.shape, toolbox, diagrams)
        # Without places to fill in, as other programs write the file, given text stands beside nothing.
        own = blank.beside if found.values or found.rows else (*blank.beside, *blank.within)
        other = found.version != form.version
        # A sheet that was copied has its headings once more.
        anywhere = own if found.shape in SHEETS else found.labels if other else ()
        left = left_over(found.beside, own, toolbox.name, anywhere)
        code = "filled-beside-other" if other and not found.unsifted else code
    log = Log()
    for line in left:
        near = short(line.near) or ELSEWHERE
        log.leave(code, "", 0, near, line.text, f"bij ‘{near}’" if line.near else ELSEWHERE)
    unplaced = (*placed.unplaced, *log.unplaced)
    notes = (*placed.notes, *log.notes)
    if form and not _has_answers(placed.answers, form):
        log = Log()
        log.note("filled-nothing" if unplaced else "filled-blank")
        notes = (*log.notes, *notes)
    return replace(placed, unplaced=unplaced, notes=notes)


def _has_answers(answers: Answers, form: Format) -> bool:
    """Whether anything is there that the blank form does not hold itself."""
    if answers.values:
        return True
    tables = {table.name: table.rows for table in form.tables}
    return any(
        rows[: len(tables[name])] != tables[name][: len(rows)] or len(rows) > len(tables[name])
        for name, rows in answers.rows.items()
    )
