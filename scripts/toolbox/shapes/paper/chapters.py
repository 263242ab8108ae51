"""Pages of the toolbox  →  chapters of the book: ids unique in it, links to its pages, each term in its own line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from pathlib import PurePosixPath

from markupsafe import Markup, escape

from toolbox.assets.lettertype import FAMILY
from toolbox.core import addresses
from toolbox.core.diagram import Box, Diagram
from toolbox.core.edition import Stamp
from toolbox.core.lists import Fact
from toolbox.core.model import Toolbox
from toolbox.core.page import Page, PageKind, Status
from toolbox.shapes.drawing import in_words
from toolbox.shapes.paper.schemes import BOOK_SCHEME, OWN_SCHEME
from toolbox.shapes.paper.sheet import PaperForm
from toolbox.source.figures import place_images

Draw = Callable[[Diagram], str]

ID = re.compile(r'\bid="([^"]*)"')
LINK = re.compile(r'<a ([^>]*?)href="([^"]*)"([^>]*)>(.*?)</a>', re.S)
BACK_LINK = re.compile(r'<a class="footnote-backref".*?</a>', re.S)
# Of a text turned round: in the text itself, looking for its end takes quadratic time.
SPACE_BACKWARDS = re.compile(r"(?:\s|;psbn&)*+")
HEADING = re.compile(r"(</?h)([234])\b")
# A term and its meaning stand in one line: (what is written, on paper), in this order.
RUN_IN = (
    (re.compile(r"<(/?)dl>"), r"<\1ul>"),
    (re.compile(r"</dt>\s*<dt>"), ", "),
    (re.compile(r"</dd>\s*<dd>"), "<br>"),
    (re.compile(r"<dt>"), '<li class="term"><b>'),
    (re.compile(r"</dt>\s*<dd>"), ":</b> "),
    (re.compile(r"</dd>"), "</li>"),
)


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawn diagram, and the same in words: (box, its arrows as (label, next box's text))."""

    title: str
    description: str
    svg: Markup
    words: tuple[tuple[Box, tuple[tuple[str, str], ...]], ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """One page of the toolbox in the book; `has_format` when a format follows its text."""

    id: str
    page: Page
    body: Markup
    picture: Picture | None = None
    has_format: bool = False
    since: tuple[Fact, ...] = ()
    since_title: str = ""

    @property
    def draft(self) -> bool:
        return self.page.status is Status.DRAFT

    @property
    def standing(self) -> str:
        """', concept'; '' of what is finished."""
        return "" if self.page.status is Status.READY else f", {self.page.status}"

    @property
    def name(self) -> str:
        """What it is called in running heads and bookmarks."""
        match self.page.kind:
            case PageKind.STEP:
                return f"Stap {self.page.number}: {self.page.title}"
            case PageKind.APPENDIX:
                return f"{self.page.number} {self.page.title}"
            case _:
                return self.page.title


@dataclass(frozen=True, slots=True)
class Step:
    chapter: Chapter
    appendices: tuple[Chapter, ...]


class Binder:
    """Makes chapters of pages: every id unique in the book, every link to a place in it."""

    def __init__(self, toolbox: Toolbox, stamps: Mapping[str, Stamp], route: Diagram, draw: Draw, site: str) -> None:
        self.toolbox, self.stamps, self.route, self.draw, self.site = toolbox, stamps, route, draw, site
        bound = [page for page in toolbox.pages if page.kind is not PageKind.PLAIN]
        self.pages = {page.path: page for page in bound}

    def id(self, page: Page) -> str:
        kind = {PageKind.STEP: "stap", PageKind.APPENDIX: "bijlage"}.get(page.kind, "inleiding")
        return f"{kind}-{(page.number or PurePosixPath(page.path).stem).replace('.', '-')}"

    def chapters(self, kind: PageKind) -> Iterator[Chapter]:
        return (self.chapter(page) for page in self.toolbox.of_kind(kind))

    def steps(self) -> Iterator[Step]:
        for chapter in self.chapters(PageKind.STEP):
            appendices = (self.chapter(page) for page in self.toolbox.appendices(chapter.page.step))
            yield Step(chapter, tuple(appendices))

    def chapter(self, page: Page) -> Chapter:
        has_format = page.kind is PageKind.APPENDIX and self.toolbox.format(page.number) is not None
        picture = self.picture(self.toolbox.diagram(page.diagram), self.id(page)) if page.diagram else None
        since = self.toolbox.since
        return Chapter(self.id(page), page, self.body(page), picture, has_format, self.toolbox.facts(page), since.title)

    def sheet(self, number: str) -> PaperForm:
        """The format of that number, which there is."""
        form = self.toolbox.format(number)
        assert form is not None
        undated = Stamp(form.version, "", "", "", self.toolbox.method.imprint)
        return PaperForm(form, self.stamps.get(number, undated), self.route)

    def picture(self, diagram: Diagram, where: str) -> Picture:
        svg = self.svg(diagram, where)
        return Picture(diagram.title, diagram.description, svg, in_words(diagram))

    def svg(self, diagram: Diagram, where: str) -> Markup:
        """The drawing in the book's own font, its ids unique."""
        drawn = re.sub(r'(\bid|aria-labelledby)="([^"]*)"', rf'\1="{where}-\2"', self.draw(diagram))
        return Markup(drawn.replace("<svg ", f'<svg font-family="{FAMILY}" ', 1))

    def body(self, page: Page) -> Markup:
        """The page's HTML, which nh3 made safe, with the book's ids and links.

        An appendix's headings stand one level deeper.
        """
        own = self.id(page)
        *texts, last = BACK_LINK.split(page.body.html)
        html = "".join([*map(_without_space, texts), last])
        html = ID.sub(rf'id="{own}-\1"', html)
        html = LINK.sub(lambda match: self.link(match, own), html)
        for written, on_paper in RUN_IN:
            html = written.sub(on_paper, html)
        html = place_images(html, lambda path: f'src="{OWN_SCHEME}{addresses.image_file(path)}"')
        if page.kind is PageKind.APPENDIX:
            html = HEADING.sub(lambda match: match[1] + str(int(match[2]) + 1), html)
        return Markup(html)

    def link(self, match: re.Match[str], own: str) -> str:
        before, target, after, text = match.groups()
        target = unescape(target)
        if target == f"page:{addresses.PROPOSAL_SOURCE}" and self.site:
            target = self.site + addresses.PROPOSAL
        if target.startswith("#"):
            href = f"#{own}-{target[1:]}"
        elif target.startswith("page:"):
            path, _, anchor = target.removeprefix("page:").partition("#")
            page = self.pages.get(path)
            if page is None:
                return text
            known = anchor in {heading.id for heading in page.body.headings}
            href = f"{BOOK_SCHEME}{self.id(page)}" + (f"-{anchor}" if known else "")
            after += ' rel="chapter"'
        else:
            # The reader of a paper book cannot click: the address itself is shown.
            href = target
            after += f' data-shown="{escape(_shown(target))}"' if _shown(target) not in text else ""
        return f'<a {before}href="{escape(href)}"{after}>{text}</a>'


def _shown(address: str) -> str:
    return re.sub(r"^(https://|mailto:|tel:)", "", address).rstrip("/")


def _without_space(text: str) -> str:
    """Without the spaces at its end, hard ones included."""
    space = SPACE_BACKWARDS.match(text[::-1])
    return text[: len(text) - (space.end() if space else 0)]
