"""What mkdocs.yml says that the rest of the build needs to know."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml

CONFIG = "mkdocs.yml"


@dataclass(frozen=True, slots=True)
class Settings:
    """`url` ends in '/'; `edit_url` holds '{path}'; `issues_url` and `contact`, a mail address, may be ''.

    `left_out` are names of people and regions that the site does not mention.
    """

    name: str
    url: str
    edit_url: str
    issues_url: str
    contact: str = ""
    left_out: tuple[str, ...] = ()

    def edit(self, path: str) -> str:
        return self.edit_url.replace("{path}", path) if self.edit_url else ""


def read_settings(root: Path) -> Settings:
    """mkdocs.yml is the maintainers' own file, so plain safe YAML serves."""
    data = yaml.safe_load((root / CONFIG).read_text("utf-8"))
    extra = data.get("extra", {})
    url = data["site_url"]
    return Settings(
        data["site_name"],
        url if url.endswith("/") else url + "/",
        extra.get("edit_url", ""),
        extra.get("issues_url", ""),
        extra.get("contact", ""),
        tuple(extra.get("not_named") or ()),
    )
