"""A filled-in PDF that is being changed, and all the words that stand in it."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, ObjectStreamMode, Pdf, Stream, String

from fuzz.meaning import Promise, Touched
from fuzz.recipe import Picks

DEEPEST = 12
PLAIN = {"object_stream_mode": ObjectStreamMode.disable, "compress_streams": False}


class OpenedPdf:
    """`fields` are the leaves of the tree as it was: (question or table, field)."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.pdf = Pdf.open(io.BytesIO(data))
        self.touched = Touched()
        self.options: dict[str, Any] = {}
        self.again: Picks | None = None
        self.before = self.after = b""
        self.lost: set[str] = set()
        self.fields = list(leaves(_fields_of(self.pdf), ""))

    def field(self, picks: Picks) -> Any:
        """One of the fields, which is touched."""
        name, field = picks.of(self.fields)
        self.touched.names.add(name)
        return field

    def text(self, picks: Picks) -> Any:
        name, field = picks.of([(name, field) for name, field in self.fields if isinstance(field.get("/V"), String)])
        self.touched.names.add(name)
        return field

    def leave_out(self, what: str) -> None:
        """Of the form's list and the pages' one will do to find a field."""
        self.lost.add(what)
        if len(self.lost) > 1:
            self.touched.promise = min(self.touched.promise, Promise.NOTHING_INVENTED)

    def saved(self) -> bytes:
        out = io.BytesIO()
        with warnings.catch_warnings(action="ignore"):
            self.pdf.save(out, **(PLAIN if self.again else self.options))
        data = _with_update(out.getvalue(), self.again) if self.again else out.getvalue()
        return self.before + data + self.after


def _fields_of(pdf: Any) -> Any:
    return pdf.Root.get("/AcroForm", {}).get("/Fields", ())


def leaves(fields: Any, top: str, depth: int = 0) -> Iterator[tuple[str, Any]]:
    for field in fields:
        name = top or str(field.get("/T", ""))
        # PDFtk and others put a level above all.
        name = "" if name.isdecimal() else name
        kids = [kid for kid in field.get("/Kids", ()) if "/T" in kid]
        if kids and depth < DEEPEST:
            yield from leaves(kids, name, depth + 1)
        else:
            yield name, field


def pdf_pool(data: bytes) -> str:
    """Every string and name in the file, and what its streams hold."""
    with Pdf.open(io.BytesIO(data)) as pdf:
        return " ".join(text for thing in pdf.objects for text in _texts(thing, 0))


def _texts(thing: Any, depth: int) -> Iterator[str]:
    if depth and getattr(thing, "is_indirect", False):
        return  # It comes by itself.
    if isinstance(thing, (String, Name)):
        yield str(thing)
    elif isinstance(thing, (Dictionary, Stream)):
        for key in list(thing.keys()):
            yield key
            yield from _texts(thing[key], depth + 1)
        if isinstance(thing, Stream):
            yield _content(thing)
    elif isinstance(thing, Array):
        for item in thing:
            yield from _texts(item, depth + 1)
    else:
        yield str(thing)


def _content(stream: Any) -> str:
    try:
        return bytes(stream.read_bytes()).decode("utf-8", "replace")
    except (pikepdf.PdfError, ValueError):
        return ""


def _with_update(data: bytes, picks: Picks) -> bytes:
    found = list(re.finditer(rb"(?m)^(\d+) 0 obj\n.*?endobj\n", data, re.DOTALL))
    again = picks.of([each for each in found if b"stream" not in each[0]])
    root = re.findall(rb"/Root (\d+) 0 R", data)[-1]
    size, start = re.findall(rb"/Size (\d+)", data)[-1], re.findall(rb"startxref\n(\d+)", data)[-1]
    info = b"".join(b"/Info %s 0 R " % number for number in re.findall(rb"/Info (\d+) 0 R", data)[-1:])
    table = b"xref\n0 0\n%d 1\n%010d 00000 n \n" % (int(again[1]), len(data))
    trailer = b"trailer\n<< /Size %s /Root %s 0 R %s/Prev %s >>\n" % (size, root, info, start)
    return data + again[0] + table + trailer + b"startxref\n%d\n%%%%EOF\n" % (len(data) + len(again[0]))
