"""Toolbox and what was rendered from it  →  the HTML of each page, staged as Markdown for the site engine.

The whole body of a page is our own HTML, made from our own templates: the site engine only puts the frame around it
and indexes it. So another engine builds the same folder.
"""

from __future__ import annotations

import functools
import itertools
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import jinja2
from markupsafe import Markup, escape

from toolbox import addresses, drawing
from toolbox.history import History, dutch_date, dutch_month
from toolbox.model import Box, Diagram, Format, Page, PageKind, Question, Section, Status, Table, Toolbox
from toolbox.prose import plain_text
from toolbox.settings import Settings

WORDS_A_MINUTE = 180
STATUS_TEXT = {Status.READY: "Klaar voor gebruik", Status.DRAFT: "In ontwikkeling"}
TEMPLATES = {PageKind.STEP: "step", PageKind.APPENDIX: "appendix", PageKind.INTRO: "intro", PageKind.PLAIN: "plain"}
PARTS = {PageKind.STEP: "route", PageKind.APPENDIX: "formats", PageKind.INTRO: "about", PageKind.PLAIN: ""}


@dataclass(frozen=True, slots=True)
class Rendered:
    """Everything a page says about the files beside it: sizes in bytes, PDF pages and picture sizes in pixels, by site path."""

    sizes: Mapping[str, int]
    pages: Mapping[str, int]
    previews: Mapping[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Shape:
    """One way to have something: a link with its kind and size."""

    label: str
    words: str
    kind: str
    size: str
    href: str
    icon: str
    download: bool = False
    pages: str = ""


@dataclass(frozen=True, slots=True)
class NewsItem:
    date: str
    title: str
    href: str
    words: str
    region: str


def size_text(count: int) -> str:
    """'89 kB', '1,4 MB'."""
    if count < 1_000_000:
        return f"{max(1, round(count / 1000))} kB"
    return f"{count / 1_000_000:.1f} MB".replace(".", ",")


def pages_text(count: int) -> str:
    return "1 bladzijde" if count == 1 else f"{count} bladzijden"


class PageView:
    """One page as its template sees it. Made for one place on the site: links are relative to `view.url`."""

    def __init__(self, page: Page, view: View) -> None:
        self._page, self._view = page, view
        self.path, self.number, self.step, self.title = page.path, page.number, page.step, page.title
        self.kind, self.table, self.source, self.review = page.kind.value, page.table, page.source, page.review
        self.summary = page.summary
        self.draft = page.status is Status.DRAFT
        self.status_text = STATUS_TEXT[page.status]
        self.format = view.toolbox.format(page.number) if page.kind is PageKind.APPENDIX else None
        self.version = self.format.version if self.format else ""

    @property
    def body(self) -> Markup:
        return self._view.internal(self._page.body.html)

    @property
    def reading_time(self) -> str:
        words = len(plain_text(self._page.body.html).split())
        minutes = max(1, round(words / WORDS_A_MINUTE))
        return "1 minuut lezen" if minutes == 1 else f"{minutes} minuten lezen"

    @property
    def changed(self) -> str:
        folders = [self.format.folder] if self.format else []
        change = self._view.history.last_of(self.path, *folders)
        return change.date if change else ""

    @property
    def edit_url(self) -> str:
        return self._view.settings.edit(self.path)

    @property
    def format_edit_url(self) -> str:
        return self._view.settings.edit(self.format.path) if self.format else ""

    @property
    def format_kind(self) -> str:
        return self.format.kind.capitalize() if self.format else ""

    @property
    def page_count(self) -> str:
        return pages_text(self._view.rendered.pages[addresses.print_file(self.format)]) if self.format else ""

    @property
    def preview(self) -> str:
        assert self.format
        return self._view.to(addresses.preview_file(self.format))

    @property
    def preview_size(self) -> tuple[int, int]:
        assert self.format
        return self._view.rendered.previews[addresses.preview_file(self.format)]

    @property
    def shapes(self) -> tuple[Shape, ...]:
        return self._view.shapes(self._page, self.format)

    @property
    def formats(self) -> list[PageView]:
        return [item for item in self._view.appendices(self.step) if item.format]

    @property
    def sections(self) -> tuple[SectionView, ...]:
        return tuple(SectionView.of(section) for section in self.format.sections) if self.format else ()

    @property
    def diagram(self) -> Diagram | None:
        return self._view.toolbox.diagram(self._page.diagram) if self._page.diagram else None

    @property
    def diagram_svg(self) -> Markup:
        assert self.diagram
        return Markup(drawing.draw(self.diagram, self._view.step))

    @property
    def diagram_words(self) -> tuple[tuple[Box, tuple[tuple[str, str], ...]], ...]:
        assert self.diagram
        return drawing.in_words(self.diagram)


@dataclass(frozen=True, slots=True)
class TableView:
    """A table as the page shows it: columns with text given, and columns to fill in."""

    table: Table
    given: tuple[Question, ...]
    asked: tuple[Question, ...]
    given_groups: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]
    head: int

    @property
    def intro(self) -> Markup:
        return Markup(self.table.help.html)

    @classmethod
    def of(cls, table: Table) -> TableView:
        columns = table.shown_columns
        filled = [any(row[index] for _, rows in table.groups for row in rows) for index in range(len(columns))]
        given = tuple(column for column, has in zip(columns, filled, strict=True) if has)
        groups = tuple(
            (heading, tuple(tuple(itertools.compress(row, filled)) for row in rows)) for heading, rows in table.groups
        )
        head = next((index for index, column in enumerate(given) if column.name != "nr"), 0)
        asked = tuple(column for column in columns if not column.given)
        return cls(table, given, asked, groups, head)


