"""The bytes of a file  →  its text, and what is wrong with how it was saved: letters, line ends, control characters."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from toolbox.core.findings import MOST, Finding
from toolbox.core.safetext import CONTROL

BOM = b"\xef\xbb\xbf"


def decode(path: str, data: bytes) -> tuple[str | None, list[Finding]]:
    """UTF-8 text with LF line ends and without control characters; with findings when it was not so.

    None when nobody knows what letters these are.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return None, [Finding("bom", path, 1)]
    findings = [Finding("bom", path, 1)] if data.startswith(BOM) else []
    data = data.removeprefix(BOM)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        values = {"byte": f"0x{data[error.start]:02X}"}
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        return None, [*findings, Finding("not-utf8", path, line, values, column)]
    if "\r" in text:
        findings.append(Finding("crlf", path, text.count("\n", 0, text.index("\r")) + 1))
        # One alone is no new line for Git, nor for who looks a line up by its number.
        text = text.replace("\r\n", "\n").replace("\r", " ")
    if CONTROL.search(text):
        findings += islice(_controls(path, text), MOST + 1)
        # A space in its place: so what stands behind it is still found in its own column.
        text = CONTROL.sub(" ", text)
    return text, findings


def _controls(path: str, text: str) -> Iterator[Finding]:
    for number, line in enumerate(text.split("\n"), 1):
        if match := CONTROL.search(line):
            values = {"character": f"U+{ord(match[0]):04X}"}
            yield Finding("control-character", path, number, values, match.start() + 1)
