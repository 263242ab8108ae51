"""What a wheel brings along of what others made, and of what a clone keeps beside the package: see setup.py.

Looks at nothing but the standard library: a wheel is built where nothing else is installed.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from toolbox.assets import bundles, fonts, webfonts
from toolbox.core.places import NPM_LOCK, PYTHON_LOCK


def vendored(modules: Path) -> Iterator[tuple[str, bytes]]:
    """(path in `places.VENDOR`, bytes), from the folder `modules` of npm. Raises MissingFonts or BundleError."""
    yield "lock/requirements.txt", PYTHON_LOCK.read_bytes()
    yield "web/package-lock.json", NPM_LOCK.read_bytes()
    for path in (
        *(face.path for face in fonts.font_faces(modules)),
        modules / fonts.LICENCE,
        *webfonts.web_fonts(modules).values(),
        modules / webfonts.LICENCE,
    ):
        yield f"web/node_modules/{path.relative_to(modules).as_posix()}", path.read_bytes()
    for name in bundles.BUNDLES:
        yield f"scripts/{name}.js", bundles.bundle(name, modules)
