"""What can be done to a filled-in workbook, by what it is made of (ECMA-376 part 1 clause 18): cells, texts, sheets."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from lxml import etree

from fuzz.kitchen import Change
from fuzz.meaning import EPOCH, Promise
from fuzz.recipe import Picks
from fuzz.zipchanges import ANY, OpenedZip

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
STRINGS = "xl/sharedStrings.xml"
FIRST = 3  # the first row with answers


class OpenedBook(OpenedZip):
    main = "xl/worksheets/sheet1.xml"

    @property
    def sheets(self) -> list[str]:
        return [name for name, _ in self.members if name.startswith("xl/worksheets/sheet")]

    def sheet(self, picks: Picks) -> Any:
        return self.root(picks.of(self.sheets))

    def cells(self, sheet: Any, kind: str = "") -> list[Any]:
        """That hold something, below the names."""
        found = [cell for row in sheet.iter(f"{S}row") if _number(row) >= FIRST for cell in row]
        return [cell for cell in found if len(cell) and (not kind or cell.get("t") == kind)]

    def strings(self) -> list[Any]:
        return list(self.root(STRINGS).iter(f"{S}si"))


def with_table_of_texts(data: bytes) -> bytes:
    """The same workbook as Excel keeps it: texts stand in one table, and cells say which."""
    book = OpenedBook(data)
    table = etree.Element(f"{S}sst", nsmap={"x": S[1:-1]})
    for name in book.sheets:
        for cell in book.root(name).iter(f"{S}c"):
            if cell.get("t") == "inlineStr":
                (inside,) = cell
                inside.tag = f"{S}si"
                cell.set("t", "s")
                table.append(inside)
                etree.SubElement(cell, f"{S}v").text = str(len(table) - 1)
    book.members.append((STRINGS, etree.tostring(table)))
    kind = {
        "PartName": f"/{STRINGS}",
        "ContentType": "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml",
    }
    types, relations = book.root("[Content_Types].xml"), book.root("xl/_rels/workbook.xml.rels")
    etree.SubElement(types, types[-1].tag.replace("Default", "Override"), kind)
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    etree.SubElement(relations, relations[0].tag, {"Id": "rIdTexts", "Type": relation, "Target": "sharedStrings.xml"})
    return book.saved()


def _number(row: Any) -> int:
    return int(row.get("r", "0"))


# What programs do whenever a workbook is saved.


def _in_cell(book: OpenedBook, picks: Picks) -> None:
    """A text in its cell and not in the table of texts, or as what a formula gave."""
    cell = picks.of(book.cells(book.sheet(picks), "s"))
    text = "".join(book.strings()[int(cell.findtext(f"{S}v"))].itertext())
    cell[:] = []
    if picks.number(2):
        cell.set("t", "inlineStr")
        etree.SubElement(etree.SubElement(cell, f"{S}is"), f"{S}t").text = text
    else:
        cell.set("t", "str")
        etree.SubElement(cell, f"{S}f").text = 'A1&amp;""'
        etree.SubElement(cell, f"{S}v").text = text


def _rich_text(book: OpenedBook, picks: Picks) -> None:
    """A text in pieces, of which some are bold."""
    string = picks.of([string for string in book.strings() if len(string) == 1 and len(string[0].text or "") > 1])
    text = string[0].text
    string[:] = []
    at = 1 + picks.number(len(text) - 1)
    for piece in (text[:at], text[at:]):
        run = etree.SubElement(string, f"{S}r")
        etree.SubElement(etree.SubElement(run, f"{S}rPr"), f"{S}b")
        written = etree.SubElement(run, f"{S}t")
        written.text = piece
        written.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _phonetic(book: OpenedBook, picks: Picks) -> None:
    """How a text is said, which is no part of it (clause 18.4.6)."""
    string = picks.of(book.strings())
    said = etree.SubElement(string, f"{S}rPh", {"sb": "0", "eb": "1"})
    etree.SubElement(said, f"{S}t").text = "フリガナ"


def _lying_size(book: OpenedBook, picks: Picks) -> None:
    sheet = book.sheet(picks)
    size = sheet.find(f"{S}dimension")
    if size is None:
        size = etree.Element(f"{S}dimension")
        sheet.insert(0, size)
    size.set("ref", picks.of(("A1", "A1:B1", "A1:XFD1048576", "C5:D6", "B2:A1")))
    for row in sheet.iter(f"{S}row"):
        row.set("spans", picks.of(("1:1", "1:16384", "5:6")))


def _without_places(book: OpenedBook, picks: Picks) -> None:
    """Rows and cells need not say where they stand, when none before them is left out (clause 18.3.1.4)."""
    sheet = book.sheet(picks)
    rows = list(sheet.iter(f"{S}row"))
    if [_number(row) for row in rows] == list(range(1, len(rows) + 1)):
        for row in rows:
            row.attrib.pop("r")


def _formatted(book: OpenedBook, picks: Picks) -> None:
    """Empty cells and rows that only have looks."""
    sheet = book.sheet(picks)
    data = sheet.find(f"{S}sheetData")
    last = max((_number(row) for row in data), default=0)
    row = etree.SubElement(data, f"{S}row", {"r": str(last + 1 + picks.number(500))})
    etree.SubElement(row, f"{S}c", {"r": f"A{row.get('r')}"})


def _merged(book: OpenedBook, picks: Picks) -> None:
    """Cells far below put together, where nothing stands."""
    sheet = book.sheet(picks)
    merged = sheet.find(f"{S}mergeCells")
    if merged is None:
        merged = etree.Element(f"{S}mergeCells")
        sheet.find(f"{S}sheetData").addnext(merged)
    etree.SubElement(merged, f"{S}mergeCell", {"ref": "A900:C901"})


def _hidden(book: OpenedBook, picks: Picks) -> None:
    for row in book.sheet(picks).iter(f"{S}row"):
        row.set("hidden", "1")


def _sheet_order(book: OpenedBook, picks: Picks) -> None:
    sheets = book.root("xl/workbook.xml").find(f"{S}sheets")
    sheets[:] = list(reversed(sheets))


def _strings_anew(book: OpenedBook, picks: Picks) -> None:
    """The table of texts in another order, with each text as often as it is used."""
    texts, table = book.strings(), book.root(STRINGS)
    written = []
    for name in book.sheets:
        for cell in book.root(name).iter(f"{S}c"):
            if cell.get("t") == "s":
                written.append(etree.fromstring(etree.tostring(texts[int(cell.findtext(f"{S}v"))])))
                cell.find(f"{S}v").text = str(len(written) - 1)
    table[:] = written
    table.set("count", "1")


# What people do.


def _typed(book: OpenedBook, picks: Picks) -> None:
    book.touched.everything = True
    cell = picks.of(book.cells(book.sheet(picks)))
    kind, value = picks.of(
        (
            ("n", "46000"),
            ("n", "0.1"),
            ("n", "1e308"),
            ("n", "-1"),
            ("b", "1"),
            ("e", "#REF!"),
            ("d", "2026-11-23"),
            ("s", "999999"),
            ("s", "-1"),
            ("n", "x"),
            ("str", "=1+1"),
            ("zz", "1"),
        )
    )
    cell[:] = []
    cell.set("t", kind)
    etree.SubElement(cell, f"{S}v").text = value


def _row_gone(book: OpenedBook, picks: Picks) -> None:
    book.touched.everything = True
    rows = [row for row in book.sheet(picks).iter(f"{S}row") if _number(row) >= FIRST]
    row = picks.of(rows)
    row.getparent().remove(row)


def _row_twice(book: OpenedBook, picks: Picks) -> None:
    """The same row again, below the last."""
    book.touched.everything = True
    data = book.sheet(picks).find(f"{S}sheetData")
    row = picks.of([row for row in data if _number(row) >= FIRST])
    other: Any = etree.fromstring(etree.tostring(row))
    last = max(map(_number, data))
    other.set("r", str(last + 1))
    for cell in other:
        cell.set("r", cell.get("r").rstrip("0123456789") + str(last + 1))
    data.append(other)


def _column_moved(book: OpenedBook, picks: Picks) -> None:
    """Columns in another order, with all that is in them."""
    sheet = book.sheet(picks)
    letters = sorted({cell.get("r").rstrip("0123456789") for cell in sheet.iter(f"{S}c")})
    if max(map(len, letters)) == 1:
        to = dict(zip(letters, reversed(letters), strict=True))
        for row in sheet.iter(f"{S}row"):
            for cell in row:
                letter = cell.get("r").rstrip("0123456789")
                cell.set("r", to[letter] + cell.get("r")[len(letter) :])
            row[:] = sorted(row, key=lambda cell: cell.get("r"))


def _title_above(book: OpenedBook, picks: Picks) -> None:
    """Rows with a title put in above."""
    sheet = book.sheet(picks)
    for row in sheet.iter(f"{S}row"):
        for cell in row:
            cell.set("r", cell.get("r").rstrip("0123456789") + str(_number(row) + 2))
        row.set("r", str(_number(row) + 2))
    row = etree.Element(f"{S}row", {"r": "1"})
    cell = etree.SubElement(row, f"{S}c", {"r": "A1", "t": "inlineStr"})
    etree.SubElement(etree.SubElement(cell, f"{S}is"), f"{S}t").text = "Groep 7"
    sheet.find(f"{S}sheetData").insert(0, row)


def _as_date(book: OpenedBook, picks: Picks) -> None:
    """A date that was typed as text is kept as a number of days, as programs do."""
    texts = ["".join(string.itertext()) for string in book.strings()]
    cells = [cell for name in book.sheets for cell in book.cells(book.root(name), "s")]
    dates = [(cell, text) for cell in cells if _is_day(text := texts[int(cell.findtext(f"{S}v"))])]
    cell, text = picks.of(dates)
    day = datetime.date.fromisoformat(text)
    cell[:] = []
    cell.attrib.pop("t")
    cell.set("s", _date_style(book))
    etree.SubElement(cell, f"{S}v").text = str((day - EPOCH).days)


def _is_day(text: str) -> bool:
    return len(text) == 10 and text[4] == text[7] == "-"


def _date_style(book: OpenedBook) -> str:
    formats = book.root("xl/styles.xml").find(f"{S}cellXfs")
    etree.SubElement(formats, f"{S}xf", {"numFmtId": "14", "applyNumberFormat": "1"})
    formats.set("count", str(len(formats)))
    return str(len(formats) - 1)


CHANGES: Mapping[str, Change] = {
    **ANY,
    "in cell": Change(_in_cell, Promise.SAME),
    "rich text": Change(_rich_text, Promise.SAME),
    "phonetic": Change(_phonetic, Promise.SAME),
    "lying size": Change(_lying_size, Promise.SAME),
    "without places": Change(_without_places, Promise.SAME),
    "formatted": Change(_formatted, Promise.SAME),
    "merged": Change(_merged, Promise.SAME),
    "hidden": Change(_hidden, Promise.SAME),
    "sheet order": Change(_sheet_order, Promise.SAME),
    "strings anew": Change(_strings_anew, Promise.SAME),
    "column moved": Change(_column_moved, Promise.SAME_OR_TOLD),
    "title above": Change(_title_above, Promise.SAME_OR_TOLD),
    "as date": Change(_as_date, Promise.SAME),
    "typed": Change(_typed, Promise.NOTHING_INVENTED),
    "row gone": Change(_row_gone, Promise.NOTHING_INVENTED),
    "row twice": Change(_row_twice, Promise.NOTHING_LOST),
}
