"""Office programs: Word files and workbooks filled in with them, or saved anew."""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from collections.abc import Mapping
from functools import partial
from pathlib import Path

import openpyxl
from lxml import etree
from openpyxl.utils import get_column_letter

from clients.program import SYSTEM_PYTHON, Program, Work, first_line, run
from clients.typed import Filled, label_of
from toolbox.core.form import ANSWERS_NAME
from toolbox.forms.slots import Control
from toolbox.shapes.office import wordnames
from toolbox.shapes.office.columns import TICK_LABEL
from toolbox.shapes.office.workbook import FIRST, NAMES
from wordfiles import packed

TESTS = Path(__file__).resolve().parent.parent
WRITER = {"docx": "MS Word 2007 XML", "odt": "writer8", "doc": "MS Word 97", "rtf": "Rich Text Format"}
CALC = {"xlsx": "Calc MS Excel 2007 XML", "ods": "calc8"}


def type_in_writer(work: Work, forms: tuple[Filled, ...]) -> Mapping[str, list[Path]]:
    jobs = []
    for filled in forms:
        typed = {
            wordnames.bookmark(name): True if slot.control is Control.TICK else label_of(slot, text)
            for name, (slot, text) in filled.fields.items()
        }
        targets = {str(work.target(filled, ending)): kind for ending, kind in WRITER.items()}
        # A copy: what LibreOffice puts beside a file that it has open, would stay in the site when it is killed.
        source = shutil.copy(work.blank(filled, ".docx"), work.target(filled, "blank.docx"))
        jobs.append({"source": str(source), "kind": "writer", "typed": typed, "targets": targets})
    run(SYSTEM_PYTHON, TESTS / "uno_type.py", "nl-NL", stdin=json.dumps(jobs))
    return {f"saved as .{ending}": [work.target(filled, ending) for filled in forms] for ending in WRITER}


def cells(source: Path, filled: Filled) -> dict[str, dict[str, str]]:
    """Sheet → cell → what is typed in it."""
    book = openpyxl.load_workbook(source)
    found: dict[str, dict[str, str]] = {}
    at: dict[tuple[str, str], tuple[str, str]] = {}
    for sheet in book:
        table = str(sheet.cell(NAMES, 1).value).partition(":")[2]
        for column in range(2, sheet.max_column + 1):
            at[table, str(sheet.cell(NAMES, column).value)] = (sheet.title, get_column_letter(column))
    for name, (slot, text) in filled.fields.items():
        where = (slot.row.table.name, name.split(".", 2)[2]) if slot.row else (ANSWERS_NAME, name)
        title, letter = at[where]
        shown = TICK_LABEL if slot.control is Control.TICK else label_of(slot, text)
        found.setdefault(title, {})[f"{letter}{FIRST - 1 + (slot.row.number if slot.row else 1)}"] = shown
    return found


def type_in_calc(locale: str, work: Work, forms: tuple[Filled, ...]) -> Mapping[str, list[Path]]:
    jobs = []
    for filled in forms:
        source = work.blank(filled, ".xlsx")
        targets = {str(work.target(filled, ending)): kind for ending, kind in CALC.items()}
        jobs.append({"source": str(source), "kind": "calc", "typed": cells(source, filled), "targets": targets})
    run(SYSTEM_PYTHON, TESTS / "uno_type.py", locale, stdin=json.dumps(jobs))
    return {f"saved as .{ending}": [work.target(filled, ending) for filled in forms] for ending in CALC}


def gnumeric(work: Work, forms: tuple[Filled, ...]) -> Mapping[str, list[Path]]:
    for filled in forms:
        typed, target = cells(work.blank(filled, ".xlsx"), filled), work.target(filled, "xlsx")
        shutil.copy(work.blank(filled, ".xlsx"), target)
        for sheet, texts in typed.items():
            put_first(target, sheet)
            options = [option for cell, text in texts.items() for option in ("--set", f"{cell}={text}")]
            run("ssconvert", *options, target, work.target(filled, "typed.xlsx"))
            work.target(filled, "typed.xlsx").replace(target)
        run("ssconvert", target, work.target(filled, "ods"))
    return {f"saved as .{ending}": [work.target(filled, ending) for filled in forms] for ending in ("xlsx", "ods")}


def put_first(path: Path, title: str) -> None:
    """ssconvert types on the first sheet alone. Names that are told apart by a sheet's place are only for printing."""
    with zipfile.ZipFile(path) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    book = etree.fromstring(files["xl/workbook.xml"])
    sheets = next(book.iter("{*}sheets"))
    sheets.insert(0, next(sheet for sheet in sheets if sheet.get("name") == title))
    for names in book.findall("{*}definedNames"):
        book.remove(names)
    for view in book.iter("{*}workbookView"):
        view.set("activeTab", "0")
    files["xl/workbook.xml"] = etree.tostring(book)
    for name in files:
        if name.startswith("xl/worksheets/sheet"):
            files[name] = re.sub(rb' tabSelected="\w+"', b"", files[name])
    path.write_bytes(packed(files))


def pandoc(work: Work, forms: tuple[Filled, ...]) -> Mapping[str, list[Path]]:
    """It types nothing itself: it makes a file that was typed in LibreOffice anew."""
    typed = type_in_writer(work, forms)["saved as .docx"]
    endings = {"docx": "pandoc.docx", "odt": "pandoc.odt", "rtf": "pandoc.rtf"}
    for source, filled in zip(typed, forms, strict=True):
        for kind, ending in endings.items():
            run("pandoc", source, "--standalone", "--to", kind, "--output", work.target(filled, ending))
    return {
        f"made anew as .{kind}": [work.target(filled, ending) for filled in forms] for kind, ending in endings.items()
    }


OFFICE = {"soffice": "apt-get install libreoffice-writer-nogui", "system:uno": "apt-get install python3-uno"}
CALC_OFFICE = {**OFFICE, "file:/usr/lib/libreoffice/program/libsclo.so": "apt-get install libreoffice-calc-nogui"}
OFFICE_VERSION = first_line("soffice", "--version")
PROGRAMS = (
    Program("LibreOffice Writer", type_in_writer, OFFICE_VERSION, OFFICE),
    Program("LibreOffice Calc", partial(type_in_calc, "nl-NL"), OFFICE_VERSION, CALC_OFFICE),
    Program("LibreOffice Calc in English", partial(type_in_calc, "en-US"), OFFICE_VERSION, CALC_OFFICE),
    Program("Gnumeric", gnumeric, first_line("ssconvert", "--version"), {"ssconvert": "apt-get install gnumeric"}),
    Program("pandoc", pandoc, first_line("pandoc", "--version"), {"pandoc": "apt-get install pandoc", **OFFICE}),
)
