"""The site's own fonts, from the npm lock file: never committed, never fetched from another host by a reader."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from toolbox.assets.scripts import SCRIPT_FONTS
from toolbox.core.errors import Broken
from toolbox.core.places import NODE_MODULES

PACKAGE = "@fontsource-variable/atkinson-hyperlegible-next"
LICENCE = f"{PACKAGE}/LICENSE"
FAMILY = f"{PACKAGE}/files/atkinson-hyperlegible-next"
FILES = {
    "latin.woff2": "latin-wght-normal",
    "latin-ext.woff2": "latin-ext-wght-normal",
    "latin-italic.woff2": "latin-wght-italic",
}
# From regular, which is also what is drawn without a choice, to the boldest: base.css says so too.
WEIGHTS = (400, 400, 800)


class MissingFonts(Broken):
    """A font file is not where set-up puts it."""


def web_fonts(modules: Path = NODE_MODULES) -> dict[str, Path]:
    """Name on the site → file in the folder `modules`. Raises MissingFonts when set-up has not run."""
    return _there({name: modules / f"{FAMILY}-{part}.woff2" for name, part in FILES.items()})


def cut(name: str) -> bytes:
    """The font `name` of FILES with no lighter letters than the site has: a fifth of its bytes less. Its licence (the
    SIL Open Font License, without reserved names) lets it keep its name. Raises MissingFonts."""
    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont

    with TTFont(web_fonts()[name], recalcTimestamp=False) as font, BytesIO() as made:
        instantiateVariableFont(font, {"wght": WEIGHTS}, inplace=True)
        font.save(made)
        return made.getvalue()


def script_fonts(script: str, modules: Path = NODE_MODULES) -> dict[str, Path]:
    """The same for what a script (ISO 15924) needs besides; nothing for one without a font of its own."""
    font = SCRIPT_FONTS.get(script)
    if font is None:
        return {}
    files = modules / font.site / "files"
    return _there({f"{font.name}-{part}.woff2": files / f"{font.name}-{part}-wght-normal.woff2" for part in font.parts})


def _there(fonts: dict[str, Path]) -> dict[str, Path]:
    for path in fonts.values():
        if not path.is_file():
            raise MissingFonts(f"Het lettertype ontbreekt: {path}. Draai scripts/setup.sh.")
    return fonts
