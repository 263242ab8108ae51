"""HTML  →  PDF, by WeasyPrint and pikepdf: for single formats, packs and the book alike.

Nothing but the project's own fonts is ever read; the HTML holds all else, and images are given as bytes. Style sheets
are parsed once for all processes that are forked afterwards: that halves the time of a short form. Fonts are read in
each process anew: Pango 1.56 has a thread for them, which no fork takes along, and would wait for it for ever.
"""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from html import unescape
from re import sub
from types import MappingProxyType
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from toolbox.assets.fonts import font_css, font_faces, undrawable
from toolbox.assets.lettertype import FAMILY
from toolbox.core.dutch import dutch_date
from toolbox.core.edition import NO_DATE, Stamp, bare_url
from toolbox.core.errors import Broken
from toolbox.core.language import DUTCH
from toolbox.core.places import PACKAGE
from toolbox.shapes.paper import pdfua
from toolbox.shapes.paper.cells import runs_over
from toolbox.shapes.paper.embedding import embed_own_programs, with_own_names
from toolbox.shapes.paper.layout import (
    CSS,
    HTML,
    FatalURLFetchingError,
    FontConfiguration,
    URLFetcher,
    URLFetcherResponse,
    make_ready,
)
from toolbox.shapes.paper.schemes import BOOK_SCHEME, OWN_SCHEME

TEMPLATES = PACKAGE / "templates" / "print"
VARIANT = "pdf/a-2a"
BREAKING = "breaking.css"
NO_IMAGES: Mapping[str, bytes] = MappingProxyType({})


class RefusedAddress(Broken):
    """The HTML asked for a file or address that is not the project's own."""


class UndrawableText(Broken):
    """The HTML holds characters that the font lacks; another font would step in unseen."""


class _OwnOnly(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
    """Opens the font files, knows the images it was given, and nothing else.

    Inside an SVG WeasyPrint swallows errors, so refusals are kept.
    """

    def __init__(self, images: Mapping[str, bytes] = NO_IMAGES, script: str = "") -> None:
        super().__init__(allowed_protocols=("file",), allow_redirects=False, fail_on_errors=True)
        self.own = frozenset(face.path.as_uri() for face in font_faces(script))
        self.images = {OWN_SCHEME + name: data for name, data in images.items()}
        self.refused: list[str] = []

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
        if url in self.images:
            return URLFetcherResponse(url, self.images[url])
        if url not in self.own:
            self.refused.append(url)
            raise ValueError(f"refused: {url[:200]}")
        return super().fetch(url, headers)


@cache
def _sheet(name: str) -> CSS:
    """A sheet of templates/print, parsed."""
    return CSS(string=(TEMPLATES / name).read_text("utf-8"), url_fetcher=_OwnOnly())


@cache
def _fonts(_process: int, script: str) -> tuple[FontConfiguration, CSS]:
    """Our fonts, and those of the script, in the process of that number."""
    fonts, faces = FontConfiguration(), font_faces(script)
    css = font_css(faces)
    if own := [face.family for face in faces if face.family != FAMILY]:
        # No sheet says more of a family than its html.
        css += f'\n:root {{ font-family: "{FAMILY}", "{own[0]}"; }}'
    return fonts, CSS(string=css, font_config=fonts, url_fetcher=_OwnOnly(script=script))


def warm_up(*sheets: str) -> None:
    """Parse the named sheets now, for all processes forked afterwards."""
    make_ready()
    for name in sheets:
        _sheet(name)


@cache
def print_templates() -> Environment:
    """Templates of templates/print: they escape everything, and a misspelt name is an error."""
    loader = FileSystemLoader(TEMPLATES)
    made = Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined)
    made.filters["dutch_date"] = dutch_date
    made.filters["bare_url"] = bare_url
    return made


