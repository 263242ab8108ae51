"""The only file that knows the site engine: a staged docs folder  →  a folder of HTML."""

from __future__ import annotations

import io
import logging
import shutil
from collections.abc import Iterable
from pathlib import Path

from toolbox.core.errors import SAME, Broken

ENGINE_FILES = ("404.html", "sitemap.xml")
# What the engine copies of its theme: no page uses it.
THEME_FOLDERS = ("assets/javascripts", "assets/stylesheets", "assets/images", "css", "js")


class EngineError(Broken):
    """The site engine refused; its own words follow, for whoever maintains the code."""


def run_engine(config: Path, docs: Path, target: Path) -> None:
    """Build `docs` into the new folder `target`. The sitemap's dates are those of SOURCE_DATE_EPOCH.

    Once a process: MkDocs and its plugins keep a state. Raises EngineError.
    """
    from mkdocs.commands.build import build
    from mkdocs.config import load_config
    from mkdocs.exceptions import Abort, ConfigurationError

    said = io.StringIO()
    handler = logging.StreamHandler(said)
    handler.setLevel(logging.WARNING)
    logging.getLogger("mkdocs").addHandler(handler)
    shutil.rmtree(target, ignore_errors=True)
    try:
        settings = load_config(str(config), docs_dir=str(docs), site_dir=str(target), strict=True)
        settings.plugins.on_startup(command="build", dirty=False)
        build(settings)
        settings.plugins.on_shutdown()
    except (Abort, ConfigurationError) as error:
        words = f"{said.getvalue()}{error}".strip()[-2000:]
        raise EngineError(f"De sitebouwer stopte; {SAME}. Hij zei:\n{words}") from error
    prune(target)


def site_files(staged: Iterable[str]) -> frozenset[str]:
    """The paths in the site for the paths in a staged folder, with what the engine adds by itself."""
    pages = {path.removesuffix(".md") + ".html" if path.endswith(".md") else path for path in staged}
    return frozenset({*pages, *ENGINE_FILES})


def prune(target: Path) -> None:
    """Leave out what the engine adds that nobody asked for."""
    # The compressed twin of sitemap.xml holds the moment of the build.
    (target / "sitemap.xml.gz").unlink(missing_ok=True)
    for folder in THEME_FOLDERS:
        shutil.rmtree(target / folder, ignore_errors=True)
