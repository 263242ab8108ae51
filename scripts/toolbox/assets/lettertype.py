"""The letter type of the site and of paper, of which each has files of its own."""

from __future__ import annotations

from toolbox.core.errors import Broken

FAMILY = "Atkinson Hyperlegible Next"


class MissingFonts(Broken):
    """A font file is not where set-up puts it."""
