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
    data = _mapping(_load(root / CONFIG), "")
    extra = _extra(data)
    url = _text(data, "site_url")
    if not url:
        raise BadSettings(f"In {CONFIG} staat geen ‘site_url’. Zet daar het adres waarop de site komt.")
    return Settings(
        url if url.endswith("/") else url + "/",
        _text(extra, "edit_url"),
        _text(extra, "issues_url"),
        _text(extra, "contact"),
        _names(extra),
        _security(extra),
        _text(extra, "keeper"),
        tuple(key for key in WANTED if not extra.get(key)),
    )


def read_extra(root: Path) -> Mapping[str, object]:
    """What stands under `extra` in mkdocs.yml. Raises BadSettings."""
    return _extra(_mapping(_load(root / CONFIG), ""))


def _extra(data: Mapping[str, object]) -> Mapping[str, object]:
    return _mapping(data.get("extra") or {}, "extra")


def _load(path: Path) -> object:
    try:
        return yaml.safe_load(path.read_text("utf-8"))
    except UnicodeDecodeError as error:
        raise BadSettings(f"{CONFIG} is niet in UTF-8. Sla het opnieuw op als UTF-8.") from error
    except yaml.MarkedYAMLError as error:
        line = f":{error.problem_mark.line + 1}" if error.problem_mark else ""
        raise BadSettings(
            f"{CONFIG}{line}: dit is geen geldige YAML ({error.problem}). "
            "Kijk naar haakjes, aanhalingstekens en inspringen."
        ) from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise BadSettings(f"{CONFIG} is geen geldige YAML. Zet een oudere versie terug met Git.") from error


def _mapping(value: object, where: str) -> Mapping[str, object]:
    if isinstance(value, dict):
        return value
    what = f"bij ‘{where}’ " if where else ""
    raise BadSettings(f"In {CONFIG} staan {what}geen regels ‘naam: waarde’. Zet een oudere versie terug met Git.")


def _text(values: Mapping[str, object], name: str) -> str:
    value = values.get(name)
    if value is None or isinstance(value, str):
        return value or ""
    raise BadSettings(f"In {CONFIG} staat bij ‘{name}’ geen tekst. Zet er aanhalingstekens om, of maak het leeg ('').")


def _names(extra: Mapping[str, object]) -> tuple[str, ...]:
    names = extra.get("not_named") or []
    if isinstance(names, list) and all(isinstance(name, str) for name in names):
        return tuple(names)
    raise BadSettings(f"In {CONFIG} staat bij ‘not_named’ geen lijst van namen. Zet elke naam achter een streepje.")


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
