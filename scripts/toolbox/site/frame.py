"""What stands around every page, which the engine's own templates (`theme/`) draw: names, menu and foot."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml

from toolbox.core import addresses
from toolbox.core.badge import COMMON, Badge
from toolbox.core.method import MenuItem, Method
from toolbox.core.places import CONFIG, PACKAGE

# The value of `part` in a page's front matter at which a reader is at that item of the menu.
PARTS = {"stap": "route", "inleiding": "about"}
OWN_PARTS = {addresses.DOWNLOADS: "formats", addresses.ROLES: "roles", addresses.NEWS: "news"}


def engine_config(root: Path, method: Method, badge: Badge = COMMON) -> str:
    """The mkdocs.yml of the checkout at `root`, with what content/toolbox.yaml says put in, and with our own theme.

    As JSON, so that nothing it holds can be more than text. The site of a region has an address and a name of its own.
    """
    config = _read_config(root)
    name = ", ".join(filter(None, (method.name, badge.label)))
    config |= {"site_name": name, "site_description": method.description}
    config["site_url"] = f"{str(config['site_url']).rstrip('/')}/{badge.root}"
    config["theme"]["custom_dir"] = str(theme_folder(root))
    # Material would look for them on the site of the region itself.
    css, config["extra_css"] = (config.get("extra_css", []), []) if badge else ([], config.get("extra_css", []))
    config["extra"] = config.get("extra", {}) | {"frame": _frame(method, badge) | {"css": css}}
    return json.dumps(config, ensure_ascii=False, indent=1)


def theme_folder(root: Path) -> Path:
    """The theme of this package, or the one that the checkout has in its stead."""
    named: str | Path = _read_config(root)["theme"].get("custom_dir", PACKAGE / "theme")
    return root / named


def _read_config(root: Path) -> dict[str, Any]:
    config: dict[str, Any] = yaml.load((root / CONFIG).read_text("utf-8"), yaml.CSafeLoader)
    return config


def _frame(method: Method, badge: Badge) -> dict[str, Any]:
    """`up` leads from the home page of a region to that of the common toolbox, which has what all pages share."""
    *first, last = method.name.split()
    return {
        "up": "../" * badge.root.count("/"),
        "label": badge.label,
        "logo": addresses.logo_file(badge.logo) if badge.logo else "",
        "brand": " ".join(first),
        "brand_bold": last,
        "menu": list(_items(method.menu)),
        "foot": method.foot,
        "foot_links": list(_items(method.foot_links)),
    }


def _items(items: Sequence[MenuItem]) -> Iterator[dict[str, Any]]:
    for item in items:
        name, mark, anchor = item.target.partition("#")
        url = f"{Path(name).stem}/"
        part = PARTS.get(item.pages, OWN_PARTS.get(url, ""))
        yield {"url": url + mark + anchor, "text": item.text, "part": part, "common": addresses.is_common(url)}
