"""What a check has to say, and of which tree: the same tree is not looked at twice."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import astuple, dataclass

from toolbox.core.findings import Finding
from toolbox.source.tree import Tree


@dataclass(frozen=True, slots=True)
class Said:
    """The findings, in order, and how many there are of each: pages, formats, editions of a region, other languages."""

    findings: tuple[Finding, ...]
    pages: int
    formats: int
    editions: int
    languages: int


def key_of(tree: Tree, found: Iterable[Finding]) -> str:
    """Another for every other tree, or other things that were found while it was read."""
    digest = hashlib.sha256(repr((sorted(tree.refused), list(found))).encode())
    for path in sorted(tree.files):
        data = tree.files[path]
        digest.update(f"{len(path)} {path} {len(data)} ".encode())
        digest.update(data)
    return digest.hexdigest()


def to_text(said: Said) -> str:
    return json.dumps(astuple(said), separators=(",", ":"))


def from_text(text: str) -> Said | None:
    """None for what `to_text` did not make."""
    try:
        findings, *counts = json.loads(text)
        said = Said(tuple(Finding(*finding) for finding in findings), *counts)
        is_sayable = all(isinstance(count, int) for count in counts) and all(map(str, said.findings))
        return said if is_sayable else None
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
