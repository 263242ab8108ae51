"""All formats of a toolbox  →  a record of processing activities (GDPR, article 30), as a workbook to complete.

What the definitions say is filled in: what is asked, where, who fills it in, whether it is sensitive
and why it may be asked. What they do not say, such as how long it is kept, is an empty cell: an organisation decides
that. The columns that stay empty come last, in another tint.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from toolbox.core.dutch import dutch_date
from toolbox.core.edition import Stamp
from toolbox.core.form import Format, Question, QuestionType
from toolbox.core.model import Toolbox
from toolbox.forms.formulas import neutral
from toolbox.shapes.office.workbook import packed

TITLE, INTRO, HEADINGS, FIRST = 1, 2, 4, 5  # rows
SHEET = "Gegevens"
TOP = Alignment(vertical="top", wrap_text=True)
LINE = Side("thin", "CCD4C9")
EDGE = Border(left=LINE, right=LINE, top=LINE, bottom=LINE)
BOLD, LARGE = Font(bold=True, color="16251E"), Font(bold=True, size=16, color="16251E")
KNOWN_TINT, OPEN_TINT = PatternFill("solid", "E6EBE1"), PatternFill("solid", "FDF0C8")
# Heading and width in characters.
KNOWN = (
    *(("Format", 30), ("Blok", 26), ("Wat wordt gevraagd", 40), ("Soort antwoord", 16), ("Wat het zegt", 30)),
    *(("Wie vult het in", 26), ("Gevoelig", 10), ("Waarom het mag worden gevraagd", 48)),
)
OPEN = (
    *(("Over wie gaat het", 22), ("Grondslag (AVG)", 22), ("Wie mag het zien", 22)),
    *(("Waar staat het", 22), ("Hoe lang bewaar je het", 22)),
)
TYPES = {
    QuestionType.TEXT: "tekst",
    QuestionType.DATE: "datum",
    QuestionType.TICK: "aankruisen",
    QuestionType.LIST: "meer keuzes",
}
WORDS = (
    "Dit overzicht is gemaakt uit de formats zelf. Wat de formats niet zeggen, is een lege cel: vul dat in voor {who}. "
    "Gebruik je een format niet? Haal de rijen dan weg."
)


class RegisterRow(NamedTuple):
    """A row: what is asked somewhere, as it is told. `meaning` is that of the term of a question, '' without one."""

    form: str
    section: str
    what: str
    kind: str
    meaning: str
    who: str
    sensitive: str
    ground: str


def asked_in(form: Format, toolbox: Toolbox) -> Iterator[RegisterRow]:
    """Every question, and every column that is filled in, in the order of the paper."""
    labels = {role.name: role.label for role in toolbox.method.roles}
    meanings = {term.name: term.meaning for term in toolbox.terms}
    name, who = f"{form.number} {form.title}", ", ".join(labels.get(role, role) for role in form.roles)

    def row(section: str, question: Question, within: str = "", ground: str = "") -> RegisterRow:
        why = question.ground or ground
        what = f"{within}: {question.title}" if within else question.title
        kind = "handtekening" if question.signature else "keuze" if _is_choice(question) else TYPES[question.type]
        return RegisterRow(name, section, what, kind, meanings.get(question.term, ""), who, "ja" if why else "nee", why)

    for section in form.sections:
        for question in section.questions:
            yield row(section.title, question)
        for table in section.tables:
            for column in table.columns:
                if not column.given:
                    yield row(section.title, column, table.title or section.title, table.ground)


def _is_choice(question: Question) -> bool:
    return bool(question.choices) and question.type is QuestionType.TEXT


def render_register(toolbox: Toolbox, stamp: Stamp) -> bytes:
    """The same bytes for the same formats."""
    book = Workbook()
    del book["Sheet"]
    sheet = book.create_sheet(SHEET)
    words = toolbox.method.words
    title = f"Welke gegevens vragen de formats van {stamp.toolbox.name}?"
    _write(sheet, TITLE, 1, title).font = LARGE
    intro = WORDS.format(who=f"{words.article} eigen {words.organisation}")
    _write(sheet, INTRO, 1, f"{intro} Zoals het was op {dutch_date(stamp.date)}." if stamp.date else intro)
    for number, (heading, width) in enumerate((*KNOWN, *OPEN), start=1):
        cell = _write(sheet, HEADINGS, number, heading)
        cell.font, cell.border, cell.alignment = BOLD, EDGE, TOP
        cell.fill = KNOWN_TINT if number <= len(KNOWN) else OPEN_TINT
        sheet.column_dimensions[get_column_letter(number)].width = width
    rows = (row for form in toolbox.formats for row in asked_in(form, toolbox))
    for at, row in enumerate(rows, start=FIRST):
        for number, text in enumerate((*row, *("" for _ in OPEN)), start=1):
            cell = _write(sheet, at, number, text)
            cell.border, cell.alignment = EDGE, TOP
    _set_up(sheet)
    return packed(book, title, intro, stamp.toolbox.name)


def _write(sheet: Worksheet, row: int, number: int, text: str) -> Cell:
    cell = sheet.cell(row, number)
    assert isinstance(cell, Cell)
    if text:
        cell.value, cell.data_type = text, "s"
    cell.quotePrefix = neutral(text) != text
    return cell


def _set_up(sheet: Worksheet) -> None:
    sheet.freeze_panes = f"D{FIRST}"
    sheet.auto_filter.ref = f"A{HEADINGS}:{get_column_letter(len(KNOWN) + len(OPEN))}{sheet.max_row}"
    sheet.print_title_rows = f"{HEADINGS}:{HEADINGS}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", Worksheet.PAPERSIZE_A4
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToHeight = 0
