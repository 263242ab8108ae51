"""The printed formats before and after  →  how many pages, which changed, and pictures with the changed words boxed."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import pypdfium2
from PIL import Image, ImageDraw

from toolbox.changes.paperwords import PageChange, PrintedWord, compare_pages, merged_boxes, read_words
from toolbox.core import addresses
from toolbox.core.bare import bare
from toolbox.core.diagram import Diagram
from toolbox.core.edition import Stamp
from toolbox.core.form import Format
from toolbox.core.method import Imprint
from toolbox.machine.store import Job, Store, run_jobs
from toolbox.shapes import warm

# Sharp enough to read on a screen; 16 colours keep a page of text far below MAX_PICTURE_BYTES.
GREYS = 14
REMOVED_INK, ADDED_INK = 14, 15
PALETTE = (*(round(index * 255 / (GREYS - 1)) for index in range(GREYS) for _ in "rgb"), 160, 20, 20, 11, 94, 64)
WIDTHS = (900, 680, 500)  # pixels
MAX_PICTURE_BYTES = 150_000
# Pages with pictures in one report; the rest is named.
MAX_PAGES = 24
PADDING = 1.2  # points around a word
LINE = 3  # pixels


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A PNG of one printed page with its changed words boxed; `page` counts from 1."""

    page: int
    png: bytes
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """A page that differs: the words that went and came, and pictures (None where there is no page, or no room)."""

    old_page: int
    new_page: int
    removed: str
    added: str
    before: PagePicture | None = None
    after: PagePicture | None = None


@dataclass(frozen=True, slots=True)
class PrintedFormat:
    """One format on paper: its number of pages before and after (0: not there), and the pages whose words differ."""

    path: str
    old_pages: int
    new_pages: int
    changed: tuple[PrintedPage, ...]


@dataclass(frozen=True, slots=True)
class TwoStates:
    """A format in both states, with the route that is drawn in its head; None on the side where it is not there."""

    old: Format | None
    new: Format | None
    old_route: Diagram | None
    new_route: Diagram | None


def compare_printed(pairs: Sequence[TwoStates], site: str, toolbox: Imprint, store: Store) -> tuple[PrintedFormat, ...]:
    """Lay out, read and draw; what `store` holds is not laid out again. `site` is where the QR codes lead.

    `toolbox` stands on both sides, so that another name of it is no change in each format.
    """
    pdfs = _print(pairs, site, toolbox, store)
    room = MAX_PAGES
    papers: list[PrintedFormat] = []
    for index, pair in enumerate(pairs):
        form = pair.new or pair.old
        assert form is not None
        done = _paper(form.folder, pdfs.get(f"{index}-old"), pdfs.get(f"{index}-new"), room)
        room -= sum(page.before is not None or page.after is not None for page in done.changed)
        papers.append(done)
    return tuple(papers)


def _print(pairs: Sequence[TwoStates], site: str, toolbox: Imprint, store: Store) -> Mapping[str, bytes]:
    jobs: list[Job] = []
    for index, pair in enumerate(pairs):
        for side, form, route in (("old", pair.old, pair.old_route), ("new", pair.new, pair.new_route)):
            if form is not None and route is not None:
                # Without date and commit: they differ between any two states.
                stamp = Stamp(form.version, "", "", site + addresses.format_url(form.number), toolbox)
                inputs = repr((bare(form), stamp, bare(route)))
                render = partial(_render, form, stamp, route)
                jobs.append(Job((f"{index}-{side}",), inputs, render, weight=len(inputs), prepare=warm.papers))
    printed = run_jobs(jobs, store)
    store.keep_used()
    return printed


def _render(form: Format, stamp: Stamp, route: Diagram) -> tuple[bytes]:
    # What lays out takes longer to load than a comparison in which no format changed.
    from toolbox.shapes.paper.single import lay_out_format
    from toolbox.shapes.paper.typeset import to_pdf

    laid_out = lay_out_format(form, stamp, route)
    return (to_pdf(laid_out.document, form.title, form.description, stamp),)


def _paper(path: str, old: bytes | None, new: bytes | None, room: int) -> PrintedFormat:
    before, after = (read_words(old) if old else []), (read_words(new) if new else [])
    if not old or not new:
        # A format that came or went is all change: boxes around everything say nothing.
        return PrintedFormat(path, len(before), len(after), ())
    changes = [change for change in compare_pages(before, after) if change.removed or change.added]
    return PrintedFormat(path, len(before), len(after), tuple(_printed(changes, old, new, room)))


def _printed(changes: Sequence[PageChange], old: bytes, new: bytes, room: int) -> Iterator[PrintedPage]:
    old_document, new_document = pypdfium2.PdfDocument(old), pypdfium2.PdfDocument(new)
    try:
        for number, change in enumerate(changes):
            drawn = number < room
            yield PrintedPage(
                change.old + 1,
                change.new + 1,
                _said(change.removed),
                _said(change.added),
                _picture(old_document, change.old, change.removed, REMOVED_INK) if drawn else None,
                _picture(new_document, change.new, change.added, ADDED_INK) if drawn else None,
            )
    finally:
        old_document.close()
        new_document.close()


def _said(words: Sequence[PrintedWord]) -> str:
    return " ".join(word.text for word in words)


def _picture(
    document: pypdfium2.PdfDocument, number: int, words: Sequence[PrintedWord], ink: int
) -> PagePicture | None:
    if number < 0:
        return None
    for width in WIDTHS:
        image = _draw(document[number], width, words, ink)
        buffer = io.BytesIO()
        image.save(buffer, "PNG", bits=4)
        if buffer.tell() <= MAX_PICTURE_BYTES:
            return PagePicture(number + 1, buffer.getvalue(), *image.size)
    return None


def _draw(page: pypdfium2.PdfPage, width: int, words: Sequence[PrintedWord], ink: int) -> Image.Image:
    """The page, its changed words boxed; a word that went is struck through as well, for who sees no colours."""
    scale = width / page.get_width()
    grey: Image.Image = page.render(scale=scale, grayscale=True).to_pil().convert("L")
    image = grey.point([round(value * (GREYS - 1) / 255) for value in range(256)])
    image.putpalette(PALETTE)
    pen = ImageDraw.Draw(image)
    for box in merged_boxes(words):
        left, top = (box.left - PADDING) * scale, (box.top - PADDING) * scale
        right, bottom = (box.right + PADDING) * scale, (box.bottom + PADDING) * scale
        pen.rectangle((left, top, right, bottom), outline=ink, width=LINE)
        if ink == REMOVED_INK:
            pen.line((left, (top + bottom) / 2, right, (top + bottom) / 2), fill=ink, width=LINE - 1)
    return image