def lay_out(html: str, *sheets: str, images: Mapping[str, bytes] = NO_IMAGES, script: str = "") -> Any:
    """A WeasyPrint Document of `html` in A4 pages, styled by the named sheets.

    `images` are vetted files by name, grey or RGB; the HTML calls them by OWN_SCHEME and that name. `script` is that of
    its language (ISO 15924). Where a word would stand over the next cell of its table, words in cells break anywhere.

    Raises MissingFonts, UndrawableText or RefusedAddress.
    """
    fonts, faces = _fonts(os.getpid(), script)
    if missing := undrawable(unescape(sub(r"<[^>]*>", "", html)), script):
        names = ", ".join(f"‘{c}’ (U+{ord(c):04X})" for c in missing)
        raise UndrawableText(f"Deze tekens kan het lettertype niet tekenen: {names}.")
    fetcher = _OwnOnly(images, script)
    with _no_refusals(fetcher):
        # With a base, a relative address comes to the fetcher too, and is refused.
        source = HTML(string=html, base_url=OWN_SCHEME, url_fetcher=fetcher)
        styles = [faces, *map(_sheet, sheets)]
        document = source.render(font_config=fonts, stylesheets=styles, pdf_variant=VARIANT)
        if not runs_over(document.pages):
            return document
        styles.append(_sheet(BREAKING))
        return source.render(font_config=fonts, stylesheets=styles, pdf_variant=VARIANT)


@contextmanager
def _no_refusals(fetcher: _OwnOnly) -> Iterator[None]:
    """Raises RefusedAddress when any address was refused, whether WeasyPrint minded or not."""
    try:
        yield
    except FatalURLFetchingError:
        # A BaseException that names no reader: ours says more.
        if not fetcher.refused:
            raise
    addresses = [address[:200] for address in fetcher.refused]
    if addresses:
        raise RefusedAddress(f"Dit adres mag papier niet openen: {', '.join(addresses)}")


def to_pdf(
    document: Any,
    title: str,
    subject: str,
    stamp: Stamp,
    keywords: str = "",
    mend: Callable[[Any], None] | None = None,
    prefix: str = "",
    language: str = DUTCH.tag,
    *,
    is_part: bool = False,
) -> bytes:
    """The pages of a laid-out document as a PDF/A-2a and PDF/UA-1 file; dated by the stamp.

    `mend` changes the open pikepdf.Pdf before it is finished. `prefix` goes before the names of its table headings,
    for what is joined with other papers. What is only a paper until it is joined (`is_part`) gets its fonts there.
    `language` is a tag of BCP 47.
    """
    metadata = document.metadata
    metadata.title, metadata.description, metadata.authors = title, subject, [stamp.toolbox.name]
    metadata.keywords = [keywords] if keywords else []
    metadata.lang = language
    # Out of sight on paper, and yet to be found.
    metadata.generator = f"{stamp.toolbox.name} {stamp.commit}".strip()
    metadata.created = metadata.modified = stamp.date or NO_DATE
    with _no_refusals(document.url_fetcher), warnings.catch_warnings():
        # WeasyPrint leaves its colour profile's file open.
        warnings.simplefilter("ignore", ResourceWarning)
        # pikepdf compresses afterwards: twice would be waste.
        raw = with_own_names(document.write_pdf(pdf_variant=VARIANT, uncompressed_pdf=True))

    def finish_fonts(pdf: Any) -> None:
        if not is_part:
            embed_own_programs(pdf)
        if mend:
            mend(pdf)

    return pdfua.finish(raw, _links_within(document.pages), finish_fonts, prefix, language)


def empty_pdf(title: str, subject: str, stamp: Stamp) -> bytes:
    """A file of one empty page, with all that such a file says of itself."""
    return to_pdf(lay_out('<html lang="nl-NL"></html>', "paper.css"), title, subject, stamp)


def _links_within(pages: Sequence[Any]) -> list[list[tuple[str, str]]]:
    """(place it leads to, its words) of each link within the paper that leads somewhere, page by page, in WeasyPrint's
    own order."""
    places = {name for page in pages for name in page.anchors}
    return [
        [
            (target, box.element.get("aria-label") or " ".join("".join(box.element.itertext()).split()))
            for kind, target, _, box in page.links
            if (kind == "internal" and target in places) or (kind == "external" and target.startswith(BOOK_SCHEME))
        ]
        for page in pages
    ]
