"""The toolbox of a region as its pages and the overview show it: whose it is, and what is different there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from toolbox.core import addresses
from toolbox.core.dutch import count
from toolbox.core.page import Page
from toolbox.news.earlier import NOTHING_EARLIER, Earlier
from toolbox.site.alike import Added
from toolbox.source.overlays.loading import EDITION
from toolbox.source.overlays.model import Aim, Contact, Difference, Operation, Overlaid, Standing

# Worst first: of these the first that any override has is that of the whole.
WORST = (Standing.CLASH, Standing.GONE, Standing.CHANGED)
SITE_WORDS = {
    Standing.SAME: "Bij met de gezamenlijke toolbox.",
    Standing.CHANGED: "De gezamenlijke toolbox is hier veranderd.",
    Standing.GONE: "Dit is er niet meer in de gezamenlijke toolbox.",
    Standing.CLASH: "Dit botst met de gezamenlijke toolbox.",
}
# Comes after every date.
LATEST = "9"
To = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class DifferenceView:
    """`href` is '' for what has no page here. `sentence` says how it stands and `why` why it clashes; `marked` is what
    changed in the base, as HTML that escaped all it quotes, and `since` the day when it did ('' when unknown)."""

    words: str
    standing: str
    sentence: str
    href: str
    why: str
    is_behind: bool
    marked: str
    since: str


@dataclass(frozen=True, slots=True)
class OwnPageLink:
    title: str
    href: str


@dataclass(frozen=True, slots=True)
class AddedView:
    """A question that a region added; `href` leads to the format with it."""

    region: str
    number: str
    title: str
    help: str
    href: str

    @classmethod
    def of(cls, one: Added, to: To) -> AddedView:
        href = to(one.overlaid.badge.root + addresses.format_url(one.number))
        return cls(one.overlaid.badge.name, one.number, one.question.title, one.question.help, href)


class OverlayView:
    """Every link is as `to` makes it; `past` knows what changed in the base."""

    def __init__(self, one: Overlaid, to: To, past: Earlier = NOTHING_EARLIER) -> None:
        self._one, self._to, self._past, badge = one, to, past, one.badge
        self.slug, self.name, self.contact = badge.slug, badge.name, badge.contact
        self.institutions = ", ".join(badge.institutions)
        self.href = to(badge.root)
        self.path = f"{one.overlay.folder}/{EDITION}"

    @property
    def contact_href(self) -> str:
        return f"mailto:{self.contact}" if "@" in self.contact and ":" not in self.contact else self.contact

    @property
    def differs(self) -> str:
        number = len(self._one.differences) + len(self._one.overlay.pages)
        return f"{count(number, 'plek is', 'plekken zijn')} anders." if number else "Er is nog niets anders."

    @property
    def standing(self) -> str:
        found = {one.standing for one in self._one.differences}
        worst = next((one for one in WORST if one in found), Standing.SAME)
        many = len(self._one.behind)
        return SITE_WORDS[worst] if many <= 1 else f"Op {many} plekken niet bij met de gezamenlijke toolbox."

    @property
    def order(self) -> tuple[bool, str, str]:
        """What has waited longest for its keepers first; what is in step last."""
        first = self.behind[0].since if self.behind else ""
        return not self._one.behind, first or LATEST, self.name.casefold()

    @property
    def pages(self) -> list[OwnPageLink]:
        here = {page.path for page in self._one.toolbox.pages}
        own = [page for page in self._one.overlay.pages if page.path in here]
        return [OwnPageLink(page.title, self._to(addresses.page_url(page))) for page in own]

    @property
    def contacts(self) -> tuple[Contact, ...]:
        return self._one.overlay.contacts

    @property
    def organisations(self) -> list[str]:
        return list(dict.fromkeys(contact.organisation for contact in self.contacts))

    @property
    def purposes(self) -> list[str]:
        return sorted({purpose for contact in self.contacts for purpose in contact.purposes})

    @property
    def differences(self) -> list[DifferenceView]:
        return [self._view(one) for one in self._one.differences]

    @property
    def behind(self) -> list[DifferenceView]:
        """First what waits longest."""
        return sorted((self._view(one) for one in self._one.behind), key=lambda view: view.since or LATEST)

    def of(self, page: Page) -> list[DifferenceView]:
        """What is different on one page, its format included."""
        units = {page.path, page.number}
        return [self._view(one) for one in self._one.differences if one.override.target.unit in units]

    def _view(self, one: Difference) -> DifferenceView:
        is_behind = one.standing is not Standing.SAME
        told, said = self._past.moved_since(one), SITE_WORDS[one.standing]
        link = self._link(one)
        return DifferenceView(one.words, one.standing, said, link, one.why, is_behind, told.marked, told.since)

    def _link(self, one: Difference) -> str:
        target = one.override.target
        page = next((page for page in self._one.toolbox.pages if target.unit in (page.path, page.number)), None)
        if page is None or (one.override.operation is Operation.HIDE and target.aim is Aim.TOOL):
            return ""
        ids = {heading.id for heading in page.body.headings}
        mark = f"#{target.name}" if target.aim is Aim.TEXT and target.name in ids else ""
        return self._to(addresses.page_url(page) + mark)
