"""What the check says of a proposal  →  remarks at exactly the lines that it changed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from toolbox.core.findings import Finding, Severity

HUNK = re.compile(rb"@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")
NEW_FILE = b"+++ b/"
Lines = Mapping[str, tuple[range, ...]]


@dataclass(frozen=True, slots=True)
class Annotation:
    """One remark: `line` and `column` count from 1 (0: the whole file or line), `level` is 'error' or 'warning'."""

    path: str
    line: int
    column: int
    level: str
    code: str
    message: str


def changed_lines(patch: bytes) -> Lines:
    """Path → the lines of the new file that a patch without context (`git diff -U0`) touches.

    Where lines only went, the one before and the one after count.
    """
    found: dict[str, list[range]] = {}
    path = ""
    left = 0
    for line in patch.split(b"\n"):
        if left:
            # Inside a hunk: a line that looks like a file's name is still what someone wrote.
            left -= not line.startswith(b"\\")
        elif line.startswith(NEW_FILE):
            path = line.removeprefix(NEW_FILE).decode("utf-8", "surrogateescape")
        elif line.startswith(b"+++ "):
            path = ""
        elif match := HUNK.match(line):
            removed, added = (int(count) if count is not None else 1 for count in match.group(1, 3))
            start = int(match[2])
            left = removed + added
            found.setdefault(path, []).append(range(start, start + (added or 2)))
    return {path: tuple(ranges) for path, ranges in found.items() if path}


def annotate(
    findings: Iterable[Finding], touched: Iterable[str], lines: Lines, before: Iterable[Finding]
) -> tuple[Annotation, ...]:
    """The findings on what changed, and those elsewhere that were not there `before`.

    `touched` are all paths that differ. A finding on a whole file or folder counts when anything in it changed.
    """
    paths = frozenset(touched)
    known = {_identity(finding) for finding in before}
    return tuple(
        Annotation(found.path, found.line, found.column, _level(found), found.code, found.message)
        for found in findings
        if is_touched(found, paths, lines) or _identity(found) not in known
    )


def is_touched(finding: Finding, touched: frozenset[str], lines: Lines) -> bool:
    if finding.line:
        return any(finding.line in changed for changed in lines.get(finding.path, ()))
    return any(path == finding.path or path.startswith(f"{finding.path}/") for path in touched)


def _identity(finding: Finding) -> tuple[str, str, str]:
    """What a finding is, whatever line it has moved to."""
    return finding.code, finding.path, finding.message


def _level(finding: Finding) -> str:
    return "error" if finding.severity is Severity.ERROR else "warning"


def workflow_commands(annotations: Iterable[Annotation]) -> Iterator[str]:
    """Each as a line that GitHub shows beside the file (Actions' workflow commands)."""
    for note in annotations:
        place = f"file={_property(note.path)}"
        place += f",line={note.line}" if note.line else ""
        place += f",col={note.column}" if note.column else ""
        yield f"::{note.level} {place},title={_property('Controle van de toolbox')}::{_data(note.message)}"


def _data(text: str) -> str:
    """As the runner unescapes it (actions/toolkit, `escapeData`)."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
