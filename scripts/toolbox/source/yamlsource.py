"""Strict YAML with line numbers: what stands there is what is read, or it is a finding.

Only block style, without anchors, tags, merge keys, duplicate keys or further documents. Plain scalars follow the
YAML 1.2 core schema for true, false, null and whole numbers; a plain scalar that YAML 1.1 readers (or people)
would take for something else than its text is a finding and never a silently changed value.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from toolbox.core.findings import Finding
from toolbox.core.place import Place, Pointer


@dataclass(frozen=True, slots=True)
class YamlSource:
    """Plain data (dict, list, str, int, bool, None) with the place of every key and item, by pointer."""

    path: str
    data: Any
    places: dict[Pointer, Place]

    def place(self, *pointer: str | int) -> Place:
        """Of the nearest thing that exists on the way to `pointer`."""
        return next(self.places[pointer[:end]] for end in range(len(pointer), -1, -1) if pointer[:end] in self.places)

    def finding(self, code: str, /, *pointer: str | int, **values: str) -> Finding:
        """What is wrong at `pointer`."""
        place = self.place(*pointer)
        return Finding(code, place.path, place.line, values, place.column)


def parse(path: str, text: str, first_line: int = 1) -> tuple[YamlSource | None, list[Finding]]:
    """As `parse_on`, but None as soon as anything was found."""
    source, findings = parse_on(path, text, first_line)
    return (None if findings else source), findings


def parse_on(path: str, text: str, first_line: int = 1) -> tuple[YamlSource | None, list[Finding]]:
    """One document, also with findings where it is known all the same what stands there: the rest can be looked at.

    `first_line` is the file's line on which `text` begins (front matter).
    """
    # What reads YAML takes long to load, and what was read before need not be read again.
    from toolbox.source.yamlreader import read_document

    data, places, findings = read_document(path, text, first_line)
    return (None if places is None else YamlSource(path, data, places)), findings
