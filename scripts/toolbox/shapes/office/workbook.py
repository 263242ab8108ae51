"""A Format  →  an Excel workbook (.xlsx) to fill in: a sheet for the single questions and one for each table.

On each sheet row 1 is what people read and row 2 has the names that `toolbox read` goes by; what is filled in stands
below. A row of 'antwoorden' is one form, so that the answers of a whole class fit on one sheet. The first column
numbers the forms: it says whose a table's row is. Nothing is a formula, and a cell for text takes it as it is typed.
"""

from __future__ import annotations

import datetime
import io
import time
import zipfile
from collections.abc import Iterable, Mapping, Sequence

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.xml.functions import tostring

from toolbox.core.errors import Broken
from toolbox.core.form import ANSWERS_NAME, Format
from toolbox.core.method import Imprint
from toolbox.forms import slots
from toolbox.forms.concept import concept_note
from toolbox.forms.datapackage import ZIP_DATE, zip_bytes
from toolbox.forms.formulas import neutral
from toolbox.forms.identity import identity
from toolbox.forms.slots import Control
from toolbox.shapes.office.columns import CHOICES_TITLE, Column, SheetPlan, plan_sheets

FORM_HEADING = "Formulier"
CONCEPT_HEADING = f"{FORM_HEADING} (concept)"
ANSWERS_HELP = (
    "Eén rij is één ingevuld formulier. Vul je er meer in? Gebruik dan voor elk een nieuwe rij, met een eigen nummer."
)
TABLE_HELP = "Bij welk formulier hoort deze rij? Zet hier het nummer dat dat formulier heeft op het blad ‘antwoorden’."
ALONE_HELP = "Vul je dit meer dan één keer in? Geef de rijen van elk formulier dan een eigen nummer."
CHOICE_ERROR = "Kies iets uit de lijst, of laat de cel leeg."
HEADINGS, NAMES, FIRST = 1, 2, 3  # rows
LAST = 1000  # the last row with drop-downs
# Excel cuts what is longer.
MAX_PROMPT, MAX_PROMPT_TITLE = 255, 32
# Dates as well: what is typed stays as it is, and no language of the program swaps the day and the month.
TEXT_FORMAT = "@"
MAX_WIDTH = 60  # characters
MAX_FOOT = 200  # characters; Excel takes 255 with its codes
WIDTHS = {Control.LINE: 24, Control.AREA: 40, Control.DATE: 16, Control.TICK: 14, Control.CHOICE: 18}

TOP = Alignment(vertical="top", wrap_text=True)
LINE = Side("thin", "CCD4C9")
EDGE = Border(left=LINE, right=LINE, top=LINE, bottom=LINE)
HEADING_FONT, NAME_FONT = Font(bold=True, color="16251E"), Font(size=8, color="46564D")
# The two tints take turns, a section each.
TINTS = (PatternFill("solid", "E6EBE1"), PatternFill("solid", "CFE3D6"))
GIVEN_TINT = PatternFill("solid", "F4F5EF")


def render_workbook(form: Format, toolbox: Imprint, foot: Sequence[str] = ()) -> bytes:
    """The same bytes for the same format of the same toolbox. `foot` are the lines that are printed below a sheet."""
    book = Workbook()
    del book["Sheet"]
    plans = plan_sheets(form)
    choices = {column.choices: "" for plan in plans for column in plan.columns if column.choices}
    for number, labels in enumerate(choices, start=3):
        letter = get_column_letter(number)
        choices[labels] = f"{CHOICES_TITLE}!${letter}$1:${letter}${len(labels)}"
    table_help = TABLE_HELP if form.questions else ALONE_HELP
    for plan in plans:
        sheet = book.create_sheet(plan.title)
        _add_sheet(sheet, plan, choices, table_help, toolbox.name)
        _set_foot(sheet, foot)
        # Its first column stands at the right.
        sheet.sheet_view.rightToLeft = form.language.from_right
        if form.concept:
            _mark_concept(sheet, concept_note(form), toolbox.name)
    mark = slots.mark(form, toolbox.mark)
    _add_choices(book.create_sheet(CHOICES_TITLE), mark, plans, choices)
    description = " ".join(filter(None, (form.description, concept_note(form))))
    return packed(book, form.title, description, toolbox.name, mark)


