"""The site's own fonts, from the npm lock file: never committed, never fetched from another host by a reader."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from toolbox.assets.lettertype import FAMILY, MissingFonts
from toolbox.assets.scripts import SCRIPT_FONTS
from toolbox.core.places import NODE_MODULES

PACKAGE = "@fontsource-variable/atkinson-hyperlegible-next"
LICENCE = f"{PACKAGE}/LICENSE"
# From regular, which is also what is drawn without a choice, to the boldest. It is a weight that somebody drew: what is
# bolder lies between that one and the next, which is a quarter of all bytes.
WEIGHTS = (400, 400, 750)
# What Dutch is written with: the first visit waits for these alone.
LETTERS = (*map(chr, range(0x20, 0x7F)), *"áàäâéèëêíïîóòöôúüûçñÁÉËÏÓÖÜÇ", *"\N{NO-BREAK SPACE}©°·×–—‘’‚“”„•…€")
# How letters of one word stand to each other, and digits below each other; not fractions, which no sheet asks for.
FEATURES = ["kern", "ccmp", "locl", "tnum", "pnum"]


@dataclass(frozen=True, slots=True)
class WebFont:
    """A file on the site. `source` is the part of the package that it is cut from; `ranges` says for which letters a
    browser fetches it (unicode-range, CSS Fonts 4, clause 4.5), where `common` are in a file of their own."""

    source: str
    style: str
    ranges: str
    common: bool = False


_DUTCH = ", ".join(("U+20-7E", *(f"U+{ord(letter):X}" for letter in LETTERS if ord(letter) > 0x7E)))
_LATIN = "U+A1-AC, U+AE-B4, U+B6-FF, U+131, U+152-153, U+2C6, U+2DA, U+2DC, U+2039-203A, U+2044, U+2122, U+2212, U+2215"
_EXTENDED = "U+100-130, U+132-151, U+154-2BA, U+1E00-1E9F, U+1EF2-1EFF, U+2113, U+2C60-2C7F"
# By name on the site. Of two that hold a letter, the later one gives it.
FILES = {
    "latin-more.woff2": WebFont("latin-wght-normal", "normal", _LATIN),
    "latin-ext.woff2": WebFont("latin-ext-wght-normal", "normal", _EXTENDED),
    "latin.woff2": WebFont("latin-wght-normal", "normal", _DUTCH, common=True),
    "latin-italic-more.woff2": WebFont("latin-wght-italic", "italic", _LATIN),
    "latin-italic.woff2": WebFont("latin-wght-italic", "italic", _DUTCH, common=True),
}


def web_fonts(modules: Path = NODE_MODULES) -> dict[str, Path]:
    """Name on the site → file in the folder `modules` that it is cut from. Raises MissingFonts before set-up."""
    files = modules / PACKAGE / "files"
    return _there({name: files / f"atkinson-hyperlegible-next-{font.source}.woff2" for name, font in FILES.items()})


def cut(name: str) -> bytes:
    """The font `name` of FILES with no lighter weights and no other letters than the site has in it: half of its bytes
    are left. Its licence (the SIL Open Font License, without reserved names) lets it keep its name.

    Raises MissingFonts.
    """
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont

    with TTFont(web_fonts()[name], recalcTimestamp=False) as font, BytesIO() as made:
        letters = frozenset(map(ord, LETTERS))
        common = FILES[name].common
        cutter = Subsetter(Options(layout_features=FEATURES, notdef_outline=True, name_IDs=["*"]))
        cutter.populate(unicodes=[letter for letter in font.getBestCmap() if (letter in letters) == common])
        cutter.subset(font)
        instantiateVariableFont(font, {"wght": WEIGHTS}, inplace=True)
        font.save(made)
        return made.getvalue()


def faces() -> Iterator[str]:
    """What the style sheet says of each (CSS Fonts 4, clause 4)."""
    least, _, most = WEIGHTS
    for name, font in FILES.items():
        yield (
            f'@font-face {{\n  font-family: "{FAMILY}";\n  src: url("fonts/{name}") format("woff2");\n'
            f"  font-weight: {least} {most};\n  font-style: {font.style};\n  font-display: swap;\n"
            f"  unicode-range: {font.ranges};\n}}\n"
        )


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
