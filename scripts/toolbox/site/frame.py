"""What stands around every page, which the engine's own templates (`theme/`) draw: names, menu and foot."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml

from toolbox.core import addresses
from toolbox.core.method import MenuItem, Method
from toolbox.core.places import CONFIG, PACKAGE

# The value of `part` in a page's front matter at which a reader is at that item of the menu.
PARTS = {"stap": "route", "inleiding": "about"}
OWN_PARTS = {addresses.DOWNLOADS: "formats", addresses.ROLES: "roles", addresses.NEWS: "news"}


def engine_config(root: Path, method: Method) -> str:
    """The mkdocs.yml of the checkout at `root`, with what content/toolbox.yaml says put in, and with our own theme.

    As JSON, so that nothing it holds can be more than text.
    """
    config = _read_config(root)
    config |= {"site_name": method.name, "site_description": method.description}
    config["theme"]["custom_dir"] = str(theme_folder(root))
    config["extra"] = config.get("extra", {}) | {"frame": _frame(method)}
    return json.dumps(config, ensure_ascii=False, indent=1)


def theme_folder(root: Path) -> Path:
    """The theme of this package, or the one that the checkout has in its stead."""
    named: str | Path = _read_config(root)["theme"].get("custom_dir", PACKAGE / "theme")
    return root / named


def _read_config(root: Path) -> dict[str, Any]:
    config: dict[str, Any] = yaml.safe_load((root / CONFIG).read_text("utf-8"))
    return config


def _frame(method: Method) -> dict[str, Any]:
    *first, last = method.name.split()
    return {
        "brand": " ".join(first),
        "brand_bold": last,
        "menu": list(_items(method.menu)),
        "foot": method.foot,
        "foot_links": list(_items(method.foot_links)),
    }


def _items(items: Sequence[MenuItem]) -> Iterator[dict[str, str]]:
    for item in items:
        name, mark, anchor = item.target.partition("#")
        url = f"{Path(name).stem}/"
        yield {"url": url + mark + anchor, "text": item.text, "part": PARTS.get(item.pages, OWN_PARTS.get(url, ""))}