def _add_sheet(
    sheet: Worksheet, plan: SheetPlan, choices: Mapping[tuple[str, ...], str], table_help: str, creator: str
) -> None:
    about = ANSWERS_HELP if plan.name == ANSWERS_NAME else table_help
    _head(sheet, 1, FORM_HEADING, identity(plan.name), TINTS[0])
    sheet.column_dimensions["A"].width = len(FORM_HEADING) + 2
    _validate(sheet, 1, _prompting(FORM_HEADING, about))
    for number, column in enumerate(plan.columns, start=2):
        _head(sheet, number, column.heading, column.slot.name, TINTS[column.part % len(TINTS)])
        _explain(sheet, number, column, choices, creator)
        # The style of all cells that nobody wrote in yet.
        dimension = sheet.column_dimensions[get_column_letter(number)]
        dimension.width = _width(column, plan)
        dimension.alignment = TOP
        dimension.number_format = TEXT_FORMAT
    _fill(sheet, plan)
    _set_up_page(sheet, whole_width=plan.name != ANSWERS_NAME)


def _set_foot(sheet: Worksheet, lines: Sequence[str]) -> None:
    assert sheet.oddFooter is not None
    # In such a line '&' begins a code.
    sheet.oddFooter.left.text = " ".join(lines).replace("&", "&&")[:MAX_FOOT] or None


def _mark_concept(sheet: Worksheet, note: str, creator: str) -> None:
    """On the sheet, on paper and in a note."""
    _write(sheet, HEADINGS, 1, CONCEPT_HEADING)
    sheet.column_dimensions["A"].width = len(CONCEPT_HEADING) + 2
    sheet.cell(HEADINGS, 1).comment = Comment(note, creator, height=140, width=320)
    assert sheet.oddHeader is not None
    sheet.oddHeader.center.text = CONCEPT_HEADING


def _head(sheet: Worksheet, number: int, heading: str, name: str, tint: PatternFill) -> None:
    for row, text, font in ((HEADINGS, heading, HEADING_FONT), (NAMES, name, NAME_FONT)):
        cell = _write(sheet, row, number, text)
        cell.font, cell.fill, cell.border, cell.alignment = font, tint, EDGE, TOP


def _write(sheet: Worksheet, row: int, number: int, text: str) -> Cell:
    """As text, whatever it looks like; an empty text leaves the cell empty."""
    cell = sheet.cell(row, number)
    assert isinstance(cell, Cell)
    if text:
        cell.value = text
        cell.data_type = "s"
    cell.number_format = TEXT_FORMAT
    # Without this it would become a formula once someone edits the cell.
    cell.quotePrefix = neutral(text) != text
    return cell


def _fill(sheet: Worksheet, plan: SheetPlan) -> None:
    """The number of the first form, and a table's rows."""
    if plan.name == ANSWERS_NAME:
        sheet.cell(FIRST, 1).value = 1
        for number, column in enumerate(plan.columns, start=2):
            if column.slot.initial:
                _write(sheet, FIRST, number, column.slot.initial).alignment = TOP
    for at, row in enumerate(plan.rows, start=FIRST):
        sheet.cell(at, 1).value = 1
        for number, column in enumerate(plan.columns, start=2):
            text = "" if column.slot.choice else row.cell(column.slot.question)
            cell = _write(sheet, at, number, text)
            cell.alignment, cell.border = TOP, EDGE
            if not (row.own or row.fills(column.slot.question)):
                cell.fill = GIVEN_TINT


