"""The only file that knows the site engine: a staged docs folder  →  a folder of HTML."""

from __future__ import annotations

import logging
import os
import shutil
import subprocess
import sys
from fnmatch import fnmatch
from pathlib import Path

# What the pages use of the theme's files. Everything else the engine copies is left out of the site.
KEPT_ASSETS = (
    "assets/javascripts/bundle.*.min.js",
    "assets/javascripts/workers/search.*.min.js",
    "assets/javascripts/lunr/min/lunr.nl.min.js",
    "assets/javascripts/lunr/min/lunr.stemmer.support.min.js",
)
THEME_FOLDERS = ("assets/javascripts", "assets/stylesheets", "assets/images", "css", "js")


class EngineError(Exception):
    """The site engine refused: its own words, for whoever maintains the code."""


def run_engine(config: Path, docs: Path, target: Path, epoch: int) -> None:
    """Build `docs` into the new folder `target`. `epoch`: seconds since 1970 that the sitemap's dates say."""
    command = [sys.executable, "-I", "-m", "toolbox.engine", str(config), str(docs), str(target)]
    environment = {key: os.environ[key] for key in ("PATH", "HOME", "LANG", "TMPDIR") if key in os.environ}
    environment |= {"SOURCE_DATE_EPOCH": str(epoch), "PYTHONHASHSEED": "0", "LC_ALL": "C.UTF-8", "TZ": "UTC"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, cwd=docs)
    if done.returncode:
        raise EngineError((done.stderr or done.stdout).strip()[-2000:])
    prune(target)


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


def _build(config: str, docs: str, target: str) -> int:
    """Runs in a process of its own: MkDocs' log, its plugins' state and its memory end with it."""
    from mkdocs.commands.build import build
    from mkdocs.config import load_config
    from mkdocs.exceptions import Abort, ConfigurationError

    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(message)s")
    try:
        settings = load_config(config, docs_dir=docs, site_dir=target, strict=True)
        settings.plugins.on_startup(command="build", dirty=False)
        build(settings)
        settings.plugins.on_shutdown()
    except (Abort, ConfigurationError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(_build(*sys.argv[1:4]))
