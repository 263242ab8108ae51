"""Folders of the machine that built, which no published file may name."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from urllib.parse import urlsplit

# What can go on after the name of a folder, in an address of the site.
_REST = re.compile(rb"[\w./~%-]*")


class PrivateNames:
    """Finds names of folders in bytes. A folder may be called as an address of the site: that address is no leak."""

    def __init__(self, names: Iterable[str], files: Iterable[str], url: str = "") -> None:
        # '/srv' and shorter are in too much by chance.
        self._names = [os.fsencode(name) for name in names if len(name) > 4]
        # A path of its own, and not the end of another one.
        self._patterns = [re.compile(rb"(?<![\w./-])%s(?![\w-])" % re.escape(name)) for name in self._names]
        before = urlsplit(url).path.rstrip("/")
        self._addresses = frozenset(f"{before}/{place}".encode() for file in files for place in _places(file))

    def stand_in(self, data: bytes) -> bool:
        return any(
            not self._is_address(data, found.start())
            for name, pattern in zip(self._names, self._patterns, strict=True)
            # Nearly nothing holds any, and this finds that out a hundred times sooner.
            if name in data
            for found in pattern.finditer(data)
        )

    def _is_address(self, data: bytes, start: int) -> bool:
        found = _REST.match(data, start)
        return found is not None and found[0].rstrip(b"/.") in self._addresses


def _places(file: str) -> Iterable[str]:
    """The file itself and the folders that it stands in: all are addresses."""
    parts = file.split("/")
    return ("/".join(parts[: number + 1]) for number in range(len(parts)))
