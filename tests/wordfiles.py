"""A Word file opened, and filled in as Word does it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import Any

from docx.oxml.ns import qn
from lxml import etree

from toolbox.core.form import Format
from toolbox.forms.dates import iso_date
from toolbox.forms.slots import Control, Slot, slots
from toolbox.shapes.office import wordnames

W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
MAIN = "word/document.xml"


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def body(data: bytes) -> Any:
    return etree.fromstring(members(data)[MAIN])


def with_body(data: bytes, root: Any) -> bytes:
    return packed({**members(data), MAIN: etree.tostring(root)})


def tag(control: Any) -> str:
    found = control.find(f"{qn('w:sdtPr')}/{qn('w:tag')}")
    return found.get(qn("w:val")) if found is not None else ""


def controls(root: Any) -> dict[str, Any]:
    return {tag(control): control for control in root.iter(qn("w:sdt"))}


def type_into(control: Any, text: str) -> None:
    """Take away what an open control shows, and put text in its place; lines are broken as by Shift+Enter."""
    opened = control.find(f"{qn('w:sdtPr')}/{qn('w:showingPlcHdr')}")
    if opened is not None:
        opened.getparent().remove(opened)
    content = control.find(qn("w:sdtContent"))
    for child in list(content):
        content.remove(child)
    run = etree.SubElement(content, qn("w:r"))
    for index, line in enumerate(text.split("\n")):
        if index:
            etree.SubElement(run, qn("w:br"))
        written = etree.SubElement(run, qn("w:t"))
        written.text = line
        written.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def properties(data: bytes) -> dict[str, str]:
    """Its own ones, with names that are too long for a tag."""
    custom = etree.fromstring(members(data)["docProps/custom.xml"])
    return {element.get("name", ""): "".join(map(str, element.itertext())) for element in custom}


def filled(blank: bytes, form: Format, given: Mapping[str, object]) -> bytes:
    """The Word file of `form` with these answers by slot: a date '03-11-2026', a tick True, a choice its value."""
    own, root = properties(blank), body(blank)
    named = {wordnames.from_tag(text, own): control for text, control in controls(root).items() if text}
    for slot in slots(form):
        if value := given.get(slot.name):
            text = "true" if value is True else str(value)
            answer(named[slot.name], slot, iso_date(text) if slot.control is Control.DATE else text)
    return with_body(blank, root)


def joined(one: bytes, two: bytes) -> bytes:
    """The second below the first, as Word puts a text from a file in: what it says of itself does not come along."""
    root = body(one)
    end = root.find(f"{qn('w:body')}/{qn('w:sectPr')}")
    for block in body(two).find(qn("w:body")):
        if block.tag != qn("w:sectPr"):
            end.addprevious(block)
    return with_body(one, root)


def answer(control: Any, slot: Slot, value: str) -> None:
    if slot.control is Control.TICK:
        control.find(f".//{W14}checked").set(f"{W14}val", "1" if value else "0")
        type_into(control, "☒" if value else "☐")
    elif slot.control is Control.DATE:
        control.find(f".//{qn('w:date')}").set(qn("w:fullDate"), f"{value}T00:00:00Z")
        year, month, day = value.split("-")
        type_into(control, f"{day}-{month}-{year}")
    elif slot.control is Control.CHOICE:
        type_into(control, next(choice.label for choice in slot.question.choices if choice.value == value))
    else:
        type_into(control, value)
