"""The fields of a PDF (AcroForm, ISO 32000-1 clause 12.7): which there are, what stands in them, and where they are."""

from __future__ import annotations

import io
import json
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from toolbox.forms.answers import is_ticked, join_list
from toolbox.forms.slots import TICKED
from toolbox.reading.pdftext import PdfBox
from toolbox.reading.refusal import Refusal
from toolbox.shapes.paper.origin import ROW_KEY

MAX_FIELDS = 5_000
MAX_DEPTH = 8
MAX_TEXT = 100_000  # characters in one field
# The given text of a row; older files have it as the name for other programs.
ROW_KEYS = ("/TM", ROW_KEY)

# PDFtk puts the fields of a second file below one that is called '1'; MuPDF and qpdf count behind the name.
ADDED = re.compile(r"(?: \[\d+\]|\+\d+)$")

# An escape in a text string says in what language it goes on (ISO 32000-1 clause 7.9.2.2).
LANGUAGE = re.compile("\x1b[A-Za-z]{2}(?:[A-Za-z]{2})?\x1b")

Id = tuple[int, int]
RowsByTable = dict[str, tuple[Mapping[str, str], ...]]


@dataclass(frozen=True, slots=True)
class FieldPlace:
    """Where field number `index` can be filled in; `state` is what a button there gives, '' for text."""

    index: int
    path: tuple[str, ...]
    given: Mapping[str, str]
    page: int
    box: PdfBox
    state: str = ""


def places_of(data: bytes) -> tuple[FieldPlace, ...]:
    """Of a PDF of our own."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pages = {note.objgen: number for number, page in enumerate(pdf.pages) for note in page.obj.get("/Annots", ())}
        return tuple(_places(pages, fields_below(top_fields(pdf))))


def _places(
    pages: Mapping[tuple[int, int], int], fields: Iterable[tuple[list[str], Any, dict[str, str]]]
) -> Iterator[FieldPlace]:
    for index, (path, field, given) in enumerate(fields):
        for widget in field.get("/Kids", (field,)):
            left, bottom, right, top = map(float, widget.Rect)
            state = ""
            if field.get("/FT") == Name.Btn:
                on = next(str(key)[1:] for key in widget.AP.N if key != "/Off")
                state = on if "/Kids" in field else TICKED
            yield FieldPlace(index, tuple(path), given, pages[widget.objgen], PdfBox(left, bottom, right, top), state)


def gathered(found: Iterable[tuple[Sequence[str], Mapping[str, str], str]]) -> tuple[dict[str, str], RowsByTable]:
    """(names from the top, given text of its row, text) of each field  →  answers by question, and rows by table."""
    values: dict[str, str] = {}
    rows: dict[str, dict[str, dict[str, str]]] = {}
    for path, given, text in found:
        if len(path) < 3:
            _put(values, path, text)
        else:
            table, number, *rest = path
            row = rows.setdefault(table, {}).setdefault(number, dict(given))
            _put(row, rest, text)
    return values, {table: tuple(map(by_number.__getitem__, _in_order(by_number))) for table, by_number in rows.items()}


def _in_order(numbers: Iterable[str]) -> list[str]:
    """The rows as they are numbered: a program may have the fields of a form in any order."""
    return sorted(numbers, key=lambda number: (not number.isdecimal(), int(number) if number.isdecimal() else 0))


def top_fields(pdf: Any) -> list[Any]:
    """The fields that have none above them: of the form, and those to which only a page still leads.

    Where a widget says what is above it, and that does not say so of the widget, it does afterwards.
    """
    tops = form_fields(pdf)
    known = {field.objgen for field in tops}
    below: dict[Id, set[Id]] = {}
    for note in widgets(pdf.pages):
        chain = ancestors(note)
        for kid, above in pairwise(chain):
            kids = below.setdefault(above.objgen, {each.objgen for each in above.get("/Kids", ())})
            if kid.objgen not in kids:
                kids.add(kid.objgen)
                above.Kids = Array([*above.get("/Kids", ()), kid])
        top = chain[-1]
        if top.objgen not in known and ("/T" in top or "/Kids" in top):
            known.add(top.objgen)
            tops.append(top)
    return tops


def form_fields(pdf: Any) -> list[Any]:
    """Those of the form itself."""
    form = pdf.Root.get("/AcroForm")
    return [field for field in form.get("/Fields", ()) if is_dictionary(field)] if is_dictionary(form) else []


def widgets(pages: Iterable[Any]) -> Iterator[Any]:
    for page in pages:
        for note in page.obj.get("/Annots", ()):
            if is_dictionary(note) and note.get("/Subtype") == Name.Widget:
                yield note


def ancestors(note: Any) -> list[Any]:
    """A widget and the fields above it, up to the top."""
    found = [note]
    while "/Parent" in found[-1] and len(found) <= MAX_DEPTH:
        found.append(found[-1].Parent)
    return found


def name_of(field: Any) -> str:
    """Its own name, without what programs add when they put files together; '' for a level that they added."""
    name = ADDED.sub("", str(field.get("/T", "")))
    return "" if name.isdecimal() and "/Parent" not in field else name


def is_dictionary(thing: Any) -> bool:
    return isinstance(thing, Dictionary)


def _put(target: dict[str, str], path: Sequence[str], text: str) -> None:
    """Keep `text` under a question's name; a path of two is one choice of a list. Nothing is overwritten."""
    if len(path) != 2 or (text and text != path[1] and not is_ticked(text)):
        name = ".".join(path)
        while text and target.get(name, text) not in ("", text):
            name += "’"
        target[name] = text or target.get(name, "")
    else:
        chosen = [target[path[0]]] if target.get(path[0]) else []
        target[path[0]] = join_list([*chosen, path[1]] if text else chosen)


