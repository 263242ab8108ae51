"""The text of a letter  →  the files it changes, read strictly.

`FileDiff.written` writes each of them anew, so Git is given what was read here and nothing that we did not understand.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from toolbox.core.safetext import visible
from toolbox.proposals.binary import DELTA, HEADING, LITERAL, Packed, read_packed
from toolbox.proposals.refused import Refused
from toolbox.source.limits import is_image, name_problem

MAX_LINES = 50_000
NO_FILE = "/dev/null"
NO_NEWLINE = "\\ No newline at end of file"
_START = "diff --git "
_HUNK = re.compile(r"@@ -(\d{1,7})(?:,(\d{1,7}))? \+(\d{1,7})(?:,(\d{1,7}))? @@(?: .*)?")
_INDEX = re.compile(r"index ([0-9a-f]{4,64})\.\.([0-9a-f]{4,64})(?: ([0-7]{6}))?")
# What Git and mail programs put under a patch.
_FOOTER = re.compile(r"-- ?|_{5,}|-{5,}.*")
_ABOVE_HUNKS = (
    *("old mode ", "new mode ", "deleted file mode ", "new file mode ", "similarity index ", "dissimilarity index "),
    *("rename from ", "rename to ", "copy from ", "copy to ", "index ", "--- ", "+++ "),
)
_PREFIXES = ("", "a/", "b/", "c/", "i/", "o/", "w/")
_MOVES = ("rename from", "rename to")
_NEW, _GONE = "new file mode", "deleted file mode"
_BINARY = (HEADING, "Binary files ")
# Git takes an image only by the whole name of its content: SHA-1 or SHA-256.
_WHOLE_NAMES = (40, 64)


@dataclass(frozen=True, slots=True)
class Hunk:
    """Lines as in a patch, each with its ' ', '+' or '-' (or the mark that the line before has no newline)."""

    old_start: int
    old_count: int
    new_start: int
    new_count: int
    lines: tuple[str, ...]

    @property
    def header(self) -> str:
        return f"@@ -{self.old_start},{self.old_count} +{self.new_start},{self.new_count} @@"


@dataclass(frozen=True, slots=True)
class FileDiff:
    """One file. `old` or `new` is '' when there is no such file; `modes` are all that were named, in octal.

    Only one mode is let through (`allowed.check_mode`), so which lines named it makes no difference to the change.

    `old_blob` and `new_blob` are Git's names of the contents, maybe shortened, or ''. `content` is all of an image;
    of one that changed there may only be `delta`, to make that of the old content.
    """

    old: str
    new: str
    modes: tuple[str, ...] = field(compare=False)
    old_blob: str
    new_blob: str
    hunks: tuple[Hunk, ...]
    content: bytes | None = None
    delta: bytes | None = None

    @property
    def path(self) -> str:
        return self.new or self.old

    @property
    def paths(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(path for path in (self.old, self.new) if path))

    @property
    def is_empty(self) -> bool:
        """A file that comes or goes without a single line in it is a change as well."""
        return not self.hunks and self.packed is None and self.old == self.new

    @property
    def packed(self) -> Packed | None:
        """What of an image stands in the patch."""
        if self.content is not None:
            return Packed(LITERAL, self.content)
        return None if self.delta is None else Packed(DELTA, self.delta)

    def written(self) -> str:
        """As Git writes it; only for paths that need no quotes."""
        lines = [f"{_START}a/{self.old or self.new} b/{self.path}"]
        if not self.old:
            lines.append("new file mode 100644")
        if not self.new:
            lines.append("deleted file mode 100644")
        if self.old and self.new and self.old != self.new:
            lines += ["similarity index 50%", f"rename from {self.old}", f"rename to {self.new}"]
        if self.old_blob and self.new_blob:
            mode = " 100644" if self.old and self.new else ""
            lines.append(f"index {self.old_blob}..{self.new_blob}{mode}")
        if self.hunks:
            lines.append(f"--- a/{self.old}" if self.old else f"--- {NO_FILE}")
            lines.append(f"+++ b/{self.new}" if self.new else f"+++ {NO_FILE}")
        for hunk in self.hunks:
            lines += [hunk.header, *hunk.lines]
        if self.packed is not None:
            lines += self.packed.lines()
        return "\n".join(lines) + "\n"


def split_text(text: str) -> tuple[str, str]:
    """(what someone wrote, the change itself). Raises Refused when the change is not in Git's form."""
    lines = text.split("\n")
    starts = (
        number for number, line in enumerate(lines) if line.startswith((_START, "--- a/", "--- /dev/null", "@@ -"))
    )
    first = next(starts, None)
    if first is None or not lines[first].startswith(_START):
        raise Refused("no-git-form")
    words = lines[:first]
    # Below the line of dashes stands what changed in numbers, which is nobody's words.
    end = words.index("---") if "---" in words else len(words)
    return "\n".join(words[:end]).strip("\n"), "\n".join(lines[first:])


