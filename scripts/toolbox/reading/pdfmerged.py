"""Forms that somebody put together in one PDF  →  each apart, by what its pages and its fields say."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pikepdf
from pikepdf import Array

from toolbox.reading.pdffields import (
    Id,
    ancestors,
    field_text,
    fields_below,
    form_fields,
    gathered,
    is_dictionary,
    name_of,
    widgets,
)
from toolbox.reading.refusal import Refusal
from toolbox.shapes.paper.origin import PIECE

MAX_PARTS = 100
NOWHERE = "op geen bladzijde"
# An object within another one has no number of its own.
WITHIN: Id = (0, 0)


@dataclass(frozen=True, slots=True)
class Apart:
    """The `forms` of a file, each a PDF of its own; and what stands in fields to which no page leads, as programs leave
    them that take a page out: of several forms nobody knows whose those are. By names that no question has."""

    forms: tuple[bytes, ...]
    stray: Mapping[str, str]


def take_apart(data: bytes) -> Apart:
    """`data` itself when one form is in it. Raises Refusal(file-merged).

    That is for forms which share their fields: what was filled in in one, is in the other as well.
    """
    with pikepdf.open(io.BytesIO(data)) as pdf:
        starts = list(_starts(pdf))
        if len(starts) < 2:
            return Apart((data,), {})
        if len(starts) > MAX_PARTS:
            raise Refusal("file-bomb")
        pages = list(pdf.pages)
        ends = [*starts[1:], len(pages)]
        seen: set[Id] = set()
        for start, end in zip(starts, ends, strict=True):
            fields = {field for page in pages[start:end] for _, field in _fields(page)}
            if fields & seen:
                raise Refusal("file-merged")
            seen |= fields
        stray = _on_no_page(pdf)
    return Apart(tuple(_apart(data, start, end) for start, end in zip(starts, ends, strict=True)), stray)


def _on_no_page(pdf: Any) -> Mapping[str, str]:
    """See `Apart.stray`."""
    led = {field.objgen for note in widgets(pdf.pages) for field in ancestors(note)} - {WITHIN}
    stray = [(path, field) for path, field, _ in fields_below(form_fields(pdf)) if field.objgen not in led]
    values, _ = gathered(([f"{'.'.join(path)} ({NOWHERE})"], {}, field_text(field)) for path, field in stray)
    return {name: text for name, text in values.items() if text}


def _starts(pdf: Any) -> Iterator[int]:
    """The number of each page at which a form begins: there a page or a field comes again, or another format."""
    lines: set[str] = set()
    fields: dict[str, Id] = {}
    mark = ""
    for number, page in enumerate(pdf.pages):
        private = page.obj.get("/PieceInfo", {}).get(PIECE, {}).get("/Private", {})
        printed, of = str(private.get("/Lines", "")), str(private.get("/Mark", ""))
        own = _fields(page)
        # A page that was put in by a program which drops what pages say of themselves has fields of another form.
        again = bool(own) and bool(of) != bool(mark)
        again = again or any(fields.get(name, field) != field for name, field in own)
        if number == 0 or again or (printed and printed in lines) or (of and mark and of != mark):
            yield number
            lines, fields, mark = set(), {}, ""
        lines.add(printed)
        fields.update(own)
        mark = of or mark


def _fields(page: Any) -> list[tuple[str, Id]]:
    """(whole name, what it is known by in the file) of the field of each widget on a page."""
    found = []
    for note in widgets([page]):
        named = [field for field in ancestors(note) if "/T" in field]
        if named:
            found.append((".".join(filter(None, map(name_of, reversed(named)))), named[0].objgen))
    return found


def _apart(data: bytes, start: int, end: int) -> bytes:
    """The file with these pages alone, and the fields to which they lead."""
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for number in reversed(range(len(pdf.pages))):
            if not start <= number < end:
                del pdf.pages[number]
        kept = {field.objgen: field for note in widgets(pdf.pages) for field in ancestors(note)}
        # Programs let fields of both forms hang below the same one.
        for field in kept.values():
            if isinstance(field.get("/Kids"), Array):
                field.Kids = Array([kid for kid in field.Kids if kid.objgen in kept])
        if is_dictionary(pdf.Root.get("/AcroForm")):
            del pdf.Root.AcroForm
        if start:
            # What is said of the whole file is of the form in front.
            del pdf.docinfo
            if "/Metadata" in pdf.Root:
                del pdf.Root.Metadata
        with warnings.catch_warnings(action="ignore"):
            # It says that the list of fields is not there: the pages lead to them.
            pdf.save(buffer)
    return buffer.getvalue()