def fields_below(top: list[Any]) -> Iterator[tuple[list[str], Any, dict[str, str]]]:
    """(names from the top, field, given text of its table row) of every field that has a value of its own."""
    count = 0
    waiting: list[tuple[Any, list[str], dict[str, str]]] = [(field, [], {}) for field in reversed(top)]
    while waiting:
        field, above, given = waiting.pop()
        count += 1
        if count > MAX_FIELDS or len(above) > MAX_DEPTH:
            raise Refusal("file-damaged")
        # A name with periods in it comes from a program that flattened the tree.
        path = above + [part for part in name_of(field).split(".") if part]
        for key in ROW_KEYS:
            if key in field:
                given = _given(str(field[key]))
        kids = field.get("/Kids")
        # A level in between may be without a name; what has neither a name nor kids is the place on the page.
        named = [kid for kid in kids if "/T" in kid or "/Kids" in kid] if isinstance(kids, Array) else []
        if named:
            waiting += [(kid, path, given) for kid in reversed(named)]
        else:
            yield path, field, dict(given)


def _given(text: str) -> dict[str, str]:
    try:
        found = json.loads(text[:MAX_TEXT])
    except (ValueError, RecursionError):
        return {}
    return {str(key): str(value) for key, value in found.items()} if isinstance(found, dict) else {}


def field_text(field: Any) -> str:
    """A field's value: its text, the state of a button, '' when open. Raises Refusal(file-bomb)."""
    value = inherited(field, "/V")
    if inherited(field, "/FT") == Name.Btn:
        if isinstance(value, Name):
            state = str(value)[1:]
        else:
            # Some viewers only turn the button itself.
            kids = list(field.get("/Kids", [])) or [field]
            state = next((str(kid.AS)[1:] for kid in kids if "/AS" in kid and str(kid.AS) != "/Off"), "Off")
        if state == "Off":
            return ""
        return state if "/Kids" in field else TICKED
    text = LANGUAGE.sub("", _said(value))
    if len(text) > MAX_TEXT:
        # Half an answer would look like a whole one.
        raise Refusal("file-bomb")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _said(value: Any) -> str:
    """What a field of text holds. Raises Refusal(file-damaged) for what is no text: in a file that was cut off, the
    number of a text can have become that of a drawing."""
    match value:
        case None:
            return ""
        case pikepdf.Stream() if "/Subtype" not in value:
            return _letters(unpacked(value))
        case Array():
            # Of a list in which several may be chosen (clause 12.7.4.4).
            return join_list(map(_said, value))
        case Name():
            return str(value)[1:]
        case bool():
            raise Refusal("file-damaged")
        case pikepdf.String() | int() | Decimal():
            return str(value)
    raise Refusal("file-damaged")


def _letters(data: bytes) -> str:
    """In the same letters as a string has (clause 7.9.3), or in UTF-8 without a word about it."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeError:
        return str(pikepdf.String(data))


def inherited(field: Any, key: str) -> Any:
    """What a field says of itself, else what the fields above it say of all below them (table 220)."""
    return next((above[key] for above in ancestors(field) if key in above), None)


def unpacked(stream: Any) -> bytes:
    """What a stream holds, as far as it counts: some kilobytes can unpack to gigabytes."""
    data = bytes(stream.read_raw_bytes())
    match stream.get("/Filter"):
        case None:
            return data
        case Name.FlateDecode if "/DecodeParms" not in stream:
            return zlib.decompressobj().decompress(data, 4 * MAX_TEXT)
    raise Refusal("file-damaged")
