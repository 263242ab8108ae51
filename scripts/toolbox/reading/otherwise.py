"""A file that came back without its fields  →  what stands in their places, by the words that are printed around them.

Other programs write a Word file anew, print a PDF to a PDF, or flatten it. Then the blank form of its format is made,
and laid beside it. Each answer that was found so is marked: somebody has to look at it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from toolbox.core.addresses import fill_url
from toolbox.core.edition import Stamp
from toolbox.core.form import Format
from toolbox.core.model import Toolbox
from toolbox.forms.answers import Found
from toolbox.reading.blank import blank_pdf
from toolbox.reading.earlier import EarlierForms
from toolbox.reading.leftover import line_key
from toolbox.reading.refusal import Refusal

# Of the lines of a format's blank form so many must be in a file without a mark, and so many more than of any other.
ENOUGH, CLEAR = 0.5, 0.1


def read_words(data: bytes, file: str, box: Toolbox, earlier: EarlierForms) -> tuple[Found, ...]:
    """Every form in a Word file, whatever way it came back. Raises Refusal."""
    from toolbox.reading.word import read_word

    found = read_word(data, file, box.method.mark, box.formats)
    return found if len(found) > 1 else (_word_by_places(data, found[0], box, earlier),)


def _word_by_places(data: bytes, found: Found, box: Toolbox, earlier: EarlierForms) -> Found:
    """`found`, or what stands in the places of `data` when that holds no control. Raises Refusal(file-not-ours)."""
    if found.values or found.rows:
        return found
    from toolbox.reading.word import read_by_places

    if not found.name:
        found = _known_by_lines(found, box)
    for form in _forms(found, box.formats, earlier):
        read = read_by_places(data, found, _blank_word(form, box))
        if read.values or read.rows:
            return read
    return found


def read_pdfs(data: bytes, file: str, box: Toolbox, earlier: EarlierForms) -> tuple[Found, ...]:
    """Every form in a PDF, whatever way it came back. Raises Refusal."""
    from toolbox.reading.pdf import STRANGE, read_pdf
    from toolbox.reading.pdfmerged import Apart, take_apart

    try:
        parts = take_apart(data)
    except STRANGE:
        parts = Apart((data,), {})  # What is the matter with it, its reader says.
    found: list[Found] = []
    for part in parts.forms:
        name = f"{file}#{len(found) + 1}" if found else file
        read = read_pdf(part, name, box.method.mark)
        try:
            found += _pdf_by_places(part, read, box, earlier)
        except Refusal:
            if len(parts.forms) == 1:
                raise
            found.append(read)
    return (replace(found[0], values={**found[0].values, **parts.stray}), *found[1:])


def _pdf_by_places(data: bytes, found: Found, box: Toolbox, earlier: EarlierForms) -> tuple[Found, ...]:
    """`found`, or what stands in the places of `data` when that holds no field: a Found for each form in it."""
    if found.values or found.rows:
        return (found,)
    from toolbox.reading.pdfplaces import read_by_places

    if not found.name:
        if _is_form_page(found, box.formats):
            raise Refusal("file-printed-page")
        try:
            found = _known_by_lines(found, box)
        except Refusal as refusal:
            raise Refusal("file-without-fields") from refusal
    for form in _forms(found, box.formats, earlier):
        try:
            blank = blank_pdf(form, box.method.imprint, box.diagrams)
        except Exception:
            continue  # Whatever it was: the lines of the file are listed.
        read = read_by_places(data, found, blank)
        if any(item.values or item.rows for item in read):
            return read
    return (found,)


def _is_form_page(found: Found, formats: Sequence[Format]) -> bool:
    """A page of the site to fill in that a browser printed: its address is on it, and its ticks are only drawn."""
    addresses = tuple(f"/{fill_url(form.number)}" for form in formats)
    return any(line.text.endswith(addresses) for line in found.beside)


def _blank_word(form: Format, box: Toolbox) -> bytes:
    from toolbox.shapes.office.word import render_word

    return render_word(form, Stamp("", "", "", "", box.method.imprint))


def _forms(found: Found, formats: Sequence[Format], earlier: EarlierForms) -> Sequence[Format]:
    """The format of the file in its own version, where that is to be had; else as it is now."""
    now = [form for form in formats if found.name in (form.name, *form.previous_names)]
    same = [form for form in now if found.version in ("", form.version)]
    return same or [*earlier(found.name).get(found.version, ()), *now]


def _known_by_lines(found: Found, box: Toolbox) -> Found:
    # On paper several titles can stand on one line, or one on two.
    lines = " ".join(line_key(line.text) for line in found.beside)
    scored = sorted(((_share(form, lines), form.name) for form in box.formats), reverse=True)
    if not scored or scored[0][0] < ENOUGH or (len(scored) > 1 and scored[0][0] - scored[1][0] < CLEAR):
        raise Refusal("file-not-ours")
    return replace(found, name=scored[0][1])


def _share(form: Format, lines: str) -> float:
    """Of what the form asks, as it stands in the file."""
    asked = {line_key(text) for text in _titles(form)} - {""}
    return sum(text in lines for text in asked) / max(1, len(asked))


def _titles(form: Format) -> list[str]:
    titles = [f"{form.number} {form.title}", *(section.title for section in form.sections)]
    titles += [question.title for question in form.questions]
    return titles + [column.title for table in form.tables for column in table.shown_columns]
