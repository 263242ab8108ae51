"""The licences of what others made and readers are given, as one text file: MIT and OFL ask that they come along.

Packages inside our own scripts have theirs at the end of each script (`bundles`), the editor has a file of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import metadata

from toolbox.assets import fonts, webfonts
from toolbox.assets.scripts import SCRIPT_FONTS
from toolbox.core.places import NODE_MODULES

NAME = "assets/licenties.txt"
RULE = "=" * 80
HEAD = """\
Wat anderen maakten en wat in deze toolbox zit, met de voorwaarden erbij.

Van wat in assets/form.js, assets/form-pdf.js, assets/form-word.js, assets/proposal.js en assets/proposal-text.js zit,
staan ze onder aan die bestanden.
Het zoeken gebruikt ook lunr (MIT) en lunr-languages (Mozilla Public License 1.1). Hun bron:
https://github.com/olivernn/lunr.js en https://github.com/MihaiValentin/lunr-languages
"""
# Python package → what a reader gets of it.
FROM_PYTHON = {
    "mkdocs-material": "het script waarmee je zoekt",
    "openpyxl": "de opmaak in elk bestand van Excel",
    "python-docx": "het sjabloon in elk bestand van Word",
}


def notices(scripts: Iterable[str] = ()) -> str:
    """The same for the same lock files, and the same scripts (ISO 15924) in which a language is written.

    Raises FileNotFoundError when a package is not as locked.
    """
    parts = [
        (webfonts.PACKAGE, "het lettertype van de site", (NODE_MODULES / webfonts.LICENCE).read_text("utf-8")),
        (fonts.PACKAGE, "het lettertype in elke pdf", (NODE_MODULES / fonts.LICENCE).read_text("utf-8")),
        *_of_scripts(scripts),
        *((name, what, _licence(name)) for name, what in FROM_PYTHON.items()),
    ]
    return "\n".join([HEAD, *(f"{RULE}\n{name}: {what}\n{RULE}\n\n{text.strip()}\n" for name, what, text in parts)])


def _of_scripts(scripts: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    used = {licence for script in scripts if (font := SCRIPT_FONTS.get(script)) for licence in font.licences}
    for package, path in sorted(used):
        yield package, "letters voor een taal met een ander schrift", (NODE_MODULES / path).read_text("utf-8")


def _licence(name: str) -> str:
    """The licence file that a Python package brought (core metadata, License-File)."""
    package = metadata.distribution(name)
    file = package.metadata["License-File"]
    # PEP 639 put them in a folder; older packages have them beside the rest. A list of all files is slow to make.
    text = package.read_text(f"licenses/{file}") or package.read_text(file)
    if not text:
        raise FileNotFoundError(f"{name}: no {file}")
    return text
