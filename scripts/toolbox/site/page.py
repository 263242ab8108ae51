"""What a page's template sees: the toolbox from one place on the site, every link relative to it."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from dataclasses import replace

from markupsafe import Markup, escape

from toolbox.core import addresses
from toolbox.core.addresses import PROPOSAL, PROPOSAL_SOURCE
from toolbox.core.diagram import Box, Diagram
from toolbox.core.dutch import count, counted, pages_text
from toolbox.core.method import Role
from toolbox.core.model import Page, PageKind, Status, Toolbox
from toolbox.core.settings import Settings
from toolbox.history.history import History, Proposed
from toolbox.news import credits
from toolbox.news.credits import Contributors, Moment
from toolbox.news.earlier import NOTHING_EARLIER, Earlier
from toolbox.news.editions import Edition
from toolbox.news.news import NewsItem
from toolbox.shapes import drawing
from toolbox.site import offers, overviews
from toolbox.site.offers import Rendered, Shape
from toolbox.site.overviews import Ground
from toolbox.site.parts import SectionView, table_frames
from toolbox.source.figures import place_images
from toolbox.source.images import fitted
from toolbox.source.prose import plain_text

WORDS_A_MINUTE = 180
STATUS_TEXT = {Status.READY: "Klaar voor gebruik", Status.DRAFT: "In ontwikkeling"}


class PageView:
    """One page as its template sees it. Made for one place on the site: links are relative to `view.url`."""

    def __init__(self, page: Page, view: View) -> None:
        self._page, self._view = page, view
        self.path, self.number, self.step, self.title = page.path, page.number, page.step, page.title
        self.kind, self.table = page.kind.value, page.table
        self.source, self.review = page.source, page.review
        self.summary = page.summary
        self.draft = page.status is Status.DRAFT
        self.status_text = STATUS_TEXT[page.status]
        self.format = view.toolbox.format(page.number) if page.kind is PageKind.APPENDIX else None
        self.version = self.format.version if self.format else ""

    @property
    def body(self) -> Markup:
        return self._view.internal(self._page.body.html, self.path)

    @property
    def reading_time(self) -> str:
        words = len(plain_text(self._page.body.html).split())
        minutes = max(1, round(words / WORDS_A_MINUTE))
        return f"{count(minutes, 'minuut', 'minuten')} lezen"

    @property
    def changed(self) -> str:
        change = self._view.history.last_of(*self._units)
        return change.date if change else ""

    @property
    def _units(self) -> tuple[str, ...]:
        return (self.path, self.format.folder) if self.format else (self.path,)

    @property
    def contributors(self) -> Contributors:
        return credits.contributors(self._view.history.of(*self._units), self._view.settings.left_out)

    @property
    def moments(self) -> tuple[Moment, ...]:
        """What changed here, newest first."""
        view = self._view
        return credits.moments(view.history, view.past.told, self._units, view.settings.left_out)

    @property
    def editions(self) -> tuple[Edition, ...]:
        """The format as it was in earlier editions."""
        found = self._view.past.editions.get(self.number, ()) if self.format else ()
        return tuple(replace(edition, path=self._view.to(edition.path)) for edition in found)

    @property
    def edit_url(self) -> str:
        return self._view.settings.edit(self.path)

    @property
    def proposal_href(self) -> str:
        """Where a change is proposed; site.js adds of what, since a site engine takes a query for another page."""
        return self._view.to(PROPOSAL)

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
        """The shapes of a format; of a step what holds all its formats."""
        found: tuple[Shape, ...] = ()
        if self.format:
            found = offers.format_shapes(self.format, self._view.rendered, self._view.method.words)
        elif self._page.kind is PageKind.STEP and self.formats:
            found = offers.step_shapes(self.step, self._view.rendered)
        return self._view.links(found)

    @property
    def roles(self) -> tuple[Role, ...]:
        return overviews.roles_of(self.format, self._view.method.roles) if self.format else ()

    @property
    def grounds(self) -> tuple[Ground, ...]:
        return overviews.grounds(self.format) if self.format else ()

    @property
    def sensitive_count(self) -> str:
        return overviews.count_in_words(self.format) if self.format else ""

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
    def diagram_standing(self) -> Markup:
        """For a phone; nothing where the drawing stands already."""
        assert self.diagram
        return Markup(drawing.draw_standing(self.diagram))

    @property
    def diagram_words(self) -> tuple[tuple[Box, tuple[tuple[str, str], ...]], ...]:
        assert self.diagram
        return drawing.in_words(self.diagram)


class View:
    """The site seen from one page: every link it gives is relative to `url`."""

    def __init__(
        self,
        toolbox: Toolbox,
        history: History,
        settings: Settings,
        rendered: Rendered,
        news: list[NewsItem],
        url: str,
        past: Earlier = NOTHING_EARLIER,
    ) -> None:
        self.past = past
        self.toolbox, self.history, self.settings = toolbox, history, settings
        self.rendered, self.url = rendered, url
        self.issues_url = settings.issues_url
        self.method = toolbox.method
        self.route = toolbox.diagram("route")
        self.marks = drawing.station_marks(self.route.boxes)
        self.stations = counted(len(self.route.boxes), "station", "stations")
        self._news = news

    def to(self, target: str) -> str:
        return addresses.relative(self.url, target)

    def href(self, page: PageView) -> str:
        return self.to(addresses.page_url(page._page))

    def step(self, number: int) -> str:
        return self.to(f"stappen/{number}/")

    def role(self, role: Role) -> str:
        return self.to(f"{addresses.ROLES}#{role.anchor}")

    def privacy(self, page: PageView) -> str:
        return self.to(addresses.privacy_url(page.number))

    def internal(self, html: str, source: str) -> Markup:
        """Resolve `page:` links and `image:` sources of Prose for this place; a proposal is then about `source`."""
        urls = {page.path: addresses.page_url(page) for page in self.toolbox.pages}
        images = {image.path: image for image in self.toolbox.images}

        def replace(match: re.Match[str]) -> str:
            path, mark, anchor = match[2].partition("#")
            if path == PROPOSAL_SOURCE:
                return f'{match[1]}href="{escape(self.to(PROPOSAL))}" data-proposal-of="{escape(source)}"'
            return f'{match[1]}href="{escape(self.to(urls[path] + mark + anchor))}"'

        def attributes(path: str) -> str:
            width, height = fitted(images[path].width, images[path].height)
            source = escape(self.to(addresses.image_file(path)))
            return f'src="{source}" width="{width}" height="{height}" loading="lazy"'

        linked = re.sub(r'(<a [^>]*?)href="page:([^"]+)"', replace, html)
        return Markup(table_frames(place_images(linked, attributes)))

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
    def how_to(self) -> PageView | None:
        """The page that explains the shapes."""
        return next((PageView(page, self) for page in self.toolbox.pages if page.path == self.method.how_to), None)

    def numbered(self, number: str) -> PageView:
        """A step or an appendix."""
        return next(item for item in (*self.steps, *self._appendices) if item.number == number)

    @property
    def before_route(self) -> list[PageView]:
        """The steps that no station leads to."""
        stations = {box.step for box in self.route.boxes}
        return [step for step in self.steps if step.step not in stations]

    @property
    def home_formats(self) -> list[PageView]:
        return [self.appendix(number) for number, _ in self.method.home.formats] or self.all_formats

    @property
    def all_formats(self) -> list[PageView]:
        return [item for item in self._appendices if item.format]

    @property
    def roles(self) -> tuple[tuple[Role, list[PageView]], ...]:
        """Each role with the formats that it fills in."""
        return tuple(
            (role, [self.appendix(form.number) for form in overviews.formats_for(self.toolbox, role)])
            for role in self.method.roles
        )

    @property
    def news(self) -> list[NewsItem]:
        return self.news_links(self._news)

    def news_links(self, items: Iterable[NewsItem]) -> list[NewsItem]:
        """The same items, as links from this place; what is gone has none."""
        return [replace(item, href=self.to(item.href) if item.href else "") for item in items]

    @property
    def regions(self) -> tuple[credits.Region, ...]:
        found = credits.regions(self.toolbox, self.history, self.past.told, self.settings.left_out)
        return tuple(replace(region, accepted=tuple(self.news_links(region.accepted))) for region in found)

    @property
    def open_proposals(self) -> tuple[Proposed, ...]:
        """Those that no region is named with."""
        return credits.open_without_region(self.history, self.settings.left_out)

    @property
    def book(self) -> Shape:
        return self.links([offers.book_shape(self.rendered, self.method.mark)])[0]

    @property
    def book_pages(self) -> str:
        return pages_text(self.rendered.pages[addresses.book_file(self.method.mark)])

    def neighbours(self, page: PageView) -> list[tuple[PageView, bool]]:
        """(page, is next) before and after: pages and steps in a line along the route, bijlagen among themselves."""
        line = self._appendices if page.kind == PageKind.APPENDIX else self.intros + self.steps
        index = [item.path for item in line].index(page.path)
        before = [(line[index - 1], False)] if index else []
        return before + [(item, True) for item in line[index + 1 : index + 2]]

    def links(self, shapes: Iterable[Shape]) -> tuple[Shape, ...]:
        """The same shapes, as links from this place."""
        return tuple(replace(shape, href=self.to(shape.href)) for shape in shapes)
