"""The papers of the real formats, blank and to fill in: drawn once a process for all tests of one xdist_group."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TypeVar

import pypdfium2

from boxes import IMPRINT, ROOT, source_of
from toolbox.core.edition import Stamp
from toolbox.core.form import Format
from toolbox.shapes.paper import single

Made = TypeVar("Made")
MM = 72 / 25.4  # points
TOOLBOX = source_of(ROOT).toolbox
ROUTE = TOOLBOX.diagram("route")
FORMATS = {form.number: form for form in TOOLBOX.formats}


def stamp(form: Format) -> Stamp:
    return Stamp(form.version, "2026-11-23", "1a2b3c4", f"https://toolbox.example/bijlagen/{form.number}/", IMPRINT)


@dataclass
class Paper:
    """A PDF, opened, once for all that is asked of it; `log` is what WeasyPrint said while it was made."""

    data: bytes
    log: list[str]

    @cached_property
    def texts(self) -> list[str]:
        document = pypdfium2.PdfDocument(self.data)
        try:
            return [page.get_textpage().get_text_range() for page in document]
        finally:
            document.close()

    @property
    def squeezed(self) -> str:
        """All text without white space and hyphens: lines break anywhere."""
        return squeeze("".join(self.texts))

    @cached_property
    def drawn(self) -> list[list[tuple[float, float, float, float]]]:
        """Of each page, bounds (left, bottom, right, top) in mm of everything drawn, and last of the page itself."""
        document = pypdfium2.PdfDocument(self.data)
        try:
            return [
                [
                    *(tuple(value / MM for value in thing.get_bounds()) for thing in page.get_objects(max_depth=1)),
                    (0.0, 0.0, page.get_width() / MM, page.get_height() / MM),
                ]
                for page in document
            ]
        finally:
            document.close()


def squeeze(text: str) -> str:
    # A hyphen at the end of a line may come out as a control character.
    return re.sub(r"[\s\-\u00ad\ufffe\x00-\x1f]", "", text)


class Listener(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


def listening(render: Callable[[], Made]) -> tuple[Made, list[str]]:
    """What is rendered, and what WeasyPrint said meanwhile."""
    listener = Listener()
    logger = logging.getLogger("weasyprint")
    logger.addHandler(listener)
    try:
        return render(), listener.lines
    finally:
        logger.removeHandler(listener)


@cache
def _both(number: str) -> tuple[Paper, Paper]:
    form = FORMATS[number]
    (blank, fillable), log = listening(lambda: single.render_format(form, stamp(form), ROUTE))
    return Paper(blank, log), Paper(fillable, log)


def format_paper(number: str) -> Paper:
    return _both(number)[0]


def fillable(number: str) -> Paper:
    return _both(number)[1]
