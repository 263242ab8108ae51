"""What every stage of the outputs starts from."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from toolbox.core import addresses
from toolbox.core.edition import SHORT_COMMIT, Stamp
from toolbox.core.model import Format, Toolbox
from toolbox.core.settings import Settings
from toolbox.history.history import History
from toolbox.source.tree import Tree


@dataclass(frozen=True, slots=True)
class Given:
    """A checked Toolbox with its surroundings.

    `tree` holds its sources; of the repository at `root` only what Git keeps is read.
    """

    root: Path
    tree: Tree
    toolbox: Toolbox
    history: History
    settings: Settings

    def stamp(self, form: Format) -> Stamp:
        """Which edition of a format this is: its own last change, so that another's leaves it as it was."""
        change = self.history.last_of(form.folder)
        date, commit = (change.date, change.commit[:SHORT_COMMIT]) if change else ("", "")
        url = self.settings.url + addresses.format_url(form.number)
        return Stamp(form.version, date, commit, url, self.toolbox.method.imprint)

    def whole_stamp(self) -> Stamp:
        """Which edition of the whole toolbox this is; without a date while something is edited."""
        newest = self.history.changes[0] if self.history.changes and not self.history.edited else None
        date, commit = (newest.date, newest.commit[:SHORT_COMMIT]) if newest else ("", "")
        return Stamp("", date, commit, self.settings.url, self.toolbox.method.imprint)
