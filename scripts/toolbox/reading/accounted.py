"""A placed form, and all text of its file that is in no answer  →  the same with that text in the list."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from toolbox.core.diagram import Diagram
from toolbox.core.form import Format
from toolbox.core.method import Imprint
from toolbox.forms.answers import Answers, Beside, Found
from toolbox.reading.blank import blank_lines
from toolbox.reading.leftover import left_over
from toolbox.reading.notes import Log, cell_place, short, titled
from toolbox.reading.placing import Placed

ELSEWHERE = "buiten de vragen"
BY_PLACES = "filled-by-places"
SHEETS = ("xlsx", "csv")

Before = Callable[[], Sequence[Format]]


def account(
    placed: Placed,
    found: Found,
    form: Format | None,
    toolbox: Imprint,
    diagrams: tuple[Diagram, ...],
    before: Before = tuple,
) -> Placed:
    """`form` is None when the format that `found` names is not there (any more): then every line is listed.

    `before` gives the format as it was in the version of `found`, in each way that it was, where the history tells; it
    is asked when that makes a difference.
    """
    code, left = _sifted(found, form, toolbox, diagrams, before)
    log = Log()
    for line in left:
        near = short(line.near) or ELSEWHERE
        log.leave(code, "", 0, near, line.text, f"bij ‘{near}’" if line.near else ELSEWHERE)
    unplaced = (*placed.unplaced, *log.unplaced)
    if form and found.by_places:
        for place in _answered(placed.answers, form):
            log.note(BY_PLACES, place)
    notes = (*placed.notes, *log.notes)
    if form and not _has_answers(placed.answers, form):
        log = Log()
        log.note("filled-nothing" if unplaced else "filled-blank")
        notes = (*log.notes, *notes)
    return replace(placed, unplaced=unplaced, notes=notes)


def _sifted(
    found: Found, form: Format | None, toolbox: Imprint, diagrams: tuple[Diagram, ...], before: Before
) -> tuple[str, Sequence[Beside]]:
    """The code that says how sure it is, and the lines that are not the blank form's own."""
    code = "filled-beside-unsifted" if found.unsifted else "filled-beside"
    # Pages that say which lines are the form's own were sifted by these.
    if not form or not found.beside or (found.shape == "pdf" and not found.unsifted):
        return code, found.beside
    same = found.version == form.version
    past = () if same else tuple(before())
    other = not same and not past
    left = _left(found, past or (form,), other, toolbox, diagrams)
    # A word can be put right without a new version.
    if same and left and (more := tuple(before())):
        left = _left(found, (form, *more), other, toolbox, diagrams)
    if left is None:
        return "filled-beside-all", found.beside
    return "filled-beside-other" if other and not found.unsifted else code, left


def _left(
    found: Found, forms: Sequence[Format], other: bool, toolbox: Imprint, diagrams: tuple[Diagram, ...]
) -> Sequence[Beside] | None:
    """None when there is no blank form to hold it against. `other`: `forms` are of another version."""
    blank = blank_lines(forms, found.shape, toolbox, diagrams)
    if blank is None:
        return None
    # Without places to fill in, as other programs write the file, given text stands beside nothing.
    own = blank.beside if found.values or found.rows else (*blank.beside, *blank.within)
    # A sheet that was copied has its headings once more.
    anywhere = own if found.shape in SHEETS else found.labels if other else ()
    if found.by_places:
        # Other programs write what a table is called above it.
        captions = (title for form in forms for title in _captions(form))
        anywhere = (*anywhere, *captions)
    return tuple(left_over(found.beside, own, toolbox.name, anywhere, broken=found.shape == "pdf"))


def _captions(form: Format) -> Iterator[str]:
    yield from (section.title for section in form.sections)
    yield from (table.title for table in form.tables)


def _answered(answers: Answers, form: Format) -> Iterator[str]:
    """What people call each place in which something stands that the blank form does not hold itself."""
    for question in form.questions:
        if question.name in answers.values:
            yield titled(question)
    for table in form.tables:
        for number, cells in enumerate(answers.rows.get(table.name, ()), start=1):
            given = table.rows[number - 1] if number <= len(table.rows) else ("",) * len(cells)
            for column, cell, printed in zip(table.columns, cells, given, strict=True):
                if cell not in ("", printed):
                    yield cell_place(titled(column), titled(table), number)


def _has_answers(answers: Answers, form: Format) -> bool:
    """Whether anything is there that the blank form does not hold itself: also where given text was taken away."""
    printed = {question.name: question.default for question in form.questions}
    if any(value != printed.get(name) for name, value in answers.values.items()):
        return True
    tables = {table.name: table.rows for table in form.tables}
    return any(
        rows[: len(tables[name])] != tables[name][: len(rows)] or len(rows) > len(tables[name])
        for name, rows in answers.rows.items()
    )
