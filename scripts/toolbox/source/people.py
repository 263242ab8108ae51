"""What may be about a real person: a number that a BSN could be, and a name after 'mevrouw' or 'dhr.'.

The toolbox is open to everyone, its history too: what once stands in it is never gone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from toolbox.core.findings import MOST, Finding
from toolbox.source.limits import is_image
from toolbox.source.tree import Tree, decode

# Nine digits, as such a number is written: not a part of an address, of a longer number or of one to telephone.
NUMBER = re.compile(
    r"(?<![\w.,/=-])(?<!\+[0-9]{2} )(?:[0-9]{9}|[0-9]{4}[ .][0-9]{2}[ .][0-9]{3}|[0-9]{3}[ .][0-9]{3}[ .][0-9]{3})"
    r"(?![\w/-]|[.,][0-9])"
)
# The eleven test that every BSN passes: the digits times these, together, are a multiple of eleven.
WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)
NAME = re.compile(
    r"(?<![\w])(?:[Dd]hr|[Mm]evr|[Mm]w|[Mm]eneer|[Mm]evrouw|[Dd]e heer)\.? (?:[A-Z]\.? ?){0,4}"
    r"(?:(?:[Vv]an|[Dd]e[nr]?|[Tt]e[nr]|[Ee]l|[Aa]l) ){0,3}[A-ZÀ-ÖØ-ÞĞİŞ][a-zà-öø-ÿğış]{2,}"
)


def check_people(tree: Tree) -> Iterator[Finding]:
    """A finding for each; text that cannot be decoded has a finding of its own already."""
    for path in sorted(tree.files):
        text = None if is_image(path) else decode(path, tree.files[path])[0]
        if text:
            yield from islice(_found(path, text), MOST + 1)


def _found(path: str, text: str) -> Iterator[Finding]:
    for match in NUMBER.finditer(text):
        if may_be_bsn(match[0]):
            yield _finding("personal-number", path, text, match, number=match[0])
    for match in NAME.finditer(text):
        yield _finding("personal-name", path, text, match, name=match[0])


def may_be_bsn(number: str) -> bool:
    """Of nine digits, whatever stands in between."""
    digits = [int(letter) for letter in number if letter.isdigit()]
    return sum(digit * weight for digit, weight in zip(digits, WEIGHTS, strict=True)) % 11 == 0


def _finding(code: str, path: str, text: str, match: re.Match[str], **values: str) -> Finding:
    start = match.start()
    return Finding(code, path, text.count("\n", 0, start) + 1, values, start - text.rfind("\n", 0, start))
