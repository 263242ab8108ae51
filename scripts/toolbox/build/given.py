"""What every stage of the outputs starts from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from toolbox.core import addresses
from toolbox.core.edition import SHORT_COMMIT, Logo, Stamp
from toolbox.core.form import Format
from toolbox.core.method import Imprint
from toolbox.core.model import Toolbox
from toolbox.core.page import Page
from toolbox.core.settings import Settings
from toolbox.history.history import History
from toolbox.source.example import EXAMPLE
from toolbox.source.overlays.loading import EDITION
from toolbox.source.overlays.model import Overlaid, Standing
from toolbox.source.tree import Tree


@dataclass(frozen=True, slots=True)
class Given:
    """A checked Toolbox with its surroundings.

    `tree` holds its sources; of the repository at `root` only what Git keeps is read. `overlaid` is what the toolbox is
    of a region's; None for the common one. `logos` are those of the regions whose sites are made, drawn anew, by
    address on the site.
    """

    root: Path
    tree: Tree
    toolbox: Toolbox
    history: History
    settings: Settings
    overlaid: Overlaid | None = None
    logos: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def forms(self) -> tuple[Format, ...]:
        """The formats to make: those of a region that differ from the common ones."""
        return self.overlaid.forms if self.overlaid else self.toolbox.formats

    @property
    def own_url(self) -> str:
        return self.settings.url + self.toolbox.badge.root

    def of(self, overlaid: Overlaid) -> Given:
        """The same for what a region lays over it."""
        return replace(self, toolbox=overlaid.toolbox, overlaid=overlaid)

    def _is_behind(self, form: Format) -> bool:
        """Whether what a region changed in a format was made against an older one."""
        return self.overlaid is not None and any(
            one.override.target.unit == form.number and one.standing in (Standing.CHANGED, Standing.CLASH)
            for one in self.overlaid.behind
        )

    def _imprint(self) -> Imprint:
        """Its own papers say whose they are; how a file is known again stays the same."""
        method = self.toolbox.method
        return Imprint(", ".join(filter(None, (method.name, self.toolbox.badge.label))), method.mark)

    def stamp(self, form: Format) -> Stamp:
        """Which edition of a format this is: its own last change, so that another's leaves it as it was. What a region
        has of its own is also as new as what it says of it."""
        if form.translation and self.overlaid:
            return self._translated_stamp(form, self.overlaid)
        is_own = self.overlaid is not None and form.number in self.overlaid.changed
        own = (f"{self.overlaid.overlay.folder}/{EDITION}",) if is_own and self.overlaid else ()
        change = self.history.last_of(form.folder, *own)
        date, commit = (change.date, change.commit[:SHORT_COMMIT]) if change else ("", "")
        url = (self.own_url if is_own else self.settings.url) + addresses.format_url(form.number)
        badge = self.toolbox.badge
        logo = self._logo() if is_own else None
        imprint = self._imprint() if is_own else self.toolbox.method.imprint
        contact = badge.contact if is_own else ""
        return Stamp(form.version, date, commit, url, imprint, contact, self._is_behind(form), logo)

    def example_stamp(self, form: Format) -> Stamp:
        """Of a format that the example fills in: as new as what the example says."""
        change = self.history.last_of(form.folder, EXAMPLE)
        date, commit = (change.date, change.commit[:SHORT_COMMIT]) if change else ("", "")
        return replace(self.stamp(form), date=date, commit=commit)

    def _translated_stamp(self, form: Format, overlaid: Overlaid) -> Stamp:
        change = self.history.last_of(form.folder, overlaid.overlay.folder)
        date, commit = (change.date, change.commit[:SHORT_COMMIT]) if change else ("", "")
        url = self.settings.url + addresses.translated_url(form.language.tag, form.number)
        return Stamp(form.version, date, commit, url, self.toolbox.method.imprint, behind=self._is_behind(form))

    def page_stamp(self, page: Page) -> Stamp:
        """Which edition of what a page gives this is."""
        change = self.history.last_of(page.path)
        date, commit = (change.date, change.commit[:SHORT_COMMIT]) if change else ("", "")
        url = self.settings.url + addresses.page_url(page)
        return Stamp("", date, commit, url, self.toolbox.method.imprint)

    def whole_stamp(self) -> Stamp:
        """Which edition of the whole toolbox this is; without a date while something is edited."""
        newest = self.history.changes[0] if self.history.changes and not self.history.edited else None
        date, commit = (newest.date, newest.commit[:SHORT_COMMIT]) if newest else ("", "")
        contact = self.toolbox.badge.contact
        return Stamp("", date, commit, self.own_url, self._imprint(), contact, logo=self._logo())

    def _logo(self) -> Logo | None:
        badge = self.toolbox.badge
        data = self.logos.get(addresses.logo_file(badge.logo)) if badge.logo else None
        return Logo(badge.name, data) if data else None
