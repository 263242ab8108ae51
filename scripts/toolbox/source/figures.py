"""An image in a Markdown text: the one way in which it may stand there, and what is wrong with any other."""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from toolbox.core.findings import Finding
from toolbox.core.page import Page
from toolbox.core.place import Place
from toolbox.source.limits import IMAGES, SUFFIXES

# What a screen reader reads out in one breath, more or less.
MAX_ALT = 250  # characters
# A footnote may follow an exclamation mark.
IMAGE = re.compile(r"!\[(?!\^)")
FIGURE = re.compile(r" {0,3}!\[([^\[\]`\\]*)\]\(([^\s()<>]+)\)\s*")
ANY_IMAGE = re.compile(r"!\[(?:[^\[\]]|\[[^\[\]]*\])*\](?:\([^)]*\)|\[[^\]]*\])?")
TARGETS = re.compile(r"!\[[^\[\]]*\]\(<?([^\s()<>]+)")
# As `prose.sanitise` writes it: of what a text says, no '<' is left.
SYMBOLIC = re.compile(r'(<img [^>]*?)src="image:([^"]+)"')
TARGET = re.compile(r"(?:\.\.?/)*[a-z0-9][a-z0-9_./-]*")


def source_path(page: str, target: str) -> str:
    """The image's file, for a `target` in the text of file `page`; '' when it cannot be one."""
    path = posixpath.normpath(posixpath.join(posixpath.dirname(page), target))
    is_one = path.startswith(IMAGES) and posixpath.splitext(path)[1] in SUFFIXES[IMAGES]
    return path if TARGET.fullmatch(target) and is_one else ""


def shown_images(pages: Iterable[Page]) -> frozenset[str]:
    """The files of all images in the text of `pages`."""
    return frozenset(source_path(page.path, target) for page in pages for _, target in page.body.images)


def place_images(safe: str, attributes: Callable[[str], str]) -> str:
    """HTML of Prose with its images in place: `attributes` gives what stands in the tag of a file, with its src."""
    return SYMBOLIC.sub(lambda match: match[1] + attributes(match[2]), safe)


def lint_images(
    path: str, lines: Sequence[str], bare_lines: Sequence[str], first_line: int
) -> tuple[list[tuple[Place, str]], list[Finding]]:
    """(images that may be there, findings) of a text.

    `bare_lines` are its lines without code; lines count from `first_line`.
    """
    images: list[tuple[Place, str]] = []
    findings: list[Finding] = []
    for index, line in enumerate(bare_lines):
        if not IMAGE.search(line):
            continue
        place = Place(path, first_line + index)
        targets = [target for target in TARGETS.findall(line) if source_path(path, target)]
        images += [(place, target) for target in targets]
        match = FIGURE.fullmatch(line)
        if match and not any(near.strip() for near in _beside(lines, index)):
            findings += _problems(path, place.line, html.unescape(match[1]).strip(), match[2])
        else:
            findings.append(Finding("image", path, place.line, {"example": _example(path)}))
    return images, findings


def without_images(line: str) -> str:
    """The line with only what else it links to."""
    return ANY_IMAGE.sub("", line)


def _beside(lines: Sequence[str], index: int) -> Sequence[str]:
    return (*lines[max(index - 1, 0) : index], *lines[index + 1 : index + 2])


def _problems(path: str, line: int, alt: str, target: str) -> Iterator[Finding]:
    if not alt:
        yield Finding("image-alt-missing", path, line)
    if len(alt) > MAX_ALT:
        yield Finding("image-alt-long", path, line, {"size": str(len(alt)), "limit": str(MAX_ALT)})
    if not source_path(path, target):
        yield Finding("image-target", path, line, {"target": target[:80], "example": _example(path)})


def _example(path: str) -> str:
    return posixpath.relpath(f"{IMAGES}naam.png", posixpath.dirname(path))
