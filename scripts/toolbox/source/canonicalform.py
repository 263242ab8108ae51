"""Text that certainly is in the canonical form: what nearly all of it is needs no library to see that.

Line by line, for what editors write: keys, lists, words on a line and blocks. Whatever is not plain here is not called
canonical, which only means that the library that makes the form has to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

# What a line holds. Words alone go to the next one before it is full, a text between quotation marks thereafter.
WIDTH = 80
LINE = re.compile(
    r"(?P<indent>(?:  )*)(?P<dash>- )?(?:(?P<key>[A-Za-z_][A-Za-z0-9_-]{0,60}):(?: (?P<value>\S.*))?|(?P<item>\S.*))"
)
NUMBER = re.compile(r"0|[1-9][0-9]{0,8}|[0-9]{1,4}\.[0-9]{1,4}\.[0-9]{1,4}")
# Begins with a letter, a bracket or the number of a page, and holds nothing that means more than itself.
WORDS = re.compile(r"(?:[0-9.]{1,9}, )?[A-Za-zÀ-ÖØ-öø-ÿ(‘“…€](?:[^\s:#]|:(?=\S)|(?<!\s)#| (?=[^\s#]))*")
QUOTED = re.compile(r"'(?:[^'\s]|''| (?=\S))+'")
OPEN_QUOTE = re.compile(r"'(?:[^'\s]|''| (?=\S))+")
BLOCK = re.compile(r"(?P<style>[>|])-?")
# These are no text to one reader or another, or go where they follow from something else.
OTHER_WORDS = re.compile(r"(?:yes|no|on|off|y|n|null|nan|inf)", re.I)
TRUTHS = frozenset({"true", "false"})
OTHER_KEYS = frozenset({"path", "sensitive", "itemType", "enum", "nummer", *TRUTHS, "null"})
UNSEEN = re.compile(r"[^\n\x20-\x7e\xa0-\u024f\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2150-\u27bf]")


class _Unsure(Exception):
    """A line that only the library knows."""


def is_canonical(text: str) -> bool:
    """True only when it is; False when it is not, or not certainly."""
    if not text.endswith("\n") or UNSEEN.search(text):
        return False
    try:
        _Lines(text[:-1].split("\n")).follow()
    except _Unsure:
        return False
    return True


@dataclass
class _Lines:
    lines: list[str]
    # Where the lists and mappings stand that are open: (at which column, whether it is a list).
    open: list[tuple[int, bool]] = field(default_factory=lambda: [(0, False)])
    # Below a key without a value.
    awaits: bool = False
    at: int = 0

    def follow(self) -> None:
        while self.at < len(self.lines):
            line = self.lines[self.at]
            self.at += 1
            found = LINE.fullmatch(line)
            if not found:
                raise _Unsure
            column = len(found["indent"])
            if found["dash"]:
                self._enter(column, is_list=True)
                column += 2
                if found["key"]:
                    self.open.append((column, False))
            elif not found["key"]:
                raise _Unsure
            else:
                self._enter(column, is_list=False)
            self._one(line, column, found["key"], found["value"] or found["item"])
        if self.awaits:
            raise _Unsure

    def _enter(self, column: int, *, is_list: bool) -> None:
        if self.awaits:
            if column != self.open[-1][0] + 2:
                raise _Unsure
            self.open.append((column, is_list))
        while self.open and self.open[-1][0] > column:
            self.open.pop()
        if not self.open or self.open[-1] != (column, is_list):
            raise _Unsure
        self.awaits = False

    def _one(self, line: str, column: int, key: str | None, value: str | None) -> None:
        """What stands behind a key or a dash, with the lines that belong to it."""
        if key in OTHER_KEYS:
            raise _Unsure
        if value is None:
            self.awaits = True
        elif key and BLOCK.fullmatch(value):
            self._block(column + 2, folds=value[0] == ">")
        elif OPEN_QUOTE.fullmatch(value) and not QUOTED.fullmatch(value):
            self._quoted(line, column + 2)
        elif QUOTED.fullmatch(value):
            if not _breaks_well(line):
                raise _Unsure
        elif key:
            self._words(line, value, column + 2)
        elif not _is_plain(value) or len(line) > WIDTH:
            raise _Unsure

    def _below(self, column: int) -> Iterator[str]:
        """The lines at `column` and beyond, and empty ones, without their indentation."""
        margin = " " * column
        while self.at < len(self.lines) and (self.lines[self.at].startswith(margin) or not self.lines[self.at]):
            yield self.lines[self.at][column:]
            self.at += 1

    def _block(self, column: int, *, folds: bool) -> None:
        words = list(self._below(column))
        # How many empty lines it begins or ends with means something.
        if not (words and words[0] and words[-1]) or any(one != one.strip() for one in words):
            raise _Unsure
        if folds and not all(_breaks_well(" " * column + one) for one in words):
            raise _Unsure

    def _words(self, first: str, value: str, column: int) -> None:
        """Without quotation marks, over as many lines as it takes."""
        lines = [first, *(" " * column + one for one in self._below(column))]
        words = " ".join([value.rstrip(" "), *(one.strip(" ") for one in lines[1:])])
        if not _is_plain(words) or _broken(first[: len(first) - len(value)], words, column) != lines:
            raise _Unsure

    def _quoted(self, first: str, column: int) -> None:
        """Between quotation marks over several lines: each is as long as it has to be."""
        lines = [first]
        for one in self._below(column):
            if one.endswith(" "):
                raise _Unsure
            lines.append(" " * column + one)
            if one.endswith("'") and QUOTED.fullmatch(f"'{one}"):
                self.at += 1
                break
            if not OPEN_QUOTE.fullmatch(f"'{one}"):
                raise _Unsure
        else:
            raise _Unsure
        if not all(map(_breaks_well, lines)) or any(len(one) <= WIDTH for one in lines[:-1]):
            raise _Unsure


def _is_plain(value: str) -> bool:
    if NUMBER.fullmatch(value) or value in TRUTHS:
        return True
    return bool(WORDS.fullmatch(value)) and not OTHER_WORDS.fullmatch(value) and value.lower() not in TRUTHS


def _broken(start: str, words: str, column: int) -> list[str]:
    """Words behind `start`, in lines as the library breaks them: a space before a word that no longer fits stays."""
    lines, margin = [start], " " * column
    for index, word in enumerate(words.split(" ")):
        if index and len(lines[-1]) >= WIDTH:
            lines.append(margin)
        elif index:
            lines[-1] += " "
        if len(lines[-1]) + len(word) > WIDTH and len(lines[-1]) > column:
            lines.append(margin)
        lines[-1] += word
    return lines


def _breaks_well(line: str) -> bool:
    """No space stands where the line would be broken."""
    return " " not in line[WIDTH + 1 :]
