"""The letter types for languages that are not written in Latin letters: for each script that of Noto.

On paper Arabic is in Vazirmatn. Noto draws a letter of it as a stroke and its dots, which other letters have as well: a
PDF has one text for each glyph (ISO 32000-1 clause 9.10), and no program would find the words back.

None is opened, drawn with or published before a language asks for it by its script (ISO 15924). What asks for a script
that is not here, or for '', gets our own letter type alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class ScriptFont:
    """The family of the site and, where that is another, of paper.

    `parts` are the files of the package for the site that hold the script, each with all weights.
    """

    family: str
    parts: tuple[str, ...]
    other_on_paper: str = ""
    # Code points, from … up to and including …, of which each is drawn alone as it is drawn in a word.
    letters: tuple[int, int] = (0, -1)

    @property
    def on_paper(self) -> str:
        return self.other_on_paper or self.family

    @property
    def name(self) -> str:
        """As in the names of the files for the site."""
        return _as_name(self.family)

    @property
    def paper(self) -> str:
        """The npm package with a TrueType file of each weight."""
        return f"@expo-google-fonts/{_as_name(self.on_paper)}"

    @property
    def site(self) -> str:
        """The npm package with the files for the site."""
        return f"@fontsource-variable/{self.name}"

    @property
    def licences(self) -> tuple[tuple[str, str], ...]:
        """(npm package, path of its licence) of both."""
        return (self.site, f"{self.site}/LICENSE"), (self.paper, f"{self.paper}/LICENSE_FONT")


def _as_name(family: str) -> str:
    return family.lower().replace(" ", "-")


SCRIPT_FONTS: Mapping[str, ScriptFont] = MappingProxyType(
    {
        "Arab": ScriptFont("Noto Sans Arabic", ("arabic",), "Vazirmatn"),
        "Cyrl": ScriptFont("Noto Sans", ("cyrillic", "cyrillic-ext"), letters=(0x400, 0x4FF)),
        "Ethi": ScriptFont("Noto Sans Ethiopic", ("ethiopic",), letters=(0x1200, 0x137F)),
        "Grek": ScriptFont("Noto Sans", ("greek", "greek-ext"), letters=(0x370, 0x3FF)),
        "Hebr": ScriptFont("Noto Sans Hebrew", ("hebrew",)),
    }
)
