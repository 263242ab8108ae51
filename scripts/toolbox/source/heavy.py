"""What Python-Markdown would take minutes over, or answer with many times as much as it was given.

It takes quadratic time over brackets in a paragraph and over headings, rules and definitions without an empty line
between them; it calls itself for each list or quote within another, and each definition that follows another at once;
it fills up every short row of a table, and says the address of a reference at each use.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from toolbox.core.findings import Finding

MAX_DEPTH = 12  # lists, quotes and definitions in each other
MAX_BRACKETS = 40  # of one kind on a line
MAX_BLOCK = 200  # lines of a table, or brackets, up to the next empty line
MAX_ALL_BRACKETS = 2_000
MAX_STARTS = 100  # headings and rules up to the next empty line
MAX_DEFINITIONS = 20  # the same
MAX_NOTES = 300  # uses of footnotes
MAX_WORD = 500  # characters without a space
MAX_REFERENCE = 1_000  # characters of a line that says where a reference leads
# The findings of this module.
WEIGHTS = frozenset(
    "footnote-often markdown-long-brackets markdown-crowded markdown-deep word-too-long reference-too-long".split()
)
# What a line stands in.
MARKS = re.compile(r"(?:[ \t]*+(?:>|(?:[-*+]|\d{1,9}[.)]|:)(?=[ \t])))*+[ \t]*+")
MARK = re.compile(r"[>*+:-]|\d[.)]")
RULE = re.compile(r"[-*_=](?:[ ]{0,2}[-*_=])*+[ ]*")
LONG = re.compile(rf"\S{{{MAX_WORD + 1}}}")
REFERENCE = re.compile(r"\[(?!\^)[^\[\]]*\]:")
TITLE = ("'", '"', "(")
# A line of dashes below the head of a table is no word.
DASHES = frozenset("-|:=_*#+~ ")


def lint_weight(path: str, lines: Sequence[str], first_line: int) -> Iterator[Finding]:
    """What has to be lighter in a text, at most one finding a line; lines count from `first_line`."""
    scale = _Scale()
    for number, line in enumerate(lines, first_line):
        if problem := scale.weigh(line):
            code, limit = problem
            yield Finding(code, path, number, {"limit": str(limit)} if limit else {})


class _Scale:
    """Goes through the lines once. What is counted up to an empty line begins anew after a finding as well."""

    def __init__(self) -> None:
        self.brackets = self.notes = 0
        self.block = self.starts = self.definitions = 0
        self.below_reference = 0

    def weigh(self, line: str) -> tuple[str, int] | None:
        """(code of the finding, its limit or 0)."""
        if not line.strip():
            self.block = self.starts = self.definitions = self.below_reference = 0
            return None
        marks = MARKS.match(line)
        assert marks
        bare = line[marks.end() :]
        self.count(line, marks[0], bare)
        return self.too_much() or self.too_long(line, marks[0], bare)

    def count(self, line: str, marks: str, bare: str) -> None:
        self.brackets += line.count("[")
        self.notes += line.count("[^")
        self.block += max(line.count("["), "|" in line)
        self.starts += bare.startswith("#") or bool(RULE.fullmatch(bare or marks.strip()))
        self.definitions += ":" in marks

    def too_much(self) -> tuple[str, int] | None:
        if self.notes > MAX_NOTES:
            self.notes = 0
            return "footnote-often", MAX_NOTES
        if self.block > MAX_BLOCK or self.brackets > MAX_ALL_BRACKETS:
            self.block = self.brackets = 0
            return "markdown-long-brackets", 0
        if self.starts > MAX_STARTS or self.definitions > MAX_DEFINITIONS:
            self.starts = self.definitions = 0
            return "markdown-crowded", 0
        return None

    def too_long(self, line: str, marks: str, bare: str) -> tuple[str, int] | None:
        if max(map(line.count, "[(<|")) > MAX_BRACKETS:
            return "markdown-long-brackets", 0
        if not RULE.fullmatch(line.strip()) and _depth(marks) > MAX_DEPTH:
            return "markdown-deep", MAX_DEPTH
        if (word := LONG.search(line)) and not DASHES.issuperset(line[word.start() :]):
            return "word-too-long", MAX_WORD
        is_reference = REFERENCE.match(bare) is not None
        # The address and the title may each stand on a line of their own.
        is_title = self.below_reference > 0 and bare.startswith(TITLE)
        self.below_reference = 2 if is_reference else self.below_reference - 1
        if (is_reference or is_title) and len(line) > MAX_REFERENCE:
            return "reference-too-long", MAX_REFERENCE
        return None


def _depth(marks: str) -> int:
    return len(MARK.findall(marks)) + marks.expandtabs(4).count("    ")
