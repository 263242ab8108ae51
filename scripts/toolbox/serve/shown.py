"""What a browser gets of the site while it is edited, and whether a page that it shows is still as it was."""

from __future__ import annotations

import posixpath
from dataclasses import replace
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urljoin

from toolbox.serve import follow
from toolbox.serve.builds import Builds
from toolbox.serve.edits import Edits
from toolbox.serve.states import NewestState, Served

PAGE = "index.html"
PICTURES = frozenset({".jpg", ".png", ".svg"})


class Shown:
    """`site` is the folder of the site that stands. Paths are relative to it."""

    def __init__(self, site: Path, edits: Edits, builds: Builds, states: NewestState) -> None:
        self._site, self._edits, self._builds, self._states = site, edits, builds, states
        # Of each picture that a browser got: its digest, and the number since which it is so; 0 for the first one.
        self._pictures: dict[str, tuple[str, int]] = {}

    def get(self, path: str) -> Served:
        """`data` is None for what is to be had in the folder of the site, or not at all."""
        self._edits.look()
        given = self._states.answer(path, stands=(self._site / path).is_file())
        kind = PurePosixPath(path).suffix
        if kind not in PICTURES and kind != ".html":
            return given
        if given.data is None and (self._site / path).is_file():
            # First its number was asked, for what is built meanwhile has that one or a later one.
            given = replace(given, data=(self._site / path).read_bytes())
        if given.data is not None and kind in PICTURES:
            digest, before = follow.digest_of(given.data), self._pictures.get(path)
            if before is None or before[0] != digest:
                self._pictures[path] = digest, given.number if before else 0
        return given

    def look(self, asked: follow.PageLook) -> bytes:
        """The script that answers a page that looks: as soon as there is something newer, or after a while."""
        number = self._builds.newer(asked.number, follow.HOLD)
        if number <= asked.number:
            return b""
        path = unquote(asked.page).lstrip("/")
        path = path + PAGE if path.endswith("/") or not path else path
        if self._builds.of_code > asked.number or not _is_plain(path):
            return follow.RELOAD
        given = self.get(path)
        if given.data is None or follow.digest_of(given.data) != asked.digest:
            return follow.RELOAD
        return follow.RELOAD if self._has_other_picture(path, given.data, asked.number) else follow.same(given.number)

    def _has_other_picture(self, path: str, page: bytes, number: int) -> bool:
        for address in follow.images(page):
            picture = posixpath.normpath(urljoin(path, address))
            # One that no browser got cannot be an old one.
            if _is_plain(picture) and picture in self._pictures:
                self.get(picture)
                if self._pictures[picture][1] > number:
                    return True
        return False


def _is_plain(path: str) -> bool:
    """Whether it stays within the site."""
    return "\0" not in path and not path.startswith("/") and ".." not in path.split("/")
