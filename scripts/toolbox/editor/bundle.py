"""Writes the editor: its page, Decap as npm brings it, our own script and the configuration."""

from __future__ import annotations

import json
import sys
from html import escape
from pathlib import Path
from string import Template

from toolbox.assets.bundles import bundle_module
from toolbox.core.errors import Broken
from toolbox.core.method import NO_METHOD
from toolbox.core.places import SITE
from toolbox.core.settings import read_settings
from toolbox.editor.backend import Backend, read_backend
from toolbox.editor.config import configuration
from toolbox.editor.widgets import shape
from toolbox.source import profile
from toolbox.source.method import load_method
from toolbox.source.tree import read_tree

ASSETS = Path(__file__).parent / "assets"
DECAP = Path("editor") / "node_modules" / "decap-cms" / "dist"
DECAP_FILES = ("decap-cms.js", "decap-cms.js.LICENSE.txt")
LICENCE = "LICENSE-decap-cms.txt"
INDEX, CONFIG, SCRIPT = "index.html", "editor.json", "editor.js"
NAMES = {INDEX, CONFIG, SCRIPT, LICENCE, *DECAP_FILES}
EXPLAINED = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"


class MissingEditor(Broken):
    """Decap is not where `make editor` puts it."""


class BadTarget(Broken):
    """The editor may not come in this folder."""


def policy(origins: tuple[str, ...]) -> str:
    """Decap compiles its checks of the configuration (`unsafe-eval`) and writes its style sheets from scripts."""
    rules = (
        "default-src 'none'",
        "script-src 'self' 'unsafe-eval'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        " ".join(["connect-src 'self' blob:", *origins]),
        "base-uri 'none'",
        "form-action 'none'",
    )
    return "; ".join(rules)


def write_editor(root: Path, target: Path) -> str:
    """Write the editor in the folder `target`, in place of an earlier one. Returns what mkdocs.yml lacks, or ''."""
    backend = read_backend(root)
    files = editor_files(root, backend)
    earlier = _earlier(root, target)
    target.mkdir(parents=True, exist_ok=True)
    for name in earlier - set(files):
        (target / name).unlink()
    for name, data in files.items():
        (target / name).write_bytes(data)
    return backend.needed


def _earlier(root: Path, target: Path) -> set[str]:
    """The names in `target`, all of them an earlier editor's. Raises BadTarget."""
    if target.resolve().is_relative_to((root / SITE).resolve()):
        raise BadTarget("De editor hoort niet in site/: hij moet op een eigen webadres staan.")
    if not target.exists():
        return set()
    names = {path.name for path in target.iterdir()}
    if not names <= NAMES:
        raise BadTarget(f"In {target} staat al iets anders. Kies een lege map.")
    return names


def editor_files(root: Path, backend: Backend) -> dict[str, bytes]:
    """Name → bytes. Without a backend only a page that says what is needed. Raises MissingEditor."""
    settings, method = read_settings(root), load_method(read_tree(root)[0])[0] or NO_METHOD
    if backend.values is None:
        return {INDEX: _page("missing.html", name=method.name, policy=EXPLAINED, needed=backend.needed)}
    page, package = profile.schema(profile.PAGE), profile.format_schema(method)
    written = {
        "config": configuration(method.name, settings.url, backend.values, page, package),
        "shapes": {"page": shape(page, page), "format": shape(package, package)},
    }
    return {
        INDEX: _page("index.html", name=method.name, policy=policy(backend.origins)),
        CONFIG: (json.dumps(written, ensure_ascii=False, indent=1) + "\n").encode(),
        SCRIPT: bundle_module(ASSETS / SCRIPT),
        LICENCE: (ASSETS / LICENCE).read_bytes(),
        **{name: _decap(name) for name in DECAP_FILES},
    }


def _page(template: str, **values: str) -> bytes:
    text = Template((ASSETS / template).read_text("utf-8"))
    return text.substitute({key: escape(value, quote=True) for key, value in values.items()}).encode()


def _decap(name: str) -> bytes:
    path = Path(sys.prefix) / DECAP / name
    if not path.is_file():
        raise MissingEditor(f"Decap CMS ontbreekt: {path}. Draai ‘make editor’.")
    return path.read_bytes()
