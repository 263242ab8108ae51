"""The fields of a fillable PDF (AcroForm, ISO 32000-1 clause 12.7).

WeasyPrint only finds the places: each stands in the file as a tick box with the slot's name, tagged in reading order.
Here every field is made anew from its slot, as PDF/UA-1 and people's viewers want it: a tooltip that a screen reader
speaks, a tree of names without periods in them, real radio groups, an appearance for every state.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from pikepdf import Array, Dictionary, Name, Stream, String

from toolbox.core.language import DUTCH, Language
from toolbox.forms.slots import Control, Row, Slot
from toolbox.shapes.paper import lettering
from toolbox.shapes.paper.origin import ROW_KEY
from toolbox.shapes.paper.simplefont import simple_font

REQUIRED, MULTILINE, RADIO = 1 << 1, 1 << 12, 1 << 15  # field flags, bit positions from 1: 2, 13, 16
AT_RIGHT = 2  # quadding, ISO 32000-1 table 222
TEXT_SIZE, CELL_SIZE = 11, 10  # points
PADDING = 2.0  # points
OFF = Name.Off
# What a single tick box is called when it is ticked; one of a list is called by its choice.
TICKED = "ja"


class FieldsDiffer(Exception):
    """The laid-out form does not hold exactly the slots of its format: a fault in a template."""


def make_fields(pdf: Any, slots: Iterable[Slot], language: Language = DUTCH) -> None:
    """Turn the marked places in `pdf` into fields, in the order of `slots`. Raises FieldsDiffer.

    What is filled in stands at the side where the language begins.
    """
    places = {
        str(annotation.T): annotation
        for page in pdf.pages
        for annotation in page.obj.get("/Annots", ())
        if annotation.get("/Subtype") == Name.Widget
    }
    maker = _Maker(pdf, language)
    for slot in slots:
        maker.make(slot, places)
    if places:
        raise FieldsDiffer(", ".join(sorted(places)))
    pdf.Root.AcroForm = pdf.make_indirect(
        Dictionary(
            Fields=Array(maker.top),
            DR=Dictionary(Font=maker.fonts(*maker.faces)),
            DA=maker.style(TEXT_SIZE),
        )
    )


class _Maker:
    def __init__(self, pdf: Any, language: Language) -> None:
        self.pdf, self.from_right = pdf, language.from_right
        faces = (*lettering.lettering(), *lettering.script_lettering(language.script))
        self.faces = {face.resource: simple_font(pdf, face) for face in faces}
        self.top: list[Any] = []
        self.nodes: dict[tuple[str, ...], Any] = {}
        self.streams: dict[tuple[str, float, float], Any] = {}

    @staticmethod
    def style(size: int) -> String:
        """/DA: the font, its size and black."""
        return String(f"/{lettering.RESOURCE} {size} Tf 0 g")

    def fonts(self, *resources: str) -> Dictionary:
        return Dictionary({f"/{resource}": self.faces[resource] for resource in resources})

    def make(self, slot: Slot, places: dict[str, Any]) -> None:
        *path, last = slot.name.split(".")
        if slot.control is Control.CHOICE:
            field = self.pdf.make_indirect(Dictionary(FT=Name.Btn, Ff=RADIO, V=OFF, Kids=Array()))
            for choice in slot.question.choices:
                widget = _take(places, f"{slot.name}.{choice.value}")
                self.tick_box(widget, choice.value, round_mark=True)
                widget.Parent = field
                widget.TU = String(f"{slot.spoken.rstrip(':')}: {choice.label}")
                field.Kids.append(widget)
        else:
            field = _take(places, slot.name)
            if slot.control is Control.TICK:
                field.FT, field.V = Name.Btn, OFF
                self.tick_box(field, slot.choice.value if slot.choice else TICKED, round_mark=False)
            else:
                self.text_field(field, slot)
        field.T, field.TU = String(last), String(slot.spoken)
        if slot.question.required:
            field.Ff = int(field.get("/Ff", 0)) | REQUIRED
        self.hang(field, tuple(path), slot.row)

    def hang(self, field: Any, path: tuple[str, ...], row: Row | None) -> None:
        """Put `field` in the tree of names: a period may not be in a name, it stands between a node and its kid."""
        if not path:
            self.top.append(field)
            return
        if path not in self.nodes:
            node = self.pdf.make_indirect(Dictionary(T=String(path[-1]), Kids=Array()))
            if row and len(path) == 2:
                # Rows have moved when an older file is read: their text tells which is which. A key of our own: what
                # stands in /TM is a name to other programs (ISO 32000-1 table 220).
                node[ROW_KEY] = String(row_text(row))
            self.nodes[path] = node
            self.hang(node, path[:-1], row)
        field.Parent = self.nodes[path]
        self.nodes[path].Kids.append(field)

    def text_field(self, field: Any, slot: Slot) -> None:
        width, height = _size(field)
        size = CELL_SIZE if slot.row else TEXT_SIZE
        two_lines = height >= 2 * size * lettering.LINE_HEIGHT
        multiline = slot.control is Control.AREA or (two_lines and slot.control is Control.LINE)
        field.FT, field.Ff = Name.Tx, MULTILINE if multiline else 0
        if self.from_right:
            field.Q = AT_RIGHT
        field.DA = self.style(size)
        field.V = field.DV = String(slot.initial)
        content = text_content(slot.initial, width, height, size, multiline)
        # Its own: a program that draws an answer in place would draw it in every field that shares the stream.
        field.AP = Dictionary(N=self.stream(content, width, height))
        for key in ("/AS", "/MK"):
            if key in field:
                del field[key]

    def tick_box(self, widget: Any, state: str, *, round_mark: bool) -> None:
        width, height = _size(widget)
        mark = disc(width, height) if round_mark else cross(width, height)
        states = {f"/{state}": self.appearance(mark, width, height), "/Off": self.appearance(b"q Q", width, height)}
        widget.AP, widget.AS = Dictionary(N=Dictionary(states)), OFF
        for key in ("/MK", "/V", "/T", "/FT"):
            if key in widget:
                del widget[key]
        if not round_mark:
            widget.FT, widget.V = Name.Btn, OFF

    def appearance(self, content: bytes, width: float, height: float) -> Any:
        """A form XObject that draws `content`; the same one for equal places."""
        key = (content.decode("latin-1"), width, height)
        if key not in self.streams:
            self.streams[key] = self.stream(content, width, height)
        return self.streams[key]

    def stream(self, content: bytes, width: float, height: float) -> Any:
        stream = Stream(self.pdf, content, Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, width, height]))
        used = [resource for resource in self.faces if f"/{resource} ".encode() in content]
        if used:
            stream.Resources = Dictionary(Font=self.fonts(*used))
        return self.pdf.make_indirect(stream)


def row_text(row: Row) -> str:
    """The given text of a row by column, as JSON; '{}' for an empty row."""
    given = {} if row.own else {c.name: row.cell(c) for c in row.table.columns if c.given and row.cell(c)}
    return json.dumps(given, ensure_ascii=False, sort_keys=True)


def _take(places: dict[str, Any], name: str) -> Any:
    try:
        return places.pop(name)
    except KeyError:
        raise FieldsDiffer(name) from None


def _size(widget: Any) -> tuple[float, float]:
    """(width, height) in points; its corners are put in their usual order."""
    x1, y1, x2, y2 = (float(value) for value in widget.Rect)
    left, bottom, right, top = min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)
    widget.Rect = Array([round(value, 2) for value in (left, bottom, right, top)])
    return round(right - left, 2), round(top - bottom, 2)


def text_content(text: str, width: float, height: float, size: float, multiline: bool) -> bytes:
    """The content stream of a text field that holds `text`."""
    if not text:
        return b"/Tx BMC EMC"
    type_face, _ = lettering.lettering()
    lines = lettering.wrap(text, width - 2 * PADDING, size) if multiline else [text.replace("\n", " ")]
    leading = size * lettering.LINE_HEIGHT
    ascent, descent = type_face.ascent * size / 1000, type_face.descent * size / 1000
    start = height - PADDING - ascent if multiline else (height - ascent - descent) / 2
    shown = " T* ".join(_shown(line, size) for line in lines)
    clip = f"{PADDING / 2:g} {PADDING / 2:g} {width - PADDING:.2f} {height - PADDING:.2f} re W n"
    head = f"/Tx BMC q {clip} BT /{lettering.RESOURCE} {size} Tf 0 g {leading:g} TL {PADDING:g} {start:.2f} Td "
    return f"{head}{shown} ET Q EMC".encode()


def _shown(line: str, size: float) -> str:
    pieces = [(face.resource, f"<{codes.hex()}> Tj") for face, codes in lettering.runs(line)] or [("", "<> Tj")]
    first = f"/{lettering.RESOURCE} {size} Tf"
    return " ".join(
        f"/{resource} {size} Tf {piece} {first}" if resource == lettering.SECOND else piece
        for resource, piece in pieces
    )


def cross(width: float, height: float) -> bytes:
    inset = 0.24
    left, right, low, high = width * inset, width * (1 - inset), height * inset, height * (1 - inset)
    lines = f"{left:.2f} {low:.2f} m {right:.2f} {high:.2f} l {left:.2f} {high:.2f} m {right:.2f} {low:.2f} l"
    return f"q 1 J 1.6 w 0 G {lines} S Q".encode()


def disc(width: float, height: float) -> bytes:
    """A filled circle: a line of no length with round ends."""
    middle = f"{width / 2:.2f} {height / 2:.2f}"
    return f"q 1 J {min(width, height) * 0.52:.2f} w 0 G {middle} m {middle} l S Q".encode()
