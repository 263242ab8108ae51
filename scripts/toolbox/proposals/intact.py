"""Whether a patch is still what its writer sent: it names the content it was made from and the one it makes, and both
can be computed again."""

from __future__ import annotations

from collections.abc import Callable

from toolbox.core.gitname import blob_name
from toolbox.proposals.diffs import NO_NEWLINE, FileDiff
from toolbox.proposals.refused import Refused


def check_intact(files: tuple[FileDiff, ...], blob: Callable[[str], bytes | None]) -> None:
    """Raises Refused when a change is not the one its writer made. `blob` gives a content by Git's name of it."""
    for file in files:
        if (not file.hunks and file.content is None) or not file.old_blob or not file.new_blob:
            continue
        before = blob(file.old_blob) if file.old else b""
        if before is None:
            continue
        after = applied(before, file)
        # A file that is taken away has no content to name.
        named = "" if not file.new else file.new_blob
        if after is None or not blob_name(after, len(file.old_blob)).startswith(named):
            raise Refused("mail-changed", path=file.path)


def applied(before: bytes, file: FileDiff) -> bytes | None:
    """The content after the change; None when it does not fit."""
    if file.content is not None:
        return file.content
    lines = before.split(b"\n")
    # As in a patch: a last line without a newline is another line than the same one with it.
    lines = [*(text + b"\n" for text in lines[:-1]), *([lines[-1]] if lines[-1] else [])]
    out: list[bytes] = []
    at = 0
    for hunk in file.hunks:
        start = hunk.old_start - 1 if hunk.old_count else hunk.old_start
        old, new = _sides(hunk.lines)
        if start < at or lines[start : start + len(old)] != old:
            return None
        out += [*lines[at:start], *new]
        at = start + len(old)
    return b"".join([*out, *lines[at:]])


def _sides(hunk: tuple[str, ...]) -> tuple[list[bytes], list[bytes]]:
    """The lines before and after, each with its newline."""
    old: list[bytes] = []
    new: list[bytes] = []
    for number, text in enumerate(hunk):
        if text == NO_NEWLINE:
            continue
        ends = b"" if hunk[number + 1 : number + 2] == (NO_NEWLINE,) else b"\n"
        data = text[1:].encode() + ends
        if text[0] in " -":
            old.append(data)
        if text[0] in " +":
            new.append(data)
    return old, new
