"""What is wrong in a source file or a filled-in form, as a value: never an exception.

A Finding says where, what, and what to do; its Dutch sentence stands in `core.sentences`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from toolbox.core.safetext import cut, one_line, printable
from toolbox.core.sentences import SENTENCES


class Severity(StrEnum):
    """An error stops the build; a warning is shown and built."""

    ERROR = "fout"
    WARNING = "let op"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: `code` names the sentence, `values` fill it in.

    `line` and `column` count from 1, a column in characters (code points); 0: the whole file, the whole line.
    """

    code: str
    path: str
    line: int = 0
    values: dict[str, str] = field(default_factory=dict, hash=False)
    column: int = 0

    @property
    def severity(self) -> Severity:
        return Severity.WARNING if self.code in WARNINGS else Severity.ERROR

    @property
    def message(self) -> str:
        return sentence(self.code, self.values)

    def __str__(self) -> str:
        where = ":".join([self.path, *(str(part) for part in (self.line, self.column) if part)])
        prefix = "let op: " if self.severity is Severity.WARNING else ""
        return f"{where}: {prefix}{self.message}"


def sentence(code: str, values: Mapping[str, str] = MappingProxyType({})) -> str:
    """The Dutch sentence that `code` names, filled in."""
    return SENTENCES[code].format_map({key: _shown(value) for key, value in values.items()})


def _shown(value: str) -> str:
    """What someone proposes must not write a line of its own in a log, steer a terminal or runner, or fill the screen.

    A space at its end stays: some values begin a sentence.
    """
    return printable(one_line(cut(value, MAX_VALUE))) + value[-1:].isspace() * " "


def sort_findings(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """By file, line, then column; the same finding twice is shown once, and of a file's errors the first `MOST`."""
    unique = {(f.path, f.line, f.column, f.message): f for f in findings}
    return tuple(_capped(unique[key] for key in sorted(unique)))


def _capped(findings: Iterable[Finding]) -> Iterator[Finding]:
    errors: Counter[str] = Counter()
    for finding in findings:
        errors[finding.path] += finding.severity is Severity.ERROR
        if errors[finding.path] <= MOST or finding.severity is Severity.WARNING:
            yield finding
        elif errors[finding.path] == MOST + 1:
            yield Finding("more-errors", finding.path, finding.line, {"limit": str(MOST)}, finding.column)


def nearest(word: str, options: Sequence[str]) -> str | None:
    """The one of `options` that was most likely meant."""
    # Not loaded for who made no mistake.
    from difflib import get_close_matches

    return next(iter(get_close_matches(word, options, n=1)), None)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """' Bedoelde je ‘…’?' when a known word is near, else the list of what is allowed."""
    options = [str(option) for option in known]
    # Looking takes long for a long word, and for each of the options.
    is_quick = len(word) <= MAX_NEAR_WORD and len(options) <= MAX_NEAR
    near = nearest(word, options) if is_quick else None
    if near:
        return f"Bedoelde je ‘{near}’?"
    if not options:
        return "Haal het weg."
    return f"Kies uit: {', '.join(options)}." if len(options) <= 12 else "Kijk de naam na."


MAX_VALUE = 1_000  # characters of a value in a sentence
MAX_NEAR_WORD, MAX_NEAR = 200, 500
# Errors of one file that are shown: nobody reads more, and a file could have a hundred thousand.
MOST = 100
# Mended by `toolbox format`, or of use as soon as another format has it; nothing is lost meanwhile.
# What may be a name is for a reader to judge.
WARNINGS = frozenset(
    {
        "csv-derived",
        "not-canonical",
        "overlay-changed",
        "overlay-gone",
        "overlay-clash",
        "overlay-private",
        "personal-name",
        "term-once",
    }
)
