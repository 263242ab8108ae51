"""Deck  →  a PowerPoint file (.pptx), by python-pptx: to show, and for a school to make its own.

Every title, text, footer, date and number stands in the placeholder that is for it, so that ‘Insert, Header & Footer’
fills in a name and a date on all slides at once. What is read aloud comes in the order of the slide: title, text, what
is drawn, footers. The same deck gives the same bytes.
"""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Iterator, Sequence
from copy import deepcopy
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Mm, Pt

from toolbox.core.edition import NO_DATE, Stamp
from toolbox.forms.datapackage import zip_bytes
from toolbox.shapes.office.slidemaster import (
    BODY_TOP,
    GREEN,
    INK,
    INNER,
    LANGUAGE,
    MARGIN,
    WHITE,
    drop_parts,
    make_master,
)
from toolbox.source.deck import Deck, Slide

A_ROW, ROW_HEIGHT, GAP, BOX_HEIGHT = 4, 58.0, 12.0, 40.0  # stations, mm
STATION_SIZE = 18  # points
CONCEPT = "Concept van de redactie"


def render_slides(deck: Deck, stamp: Stamp) -> bytes:
    """The file, dated by the stamp."""
    made = Presentation()
    first, plain, drawn = make_master(made)
    opening = made.slides.add_slide(first)
    opening.shapes.title.text = deck.title
    opening.placeholders[1].text = f"{deck.subtitle}\n[{deck.organisation}], [datum]"
    _finish(opening, deck, (f"{stamp.toolbox.name}, {deck.name}.", *([f"{CONCEPT}."] if deck.is_concept else [])))
    for slide in deck.slides:
        shown = made.slides.add_slide(drawn if slide.stations else plain)
        shown.shapes.title.text = slide.title
        if slide.stations:
            _draw(shown.shapes, slide)
        else:
            shown.placeholders[1].text = "\n".join(slide.points)
        _finish(shown, deck, slide.notes)
    drop_parts(made)
    _write_properties(made.core_properties, deck, stamp)
    return _packed(made)


def _finish(shown: Any, deck: Deck, notes: Sequence[str]) -> None:
    """Footers that can be filled in, what is told to the slide, and the language of it all."""
    for shape in shown.slide_layout.placeholders:
        if shape.element.ph.get("type") in ("ftr", "dt", "sldNum"):
            shown.shapes._spTree.append(deepcopy(shape.element))
    concept = f"{CONCEPT} – " if deck.is_concept else ""
    words = {"ftr": f"{concept}[{deck.organisation}]", "dt": "[datum]"}
    for shape in shown.placeholders:
        if text := words.get(shape.element.ph.get("type")):
            shape.text_frame.text = text
    shown.notes_slide.notes_text_frame.text = "\n".join(notes)
    for number, shape in enumerate(shown.shapes, start=2):
        shape.element._nvXxPr.cNvPr.set("id", str(number))
    for slide in (shown, shown.notes_slide):
        for run in slide.element.iter(qn("a:r"), qn("a:fld")):
            run.get_or_add_rPr().set("lang", LANGUAGE)


def _draw(shapes: Any, slide: Slide) -> None:
    """The stations in rows, from left to right, an arrow between two: as shapes with text, which can be changed and are
    read as text. The arrows say nothing that the order does not."""
    width = (INNER - (A_ROW - 1) * GAP) / A_ROW
    for index, (text, left, top) in enumerate(_spots(slide.stations, width)):
        if index:
            _arrow(shapes, left - GAP + 1.5 if index % A_ROW else MARGIN, top, is_down=not index % A_ROW)
        box = shapes.add_shape(MSO_SHAPE.ROUNDED_RECTANGLE, Mm(left), Mm(top), Mm(width), Mm(BOX_HEIGHT))
        box.name = f"Station {index + 1}"
        box.shadow.inherit = False
        _paint(box, GREEN)
        frame = box.text_frame
        frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.MIDDLE
        frame.text = f"{index + 1}. {text}"
        (paragraph,) = frame.paragraphs
        paragraph.alignment = PP_ALIGN.CENTER
        paragraph.font.size, paragraph.font.bold = Pt(STATION_SIZE), True
        paragraph.font.color.rgb = RGBColor(*bytes.fromhex(WHITE))  # type: ignore[no-untyped-call]


def _spots(stations: Sequence[str], width: float) -> Iterator[tuple[str, float, float]]:
    for index, text in enumerate(stations):
        row, column = divmod(index, A_ROW)
        yield text, MARGIN + column * (width + GAP), BODY_TOP + 8 + row * ROW_HEIGHT


def _arrow(shapes: Any, left: float, top: float, *, is_down: bool) -> None:
    """Before a station: from the one beside it, or, at the start of a row, from the row above."""
    size = GAP - 3
    if is_down:
        arrow = shapes.add_shape(MSO_SHAPE.DOWN_ARROW, Mm(left + 6), Mm(top - 14), Mm(size), Mm(size))
    else:
        arrow = shapes.add_shape(MSO_SHAPE.RIGHT_ARROW, Mm(left), Mm(top + (BOX_HEIGHT - size) / 2), Mm(size), Mm(size))
    arrow.name = "Pijl"
    arrow.shadow.inherit = False
    arrow.element._nvXxPr.cNvPr.set("descr", "Daarna")
    _paint(arrow, INK)


def _paint(shape: Any, colour: str) -> None:
    shape.fill.solid()
    shape.fill.fore_color.rgb = RGBColor(*bytes.fromhex(colour))  # type: ignore[no-untyped-call]
    shape.line.fill.background()


def _write_properties(properties: Any, deck: Deck, stamp: Stamp) -> None:
    properties.title, properties.subject = deck.name, deck.subject[:255]
    properties.author = properties.last_modified_by = stamp.toolbox.name
    properties.comments, properties.keywords, properties.language = "", "", LANGUAGE
    properties.revision = 1
    date = datetime.date.fromisoformat((stamp.date or NO_DATE)[:10])
    properties.created = properties.modified = datetime.datetime(date.year, date.month, date.day)


def _packed(made: Any) -> bytes:
    """python-pptx dates what it packs by the clock: packed again with our own date, in an order of ours."""
    buffer = io.BytesIO()
    made.save(buffer)
    with zipfile.ZipFile(buffer) as archive:
        # The list of kinds comes first: some programs look for it there.
        names = sorted(archive.namelist(), key=lambda name: (name != "[Content_Types].xml", name))
        return zip_bytes((name, archive.read(name)) for name in names)
