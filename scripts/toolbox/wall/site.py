"""A folder that is to become the site  →  nothing, or OutputRefused with all that is wrong."""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from functools import partial
from pathlib import Path
from types import MappingProxyType

from toolbox.core.errors import SAME, Broken
from toolbox.machine.fanout import fan_out
from toolbox.machine.walk import files_in
from toolbox.wall.archives import csv_problems, suffix, xml_problems, zip_problems
from toolbox.wall.markup import html_problems, is_own, svg_problems
from toolbox.wall.pdf import pdf_problems
from toolbox.wall.private import PrivateNames
from toolbox.wall.standing import StandingSite

# A script that holds what was proposed is one call with JSON; every other one is ours.
DATA_SCRIPT = re.compile(rb"toolbox[A-Z][a-z]+\((.*)\);\n", re.S)
OWN_SCRIPTS = ("assets/*.js", "assets/javascripts/**.js")
# What brings something in; only of url() the address is looked at, so nothing else may do it.
CSS_ADDRESS = re.compile(
    r"(?<![\w-])url\(\s*[\"']?([^)\"']*)|@import|@namespace|expression\(|"
    r"(?<![\w-])(?:-webkit-)?(?:image-set|cross-fade|image|src|element|paint)\(",
    re.I,
)
# CSS Syntax 3, 4.3.7: a letter may be written as its number, or with a backslash before it.
CSS_ESCAPE = re.compile(r"\\(?:([0-9a-f]{1,6})\s?|([^\n]))", re.I)
# In none of our texts; what stands around one is read differently by every parser.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
MAGIC = {".png": b"\x89PNG\r\n\x1a\n", ".jpg": b"\xff\xd8\xff", ".woff2": b"wOF2", ".pdf": b"%PDF-"}
TEXTS = frozenset({".html", ".svg", ".css", ".json", ".xml", ".rels", ".vml", ".csv", ".txt"})
ARCHIVES = frozenset({".zip", ".docx", ".pptx", ".xlsx"})
MAX_TOLD = 20
SHARES = 4
NO_SITE = StandingSite()


class OutputRefused(Broken):
    """The site may not be put in place. `problems` are (path, what is wrong), in Dutch."""

    def __init__(self, problems: Sequence[tuple[str, str]]) -> None:
        told = "\n".join(f"- {path}: {what}" for path, what in problems[:MAX_TOLD])
        super().__init__(
            f"De nieuwe site is niet geplaatst; {SAME}. Er staat iets in wat daar niet hoort:\n{told}\n"
            "Dit is een fout in de toolbox zelf, of misbruik. Meld het zoals in SECURITY.md staat."
        )
        self.problems = tuple(problems)


def check_site(
    folder: Path,
    wanted: frozenset[str],
    url: str,
    policy: str,
    private: Iterable[str],
    standing: StandingSite = NO_SITE,
    placed: Mapping[str, str] = MappingProxyType({}),
) -> Mapping[str, str]:
    """Raises OutputRefused unless `folder` is fit to be published. Gives the SHA-256 of each file, by path.

    `wanted` are the files that it may hold (fnmatch patterns of POSIX paths), `url` where it is published, `policy`
    the Content-Security-Policy of its pages, and `private` what no file may name, such as folders of this machine.
    `standing` is a site that was found in order when the same was told: what is as it is there is not looked at again.
    `placed` is the SHA-256, by path, of files of which that is known for certain: they are not read to see it.
    """
    if folder.is_symlink() or not folder.is_dir():
        # It would become the site as it is: a link to whatever stands on this machine.
        raise OutputRefused([(folder.name, "dit is geen gewone map")])
    problems: dict[str, Sequence[str]] = {}
    digests: dict[str, str] = {}
    patterns = [pattern for pattern in wanted if "*" in pattern]
    for name, entry in files_in(str(folder)):
        if not entry.is_file(follow_symlinks=False):
            problems[name] = ["dit is geen gewoon bestand"]
        elif name not in wanted and not any(fnmatchcase(name, pattern) for pattern in patterns):
            problems[name] = ["niemand heeft om dit bestand gevraagd"]
        else:
            digests[name] = placed.get(name) or _digest(_read(entry.path))
    look = _Look(folder, url, policy, PrivateNames(private, wanted, url), wanted, standing, _by_kind(digests))
    asked = [name for name, digest in digests.items() if standing.files.get(name) != digest]
    # Every so many files one share, so that each core has its part of the large ones, which stand together.
    shares = [asked[start::SHARES] for start in range(SHARES)]
    for _, found in fan_out([partial(_look_at_all, look, folder, share) for share in shares if share]):
        problems |= found
    if problems:
        raise OutputRefused([(name, what) for name in sorted(problems) for what in problems[name]])
    return digests


