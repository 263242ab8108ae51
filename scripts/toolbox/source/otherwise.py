"""Markdown that many write and that is read otherwise here: a list, a link or a heading would be lost in silence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolbox.core.findings import Finding

_ITEM = r"(?:[-*+]|\d{1,9}\.)[ \t]"
_RULE = r"(?:[-*_][ \t]*){3,}$"
# A line with something in it; looked for first, so that there is one way to read it.
_TEXT = r"(?=[^\n]*[^\s|])[^\n]*\n"
# Over the lines of a text without its code; what is wrong is the last line that each takes in.
OTHERWISE = {
    "code-fence": re.compile(r"^ {0,3}(?:```|~~~)", re.M),
    "heading-indented": re.compile(r"^ {1,3}##", re.M),
    "list-bracket": re.compile(r"^ {0,3}\d{1,2}\)[ \t]+\S", re.M),
    "list-joined": re.compile(
        rf"^(?!{_ITEM}|{_RULE}|\d+\)|[>|:#\s]|\[\^)[^\n]+\n(?!{_RULE})(?:[-*+]|1\.)[ \t]+\S", re.M
    ),
    "list-indent": re.compile(rf"^((?: {{4}})*) ?{_ITEM}[^\n]*\n(?:[ \t]*\n)?\1 {{2,3}}{_ITEM}+\S", re.M),
    "rule-joined": re.compile(rf"^(?: {{0,3}}{_ITEM}|>|{_TEXT}){_TEXT} {{0,3}}-+[ \t]*$", re.M),
    "table-alignment": re.compile(r"^(?=[^\n]*\|)(?=[^\n]*(?::-|-:))[ \t|:-]+$", re.M),
    "footnote-name": re.compile(r"\[\^(?![\w-]+\])[^\]\n]+\]"),
    "link-title": re.compile(r"""\]\([^\s()"']+[ \t]+\("""),
}


def lint_otherwise(path: str, bare: str, first_line: int) -> Iterator[Finding]:
    """Findings in a text without its code; lines count from `first_line`."""
    for code, pattern in OTHERWISE.items():
        line, seen = first_line, 0
        for match in pattern.finditer(bare):
            line, seen = line + bare.count("\n", seen, match.end()), match.end()
            yield Finding(code, path, line, {})
