"""Zip files, and the Word files, workbooks and data packages that are one: plain members, and nothing that runs."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Callable, Container, Iterator

from toolbox.forms.formulas import neutral, original

MEMBER = re.compile(r"(?:[\w.\[\]-]+/)*[\w.\[\]-]+")
SUFFIXES = frozenset({".pdf", ".docx", ".xlsx", ".zip", ".csv", ".json", ".xml", ".rels", ".vml", ".png"})
# ECMA-376: relationships that leave the file; only a hyperlink may.
EXTERNAL = re.compile(r"<Relationship\b[^>]*TargetMode=\"External\"[^>]*>")
HYPERLINK = re.compile(r"Type=\"[^\"]*/hyperlink\"")
LINK_TARGET = re.compile(r"Target=\"(?:https:|mailto:|tel:)[^\"]*\"")
# Field codes that fetch or run, embedded programs, formulas.
FORBIDDEN_XML = re.compile(
    r"<!DOCTYPE|<!ENTITY|<w:altChunk|<w:object|<o:OLEObject|<w:control\b|<f[ >]|<ddeLink|<externalReference|"
    r"<w:attachedTemplate|vbaProject|(?<=<w:instrText)[^<]*>\s*(?:DDE|INCLUDE|IMPORT|MACRO|LINK|DATABASE)"
)

Check = Callable[[str, bytes], Iterator[str]]


def suffix(name: str) -> str:
    """'.xml' of 'word/document.xml', and '.rels' of '_rels/.rels'."""
    return f".{name.rpartition('.')[2]}"


def zip_problems(data: bytes, check: Check, site: Container[str] = ()) -> Iterator[str]:
    """What may not stand in a zip file; `check` says it of a member by its name and bytes.

    What is called as a file of the site, one of `site`, may be of any kind that the site holds.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for member in archive.infolist():
            name = member.filename
            is_known = suffix(name) in SUFFIXES or name in site
            if not MEMBER.fullmatch(name) or ".." in name or not is_known:
                yield f"het bestand ‘{name}’"
                continue
            for problem in check(name, archive.read(member)):
                yield f"{name}: {problem}"


def xml_problems(text: str) -> Iterator[str]:
    """What may not stand in a part of a Word file or workbook."""
    if found := FORBIDDEN_XML.search(text):
        yield f"‘{found[0][:60]}’"
    for relation in EXTERNAL.findall(text):
        if not (HYPERLINK.search(relation) and LINK_TARGET.search(relation)):
            yield f"een verwijzing naar buiten: {relation[:200]}"


def csv_problems(text: str) -> Iterator[str]:
    """Cells that a spreadsheet would take for a formula."""
    for row in csv.reader(io.StringIO(text, newline="")):
        for cell in row:
            if neutral(original(cell)) != cell:
                yield f"een cel die als formule begint: ‘{cell[:40]}’"
