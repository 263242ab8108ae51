"""What was read, as a workbook to look at: Dutch headings, and text as it was filled in.

A CSV that is opened by a double click is guessed at: '0612345678' loses its zero, and '1-2' becomes a date. In this
workbook a cell of text is text. The CSV files stay what programs read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from toolbox.core.form import QuestionType
from toolbox.forms.answers import dutch_numbers, split_list
from toolbox.forms.formulas import neutral
from toolbox.forms.slots import TICKED
from toolbox.reading.sheets import CollectedSheet
from toolbox.shapes.office.workbook import TEXT_FORMAT, packed

BOOK, README = "ingelezen.xlsx", "LEESMIJ.txt"
TITLE, CREATOR = "Ingelezen formulieren", "toolbox read"
# What a cell of Excel holds at most, in characters; and the title of a sheet.
MAX_CELL, MAX_TITLE = 32_767, 31
TOO_LONG = "Deze tekst is te lang voor een rekenblad ({} tekens). Hij staat in {}.csv."
MAX_WIDTH, MARGIN = 60, 2  # characters
TOP = Alignment(vertical="top", wrap_text=True)
LEESMIJ = """\
In deze map staat wat er in de formulieren is ingevuld. Het zijn persoonsgegevens: bewaar ze op een veilige plek.

Om te bekijken: open ingelezen.xlsx met Excel of LibreOffice. Elke tabel is daar een blad.

De CSV-bestanden zijn voor programma’s. Wil je er toch een openen in Excel? Dubbelklik er dan niet op: Excel maakt van
0612345678 een getal zonder nul, en van 1-2 een datum. Doe het zo:
1. Open Excel met een lege map en kies ‘Gegevens’, ‘Uit tekst/CSV’.
2. Kies het bestand. Zet de oorsprong op ‘65001: Unicode (UTF-8)’ en het scheidingsteken op ‘Komma’.
3. Kies bij de gegevenstypen: ‘Gegevenstypen niet detecteren’. Dan blijft alles tekst.

In LibreOffice: open het bestand, kies ‘Unicode (UTF-8)’ en ‘Komma’, en zet het type van alle kolommen op ‘Tekst’.

Een apostrof voor een =, +, - of @ zetten we er zelf voor, zodat een rekenblad er geen formule van maakt.
"""


def workbook_of(sheets: Sequence[CollectedSheet]) -> bytes:
    """The bytes of an .xlsx with a sheet for each of `sheets`."""
    book = Workbook()
    del book["Sheet"]
    titles: set[str] = set()
    for sheet in sheets:
        title = _title(sheet.name, titles)
        titles.add(title.casefold())
        _fill(book.create_sheet(title), sheet)
    return packed(book, TITLE, "Om te bekijken. Wat programma’s lezen, staat in de CSV-bestanden ernaast.", CREATOR)


def _title(name: str, taken: set[str]) -> str:
    """At most 31 characters, no two the same."""
    title = name[:MAX_TITLE]
    number = 2
    while title.casefold() in taken:
        end = f" {number}"
        title = name[: MAX_TITLE - len(end)] + end
        number += 1
    return title


def _fill(made: Worksheet, sheet: CollectedSheet) -> None:
    widths = []
    for column, field in enumerate(sheet.fields, start=1):
        heading = str(field.get("title") or field["name"])
        _write(made, 1, column, heading).font = Font(bold=True)
        widths.append(len(heading))
    for at, row in enumerate(sheet.rows, start=2):
        for column, (field, text) in enumerate(zip(sheet.fields, row, strict=True), start=1):
            shown = _shown(text, field)
            shown = shown if len(shown) <= MAX_CELL else TOO_LONG.format(len(shown), sheet.name)
            _write(made, at, column, shown)
            widths[column - 1] = max(widths[column - 1], *map(len, shown.split("\n")))
    for column, width in enumerate(widths, start=1):
        made.column_dimensions[get_column_letter(column)].width = min(width, MAX_WIDTH) + MARGIN
    made.freeze_panes = "B2"


def _shown(text: str, field: Mapping[str, Any]) -> str:
    """As people say it: the label of a choice, a date with its day in front, 'ja' for a tick."""
    labels = {choice["value"]: choice["label"] for choice in field.get("categories", ())}
    match field["type"]:
        case QuestionType.DATE:
            return dutch_numbers(text)
        case QuestionType.TICK:
            return "ja" if text == TICKED else text
        case QuestionType.LIST:
            return "; ".join(labels.get(value, value) for value in split_list(text))
        case _:
            return str(labels.get(text, text))


def _write(made: Worksheet, row: int, column: int, text: str) -> Cell:
    cell = made.cell(row, column)
    assert isinstance(cell, Cell)
    if text:
        cell.value = text
        cell.data_type = "s"
    cell.number_format, cell.alignment = TEXT_FORMAT, TOP
    # Without this it would become a formula once someone edits the cell.
    cell.quotePrefix = neutral(text) != text
    return cell