def _width(column: Column, plan: SheetPlan) -> int:
    question = column.slot.question
    texts = [*column.choices, *(row.cell(question) for row in plan.rows if not column.slot.choice)]
    longest = max(map(len, texts), default=0)
    return max(WIDTHS[column.slot.control], min(longest + 3, MAX_WIDTH))


def _explain(
    sheet: Worksheet, number: int, column: Column, choices: Mapping[tuple[str, ...], str], creator: str
) -> None:
    """What may be filled in, and a hint beside the cell. What is too long for a hint is a note at the heading."""
    hint = column.help
    if len(hint) > MAX_PROMPT:
        note = Comment(hint, creator, width=420, height=40 + 20 * (len(hint) // 60))
        sheet.cell(HEADINGS, number).comment = note
        more = " … (meer bij de kop)"
        hint = hint[: MAX_PROMPT - len(more)].rsplit(" ", 1)[0] + more
    rule = _prompting(column.topic, hint)
    if column.choices:
        rule.type, rule.formula1, rule.error = "list", choices[column.choices], CHOICE_ERROR
    if rule.type or hint:
        _validate(sheet, number, rule)


def _prompting(title: str, hint: str) -> DataValidation:
    rule = DataValidation(allow_blank=True, showErrorMessage=True, showInputMessage=bool(hint))
    if hint:
        rule.promptTitle = title if len(title) <= MAX_PROMPT_TITLE else title[: MAX_PROMPT_TITLE - 1] + "…"
        rule.prompt = hint
    return rule


def _validate(sheet: Worksheet, number: int, rule: DataValidation) -> None:
    letter = get_column_letter(number)
    rule.add(f"{letter}{FIRST}:{letter}{LAST}")
    sheet.add_data_validation(rule)


def _set_up_page(sheet: Worksheet, whole_width: bool) -> None:
    sheet.freeze_panes = f"B{FIRST}"
    sheet.print_title_rows = f"{HEADINGS}:{HEADINGS}"
    sheet.print_title_cols = "A:A"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = Worksheet.PAPERSIZE_A4
    if whole_width:
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet.page_setup.fitToHeight = 0


def _add_choices(sheet: Worksheet, mark: str, plans: Iterable[SheetPlan], choices: Iterable[tuple[str, ...]]) -> None:
    """The hidden sheet: which format this is, what each sheet holds, and the texts of the drop-downs."""
    sheet.sheet_state = Worksheet.SHEETSTATE_HIDDEN
    _write(sheet, 1, 1, mark)
    for at, plan in enumerate(plans, start=2):
        _write(sheet, at, 1, plan.title)
        _write(sheet, at, 2, plan.name)
    for number, labels in enumerate(choices, start=3):
        for at, label in enumerate(labels, start=1):
            _write(sheet, at, number, label)


class ClockWrong(Broken):
    """openpyxl dates what it packs by the clock, and a zip file knows no year before 1980 (APPNOTE.TXT, 4.4.6)."""

    sentence = (
        "De klok van deze computer staat op een dag van voor 1980. Dan kan er geen Excel-bestand gemaakt worden. "
        "Zet de klok goed en probeer het opnieuw."
    )


def packed(book: Workbook, title: str, description: str, creator: str, keywords: str = "") -> bytes:
    """The same bytes for the same cells. Raises ClockWrong."""
    if time.localtime().tm_year < ZIP_DATE[0]:
        raise ClockWrong
    about = book.properties
    about.title, about.description, about.creator = title, description, creator
    about.keywords, about.language = keywords, "nl-NL"
    about.created = datetime.datetime(*ZIP_DATE)
    out = io.BytesIO()
    book.save(out)
    about.modified = about.created  # Saving put the time of now there.
    with zipfile.ZipFile(out) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    files["docProps/core.xml"] = tostring(about.to_tree())
    # The list of content types comes first, as in every file of Excel's own.
    order = sorted(files, key=lambda name: (name != "[Content_Types].xml", name))
    return zip_bytes((name, files[name]) for name in order)