@dataclass(frozen=True, slots=True)
class SectionView:
    name: str
    title: str
    intro: Markup
    questions: tuple[Question, ...]
    tables: tuple[TableView, ...]

    @classmethod
    def of(cls, section: Section) -> SectionView:
        tables = tuple(TableView.of(table) for table in section.tables)
        # A format's texts hold no links (the loader refuses them), so there is nothing to resolve.
        return cls(section.name, section.title, Markup(section.intro.html), section.questions, tables)


class View:
    """The site seen from one page: every link it gives is relative to `url`."""

    def __init__(
        self, toolbox: Toolbox, history: History, settings: Settings, rendered: Rendered, news: list[NewsItem], url: str
    ) -> None:
        self.toolbox, self.history, self.settings, self.rendered, self.url = toolbox, history, settings, rendered, url
        self.issues_url = settings.issues_url
        self.route = toolbox.diagram("route")
        self._news = news

    def to(self, target: str) -> str:
        return addresses.relative(self.url, target)

    def href(self, page: PageView) -> str:
        return self.to(addresses.page_url(page._page))

    def step(self, number: int) -> str:
        return self.to(f"stappen/{number}/")

    def internal(self, html: str) -> Markup:
        """Resolve `page:` links of Prose for this place."""
        urls = {page.path: addresses.page_url(page) for page in self.toolbox.pages}

        def replace(match: re.Match[str]) -> str:
            path, mark, anchor = match[1].partition("#")
            return f'href="{escape(self.to(urls[path] + mark + anchor))}"'

        return Markup(re.sub(r'href="page:([^"]+)"', replace, html))

    def _views(self, kind: PageKind) -> list[PageView]:
        return [PageView(page, self) for page in self.toolbox.of_kind(kind)]

    @functools.cached_property
    def steps(self) -> list[PageView]:
        return self._views(PageKind.STEP)

    @functools.cached_property
    def intros(self) -> list[PageView]:
        return self._views(PageKind.INTRO)

    @functools.cached_property
    def _appendices(self) -> list[PageView]:
        return self._views(PageKind.APPENDIX)

    def appendices(self, step: int) -> list[PageView]:
        return [item for item in self._appendices if item.step == step]

    def appendix(self, number: str) -> PageView:
        return next(item for item in self._appendices if item.number == number)

    @property
    def roles(self) -> list[str]:
        return sorted({role for form in self.toolbox.formats for role in form.roles})

    @property
    def news(self) -> list[NewsItem]:
        return [NewsItem(item.date, item.title, self.to(item.href), item.words, item.region) for item in self._news]

    @property
    def book(self) -> Shape:
        pages = pages_text(self.rendered.pages[addresses.BOOK])
        return self._shape("Boek", "", "pdf", addresses.BOOK, "book", pages=pages)

    def neighbours(self, page: PageView) -> list[tuple[PageView, bool]]:
        """(page, is next) before and after: pages and steps in a line along the route, bijlagen among themselves."""
        line = self._appendices if page.kind == PageKind.APPENDIX else self.intros + self.steps
        index = [item.path for item in line].index(page.path)
        before = [(line[index - 1], False)] if index else []
        return before + [(item, True) for item in line[index + 1 : index + 2]]

    def shapes(self, page: Page, form: Format | None) -> tuple[Shape, ...]:
        if page.kind is PageKind.STEP and any(item.step == page.step for item in self.toolbox.formats):
            pack = functools.partial(addresses.pack_file, page.step)
            return (
                self._shape("Alle formats", "", "pdf", pack(".pdf"), "print"),
                self._shape("Los", "", "zip", pack(".zip"), "pack", download=True),
            )
        if not form:
            return ()
        return (
            self._shape("Printen", "Om met een pen in te vullen.", "pdf", addresses.print_file(form), "print"),
            self._shape(
                "Data",
                "Voor ICT: het format als datapakket, om in een eigen systeem te gebruiken.",
                *("zip", addresses.data_file(form), "data"),
                download=True,
            ),
        )

    def _shape(
        self, label: str, words: str, kind: str, file: str, icon: str, *, download: bool = False, pages: str = ""
    ) -> Shape:
        return Shape(label, words, kind, size_text(self.rendered.sizes[file]), self.to(file), icon, download, pages)


