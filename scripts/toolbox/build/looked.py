"""What of the site that stands came past the wall already: a new site that has it as it is need not be looked at there.

The list is the site's own `build.json`, which only a build that came past the wall puts in place, and nothing behind
the walls of the inner build can write. What is kept in the work folder, where the inner build may write, says only by
which wall it was looked at: whoever forges that brings nothing on the site that does not stand there.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from toolbox.core.places import RECORD, SITE, WORK
from toolbox.machine.code import code_hash

LOOKED = f"{WORK}/looked"


def wall_key(wanted: frozenset[str], url: str, policy: str, private: Iterable[str]) -> str:
    """Of all that the wall is told and made of, with our own scripts: with another one, all is looked at again."""
    told = (code_hash(), url, policy, sorted(private), sorted(wanted))
    return hashlib.sha256(repr(told).encode()).hexdigest()


def read_looked(root: Path, key: str) -> Mapping[str, str]:
    """SHA-256 by path of what stands in the site and came past the wall with that key; nothing when that is unsure."""
    try:
        record = (root / SITE / RECORD).read_bytes()
        if (root / LOOKED).read_text("ascii") != _mark(record, key):
            return {}
        files = json.loads(record)["files"]
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    return files if isinstance(files, dict) else {}


def write_looked(root: Path, key: str) -> None:
    """Of the site that was just put in place. Raises OSError."""
    (root / LOOKED).write_text(_mark((root / SITE / RECORD).read_bytes(), key), "ascii")


def _mark(record: bytes, key: str) -> str:
    return f"{hashlib.sha256(record).hexdigest()} {key}"
