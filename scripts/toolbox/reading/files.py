"""A path that someone gave  →  the filled-in forms in that file, by what the file is and not by what it is called."""

from __future__ import annotations

import io
import os
import re
import stat
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from toolbox.core.model import Toolbox
from toolbox.forms.answers import Found
from toolbox.reading import office
from toolbox.reading.archive import COMPOUND_FILE
from toolbox.reading.earlier import EarlierForms, no_earlier
from toolbox.reading.opendocument import dropped
from toolbox.reading.refusal import Refusal

MAX_SIZE = 20_000_000  # bytes
MAX_FORMS = 500  # in one file
MAX_VALUES = 100_000  # answers and cells in one file, open ones too
MAX_CHARACTERS = 3_000_000  # of all of these together
HEAD = 1024  # bytes in which a file says what it is
ZIP = (b"PK\x03\x04", b"PK\x05\x06")
RICH_TEXT = b"{\\rtf"
# The first file in such a zip says what it is, and is not packed (OpenDocument 1.3 part 2 clause 3.3).
OPEN_DOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument."
# [MS-OFFCRYPTO]: the stream that holds an Office file locked with a password.
LOCKED = "EncryptedPackage".encode("utf-16-le")
# Atomic groups: a comment has one end, and is not tried again up to the next one's.
PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*+(?:<!--(?>.*?-->)\s*+)*+<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL
)
# Files that no person made: hidden ones, and Word's note that a file is open.
HIDDEN = (".", "~$")


def find_files(arguments: Iterable[Path]) -> tuple[Path, ...]:
    """Every file that the arguments name, each once; those in a folder sorted, without hidden ones.

    What is no ordinary file is in it too, so that `read_file` says so.
    """
    found: dict[Path, Path] = {}
    for argument in arguments:
        is_folder = argument.is_dir() and not argument.is_symlink()
        for path in _inside(argument) if is_folder else (argument,):
            found.setdefault(path.absolute(), path)
    return tuple(found.values())


def _inside(folder: Path) -> Iterator[Path]:
    refused: list[Path] = []
    for at, folders, files in os.walk(folder, onerror=lambda error: refused.append(Path(error.filename))):
        links = [name for name in folders if Path(at, name).is_symlink()]
        folders[:] = sorted(name for name in folders if not name.startswith(HIDDEN) and name not in links)
        yield from (Path(at, name) for name in sorted([*files, *links]) if not name.startswith(HIDDEN))
    yield from refused


def read_file(path: Path, box: Toolbox, name: str = "", earlier: EarlierForms = no_earlier) -> tuple[Found, ...]:
    """Every filled-in form in the file, called `name`. Raises Refusal with a `file-*` code."""
    found = _read(_bytes(path), name or str(path), path.suffix.casefold(), box, earlier)
    if len(found) > MAX_FORMS:
        raise Refusal("file-many-forms", limit=str(MAX_FORMS))
    if sum(len(texts) for item in found for texts in _texts(item)) > MAX_VALUES:
        raise Refusal("file-bomb")
    if sum(len(text) for item in found for texts in _texts(item) for text in texts.values()) > MAX_CHARACTERS:
        raise Refusal("file-bomb")
    return found


def _texts(found: Found) -> Iterator[Mapping[str, str]]:
    yield found.values
    for rows in found.rows.values():
        yield from rows


def _bytes(path: Path) -> bytes:
    try:
        status = path.lstat()
        if not stat.S_ISREG(status.st_mode):
            raise Refusal("file-not-a-file", kind=_kind(status.st_mode))
        if status.st_size > MAX_SIZE:
            raise Refusal("file-too-big")
        # The path may have become something else since: follow no link, wait for no pipe, read no more than may be.
        with os.fdopen(os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK), "rb") as stream:
            data = stream.read(MAX_SIZE + 1)
    except FileNotFoundError as error:
        raise Refusal("file-absent") from error
    except PermissionError as error:
        raise Refusal("file-no-access") from error
    except OSError as error:
        raise Refusal("file-damaged") from error
    if len(data) > MAX_SIZE:
        raise Refusal("file-too-big")
    if not data:
        raise Refusal("file-empty")
    return data


def _kind(mode: int) -> str:
    if stat.S_ISLNK(mode):
        return "verwijzing"
    return "map" if stat.S_ISDIR(mode) else "apparaat of verbinding"


def _read(data: bytes, name: str, suffix: str, box: Toolbox, earlier: EarlierForms) -> tuple[Found, ...]:
    """The reader is imported only when there is a file for it: most runs need one."""
    head = data[:HEAD]
    if head.startswith(COMPOUND_FILE):
        if LOCKED in data:
            raise Refusal("file-encrypted")
        return _read_other(data, name, box, earlier, office.old_office(data))
    if head.startswith(ZIP):
        return _read_zip(data, name, box, earlier)
    if PAGE.match(head):
        from toolbox.reading.page import read_saved

        return read_saved(data, name, box.method.mark)
    if b"%PDF-" in head:
        from toolbox.reading.otherwise import read_pdfs

        return read_pdfs(data, name, box, earlier)
    if head.startswith(RICH_TEXT):
        return _read_other(data, name, box, earlier, office.RICH_TEXT)
    if suffix == ".csv":
        from toolbox.reading.data import read_csv

        return read_csv(data, name, box.formats)
    raise Refusal("file-unknown")


def _read_zip(data: bytes, name: str, box: Toolbox, earlier: EarlierForms) -> tuple[Found, ...]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.namelist()
    except Exception as error:
        # zipfile lets errors of struct and of text decoding through.
        raise Refusal("file-damaged") from error
    if "word/document.xml" in members:
        from toolbox.reading.otherwise import read_words

        return read_words(data, name, box, earlier)
    if "xl/workbook.xml" in members:
        from toolbox.reading.workbook import read_workbook

        return read_workbook(data, name, box.method.mark)
    if OPEN_DOCUMENT in data[:HEAD]:
        return _read_other(data, name, box, earlier, office.open_document(data))
    if any(member.rsplit("/", 1)[-1] == "datapackage.json" for member in members):
        from toolbox.reading.data import read_package

        return read_package(data, name)
    raise Refusal("file-unknown")


def _read_other(data: bytes, name: str, box: Toolbox, earlier: EarlierForms, kind: office.Kind) -> tuple[Found, ...]:
    made = office.converted(data, kind)
    first, *others = _read_zip(made, name, box, earlier)
    if kind == office.OPEN_TEXT:
        from toolbox.reading.word import lines_of

        first = replace(first, beside=(*first.beside, *dropped(data, lines_of(made))))
    return (first, *others)
