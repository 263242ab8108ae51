"""What one role does along the route, step by step, and which formats are its own: as a template sees it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from toolbox.core import addresses
from toolbox.core.method import Guide, Role
from toolbox.core.page import Page, PageKind
from toolbox.forms.packs import route_pack
from toolbox.site import offers
from toolbox.site.offers import Shape
from toolbox.site.page import PageView, page_views
from toolbox.site.spot import Spot


@dataclass(frozen=True, slots=True)
class DutyView:
    """A sentence, and the page that says so: its name in short and a link."""

    text: str
    source: str
    href: str


@dataclass(frozen=True, slots=True)
class RoleStep:
    """A step in which the role does something, or has formats to fill in."""

    page: PageView
    told: tuple[DutyView, ...]
    formats: tuple[PageView, ...]


@dataclass(frozen=True, slots=True)
class DateView:
    """A moment of the role: when, what it does then, and where the toolbox says so ('' for a page that is not here)."""

    when: str
    text: str
    source: str
    href: str


@dataclass(frozen=True, slots=True)
class RolePage:
    """`shapes` are all formats of the role at once; none for no more than one."""

    role: Role
    text: str
    steps: tuple[RoleStep, ...]
    shapes: tuple[Shape, ...]
    dates: tuple[DateView, ...]


def role_page(spot: Spot) -> RolePage:
    """Of the role whose page stands at `spot`."""
    method = spot.facts.method
    role = next(role for role in method.roles if addresses.role_url(role.slug) == spot.url)
    guide = method.guide(role)
    assert guide, "only a role with a guide has a page"
    pack = route_pack(spot.facts.toolbox, role)
    shapes = spot.links(offers.pack_shapes(pack, spot.facts.rendered)) if pack else ()
    return RolePage(role, guide.text, tuple(_steps(role, guide, spot)), shapes, tuple(_dates(role, spot)))


def _dates(role: Role, spot: Spot) -> Iterator[DateView]:
    toolbox = spot.facts.toolbox
    urls = {
        key: addresses.page_url(page)
        for page in toolbox.pages
        for key in (page.number, page.path.removeprefix("content/"))
    }
    for one in toolbox.journey.calendar.of(role.name):
        yield DateView(one.when, one.text, one.source, spot.to(urls[one.page]) if one.page in urls else "")


def _steps(role: Role, guide: Guide, spot: Spot) -> Iterator[RoleStep]:
    pages = {page.number: page for page in spot.facts.toolbox.pages if page.number}
    duties = {duty.step: duty.points for duty in guide.duties}
    for step in page_views(PageKind.STEP, spot):
        told = tuple(DutyView(point.text, *_source(pages[point.source], spot)) for point in duties.get(step.number, ()))
        own = tuple(item for item in step.formats if role in item.roles)
        if told or own:
            yield RoleStep(step, told, own)


def _source(page: Page, spot: Spot) -> tuple[str, str]:
    name = f"stap {page.number}" if page.kind is PageKind.STEP else page.number
    return name, spot.to(addresses.page_url(page))
