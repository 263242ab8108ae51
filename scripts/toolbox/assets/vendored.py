"""What a wheel brings along of what others made, and of what a clone keeps beside the package: see setup.py.

Looks at nothing but the standard library: a wheel is built where nothing else is installed.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from toolbox.assets import bundles, fonts, sheets, webfonts
from toolbox.assets.scripts import SCRIPT_FONTS
from toolbox.core.places import NPM_LOCK, PYTHON_LOCK


def vendored(modules: Path) -> Iterator[tuple[str, bytes]]:
    """(path in `places.VENDOR`, bytes), from the folder `modules` of npm. Raises MissingFonts or BundleError."""
    yield "lock/requirements.txt", PYTHON_LOCK.read_bytes()
    yield "web/package-lock.json", NPM_LOCK.read_bytes()
    for path in sorted({*_fonts(modules)}):
        yield f"web/node_modules/{path.relative_to(modules).as_posix()}", path.read_bytes()
    for name in bundles.SCRIPTS:
        yield f"scripts/{name}.js", bundles.bundle(name, modules)
    for name in sheets.SHEETS:
        yield f"sheets/{name}.css", sheets.sheet(name, modules)


def _fonts(modules: Path) -> Iterator[Path]:
    """The files of all fonts, those of each script too, and their licences."""
    yield from (modules / fonts.LICENCE, modules / webfonts.LICENCE, *webfonts.web_fonts(modules).values())
    for script, font in SCRIPT_FONTS.items():
        yield from (face.path for face in fonts.font_faces(script, modules))
        yield from webfonts.script_fonts(script, modules).values()
        yield from (modules / path for _, path in font.licences)
