"""Characters that the fonts of paper cannot draw, found before anything is printed.

What a language says may be in its own script, and nothing else may.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from html import unescape
from itertools import islice
from typing import TYPE_CHECKING, Protocol

from toolbox.core.findings import MOST, Finding
from toolbox.source.decoding import decode
from toolbox.source.frontmatter import FENCE
from toolbox.source.kept import Kept
from toolbox.source.languagetags import as_tag, is_language, script_of
from toolbox.source.limits import LANGUAGES, is_image
from toolbox.source.tree import Tree

if TYPE_CHECKING:
    from toolbox.core.page import Page

# YAML 1.2, 5.7, for characters that a keyboard lacks.
ESCAPE = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))")
Unknown = Callable[[str], str]


class Undrawable(Protocol):
    """The characters of a text that no font has, for a paper in a script (ISO 15924)."""

    def __call__(self, text: str, script: str = "") -> str: ...


def check_characters(tree: Tree, pages: Iterable[Page], undrawable: Undrawable, kept: Kept) -> Iterator[Finding]:
    """A finding per file, line and character, in files and in what was made of the text of `pages`. Text that cannot be
    decoded has a finding of its own already."""
    found: set[str] = set()
    for path in sorted(tree.files):
        if not is_image(path):
            data = tree.files[path]
            shown, hidden = kept.look("characters", path, (data,), partial(_in_file, path, data, undrawable))
            found |= {path} if shown else set()
            yield from (*shown, *hidden)
    for page in pages:
        # Written as an entity (&#9744;) it shows only in what was made of the text.
        if page.path not in found:
            look = partial(_in_html, page.path, page.body.html, undrawable)
            yield from kept.look("entities", page.path, (page.body.html.encode(),), look)


def _in_file(path: str, data: bytes, undrawable: Undrawable) -> tuple[list[Finding], list[Finding]]:
    """As the text has them, and written as an escape."""
    text, _ = decode(path, data)
    if text is None:
        return [], []
    unknown = partial(undrawable, script=_script_at(path))
    shown = islice(_in_lines(path, text, unknown), MOST + 1) if unknown(text) else ()
    hidden = islice(_in_escapes(path, text, unknown), MOST + 1) if "\\" in text else ()
    return list(shown), list(hidden)


def _in_html(path: str, html: str, undrawable: Undrawable) -> list[Finding]:
    return [_finding(path, 0, 0, character) for character in undrawable(unescape(html))]


def _script_at(path: str) -> str:
    """That of the language whose folder holds the file, '' elsewhere."""
    if not path.startswith(LANGUAGES):
        return ""
    tag = as_tag(path.removeprefix(LANGUAGES).partition("/")[0])
    return script_of(tag) if is_language(tag) else ""


def _in_lines(path: str, text: str, undrawable: Unknown) -> Iterator[Finding]:
    for number, line in enumerate(text.split("\n"), 1):
        for character in undrawable(line):
            yield _finding(path, number, line.index(character) + 1, character)


def _in_escapes(path: str, text: str, undrawable: Unknown) -> Iterator[Finding]:
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
