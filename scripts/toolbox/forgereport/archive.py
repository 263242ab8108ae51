"""The artifact of a run, a zip from a stranger  →  the bytes of its report. Nothing is unpacked on disk."""

from __future__ import annotations

import io
import zipfile
from pathlib import PurePosixPath

from toolbox.forgereport.unusable import Unusable

NAME = "wijzigingen.json"
MAX_ZIP = 5_000_000  # bytes; more is not even fetched
MAX_FILES = 20
MAX_REPORT = 8_000_000  # bytes


def read_report_file(data: bytes) -> bytes:
    """Raises Unusable: too big, no zip, names that reach outside their folder, or no report in it."""
    if len(data) > MAX_ZIP:
        raise Unusable("Het verslag is te groot.")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _report(archive)
    except Unusable:
        raise
    except Exception as error:
        # Besides zipfile's own errors, zlib, lzma and bz2 each raise theirs for a broken stream.
        raise Unusable("Het verslag is beschadigd.") from error


def _report(archive: zipfile.ZipFile) -> bytes:
    infos = archive.infolist()
    if len(infos) > MAX_FILES:
        raise Unusable("Bij het verslag zitten te veel bestanden.")
    if not all(_stays_inside(info.filename) for info in infos):
        raise Unusable("Bij het verslag zit een bestand met een naam die niet mag.")
    found = [info for info in infos if info.filename == NAME]
    if len(found) != 1:
        raise Unusable("Er is geen verslag gemaakt.")
    # The header may lie about the size: never read more than may be.
    with archive.open(found[0]) as stream:
        data = stream.read(MAX_REPORT + 1)
    if len(data) > MAX_REPORT:
        raise Unusable("Het verslag is te groot.")
    return data


def _stays_inside(name: str) -> bool:
    """Nothing is written, so this only tells an honest artifact from one that was made to do harm."""
    parts = PurePosixPath(name).parts
    return not name.startswith("/") and ".." not in parts and "\\" not in name and ":" not in name