def problems_in(name: str, data: bytes, url: str, policy: str, private: PrivateNames) -> list[str]:
    """What is wrong with one file by itself, told as `check_site` is; of a zip nothing is known to stand beside it."""
    return list(_Look(Path(), url, policy, private).at(name, data))


def _look_at_all(look: _Look, folder: Path, names: Iterable[str]) -> dict[str, list[str]]:
    """What is wrong with each of the files `names` with which something is."""
    told = {name: list(look.at(name, (folder / name).read_bytes())) for name in names}
    return {name: problems for name, problems in told.items() if problems}


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _by_kind(digests: Mapping[str, str]) -> frozenset[tuple[str, str]]:
    return frozenset((suffix(name), digest) for name, digest in digests.items())


def _read(path: str) -> bytes:
    # Of some thousands a Path takes as long as the file.
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123
        return file.read()


class _Look:
    """Looks at one file at a time, by its kind. A kind without a check of its own is refused."""

    def __init__(
        self,
        folder: Path,
        url: str,
        policy: str,
        private: PrivateNames,
        wanted: frozenset[str] = frozenset(),
        standing: StandingSite = NO_SITE,
        of_site: frozenset[tuple[str, str]] = frozenset(),
    ) -> None:
        self.folder, self.url, self.policy, self.private, self.wanted = folder, url, policy, private, wanted
        self.standing, self.of_site = standing, of_site

    def at(self, name: str, data: bytes) -> Iterator[str]:
        """What is wrong with file `name`; all of it is told."""
        try:
            yield from self._kind(name, suffix(name), data)
        except Exception as error:
            # What cannot be read cannot be trusted.
            yield f"niet te lezen ({type(error).__name__}: {str(error)[:100]})"
        if self.private.stand_in(data):
            yield "een map van de computer die bouwde"

    def _kind(self, name: str, kind: str, data: bytes) -> Iterator[str]:
        if kind in TEXTS and CONTROL.search(data.decode("utf-8")):
            yield "een teken dat in geen tekst hoort"
        if kind in MAGIC and not data.startswith(MAGIC[kind]):
            yield f"dit is geen {kind[1:]}-bestand"
        match kind:
            case ".html":
                yield from html_problems(data.decode("utf-8"), self.url, self.policy)
            case ".svg":
                yield from svg_problems(data.decode("utf-8"))
            case ".js":
                yield from self._script(name, data)
            case ".css":
                yield from css_problems(data.decode("utf-8"))
            case ".pdf":
                yield from pdf_problems(data, self.private)
            case ".json":
                json.loads(data)
            case ".xml" | ".rels" | ".vml":
                yield from xml_problems(data.decode("utf-8"))
            case ".csv":
                yield from csv_problems(data.decode("utf-8"))
            case ".txt":
                data.decode("utf-8")
            case ".png" | ".jpg" | ".woff2":
                pass
            case _ if kind in ARCHIVES:
                yield from zip_problems(data, partial(self._member, self.standing.members(name)), self.wanted)
            case _:
                yield f"‘{kind}’ hoort niet op de site"

    def _member(self, standing: Mapping[str, bytes], name: str, data: bytes) -> Iterator[str]:
        """What is wrong with a file in a zip. What is a file of the site, byte for byte, is looked at there, also when
        it has another name, but of the same kind; `standing` is what that zip held when it came past.

        By its name a script is ours on the site alone: here it is data, or that very script.
        """
        own = self.folder / name
        if name in self.wanted and own.is_file() and own.read_bytes() == data:
            return
        if suffix(name) == ".js" and not DATA_SCRIPT.fullmatch(data):
            yield "een script dat niet van ons is"
        if standing.get(name) != data and (suffix(name), _digest(data)) not in self.of_site:
            yield from self.at(name, data)

    def _script(self, name: str, data: bytes) -> Iterator[str]:
        if any(fnmatchcase(name, pattern) for pattern in OWN_SCRIPTS):
            return
        call = DATA_SCRIPT.fullmatch(data)
        if not call or not data.isascii():
            yield "een script dat niet van ons is"
        else:
            json.loads(call[1])


def css_problems(text: str) -> Iterator[str]:
    """Addresses outside the site, and style sheets that bring others in."""
    for found in CSS_ADDRESS.finditer(CSS_ESCAPE.sub(_unescaped, text)):
        address = found[1]
        if address is None or not (is_own(address) or address.startswith("data:image/svg+xml,")):
            yield f"‘{found[0][:100]}’"


def _unescaped(found: re.Match[str]) -> str:
    if not found[1]:
        return found[2]
    number = int(found[1], 16)
    return chr(number) if 0 < number <= sys.maxunicode else "\N{REPLACEMENT CHARACTER}"
