"""The toolbox  →  the parts of its book: what begins on a page of its own, each with all that it is made of.

A part is drawn without any of the others. Where it prints a page of the book, its HTML has a link to a place by
BOOK_SCHEME; the number comes from a table that is made of all parts.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from html import unescape
from itertools import accumulate
from typing import Any

from toolbox.core.dutch import counted
from toolbox.core.edition import Stamp
from toolbox.core.page import Page, PageKind
from toolbox.shapes.paper.chapters import Binder, Chapter, Step
from toolbox.shapes.paper.qrcode import qr_code
from toolbox.shapes.paper.schemes import OWN_SCHEME

# Of the bookmarks in each kind of part: an appendix stands below its step, and a format below its appendix.
CHAPTER, APPENDIX, FORMAT = range(3)
WORDS = "woorden"
# What the cover calls the logo among the book's images.
LOGO_IMAGE = "logo"
# A figure, as `chapters` places it.
IMAGE = re.compile(rf'src="{OWN_SCHEME}([^"]*)"')


@dataclass(frozen=True, slots=True)
class Part:
    """`given` is what `template`, of templates/print, is given: as (name, value).

    `chapters` are the ids of those in it that may be set closer, `images` the addresses on the site of what it shows;
    `depth` is the level of its bookmarks, from 0.
    """

    name: str
    template: str
    given: tuple[tuple[str, Any], ...]
    chapters: tuple[str, ...] = ()
    images: tuple[str, ...] = ()
    depth: int = CHAPTER


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a drawn part says of itself: of each page the name of its style, and of each place its page, from 0.

    `asks` are the places of which it prints the page, `close` the chapters that are set closer.
    """

    pages: tuple[str, ...]
    places: Mapping[str, int]
    asks: tuple[str, ...]
    close: tuple[str, ...]

    def to_json(self) -> bytes:
        return json.dumps(asdict(self)).encode()

    @classmethod
    def from_json(cls, data: bytes) -> Drawn:
        said = json.loads(data)
        return cls(tuple(said["pages"]), said["places"], tuple(said["asks"]), tuple(said["close"]))


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents, or a link to another part."""

    id: str
    text: str


def parts(binder: Binder, edition: Stamp) -> Iterator[Part]:
    """In the order of the book. `edition` is the whole toolbox's."""
    introduction, steps = tuple(binder.chapters(PageKind.INTRO)), tuple(binder.steps())
    title = binder.toolbox.method.name
    entries = {page.number: Entry(binder.id(page), page.title) for page in binder.pages.values() if page.number}
    yield _cover(binder, edition, len(steps))
    glossary = binder.toolbox.glossary
    listed = tuple((_entry(step.chapter), tuple(map(_entry, step.appendices))) for step in steps)
    given = (("title", title), ("introduction", tuple(map(_entry, introduction))), ("steps", listed))
    yield Part("inhoud", "contents.html", given)
    for chapter in introduction:
        yield _text("introduction.html", (chapter,), title=title, chapter=chapter)
    for step in steps:
        tools = {number: entries[number] for number in _tools(step.chapter.page)}
        chapter = step.chapter
        yield _text("step.html", (chapter,), title=title, chapter=chapter, steps=len(steps), tools=tools)
        yield from _appendices(binder, step)
    if glossary:
        yield Part(WORDS, "words.html", (("title", title), ("id", WORDS), ("glossary", glossary)))


def _text(template: str, of: tuple[Chapter, ...], depth: int = CHAPTER, **given: Any) -> Part:
    """A part that shows the texts of chapters."""
    images = sorted({unescape(name) for chapter in of for name in IMAGE.findall(chapter.body)})
    ids = tuple(chapter.id for chapter in of)
    return Part(of[0].id, template, tuple(given.items()), ids, tuple(images), depth)


def all_steps(count: int) -> str:
    return f"de {counted(count, 'stap', 'stappen')}" if count != 1 else "de stap"


def _cover(binder: Binder, edition: Stamp, steps: int) -> Part:
    given = (
        ("title", binder.toolbox.method.name),
        ("label", binder.toolbox.badge.label),
        ("institutions", ", ".join(binder.toolbox.badge.institutions)),
        ("contact", edition.contact),
        ("kind", binder.toolbox.method.subtitle),
        ("all_steps", all_steps(steps)),
        ("route", binder.svg(binder.route, "omslag")),
        ("qr", qr_code(edition.url)),
        ("url", edition.url),
        ("date", edition.date),
        ("logo", (OWN_SCHEME + LOGO_IMAGE, edition.logo.alt) if edition.logo else ()),
    )
    return Part("omslag", "cover.html", given, images=(LOGO_IMAGE,) if edition.logo else ())


def _entry(chapter: Chapter) -> Entry:
    return Entry(chapter.id, chapter.name + (f" ({chapter.page.status})" if chapter.standing else ""))


def _tools(page: Page) -> list[str]:
    return sorted({number for row in page.table.rows for number in row.tools}) if page.table else []


def _appendices(binder: Binder, step: Step) -> Iterator[Part]:
    """One without a format follows on another without, where it fits as a whole: these are one part."""
    title, number = binder.toolbox.method.name, step.chapter.page.number
    for run in _runs(step.appendices):
        yield _text("appendices.html", run, APPENDIX, title=title, chapters=run, step=number)
        if run[-1].has_format:
            place, sheet = f"{run[-1].id}-format", binder.sheet(run[-1].page.number)
            yield Part(place, "chapterform.html", (("title", title), ("id", place), ("sheet", sheet)), depth=FORMAT)


def _runs(chapters: Sequence[Chapter]) -> list[tuple[Chapter, ...]]:
    runs: list[tuple[Chapter, ...]] = []
    for chapter in chapters:
        if runs and not chapter.has_format and not runs[-1][-1].has_format:
            runs[-1] = (*runs[-1], chapter)
        else:
            runs.append((chapter,))
    return runs


def page_table(drawn: Sequence[Drawn], pages: Sequence[int]) -> Mapping[str, int]:
    """Of each place its page in the book, from 1; `pages` is how many each part takes there."""
    starts = accumulate(pages, initial=1)
    return {
        place: start + page for part, start in zip(drawn, starts, strict=False) for place, page in part.places.items()
    }


def page_styles(drawn: Sequence[Drawn], pages: Sequence[int]) -> tuple[str, ...]:
    """Of each page of the book the name of its style; a page that a part leaves empty is as its last one."""
    return tuple(
        style
        for part, count in zip(drawn, pages, strict=True)
        for style in (*part.pages, *[part.pages[-1]] * (count - len(part.pages)))
    )
