"""Characters that the paper's font cannot draw, found before anything is printed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import unescape
from itertools import islice

from toolbox.core.findings import MOST, Finding
from toolbox.core.model import Toolbox
from toolbox.source.limits import is_image
from toolbox.source.tree import Tree, decode

FENCE = "---"
# YAML 1.2, 5.7, for characters that a keyboard lacks.
ESCAPE = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))")
Undrawable = Callable[[str], str]


def check_characters(tree: Tree, toolbox: Toolbox, undrawable: Undrawable) -> Iterator[Finding]:
    """A finding per file, line and character. Text that cannot be decoded has a finding of its own already."""
    found: set[str] = set()
    for path in sorted(tree.files):
        if is_image(path):
            continue
        text, _ = decode(path, tree.files[path])
        if text is None:
            continue
        if undrawable(text):
            found.add(path)
            yield from islice(_in_lines(path, text, undrawable), MOST + 1)
        if "\\" in text:
            yield from islice(_in_escapes(path, text, undrawable), MOST + 1)
    for page in toolbox.pages:
        # Written as an entity (&#9744;) it shows only in what was made of the text.
        if page.path not in found:
            for character in undrawable(unescape(page.body.html)):
                yield _finding(page.path, 0, 0, character)


def _in_lines(path: str, text: str, undrawable: Undrawable) -> Iterator[Finding]:
    for number, line in enumerate(text.split("\n"), 1):
        for character in undrawable(line):
            yield _finding(path, number, line.index(character) + 1, character)


def _in_escapes(path: str, text: str, undrawable: Undrawable) -> Iterator[Finding]:
    """Written as an escape of YAML ("\\u4E2D") a character shows only in what was read."""
    yaml = text.partition(f"\n{FENCE}\n")[0] if path.endswith(".md") else text if path.endswith(".yaml") else ""
    for number, line in enumerate(yaml.split("\n"), 1):
        for match in ESCAPE.finditer(line, line.find('"')) if '"' in line else ():
            code = int(match[match.lastindex or 1], 16)
            # Control characters have a finding of their own.
            if code < 0x110000 and chr(code).isprintable() and undrawable(chr(code)):
                yield _finding(path, number, match.start() + 1, chr(code))


def _finding(path: str, line: int, column: int, character: str) -> Finding:
    values = {"character": character if character.isprintable() else "?", "code": f"U+{ord(character):04X}"}
    return Finding("character-undrawable", path, line, values, column)
