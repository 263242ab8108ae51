"""The site's own fonts, from the npm lock file: never committed, never fetched from another host by a reader."""

from __future__ import annotations

import sys
from pathlib import Path

from toolbox.core.errors import Broken

FAMILY = "@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next"
FILES = {
    "latin.woff2": "latin-wght-normal",
    "latin-ext.woff2": "latin-ext-wght-normal",
    "latin-italic.woff2": "latin-wght-italic",
}


class MissingFonts(Broken):
    """A font file is not where set-up puts it."""


def node_modules() -> Path:
    """Where set-up puts what npm brings: inside the virtual environment that runs this."""
    return Path(sys.prefix) / "web" / "node_modules"


def web_fonts() -> dict[str, Path]:
    """Name on the site → file. Raises MissingFonts when set-up has not run."""
    fonts = {name: node_modules() / f"{FAMILY}-{part}.woff2" for name, part in FILES.items()}
    for path in fonts.values():
        if not path.is_file():
            raise MissingFonts(f"Het lettertype ontbreekt: {path}. Draai scripts/setup.sh.")
    return fonts
