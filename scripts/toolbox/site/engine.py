"""The only file that knows the site engine: a staged docs folder  →  a folder of HTML."""

from __future__ import annotations

import io
import logging
import shutil
from collections.abc import Iterable
from fnmatch import fnmatch
from pathlib import Path

from toolbox.core.errors import SAME, Broken

# What the pages use of the theme's files. Everything else the engine copies is left out of the site.
KEPT_ASSETS = (
    "assets/javascripts/bundle.*.min.js",
    "assets/javascripts/workers/search.*.min.js",
    "assets/javascripts/lunr/min/lunr.nl.min.js",
    "assets/javascripts/lunr/min/lunr.stemmer.support.min.js",
)
ENGINE_FILES = ("404.html", "sitemap.xml", "search/search_index.json")
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
    """The paths in the site for the paths in a staged folder, with what the engine adds by itself.

    Of the theme's own files the names hold a hash, so that they stand as patterns (fnmatch).
    """
    pages = {path.removesuffix(".md") + ".html" if path.endswith(".md") else path for path in staged}
    return frozenset({*pages, *ENGINE_FILES, *KEPT_ASSETS})


def prune(target: Path) -> None:
    """Leave out the theme's files that no page uses (source maps, other languages, style sheets)."""
    # The compressed twin of sitemap.xml holds the moment of the build.
    (target / "sitemap.xml.gz").unlink(missing_ok=True)
    for folder in THEME_FOLDERS:
        for path in sorted((target / folder).rglob("*"), reverse=True):
            name = path.relative_to(target).as_posix()
            if path.is_dir():
                if not any(path.iterdir()):
                    path.rmdir()
            elif not any(fnmatch(name, pattern) for pattern in KEPT_ASSETS):
                path.unlink()
        if (target / folder).is_dir() and not any((target / folder).iterdir()):
            shutil.rmtree(target / folder)
