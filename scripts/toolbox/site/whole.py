"""What every template sees: the whole toolbox from one spot on the site."""

from __future__ import annotations

import functools
from dataclasses import replace

from toolbox.core import addresses
from toolbox.core.dutch import counted, pages_text
from toolbox.core.example import Example
from toolbox.core.language import Language
from toolbox.core.lists import Fact, Glossary, Since
from toolbox.core.method import Role
from toolbox.core.page import PageKind
from toolbox.history.history import Proposed
from toolbox.news import credits
from toolbox.news.news import NewsItem
from toolbox.shapes import drawing
from toolbox.site import archive, offers, overviews
from toolbox.site.alike import alike
from toolbox.site.archive import RegionShelf, Shelf
from toolbox.site.examplepage import ExamplePage, example_page, is_for
from toolbox.site.form.journey import JourneyView
from toolbox.site.lingual import LanguageLink, LanguageView, links
from toolbox.site.offers import Shape
from toolbox.site.overlays import AddedView, DifferenceView, OverlayView
from toolbox.site.page import PageView, page_views
from toolbox.site.rolepage import RolePage, role_page
from toolbox.site.spot import Facts, Spot


class SiteView(Spot):
    """The site seen from one spot."""

    def __init__(self, facts: Facts, url: str) -> None:
        super().__init__(facts, url)
        self.settings, self.method = facts.settings, facts.method
        self.issues_url = facts.settings.issues_url
        self.route = facts.toolbox.diagram("route")
        self.marks = drawing.station_marks(self.route.boxes)
        self.stations = counted(len(self.route.boxes), "station", "stations")

    def href(self, page: PageView) -> str:
        return self.to(page.url)

    def privacy(self, page: PageView) -> str:
        return self.to(addresses.privacy_url(page.number))

    @functools.cached_property
    def steps(self) -> list[PageView]:
        return page_views(PageKind.STEP, self)

    @functools.cached_property
    def concept_steps(self) -> frozenset[int]:
        return frozenset(step.step for step in self.steps if step.concept)

    @functools.cached_property
    def intros(self) -> list[PageView]:
        return page_views(PageKind.INTRO, self)

    @functools.cached_property
    def _appendices(self) -> list[PageView]:
        return page_views(PageKind.APPENDIX, self)

    def appendices(self, step: int) -> list[PageView]:
        return [item for item in self._appendices if item.step == step]

    def appendix(self, number: str) -> PageView:
        return next(item for item in self._appendices if item.number == number)

    @property
    def how_to(self) -> PageView | None:
        """The page that explains the shapes."""
        return next(
            (PageView(page, self) for page in self.facts.toolbox.pages if page.path == self.method.how_to), None
        )

    def numbered(self, number: str) -> PageView:
        """A step or an appendix."""
        return next(item for item in (*self.steps, *self._appendices) if item.number == number)

    @property
    def since(self) -> Since:
        return self.facts.toolbox.since

    @property
    def glossary(self) -> Glossary:
        return self.facts.toolbox.glossary

    @property
    def journey(self) -> JourneyView:
        """The page that keeps one person's own route."""
        return JourneyView(self.facts.toolbox.journey, self.facts.toolbox, self.to)

    def source_page(self, key: str) -> PageView | None:
        """The page of a number or a file in content/; the site of a region may leave it out."""
        pages = self.facts.toolbox.pages
        found = (page for page in pages if key in (page.number, page.path.removeprefix("content/")))
        return next((PageView(page, self) for page in found), None)

    @property
    def words_href(self) -> str:
        return self.to(addresses.WORDS)

    @property
    def since_href(self) -> str:
        return self.to(addresses.SINCE)

    def pages_of(self, fact: Fact) -> list[PageView]:
        """The pages that the fact is about."""
        pages = self.facts.toolbox.pages
        return [PageView(page, self) for page in pages if fact in self.facts.toolbox.facts(page)]

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
            (role, [self.appendix(form.number) for form in overviews.formats_for(self.facts.toolbox, role)])
            for role in self.method.roles
        )

    @functools.cached_property
    def role_page(self) -> RolePage:
        """On the page of a role."""
        return role_page(self)

    def role_href(self, role: Role) -> str:
        """The page of a role; '' when it has none."""
        return self.to(addresses.role_url(role.slug)) if self.method.guide(role) else ""

    @property
    def example_page(self) -> ExamplePage:
        """On the page of the filled-in example."""
        return example_page(self)

    @property
    def example(self) -> Example:
        return self.facts.toolbox.example

    @property
    def example_href(self) -> str:
        return self.to(addresses.EXAMPLE)

    def shows_example(self, role: Role) -> bool:
        """Whether the example is of use to a role."""
        return is_for(self.example, role, self.facts.toolbox.formats)

    @property
    def news(self) -> list[NewsItem]:
        return self.news_links(self.facts.news[: archive.FRESH])

    @property
    def older_news(self) -> tuple[Shelf, ...]:
        return archive.years(self.facts.news)

    @property
    def regions(self) -> tuple[credits.Region, ...]:
        """None when each has a page of its own."""
        found = () if self.region_shelves else self.facts.regions
        return tuple(replace(region, accepted=tuple(self.news_links(region.accepted))) for region in found)

    @property
    def region_shelves(self) -> tuple[RegionShelf, ...]:
        return archive.region_shelves(self.facts.regions)

    @property
    def open_proposals(self) -> tuple[Proposed, ...]:
        """Those that no region is named with."""
        return credits.open_without_region(self.facts.history, self.settings.left_out)

    @property
    def overlays(self) -> list[OverlayView]:
        """Of the whole site: the toolboxes of regions, first what is longest out of step."""
        found = (OverlayView(one, self.to, self.facts.past) for one in self.facts.all_overlaid)
        return sorted(found, key=lambda one: one.order)

    @property
    def alike(self) -> list[tuple[AddedView, ...]]:
        """Questions that several regions added in the same spirit."""
        return [tuple(AddedView.of(one, self.to) for one in group) for group in alike(self.facts.all_overlaid)]

    @functools.cached_property
    def overlay(self) -> OverlayView | None:
        """On the site of a region: what is its own."""
        found = self.facts.overlaid
        return OverlayView(found, self.to, self.facts.past) if found else None

    def differences_on(self, page: PageView) -> list[DifferenceView]:
        return self.overlay.of(page.source_page) if self.overlay else []

    def is_common_page(self, page: PageView) -> bool:
        """Whether the common toolbox has it too."""
        own = self.facts.overlaid
        return not (own and page.path.startswith(f"{own.overlay.folder}/"))

    def common_page(self, page: PageView) -> str:
        """The same page of the common toolbox."""
        return addresses.relative(self.facts.toolbox.badge.root + self.url, page.url)

    @property
    def common(self) -> str:
        """From the site of a region: the home page of the common toolbox."""
        return addresses.relative(self.facts.toolbox.badge.root + self.url, addresses.HOME)

    def languages_of(self, page: PageView) -> list[LanguageLink]:
        """Where the format of the page is filled in, in other languages."""
        return links(self.facts.languages, page.number, self)

    @property
    def languages(self) -> list[LanguageView]:
        return [LanguageView(one, self, self.facts.rendered) for one in self.facts.languages]

    def language_href(self, language: Language) -> str:
        return self.to(addresses.language_url(language.tag))

    @property
    def book(self) -> Shape:
        return self.links([offers.book_shape(self.facts.rendered, self.method.mark)])[0]

    @property
    def register(self) -> Shape:
        return self.links([offers.register_shape(self.facts.rendered, self.method.mark)])[0]

    @property
    def folder_href(self) -> str:
        """The whole site as a zip, of which only the finished site tells the size and the date."""
        return self.to(addresses.folder_file(self.method.mark))

    @property
    def book_pages(self) -> str:
        return pages_text(self.facts.rendered.pages[addresses.book_file(self.method.mark)])

    def neighbours(self, page: PageView) -> list[tuple[PageView, bool]]:
        """(page, is next) before and after: pages and steps in a line along the route, bijlagen among themselves."""
        line = self._appendices if page.kind == PageKind.APPENDIX else self.intros + self.steps
        index = [item.path for item in line].index(page.path)
        before = [(line[index - 1], False)] if index else []
        return before + [(item, True) for item in line[index + 1 : index + 2]]
