"""A zip from a stranger (Word, Excel, data package), opened without letting it unpack to more than it may."""

from __future__ import annotations

import io
import re
import zipfile

from toolbox.reading.refusal import Refusal

MAX_FILES = 500
MAX_UNPACKED = 50_000_000  # bytes, of all files together
# Office files that are locked with a password, and those of before 2007, are such containers ([MS-CFB]).
COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MACROS = ("vbaproject.bin", "vbadata.xml")
# XML in these files never has a document type; what has one wants to define entities.
DOCTYPE = (b"<!DOCTYPE", b"<!ENTITY")
XML_START = re.compile(rb"""(?:\xef\xbb\xbf)?\s*(?:\Z|<(?:\?xml[^>]*?\sencoding\s*=\s*["']([^"']*)["'])?)""")
# Encodings in which what reads as ASCII is ASCII.
PLAIN = (b"utf-8", b"utf8", b"us-ascii", b"ascii", b"iso-8859-1", b"windows-1252")


def read_archive(data: bytes) -> dict[str, bytes]:
    """Every file of a zip by name. Raises Refusal: damaged, encrypted, with macros, or too big when unpacked."""
    if data.startswith(COMPOUND_FILE):
        raise Refusal("file-encrypted")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _members(archive)
    except Refusal:
        raise
    except Exception as error:
        # Besides zipfile's own errors, zlib, lzma and bz2 each raise theirs for a broken stream.
        raise Refusal("file-damaged") from error


def _members(archive: zipfile.ZipFile) -> dict[str, bytes]:
    infos = [info for info in archive.infolist() if not info.is_dir()]
    if len(infos) > MAX_FILES or sum(info.file_size for info in infos) > MAX_UNPACKED:
        raise Refusal("file-bomb")
    if any(info.flag_bits & 0x1 for info in infos):
        raise Refusal("file-encrypted")
    if any(info.filename.rsplit("/", 1)[-1].casefold() in MACROS for info in infos):
        raise Refusal("file-macros")
    members: dict[str, bytes] = {}
    for info in infos:
        # The header may lie about the size: no more is unpacked than it says, and then zipfile finds another checksum.
        with archive.open(info) as stream:
            members[info.filename] = stream.read(info.file_size)
        if info.filename.endswith((".xml", ".rels")) and _is_unusual_xml(members[info.filename]):
            raise Refusal("file-damaged")
    return members


def _is_unusual_xml(data: bytes) -> bool:
    """With a document type, or in an encoding in which one could hide: of more bytes a letter, EBCDIC, UTF-7."""
    start = XML_START.match(data)
    encoding = start[1].lower() if start and start[1] else b"utf-8"
    return not start or encoding not in PLAIN or any(word in data for word in DOCTYPE) or b"\0" in data
