"""One page as its template sees it."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

from markupsafe import Markup

from toolbox.core import addresses
from toolbox.core.addresses import PROPOSAL
from toolbox.core.diagram import Box, Diagram
from toolbox.core.dutch import count, pages_text
from toolbox.core.lists import Fact, Word
from toolbox.core.method import Role
from toolbox.core.page import Page, PageKind, Status
from toolbox.forms.concept import concept_note
from toolbox.forms.packs import Pack, step_packs
from toolbox.news import credits
from toolbox.news.credits import Contributors, Moment
from toolbox.news.editions import Edition
from toolbox.shapes import drawing
from toolbox.site import offers, overviews
from toolbox.site.offers import RolePack, Shape
from toolbox.site.overviews import Ground
from toolbox.site.parts import SectionView
from toolbox.site.search import page_name
from toolbox.site.spot import Spot
from toolbox.site.words import with_meanings
from toolbox.source.prose import plain_text

WORDS_A_MINUTE = 180
STATUS_TEXT = {
    Status.READY: "Klaar voor gebruik",
    Status.CONCEPT: "Concept van de redactie",
    Status.DRAFT: "In ontwikkeling",
}


class PageView:
    """Made for one spot on the site: links are relative to `spot.url`."""

    def __init__(self, page: Page, spot: Spot) -> None:
        self._page, self._spot, self._facts = page, spot, spot.facts
        self.path, self.number, self.step, self.title = page.path, page.number, page.step, page.title
        self.kind, self.table = page.kind.value, page.table
        self.source, self.review = page.source, page.review
        self.summary, self.url = page.summary, addresses.page_url(page)
        self.draft, self.concept = page.status is Status.DRAFT, page.status is Status.CONCEPT
        self.status_text = STATUS_TEXT[page.status]
        self.format = self._facts.toolbox.format(page.number) if page.kind is PageKind.APPENDIX else None
        self.version = self.format.version if self.format else ""

    @property
    def source_page(self) -> Page:
        return self._page

    @property
    def name(self) -> str:
        """'Stap 3: School-naar-werk-gesprek', '3.1 Format school-naar-werk-gesprek', 'Inleiding'."""
        return page_name(self._page)

    @property
    def concept_words(self) -> str:
        return concept_note(self.format) if self.format else ""

    @property
    def body(self) -> Markup:
        return self._spot.internal(self._explained[0], self.path)

    @property
    def words(self) -> tuple[Word, ...]:
        """Those in its text that have a meaning to show."""
        return self._explained[1]

    @cached_property
    def _explained(self) -> tuple[str, tuple[Word, ...]]:
        return with_meanings(self._page.body.html, self._facts.toolbox.glossary)

    @property
    def since(self) -> tuple[Fact, ...]:
        """What changed since about what this page says."""
        return self._facts.toolbox.facts(self._page)

    @property
    def reading_time(self) -> str:
        words = len(plain_text(self._page.body.html).split())
        minutes = max(1, round(words / WORDS_A_MINUTE))
        return f"{count(minutes, 'minuut', 'minuten')} lezen"

    @property
    def changed(self) -> str:
        change = self._facts.history.last_of(*self._units)
        return change.date if change else ""

    @property
    def _units(self) -> tuple[str, ...]:
        return (self.path, self.format.folder) if self.format else (self.path,)

    @property
    def contributors(self) -> Contributors:
        return credits.contributors(self._facts.history.of(*self._units), self._facts.settings.left_out)

    @property
    def moments(self) -> tuple[Moment, ...]:
        """What changed here, newest first."""
        facts = self._facts
        return credits.moments(facts.history, facts.past.told, self._units, facts.settings.left_out)

    @property
    def editions(self) -> tuple[Edition, ...]:
        """The format as it was in earlier editions."""
        found = self._facts.past.editions.get(self.number, ()) if self.format else ()
        return tuple(replace(edition, path=self._spot.to(edition.path)) for edition in found)

    @property
    def edit_url(self) -> str:
        return self._facts.settings.edit(self.path)

    @property
    def proposal_href(self) -> str:
        """Where a change is proposed; site.js adds of what, since a site engine takes a query for another page."""
        return self._spot.to(PROPOSAL)

    @property
    def format_edit_url(self) -> str:
        return self._facts.settings.edit(self.format.path) if self.format else ""

    @property
    def format_kind(self) -> str:
        return self.format.kind.capitalize() if self.format else ""

    @property
    def page_count(self) -> str:
        return pages_text(self._facts.rendered.pages[addresses.print_file(self.format)]) if self.format else ""

    @property
    def preview(self) -> str:
        assert self.format
        return self._spot.to(addresses.preview_file(self.format))

    @property
    def preview_size(self) -> tuple[int, int]:
        assert self.format
        return self._facts.rendered.previews[addresses.preview_file(self.format)]

    @property
    def shapes(self) -> tuple[Shape, ...]:
        """The shapes of a format or a presentation; of a step what holds all its formats."""
        found: tuple[Shape, ...] = ()
        if self.format:
            found = offers.format_shapes(self.format, self._facts.rendered, self._facts.method.words)
        elif self._page.is_deck:
            found = offers.deck_shapes(self._page, self._facts.rendered)
        elif self._page.kind is PageKind.STEP and self.formats:
            found = offers.pack_shapes(self._packs[0], self._facts.rendered)
        return self._spot.links(found)

    @property
    def _packs(self) -> tuple[Pack, ...]:
        return step_packs(self._facts.toolbox, self.step) if self._page.kind is PageKind.STEP else ()

    @property
    def role_packs(self) -> tuple[RolePack, ...]:
        """Of a step: what can be handed to a role that does not fill in all of it."""
        return tuple(
            offers.role_pack(pack, pack.role, self._spot.links(offers.pack_shapes(pack, self._facts.rendered)))
            for pack in self._packs
            if pack.role
        )

    @property
    def whole_roles(self) -> str:
        """Of a step: names of the roles that fill in each of its formats."""
        forms = self._packs[0].forms if self._packs else ()
        names = [role.name for role in self._facts.method.roles]
        return " ".join(name for name in names if all(name in form.roles for form in forms))

    @property
    def roles(self) -> tuple[Role, ...]:
        return overviews.roles_of(self.format, self._facts.method.roles) if self.format else ()

    @property
    def grounds(self) -> tuple[Ground, ...]:
        return overviews.grounds(self.format) if self.format else ()

    @property
    def sensitive_count(self) -> str:
        return overviews.count_in_words(self.format) if self.format else ""

    @property
    def formats(self) -> list[PageView]:
        """Of a step."""
        return [item for item in page_views(PageKind.APPENDIX, self._spot) if item.step == self.step and item.format]

    @property
    def sections(self) -> tuple[SectionView, ...]:
        return tuple(SectionView.of(section) for section in self.format.sections) if self.format else ()

    @property
    def diagram(self) -> Diagram | None:
        return self._facts.toolbox.diagram(self._page.diagram) if self._page.diagram else None

    @property
    def diagram_svg(self) -> Markup:
        assert self.diagram
        return Markup(drawing.draw(self.diagram, self._spot.step))

    @property
    def diagram_standing(self) -> Markup:
        """For a phone; nothing where the drawing stands already."""
        assert self.diagram
        return Markup(drawing.draw_standing(self.diagram))

    @property
    def diagram_words(self) -> tuple[tuple[Box, tuple[tuple[str, str], ...]], ...]:
        assert self.diagram
        return drawing.in_words(self.diagram)


def page_views(kind: PageKind, spot: Spot) -> list[PageView]:
    return [PageView(page, spot) for page in spot.facts.toolbox.of_kind(kind)]
