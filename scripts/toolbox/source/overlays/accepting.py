"""The lines of an edition.yaml when its keeper has said what became of an override that was no longer in step.

The file is edited as text, so that the comments that people wrote in it stay.
"""

from __future__ import annotations

import re
from enum import StrEnum

from toolbox.core.place import Place
from toolbox.source.overlays.model import Difference, Overlaid, Override, Standing


class Verdict(StrEnum):
    """What was done: the override stays as it is, took over what is new in the base, or goes."""

    KEPT = "kept"
    MERGED = "merged"
    ADOPTED = "adopted"


def difference_at(overlaid: tuple[Overlaid, ...], place: str) -> Difference | None:
    """The override that begins at `place`, such as 'content/regio/nijmegen/edition.yaml:12'."""
    path, _, line = place.partition(":")
    wanted = line.partition(":")[0]
    found = (one for laid in overlaid for one in laid.differences)
    return next(
        (one for one in found if (one.override.place.path, str(one.override.place.line)) == (path, wanted)), None
    )


def accepted(text: str, one: Difference, verdict: Verdict) -> str:
    """The text of the file with the verdict in it; the same text when there is nothing to say about it any more."""
    if one.standing is Standing.SAME:
        return text
    if verdict is Verdict.ADOPTED:
        return without(text, one.override)
    lines = text.split("\n")
    start, end = _item(lines, one.override.place)
    return "\n".join([*lines[:start], *_recorded(lines[start:end], one, verdict), *lines[end:]])


def without(text: str, override: Override) -> str:
    """The text of the file without this override."""
    lines = text.split("\n")
    return "\n".join(_without(lines, *_item(lines, override.place)))


def _item(lines: list[str], place: Place) -> tuple[int, int]:
    """First line of an item of a list, and the first after it."""
    start = place.line - 1
    dash = lines[start].index("-")
    end = start + 1
    while end < len(lines) and (not lines[end].strip() or _indent(lines[end]) > dash):
        end += 1
    while not lines[end - 1].strip():
        end -= 1
    return start, end


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _recorded(item: list[str], one: Difference, verdict: Verdict) -> list[str]:
    own = " " * (one.override.place.column - 1)
    outcome = [f"{own}  - van: {one.override.base}", f"{own}    naar: {one.now}", f"{own}    als: {verdict}"]
    made: list[str] = []
    for line in item:
        is_base = re.fullmatch(r"[ -]*basis: *['\"]?[a-p]+['\"]?\s*", line)
        made.append(line.replace(one.override.base, one.now) if is_base else line)
    if one.override.outcomes:
        last = max(index for index, line in enumerate(made) if re.match(r" *als: ", line))
        return [*made[: last + 1], *outcome, *made[last + 1 :]]
    return [*made, f"{own}uitkomsten:", *outcome]


def _without(lines: list[str], start: int, end: int) -> list[str]:
    """Without the item, and the comment above it; and without its list, when it was the last."""
    dash = _indent(lines[start])
    while lines[start - 1].lstrip().startswith("#") and _indent(lines[start - 1]) == dash:
        start -= 1
    left = [*lines[:start], *lines[end:]]
    after = left[start] if start < len(left) else ""
    if left[start - 1].rstrip().endswith(":") and not (after.strip() and _indent(after) >= dash and dash):
        del left[start - 1]
    return left
