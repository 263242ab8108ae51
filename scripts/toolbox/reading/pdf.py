"""A filled-in PDF  →  what stands in its fields (AcroForm, ISO 32000-1 clause 12.7)."""

from __future__ import annotations

import io
import json
import re
import zlib
from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from toolbox.forms.answers import Found, join_list
from toolbox.forms.slots import TICKED
from toolbox.reading.pdflines import has_text, lines_beside
from toolbox.reading.refusal import Refusal
from toolbox.shapes.paper.origin import PIECE, ROW_KEY

MAX_FIELDS = 5_000
MAX_DEPTH = 8
MAX_TEXT = 100_000  # characters in one field
# The given text of a row; older files have it as the name for other programs.
ROW_KEYS = ("/TM", ROW_KEY)
# Between other keywords, with commas or not, or in XML.
MARKED = r"[ ,;]+([a-z0-9-]+)[ ,;]+(\d+\.\d+\.\d+)(?![\w.])"


def read_pdf(data: bytes, file: str, toolbox: str) -> Found:
    """The answers in a fillable PDF of any format of `toolbox` (its mark). Raises Refusal."""
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            return _read(pdf, data, file, toolbox)
    except pikepdf.PasswordError as error:
        raise Refusal("file-encrypted") from error
    except (
        pikepdf.PdfError,
        zlib.error,
        ValueError,
        TypeError,
        AttributeError,
        KeyError,
        IndexError,
        RuntimeError,
    ) as error:
        # pikepdf raises any of these for an object of another kind than the specification says.
        raise Refusal("file-damaged") from error


def _read(pdf: Any, data: bytes, file: str, toolbox: str) -> Found:
    tops = _tops(pdf)
    name, version = _marked(pdf, toolbox)
    if not tops and not name:
        raise Refusal("file-without-fields" if has_text(data) else "file-scan")
    values: dict[str, str] = {}
    rows: dict[str, dict[str, dict[str, str]]] = {}
    labels: dict[str, None] = {}
    for path, field, given in _fields(tops):
        text = _text(field)
        labels[str(field.get("/TU", ""))] = None
        if len(path) < 3:
            _put(values, path, text)
        else:
            table, number, *rest = path
            row = rows.setdefault(table, {}).setdefault(number, given)
            _put(row, rest, text)
    tables = {table: tuple(by_number.values()) for table, by_number in rows.items()}
    cells = (cell for by_number in tables.values() for row in by_number for cell in row.values())
    beside, unsifted = lines_beside(pdf, data, [*values.values(), *cells])
    return Found(file, "pdf", name, version, values, tables, beside, tuple(labels), unsifted)


def _tops(pdf: Any) -> list[Any]:
    """The fields that have none above them: of the form, and those to which only a page still leads."""
    form = pdf.Root.get("/AcroForm")
    tops = [field for field in form.get("/Fields", ()) if isinstance(field, Dictionary)] if _is_dictionary(form) else []
    known = {field.objgen for field in tops}
    for page in pdf.pages:
        for note in page.obj.get("/Annots", ()):
            if not _is_dictionary(note) or note.get("/Subtype") != Name.Widget:
                continue
            for _ in range(MAX_DEPTH):
                if "/Parent" not in note:
                    break
                note = note.Parent
            if note.objgen not in known and ("/T" in note or "/Kids" in note):
                known.add(note.objgen)
                tops.append(note)
    return tops


def _is_dictionary(thing: Any) -> bool:
    return isinstance(thing, Dictionary)


def _marked(pdf: Any, toolbox: str) -> tuple[str, str]:
    """Name and version of the format, from wherever a program left the mark; '' when none did."""
    pieces = (page.obj.get("/PieceInfo", {}).get(PIECE, {}).get("/Private", {}) for page in pdf.pages)
    places = [str(pdf.docinfo.get("/Keywords", "")), *(str(private.get("/Mark", "")) for private in pieces)]
    if "/Metadata" in pdf.Root:
        places.append(_unpacked(pdf.Root.Metadata).decode("utf-8", "replace"))
    for text in places:
        if match := re.search(rf"(?<![\w-]){toolbox}{MARKED}", text):
            return match[1], match[2]
    return "", ""


def _put(target: dict[str, str], path: list[str], text: str) -> None:
    """Keep `text` under a question's name; a path of two is one choice of a list."""
    name = path[0]
    if len(path) == 1:
        target[name] = text
        return
    chosen = [target[name]] if target.get(name) else []
    target[name] = join_list([*chosen, path[1]] if text else chosen)


def _fields(top: list[Any]) -> Iterator[tuple[list[str], Any, dict[str, str]]]:
    """(names from the top, field, given text of its table row) of every field that has a value of its own."""
    count = 0
    waiting: list[tuple[Any, list[str], dict[str, str]]] = [(field, [], {}) for field in reversed(top)]
    while waiting:
        field, above, given = waiting.pop()
        count += 1
        if count > MAX_FIELDS or len(above) > MAX_DEPTH:
            raise Refusal("file-damaged")
        # A name with periods in it comes from a program that flattened the tree.
        path = above + str(field.get("/T", "")).split(".")
        for key in ROW_KEYS:
            if key in field:
                given = _given(str(field[key]))
        kids = field.get("/Kids")
        named = [kid for kid in kids if "/T" in kid] if isinstance(kids, Array) else []
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


def _text(field: Any) -> str:
    """A field's value: its text, the state of a button, '' when open."""
    value = field.get("/V")
    if field.get("/FT") == Name.Btn:
        if isinstance(value, Name):
            state = str(value)[1:]
        else:
            # Some viewers only turn the button itself.
            kids = list(field.get("/Kids", [])) or [field]
            state = next((str(kid.AS)[1:] for kid in kids if "/AS" in kid and str(kid.AS) != "/Off"), "Off")
        if state == "Off":
            return ""
        return state if "/Kids" in field else TICKED
    if isinstance(value, pikepdf.Stream):
        value = _unpacked(value).decode("utf-8", errors="replace")
    return str(value)[:MAX_TEXT].replace("\r\n", "\n").replace("\r", "\n") if value is not None else ""


def _unpacked(stream: Any) -> bytes:
    """What a stream holds, as far as it counts: some kilobytes can unpack to gigabytes."""
    data = bytes(stream.read_raw_bytes())
    match stream.get("/Filter"):
        case None:
            return data
        case Name.FlateDecode if "/DecodeParms" not in stream:
            return zlib.decompressobj().decompress(data, 4 * MAX_TEXT)
    raise Refusal("file-damaged")
