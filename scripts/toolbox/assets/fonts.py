"""The letter type of paper: static TrueType files from the npm lock file.

One full TTF a weight: of two subsets in one family WeasyPrint draws wrong glyphs. Without any font Pango ends the whole
process, so `font_faces` looks for the files before WeasyPrint starts.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from toolbox.assets.webfonts import MissingFonts
from toolbox.core.places import NODE_MODULES

FAMILY = "Atkinson Hyperlegible Next"
PACKAGE = "@expo-google-fonts/atkinson-hyperlegible-next"
LICENCE = f"{PACKAGE}/LICENSE_FONT"
# Characters that lay out text but are never drawn.
INVISIBLE = frozenset("\n\r\t\u00ad\u200b")


@dataclass(frozen=True, slots=True)
class Face:
    """One static font file; `weight` as in CSS."""

    weight: int
    style: str
    path: Path


def font_faces(modules: Path = NODE_MODULES) -> tuple[Face, ...]:
    """All faces that paper uses, from the folder `modules`. Raises MissingFonts when one is not there."""
    base = modules / PACKAGE
    named = (
        (400, "normal", "400Regular"),
        (400, "italic", "400Regular_Italic"),
        (600, "normal", "600SemiBold"),
        (700, "normal", "700Bold"),
    )
    faces = tuple(
        Face(weight, style, base / name / f"AtkinsonHyperlegibleNext_{name}.ttf") for weight, style, name in named
    )
    for face in faces:
        if not face.path.is_file():
            raise MissingFonts(f"Het lettertype ontbreekt: {face.path}. Draai scripts/setup.sh.")
    return faces


def font_css(faces: tuple[Face, ...]) -> str:
    """@font-face rules for `faces`."""
    return "\n".join(
        f'@font-face {{ font-family: "{FAMILY}"; font-weight: {face.weight}; font-style: {face.style}; '
        f"src: url({face.path.as_uri()}); }}"
        for face in faces
    )


@cache
def _drawable() -> frozenset[int]:
    """Code points that every face can draw."""
    # Where a wheel is built there is only the standard library.
    from fontTools.ttLib import TTFont

    maps: list[frozenset[int]] = []
    for face in font_faces():
        with TTFont(face.path, lazy=True) as font:
            maps.append(frozenset(font.getBestCmap()))
    return frozenset.intersection(*maps)


def drawable_ranges() -> tuple[tuple[int, int], ...]:
    """What `undrawable` lets through, as code points from … up to and including …: for whoever looks elsewhere."""
    ranges: list[tuple[int, int]] = []
    for point in sorted(_drawable() | set(map(ord, INVISIBLE))):
        if ranges and ranges[-1][1] == point - 1:
            ranges[-1] = (ranges[-1][0], point)
        else:
            ranges.append((point, point))
    return tuple(ranges)


def undrawable(text: str) -> str:
    """The characters of `text` that the font lacks, each once, in order of code point."""
    return "".join(sorted(c for c in set(text) - INVISIBLE if ord(c) not in _drawable()))