def read_diffs(text: str) -> tuple[FileDiff, ...]:
    """All files in `text`, which begins with 'diff --git'. Raises Refused."""
    lines = text.removesuffix("\n").split("\n")
    if len(lines) > MAX_LINES:
        raise Refused("too-many-lines", limit=str(MAX_LINES))
    reader = _DiffReader(lines)
    found: list[FileDiff] = []
    while reader.starts_file():
        found.append(reader.file())
        reader.skip_between()
    reader.check_rest()
    return tuple(found)


class _DiffReader:
    """Goes through the lines once. `path` is the file it is in, for messages."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        self.at = 0
        self.path = ""

    def peek(self) -> str:
        return self.lines[self.at] if self.at < len(self.lines) else ""

    def starts_file(self) -> bool:
        return self.peek().startswith(_START)

    def skip_between(self) -> None:
        while self.at < len(self.lines) and not self.peek():
            self.at += 1

    def check_rest(self) -> None:
        """Below the last file a signature may stand; a line that belongs to the change may not."""
        rest = self.lines[self.at :]
        if any(line.startswith((_START, "@@ -", HEADING)) for line in rest):
            raise Refused("odd", path=self.path)
        is_cut_off = self.at > 0 and bool(self.lines[self.at - 1])
        if rest and is_cut_off and not _FOOTER.fullmatch(rest[0]):
            raise self.wrapped(rest[0])

    def wrapped(self, line: str) -> Refused:
        return Refused("mail-wrapped", line=visible(line, 60), path=self.path)

    def file(self) -> FileDiff:
        names = self.peek().removeprefix(_START)
        self.at += 1
        if '"' in names:
            # Only a name with odd characters is written in quotes.
            raise Refused("path-name", path=names, reason=name_problem(names))
        self.path = _both(names)
        facts = self.facts()
        old, new = self.names(names, facts)
        self.path = new or old
        hunks = self.hunks()
        index = _INDEX.fullmatch(facts.get("index", ""))
        packed = self.packed(index) if self.peek().startswith(_BINARY) else None
        if packed is not None and (hunks or "---" in facts or "+++" in facts):
            raise Refused("odd", path=self.path)
        modes = [value for key, value in facts.items() if key.endswith(" mode")]
        if index and index[3]:
            modes.append(index[3])
        blobs = (index[1], index[2]) if index else ("", "")
        if packed is not None and packed.kind == DELTA and not (old and new):
            raise Refused("binary", path=self.path)
        content, delta = (packed.data if packed and packed.kind == kind else None for kind in (LITERAL, DELTA))
        return FileDiff(old, new, tuple(modes), *blobs, hunks, content, delta)

    def packed(self, index: re.Match[str] | None) -> Packed:
        """An image or its change, from the heading on."""
        found = read_packed(self.lines[self.at + 1 :]) if self.peek() == HEADING and is_image(self.path) else None
        if not found or not index or any(len(name) not in _WHOLE_NAMES for name in index.groups()[:2]):
            raise Refused("binary", path=self.path)
        self.at += 1 + found[1]
        return found[0]

    def facts(self) -> dict[str, str]:
        """The lines between the file's name and its first hunk, by what they begin with."""
        facts: dict[str, str] = {}
        while (line := self.peek()) and not line.startswith((_START, "@@ ")):
            key = _key(line)
            if not key:
                return facts
            if key in facts:
                raise Refused("odd", path=self.path)
            facts[key] = line if key == "index" else line.removeprefix(f"{key} ")
            self.at += 1
        return facts

    def names(self, names: str, facts: dict[str, str]) -> tuple[str, str]:
        """(old, new), '' where there is no file. Every line that names a file must name the same."""
        old = _bare(facts["---"]) if "---" in facts else None
        new = _bare(facts["+++"]) if "+++" in facts else None
        moved = tuple(facts.get(key, "") for key in _MOVES)
        if any(moved):
            named = moved
        elif old is None or new is None:
            named = "" if _NEW in facts else self.path, "" if _GONE in facts else self.path
        else:
            named = old, new
        agrees = (
            old in (None, named[0])
            and new in (None, named[1])
            and bool(named[0]) != (_NEW in facts)
            and bool(named[1]) != (_GONE in facts)
            and (not all(named) or (named[0] != named[1]) == any(moved))
            and "copy to" not in facts
        )
        if not agrees or not any(named) or not _says(names, named[0] or named[1], named[1] or named[0]):
            raise Refused("odd", path=self.path)
        return named[0], named[1]

    def hunks(self) -> tuple[Hunk, ...]:
        found: list[Hunk] = []
        while match := _HUNK.fullmatch(self.peek()):
            old_start, old_count, new_start, new_count = (1 if text is None else int(text) for text in match.groups())
            self.at += 1
            lines = self.hunk_lines(old_count, new_count)
            found.append(Hunk(old_start, old_count, new_start, new_count, lines))
        if self.peek().startswith("@@"):
            raise self.wrapped(self.peek())
        return tuple(found)

    def hunk_lines(self, old: int, new: int) -> tuple[str, ...]:
        """Exactly as many as the header says. A mail program that breaks a long line makes one too many."""
        lines: list[str] = []
        while old or new:
            if self.at >= len(self.lines):
                raise Refused("mail-cut", path=self.path)
            # An empty line is a line of one space of which the space got lost.
            line = self.peek() or " "
            if line != NO_NEWLINE:
                old -= line[0] in " -"
                new -= line[0] in " +"
            if (line[0] not in " -+" and line != NO_NEWLINE) or old < 0 or new < 0:
                raise self.wrapped(line)
            lines.append(line)
            self.at += 1
        if self.peek() == NO_NEWLINE:
            lines.append(NO_NEWLINE)
            self.at += 1
        return tuple(lines)


def _key(line: str) -> str:
    """What a line above the hunks begins with; '' when it is none."""
    return next((start.rstrip() for start in _ABOVE_HUNKS if line.startswith(start)), "")


def _bare(name: str) -> str:
    """Without 'a/' or 'b/'; '' for /dev/null."""
    if name == NO_FILE:
        return ""
    # Git ends a name with a space in it by a tab.
    return name.removesuffix("\t")[2:] if name.startswith(_PREFIXES[1:]) else name.removesuffix("\t")


def _both(names: str) -> str:
    """The path in 'a/x b/x', or what stands there when the two differ."""
    half = names[: len(names) // 2]
    other = names[len(names) // 2 + 1 :]
    return _bare(half) if _bare(half) == _bare(other) else visible(names)


def _says(names: str, old: str, new: str) -> bool:
    """Whether the first line of a file's change names what the lines below it name."""
    return any(names == f"{one}{old} {other}{new}" for one in _PREFIXES for other in _PREFIXES)
