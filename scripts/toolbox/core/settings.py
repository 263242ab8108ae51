"""What mkdocs.yml says that the rest of the build needs to know."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import yaml

from toolbox.core.errors import Broken
from toolbox.core.places import CONFIG


@dataclass(frozen=True, slots=True)
class Settings:
    """`url` ends in '/'; `edit_url` holds '{path}'; `issues_url` and `contact`, a mail address, may be ''.

    `left_out` are names of people and regions that the site does not mention. `security` is where someone tells of a
    hole, as an https: or mailto: address; '' when nobody said so. `keeper` is who keeps this toolbox, '' when unsaid;
    `unset` are the keys of mkdocs.yml without which the site has to leave something out.
    """

    url: str
    edit_url: str
    issues_url: str
    contact: str = ""
    left_out: tuple[str, ...] = ()
    security: str = ""
    keeper: str = ""
    unset: tuple[str, ...] = ()

    @property
    def sending(self) -> str:
        """What someone needs to send a proposal: only with a mail address it takes no account."""
        if self.contact:
            return "Je hebt daarvoor geen account nodig."
        if self.issues_url:
            return "Om je voorstel op te sturen heb je een account nodig."
        return "Opsturen kan hier nog niet. Je kunt je voorstel wel opslaan als bestand."

    def edit(self, path: str) -> str:
        return self.edit_url.replace("{path}", path) if self.edit_url else ""


# What a site can be built without, but not do all it should.
WANTED = ("contact", "issues_url", "security_contact", "keeper")


class BadSettings(Broken):
    """mkdocs.yml says something that cannot be so."""


def read_settings(root: Path) -> Settings:
    """mkdocs.yml is the maintainers' own file, so plain safe YAML serves. Raises BadSettings."""
    data = yaml.safe_load((root / CONFIG).read_text("utf-8"))
    extra = data.get("extra", {})
    url = data["site_url"]
    return Settings(
        url if url.endswith("/") else url + "/",
        extra.get("edit_url", ""),
        extra.get("issues_url", ""),
        extra.get("contact", ""),
        tuple(extra.get("not_named") or ()),
        _security(extra),
        extra.get("keeper") or "",
        tuple(key for key in WANTED if not extra.get(key)),
    )


def _security(extra: Mapping[str, object]) -> str:
    """The first of three that is filled in: never an address that nobody gave."""
    own = str(extra.get("security_contact") or "")
    for said in (own, str(extra.get("contact") or ""), str(extra.get("issues_url") or "")):
        address = f"mailto:{quote(said, safe='@+')}" if "@" in said and ":" not in said else said
        if re.fullmatch(r"(?:https://|mailto:)[!-~]+", address):
            return address
        if said and said == own:
            raise BadSettings(
                f"In {CONFIG} staat bij ‘security_contact’ iets anders dan een adres: ‘{said}’. "
                "Zet er een mailadres of een adres met https://, of maak het leeg ('')."
            )
    return ""
