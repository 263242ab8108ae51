"""What of the base an override is about, and a hash of it: by that an override knows that the base moved on.

A hash counts words, not how lines are broken; of a page also what stands between the words (links, lists, headings).
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace

from toolbox.core.form import Format, Question, Section, Table
from toolbox.core.model import Toolbox
from toolbox.core.page import Page
from toolbox.core.phrases import PHRASES
from toolbox.source.overlays.model import Aim, Override, Target

# Of SHA-256: people read it and write it over. Letters alone, which no reader of YAML takes for a number.
LETTERS = 12
AS_LETTERS = str.maketrans("0123456789abcdef", "abcdefghijklmnop")
TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)([^>]*)>")
VOID = frozenset({"br", "hr", "img"})
HEADING = re.compile(r"h([234])")
ID = re.compile(r' id="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text under a heading, in letters of its HTML: the heading begins at `start`, what stands below it is
    `body` to `end`. Level 0 is the whole text."""

    id: str
    level: int
    start: int
    body: int
    end: int


def pieces(html: str) -> tuple[Piece, ...]:
    """The whole text, and then each part under a heading, with the parts within it. Footnotes are in none."""
    found, stop = _headings(html)
    parts = [Piece("", 0, 0, 0, stop)]
    for index, (level, name, start, body) in enumerate(found):
        end = next((later[2] for later in found[index + 1 :] if later[0] <= level), stop)
        parts.append(Piece(name, level, start, body, end))
    return tuple(parts)


def _headings(html: str) -> tuple[list[tuple[int, str, int, int]], int]:
    """((level, id, start, end of the heading) of each at the top of the text, where its footnotes begin)."""
    found: list[tuple[int, str, int, int]] = []
    depth, open_at, stop = 0, -1, len(html)
    for tag in TAG.finditer(html):
        closing, name, rest = tag.groups()
        if name in VOID:
            continue
        if not closing:
            if depth == 0 and 'class="footnote"' in rest:
                return found, tag.start()
            heading = HEADING.fullmatch(name)
            if depth == 0 and heading and (id_ := ID.search(rest)):
                found.append((int(heading[1]), id_[1], tag.start(), tag.end()))
                open_at = len(found) - 1
            depth += 1
        else:
            depth -= 1
            if depth == 0 and open_at >= 0 and HEADING.fullmatch(name):
                level, id_name, start, _ = found[open_at]
                found[open_at] = (level, id_name, start, tag.end())
                open_at = -1
    return found, stop


def base_hash(base: Toolbox, target: Target) -> str:
    """Hash of what `target` is in the base; '' when it is not there."""
    text = base_text(base, target)
    return "" if text is None else digest(text)


def digest(text: str) -> str:
    """Equal for texts that differ in white space alone."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:LETTERS].translate(AS_LETTERS)


def base_text(base: Toolbox, target: Target) -> str | None:
    """All that a reader sees of it, as text; None when it is not there."""
    if target.aim is Aim.PHRASE:
        return PHRASES.get(target.name)
    if target.aim in (Aim.TEXT, Aim.PAGE):
        page = next((page for page in base.pages if page.path == target.unit), None)
        named = f"{page.title}\n{page.summary}" if page else None
        return named if not page or target.aim is Aim.PAGE else _piece_text(page, target.name)
    if target.aim is Aim.BOX:
        diagram = next((diagram for diagram in base.diagrams if diagram.name == target.unit), None)
        return next((box.text for box in diagram.boxes if box.name == target.name), None) if diagram else None
    if target.aim is Aim.TOOL:
        tool = base.page(target.unit)
        return tool.title if tool else None
    form = base.format(target.unit)
    return _of_format(form, target) if form else None


def _piece_text(page: Page, name: str) -> str | None:
    html = page.body.html
    return next((html[piece.start : piece.end] for piece in pieces(html) if piece.id == name), None)


def _of_format(form: Format, target: Target) -> str | None:
    match target.aim:
        case Aim.QUESTION | Aim.CHOICE:
            question = form.question(target.name)
            return _of_question(question, target.part) if question else None
        case Aim.SECTION:
            section = next((one for one in form.sections if one.name == target.name), None)
            return _of_section(section) if section else None
        case Aim.FORM:
            return f"{form.title}\n{form.description}"
    table = form.table(target.name)
    return _of_table(table, target) if table else None


def _of_question(question: Question, value: str = "") -> str | None:
    if value:
        return next((choice.label for choice in question.choices if choice.value == value), None)
    choices = "; ".join(f"{choice.value}: {choice.label}" for choice in question.choices)
    return "\n".join((question.title, question.help, question.ground, question.type, choices))


def _of_section(section: Section) -> str:
    return f"{section.title}\n{section.intro.html}"


def _of_table(table: Table, target: Target) -> str | None:
    if target.aim is Aim.ROW:
        row = find_row(table, target.part)
        return None if row is None else "; ".join(table.rows[row])
    if target.aim is Aim.COLUMN:
        column = next((one for one in table.columns if one.name == target.part), None)
        return _of_question(column) if column else None
    columns = "; ".join(column.title for column in table.columns)
    return "\n".join((table.title, table.help.html, columns, *filter(None, (table.ground,))))


def renamed(base: Toolbox, override: Override) -> Override:
    """The override, about what its question or table is called now."""
    target, form = override.target, base.format(override.target.unit)
    if form is None or target.aim not in (Aim.QUESTION, Aim.CHOICE, Aim.TABLE, Aim.COLUMN, Aim.ROW):
        return override
    if form.question(target.name) or form.table(target.name):
        return override
    named: tuple[Question | Table, ...] = (*form.questions, *form.tables)
    now = next((one.name for one in named if target.name in one.previous_names), target.name)
    return replace(override, target=replace(target, name=now))


def find_row(table: Table, words: str) -> int | None:
    """Index of the given row that has a cell with just these words."""
    return next((index for index, row in enumerate(table.rows) if words in row), None)
