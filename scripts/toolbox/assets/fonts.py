"""The letter type of paper: static TrueType files from the npm lock file, and for another script those of `scripts`.

One full TTF a weight: of two subsets in one family WeasyPrint draws wrong glyphs. Without any font Pango ends the whole
process, so `font_faces` looks for the files before WeasyPrint starts.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from toolbox.assets.lettertype import FAMILY, MissingFonts
from toolbox.assets.scripts import SCRIPT_FONTS
from toolbox.core.places import NODE_MODULES

PACKAGE = "@expo-google-fonts/atkinson-hyperlegible-next"
LICENCE = f"{PACKAGE}/LICENSE_FONT"
# Characters that lay out text but are never drawn.
INVISIBLE = frozenset("\n\r\t\u00ad\u200b")
# What nearly all of a text is made of, and every font of ours draws: of that none is opened to see it.
PLAIN = frozenset(map(chr, (*range(0x20, 0x7F), *range(0xC0, 0x100)))) | frozenset("\u00a0‘’“”–—…•·€§°½")
UPRIGHT = ((400, "normal", "400Regular"), (600, "normal", "600SemiBold"), (700, "normal", "700Bold"))
SLANTING = (400, "italic", "400Regular_Italic")


@dataclass(frozen=True, slots=True)
class Face:
    """One static font file; `weight` as in CSS."""

    family: str
    weight: int
    style: str
    path: Path


def font_faces(script: str = "", modules: Path = NODE_MODULES) -> tuple[Face, ...]:
    """All faces of a paper in a script (ISO 15924), from the folder `modules`: our own, and then those of the script.

    Raises MissingFonts when one is not there.
    """
    regular, *bold = UPRIGHT
    faces = _faces(FAMILY, PACKAGE, (regular, SLANTING, *bold), modules)
    # No other script slants.
    font = SCRIPT_FONTS.get(script)
    faces += _faces(font.on_paper, font.paper, UPRIGHT, modules) if font else ()
    for face in faces:
        if not face.path.is_file():
            raise MissingFonts(f"Het lettertype ontbreekt: {face.path}. Draai scripts/setup.sh.")
    return faces


def _faces(family: str, package: str, named: tuple[tuple[int, str, str], ...], modules: Path) -> tuple[Face, ...]:
    file = family.replace(" ", "")
    return tuple(
        Face(family, weight, style, modules / package / name / f"{file}_{name}.ttf") for weight, style, name in named
    )


def font_css(faces: tuple[Face, ...]) -> str:
    """@font-face rules for `faces`."""
    return "\n".join(
        f'@font-face {{ font-family: "{face.family}"; font-weight: {face.weight}; font-style: {face.style}; '
        f"src: url({face.path.as_uri()}); }}"
        for face in faces
    )


@cache
def _drawable(script: str = "") -> frozenset[int]:
    """Code points that every face of one family can draw."""
    # Where a wheel is built there is only the standard library.
    from fontTools.ttLib import TTFont

    families: dict[str, list[frozenset[int]]] = {}
    for face in font_faces(script):
        with TTFont(face.path, lazy=True) as font:
            families.setdefault(face.family, []).append(frozenset(font.getBestCmap()))
    return frozenset().union(*(frozenset.intersection(*maps) for maps in families.values()))


def script_letters(script: str) -> str:
    """What the font of a script draws and our own does not, in order of code point."""
    return "".join(map(chr, sorted(_drawable(script) - _drawable())))


def drawable_ranges() -> tuple[tuple[int, int], ...]:
    """What `undrawable` lets through, as code points from … up to and including …: for whoever looks elsewhere."""
    ranges: list[tuple[int, int]] = []
    for point in sorted(_drawable() | set(map(ord, INVISIBLE))):
        if ranges and ranges[-1][1] == point - 1:
            ranges[-1] = (ranges[-1][0], point)
        else:
            ranges.append((point, point))
    return tuple(ranges)


def undrawable(text: str, script: str = "") -> str:
    """The characters of `text` that no font of a paper in `script` has, each once, in order of code point."""
    unknown = {c for c in set(text) - INVISIBLE - PLAIN if ord(c) not in _drawable()}
    # The font of another script is opened for what our own lacks alone.
    own = _drawable(script) if unknown and script in SCRIPT_FONTS else frozenset()
    return "".join(sorted(c for c in unknown if ord(c) not in own))
