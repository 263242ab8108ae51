"""What a build.json says that a site was made of, read as what it may be: written by a stranger."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from toolbox.core.dutch import count
from toolbox.core.errors import Broken
from toolbox.core.places import RECORD
from toolbox.history.history import EDITION
from toolbox.verify.verify import bad_record

AGAIN = "Zet alles in een commit, bouw opnieuw, en publiceer dat."
EDITION_NAME = re.compile(EDITION.pattern.removeprefix("refs/tags/"))
HASH = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
PACKAGE, VERSION = re.compile(r"[a-z0-9-]{1,80}"), re.compile(r"[0-9A-Za-z.+!-]{1,40}")


@dataclass(frozen=True, slots=True)
class Made:
    """`editions` and `proposals` are commits, `versions` those of Python and of each locked package."""

    commit: str
    editions: Mapping[str, str]
    proposals: tuple[str, ...]
    versions: Mapping[str, str]


def parse_made(data: bytes) -> Made:
    """Of a list that `verify.parse_record` lets through. Raises Broken for what no build writes, and for a site of
    which the text is in no commit."""
    record = json.loads(data)
    editions, proposals = record.get("editions"), record.get("proposals")
    versions, edited = record.get("versions"), record.get("edited", [])
    if not record["commit"]:
        raise Broken(f"{RECORD} noemt geen commit: deze site is zonder Git gebouwd. {AGAIN}")
    if not isinstance(edited, list) or edited:
        # Of an older list nobody knows; a fingerprint that differs tells it then.
        many = count(len(edited), "bestand", "bestanden") if isinstance(edited, list) else "bestanden"
        raise Broken(f"Deze site is gebouwd met {many} die in geen commit staan. {AGAIN}")
    if not _maps(editions, EDITION_NAME, HASH):
        raise bad_record("noemt geen uitgaven zoals een bouw dat doet")
    if not isinstance(proposals, list) or not all(isinstance(it, str) and HASH.fullmatch(it) for it in proposals):
        raise bad_record("noemt geen voorstellen zoals een bouw dat doet")
    if not _maps(versions, PACKAGE, VERSION):
        raise bad_record("noemt geen versies zoals een bouw dat doet")
    return Made(record["commit"], editions, tuple(proposals), versions)


def _maps(value: Any, names: re.Pattern[str], values: re.Pattern[str]) -> bool:
    return isinstance(value, dict) and all(
        names.fullmatch(name) and isinstance(it, str) and values.fullmatch(it) for name, it in value.items()
    )
