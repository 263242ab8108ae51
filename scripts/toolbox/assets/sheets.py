"""The style sheets of the site: one for every page, and one for those on which someone fills in or proposes something.

Made small by esbuild: a first visit waits for every byte of the first.
"""

from __future__ import annotations

from pathlib import Path

from toolbox.assets import webfonts
from toolbox.assets.bundles import minified
from toolbox.core.places import IS_WHEEL, NODE_MODULES, PACKAGE, VENDOR

# In this order: a later one may change what an earlier one says. FILL stands behind SITE.
SITE = (
    *("tokens", "base", "topbar", "search", "route", "home", "page", "prose", "words"),
    *("tables", "shapes", "format", "downloads", "overviews", "example"),
    *("journey", "lingual", "history", "footer", "print"),
)
FILL = (
    *("form", "formbar", "formtables", "formerrors", "formmerge", "formpaper"),
    *("proposal", "proposalpaper", "rich"),
)
SHEETS = {"site": SITE, "fill": FILL}


def sheet(name: str, modules: Path = NODE_MODULES) -> bytes:
    """The sheet `name`, a key of SHEETS. A wheel has it ready. Raises MissingBundler or BundleError."""
    if IS_WHEEL:
        return (VENDOR / "sheets" / f"{name}.css").read_bytes()
    return minified(whole(name), "css", modules)


def whole(name: str) -> str:
    """As it is written; the fonts stand in the one for every page."""
    parts = ((PACKAGE / "theme" / "css" / f"{part}.css").read_text("utf-8") for part in SHEETS[name])
    return "\n".join((*(webfonts.faces() if name == "site" else ()), *parts))