def soft_hyphens(text: str) -> Markup:
    """Allow a break inside the route's long compound names, where a person would break them."""
    return Markup(str(escape(text)).replace("naar-werk-", "naar-<wbr>werk-<wbr>"))


def _month_groups(items: Iterable[NewsItem]) -> list[tuple[str, list[NewsItem]]]:
    return [(month, list(group)) for month, group in itertools.groupby(items, key=lambda item: dutch_month(item.date))]


@functools.cache
def environment() -> jinja2.Environment:
    """Our own templates only; everything that goes in is escaped unless it is Markup."""
    env = jinja2.Environment(
        loader=jinja2.PackageLoader("toolbox", "templates/site"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    env.filters.update(dutch_date=dutch_date, soft_hyphens=soft_hyphens, groupby_month=_month_groups)
    return env


def news_items(toolbox: Toolbox, history: History) -> list[NewsItem]:
    """One item per page or format and day, newest first. `href` is relative to the site."""
    targets: dict[str, tuple[str, str, str]] = {}
    for page in toolbox.pages:
        name = f"{page.number} {page.title}".strip()
        targets[page.path] = (f"Stap {name}" if page.kind is PageKind.STEP else name, addresses.page_url(page), "pagina")
    for form in toolbox.formats:
        targets[form.folder] = (f"{form.number} {form.title}", addresses.format_url(form.number), "format")
    found: dict[tuple[str, str, str], NewsItem] = {}
    for change in history.changes:
        key = "/".join(change.path.split("/")[:2]) if change.path.startswith("forms/") else change.path
        if key not in targets or change.kind == "D":
            continue
        title, href, what = targets[key]
        new = change.kind == "A" and (what == "pagina" or change.path.endswith("/datapackage.yaml"))
        item = NewsItem(change.date, title, href, f"{what} {'nieuw' if new else 'gewijzigd'}", change.region)
        earlier = found.get((change.date, title, what))
        if earlier is None or new:
            found[change.date, title, what] = item
    return list(found.values())


def render_site(
    toolbox: Toolbox, history: History, settings: Settings, rendered: Rendered
) -> Iterator[tuple[str, bytes]]:
    """(staged path, Markdown bytes) of every page of the site."""
    news = news_items(toolbox, history)

    def view(url: str) -> View:
        return View(toolbox, history, settings, rendered, news, url)

    for page in toolbox.pages:
        url = addresses.page_url(page)
        here = view(url)
        body = _render(TEMPLATES[page.kind], here, PageView(page, here))
        name = f"{page.number} {page.title}" if page.kind is PageKind.APPENDIX else page.title
        title = f"Stap {page.number}: {page.title}" if page.kind is PageKind.STEP else name
        yield addresses.staged_path(url), _staged(title, page.summary, PARTS[page.kind], body)
    for url, template, title, words, part in (
        (addresses.HOME, "home", settings.name, "De route van school naar werk, met alle formats om te printen.", ""),
        (addresses.DOWNLOADS, "downloads", "Formats en downloads", "Alle formats om te printen of te downloaden.", "formats"),
        (addresses.NEWS, "news", "Wat is nieuw", "Welke pagina’s en formats nieuw of veranderd zijn.", "news"),
    ):
        yield addresses.staged_path(url), _staged(title, words, part, _render(template, view(url), None))


def _render(template: str, view: View, page: PageView | None) -> str:
    return environment().get_template(f"{template}.html").render(view=view, page=page)


def _staged(title: str, description: str, part: str, body: str) -> bytes:
    """Front matter as JSON strings (valid YAML whatever they hold), then one block of HTML that Markdown leaves alone."""
    quoted = {"title": title, "description": description, "part": part}
    head = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in quoted.items())
    return f'---\n{head}---\n\n<div class="tb-body">\n{body.strip()}\n</div>\n'.encode()
