"""After the site engine: the common toolbox as one zip that works from a folder, without a server.

A browser that reads files from a disk knows no ‘index.html’ by itself, loads no font from another place than a style
sheet, and has no site of its own: the pages are those of the site with only that put right. What the zip does not hold
(itself, the sites of regions, what is about this copy of the site alone) is linked to where it is published. So its
size stays the same however many regions there are; and where nothing in it changed it is the one that was kept.
"""

from __future__ import annotations

import datetime
import hashlib
import io
import json
import posixpath
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from toolbox.build.folderfacts import OFFER, with_facts
from toolbox.core import addresses
from toolbox.core.dutch import dutch_date, size_text
from toolbox.core.method import Method
from toolbox.history.history import EARLIEST, History
from toolbox.machine.code import code_hash
from toolbox.machine.store import Store
from toolbox.site.engine import ENGINE_FILES

PAGE = "index.html"
LINK = re.compile(r'(\shref=")([^"#?]+)')
# A page from a disk may not ask for a font by itself; its style sheet may.
PRELOAD = re.compile(r'<link rel="preload"[^>]*>\n?')
ENTRIES = re.compile(r"toolboxSearch\((.*)\);\n", re.S)
# These are packed as it is: a second time saves nothing.
PACKED = frozenset({".docx", ".jpg", ".png", ".pptx", ".woff2", ".xlsx", ".zip"})


@dataclass(frozen=True, slots=True)
class Copy:
    """`members` are the paths in the zip, `names` those of the whole site; `url` is where that is published, `date` of
    when it is, in words, or ''."""

    members: frozenset[str]
    names: frozenset[str]
    url: str
    date: str = ""

    def member(self, name: str, data: bytes) -> bytes:
        """A file of the site as it is in a folder."""
        if name.endswith(".html"):
            return self.page(name, data.decode()).encode()
        return self.entries(data.decode()).encode() if name == addresses.SEARCH else data

    def page(self, name: str, text: str) -> str:
        """The page `name` as it is in a folder. How large the zip is it does not say: that would make it another."""
        here = posixpath.dirname(name)
        told = self.told(text) if name == OFFER else text
        return PRELOAD.sub("", LINK.sub(lambda found: found[1] + self.link(here, found[2]), told))

    def told(self, text: str, *size: str) -> str:
        """A page that offers the zip, with what is known of it."""
        as_of = (f"zoals de site was op {self.date}",) if self.date else ()
        return with_facts(text, "zip", *size, *as_of)

    def link(self, here: str, path: str) -> str:
        """A link from a page in the folder `here`."""
        is_page = path.endswith("/") or PurePosixPath(path).name in ("", "..")
        target = posixpath.normpath(posixpath.join(here, path, PAGE if is_page else "")).removesuffix("/")
        if target in self.members:
            return f"{path.removesuffix('/')}/{PAGE}" if is_page else path
        return self.url + target.removesuffix(PAGE) if target in self.names else path

    def entries(self, script: str) -> str:
        """What the search finds, with the pages that it leads to."""
        found = ENTRIES.fullmatch(script)
        assert found, "the search script is one call"
        rows = [row | {"url": self._entry(row["url"])} for row in json.loads(found[1])]
        data = json.dumps(rows, separators=(",", ":")).replace("<", "\\u003c")
        return f"toolboxSearch({data});\n"

    def _entry(self, url: str) -> str:
        path, mark, anchor = url.partition("#")
        return f"{path}{PAGE}{mark}{anchor}"


def add_folder_site(
    new: Path,
    names: frozenset[str],
    method: Method,
    url: str,
    history: History,
    regions: Mapping[str, Path],
    store: Store,
) -> str:
    """Write the zip into the finished folder `new`, and its size and date on the pages that offer it. Gives its path.

    `names` are the files of the site, `regions` where the site of each region stands now, by its folder in the whole.
    What is in the zip has the date of the newest change; no page says it while something is edited. It is kept in
    `store`.
    """
    path = addresses.folder_file(method.mark)
    members = frozenset(name for name in names if name not in ENGINE_FILES and not name.startswith(tuple(regions)))
    date = history.changes[0].date if history.changes else EARLIEST.isoformat()
    copy = Copy(members, names | {path}, url, "" if history.edited else dutch_date(date))
    files = {name: (new / name).read_bytes() for name in sorted(members)}
    key = _key(copy, files, date)
    data = store.get(key)
    if data is None:
        data = zipped({name: copy.member(name, file) for name, file in files.items()}, date)
        store.put(key, data)
    (new / path).write_bytes(data)
    for root, folder in {"": new, **regions}.items():
        before = (folder / OFFER).read_text("utf-8")
        text = copy.told(before, size_text(len(data)))
        # What stands elsewhere as it must be is put here later.
        if folder == new / root or text != before:
            (new / root / OFFER).parent.mkdir(parents=True, exist_ok=True)
            (new / root / OFFER).write_text(text, "utf-8")
    return path


def _key(copy: Copy, files: Mapping[str, bytes], date: str) -> str:
    """Changes whenever the zip of these files would."""
    held = [(name, hashlib.sha256(data).hexdigest()) for name, data in files.items()]
    # What it does not hold is linked to.
    made_of = (code_hash(), held, sorted(copy.names), copy.url, copy.date, date)
    return hashlib.sha256(repr(made_of).encode()).hexdigest()


def zipped(files: Mapping[str, bytes], date: str) -> bytes:
    """A zip of which the bytes depend on the files and their one date (YYYY-MM-DD) only."""
    day = datetime.date.fromisoformat(date)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in files.items():
            info = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            info.external_attr = 0o644 << 16
            how = zipfile.ZIP_STORED if PurePosixPath(name).suffix in PACKED else zipfile.ZIP_DEFLATED
            archive.writestr(info, data, how, 6)
    return buffer.getvalue()
