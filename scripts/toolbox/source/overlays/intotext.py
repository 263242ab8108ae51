"""An edition's own text, written into the Markdown of the base where the edition shows it."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Sequence

from toolbox.source.overlays.baseline import pieces
from toolbox.source.overlays.model import Operation, Override

HEADING = re.compile(r"(#{2,4}) ")
NOTE = re.compile(r"\[\^([^\]]+)\]:")
FRONT_END = "\n---\n"
# A link to a page, as it stands in Markdown: relative to the file.
LINK = re.compile(r"\]\(([^)\s#:]+\.md)((?:#[^)\s]*)?)\)")


class NotPromoted(Exception):
    """The base cannot take this over; says why, in Dutch."""


def with_own_text(source: str, html: str, override: Override, own: str) -> str:
    """The file of a page, whose text is read as `html`, with `own` where the override puts it. Raises NotPromoted."""
    front, _, body = source.partition(FRONT_END)
    lines, notes = _apart(body.split("\n"))
    start, below, end = _place(lines, html, override.target.name)
    text = relinked(own.strip(), override.file, override.target.unit).split("\n")
    at = {Operation.BEFORE: (start, start), Operation.AFTER: (end, end)}.get(override.operation, (below, end))
    made = "\n".join([*lines[: at[0]], "", *text, "", *lines[at[1] :]])
    kept = "\n".join(note for name, note in notes if f"[^{name}]" in made)
    whole = re.sub(r"\n{3,}", "\n\n", f"{made}\n\n{kept}").strip("\n")
    return f"{front}{FRONT_END}{whole}\n"


def _place(lines: Sequence[str], html: str, name: str) -> tuple[int, int, int]:
    """(first line, first below the heading, first after) of the part under the heading with this id."""
    if not name:
        return 0, 0, len(lines)
    found = [(index, len(match[1])) for index, line in enumerate(lines) if (match := HEADING.match(line))]
    parts = pieces(html)[1:]
    if [level for _, level in found] != [piece.level for piece in parts]:
        raise NotPromoted("de koppen van deze pagina zijn niet zeker te vinden")
    place = next(index for index, piece in enumerate(parts) if piece.id == name)
    start, level = found[place]
    end = next((line for line, other in found[place + 1 :] if other <= level), len(lines))
    return start, start + 1, end


def _apart(lines: Sequence[str]) -> tuple[list[str], list[tuple[str, str]]]:
    """(the lines without footnotes, (name, text) of each footnote)."""
    rest: list[str] = []
    notes: list[tuple[str, str]] = []
    in_note = False
    for line in lines:
        begins = NOTE.match(line)
        in_note = bool(begins) or (in_note and bool(line.strip()))
        if begins:
            notes.append((begins[1], line))
        elif in_note:
            notes[-1] = (notes[-1][0], f"{notes[-1][1]}\n{line}")
        else:
            rest.append(line)
    return rest, notes


def relinked(text: str, path: str, other: str) -> str:
    """The text of the file `path` as it stands in the file `other`: its links lead to the same pages."""
    folder, there = posixpath.dirname(path), posixpath.dirname(other)

    def link(found: re.Match[str]) -> str:
        target = posixpath.normpath(posixpath.join(folder, found[1]))
        return f"]({posixpath.relpath(target, there)}{found[2]})"

    return LINK.sub(link, text)
