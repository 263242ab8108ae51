"""Whether a published folder, or a copy of one, is what was built.

The list is a build.json. Who changes a file in a folder can change the list beside it as well, so only a list from a
build of one's own (`--record`) proves anything; the one in the folder finds accidents. Both are read as what they may
be: made by someone else. No path from the list is ever opened; the folder is walked, and its names are looked up.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from toolbox.build.publish import old_site
from toolbox.core.dutch import count
from toolbox.core.errors import Broken
from toolbox.core.places import COMPARED, RECORD
from toolbox.core.safetext import escaped
from toolbox.verify.compared import is_of

RECORD_BYTES = 16_000_000
CHUNK = 1_000_000
COMMIT, SHA256 = re.compile(r"(?:[0-9a-f]{40}|[0-9a-f]{64})?"), re.compile(r"[0-9a-f]{64}")
ODD, UNREADABLE = "odd", "unreadable"

CHANGED = "is veranderd. Zet het opnieuw neer vanuit je eigen bouw"
MISSING = "ontbreekt. Zet het neer vanuit je eigen bouw"
EXTRA = "hoort hier niet. Haal het weg"
LINK = "is een snelkoppeling of iets anders dan een gewoon bestand. Haal het weg, of zet het bestand zelf neer"
LOCKED = "is niet te lezen. Geef jezelf toegang en kijk opnieuw"
HIDDEN = (
    ". Veel hosts en uploads slaan namen over die met een punt beginnen: zet dat aan "
    "(bij GitHub Pages: ‘include-hidden-files: true’)"
)
# Why a file may be missing or extra without anyone meaning harm.
HINTS = {
    COMPARED: f". De pagina hoort bij een andere {RECORD}, of is veranderd",
    "_headers": ". Netlify en Cloudflare lezen het en geven het niet door: in een kopie van het web ontbreekt het",
    "CNAME": ". Heb je het zelf neergezet voor een eigen webadres bij GitHub Pages? Dan is het goed",
    ".nojekyll": ". Heb je het zelf neergezet voor GitHub Pages? Dan is het goed",
}
OWN = f"Geef met ‘--record’ de {RECORD} van je eigen bouw op."
BESIDE = (
    f"Let op: dit is vergeleken met {RECORD} uit dezelfde map. Wie daar een bestand verandert, kan ook die lijst "
    f"veranderen. Zekerheid geeft ‘--record’ met {RECORD} van je eigen bouw."
)


@dataclass(frozen=True, slots=True)
class Record:
    """`files`: the SHA-256 of each file by POSIX path; `commit` may be ''."""

    commit: str
    files: Mapping[str, str]


def verify(folder: Path, record_path: Path | None) -> tuple[Record, list[str]]:
    """(the list, a Dutch line for each path that differs). Raises Broken without a folder or a list to go by."""
    refuse_no_folder(folder)
    data = read_record(record_path or folder / RECORD)
    record = parse_record(data)
    expected = {**record.files, RECORD: hashlib.sha256(data).hexdigest()}
    return record, list(differences(expected, found_beside(folder, data)))


def verdict(record: Record, different: int) -> str:
    built = f"{count(len(record.files), 'bestand', 'bestanden')}, gebouwd van commit {record.commit or 'onbekend'}"
    if not different:
        return f"In orde: {built}."
    return f"\n{count(different, 'verschil', 'verschillen')} met {RECORD} ({built})."


def read_record(path: Path) -> bytes:
    """The bytes of a list. Raises Broken."""
    return read_given(path, RECORD_BYTES, OWN)


def read_given(path: Path, limit: int, remedy: str) -> bytes:
    """A plain file of at most `limit` bytes. Raises Broken, with `remedy`."""
    try:
        # A pipe in its place must not keep us waiting.
        with os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK), "rb") as handle:
            is_file = stat.S_ISREG(os.fstat(handle.fileno()).st_mode)
            data = handle.read(limit + 1) if is_file else b""
    except FileNotFoundError as error:
        raise Broken(f"{shown(path)} is er niet. {remedy}") from error
    except OSError as error:
        raise Broken(f"{shown(path)} is niet te lezen. {remedy}") from error
    if not is_file or len(data) > limit:
        raise Broken(f"{shown(path)} is {'veel te groot' if is_file else 'geen gewoon bestand'}. {remedy}")
    return data


def refuse_no_folder(folder: Path) -> None:
    """Raises Broken for what is no folder; a build that was killed may have left none: see `publish.put_right`."""
    if old_site(folder).is_dir() and not folder.exists():
        raise Broken(
            f"{shown(folder)} is er niet: een bouw is gestopt terwijl die werd vervangen. "
            "Draai ‘toolbox build’; dan staat er weer een hele site."
        )
    if not folder.is_dir():
        raise Broken(f"{shown(folder)} is geen map. Geef de map van de site op.")


def parse_record(data: bytes) -> Record:
    """What a build wrote. Raises Broken for all that no build writes, such as a path that leads out of the folder."""
    try:
        record: Any = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise bad_record("is beschadigd: het is geen JSON") from error
    if not isinstance(record, dict):
        raise bad_record("heeft niet de goede vorm")
    commit, files = record.get("commit"), record.get("files")
    if not isinstance(commit, str) or not COMMIT.fullmatch(commit):
        raise bad_record("noemt geen commit")
    if not isinstance(files, dict) or not files:
        raise bad_record("noemt geen bestanden")
    for path, digest in files.items():
        if not _is_inside(path):
            raise bad_record(f"noemt een pad dat niet in een site kan staan: {shown(path[:100])}")
        if not isinstance(digest, str) or not SHA256.fullmatch(digest):
            raise bad_record(f"heeft geen SHA-256 bij {shown(path[:100])}")
    return Record(commit, files)


def bad_record(what: str) -> Broken:
    return Broken(f"{RECORD} {what}. {OWN}")


def _is_inside(path: str) -> bool:
    parts = path.split("/")
    return path.isprintable() and "\\" not in path and path != RECORD and not {"", ".", ".."} & set(parts)


def found_files(folder: Path) -> Iterator[tuple[str, str]]:
    """(POSIX path, SHA-256) of everything in `folder`. Links are not followed.

    In place of the SHA-256 stands ODD for what is no plain file, and UNREADABLE for what cannot be read.
    """
    unread: list[OSError] = []
    for parent, folders, names in os.walk(folder, onerror=unread.append):
        # A link to a folder is listed as a folder, and not entered.
        links = [name for name in folders if (Path(parent) / name).is_symlink()]
        for name in [*names, *links]:
            path = Path(parent) / name
            yield path.relative_to(folder).as_posix(), _digest(path)
    for error in unread:
        yield f"{Path(error.filename).relative_to(folder).as_posix()}/", UNREADABLE


def found_beside(folder: Path, record: bytes) -> dict[str, str]:
    """As `found_files`, without the page that says that this very list was built again: no list has a hash of that."""
    found = dict(found_files(folder))
    is_file = SHA256.fullmatch(found.get(COMPARED, ""))
    if is_file and is_of((folder / COMPARED).read_bytes(), hashlib.sha256(record).hexdigest()):
        del found[COMPARED]
    return found


def _digest(path: Path) -> str:
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            return ODD
        digest = hashlib.sha256()
        # It may have become something else since: a link, or a pipe that never ends.
        with os.fdopen(os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK), "rb") as handle:
            while chunk := handle.read(CHUNK):
                digest.update(chunk)
        return digest.hexdigest()
    except OSError:
        return UNREADABLE


def differences(expected: Mapping[str, str], found: Mapping[str, str]) -> Iterator[str]:
    """A line for each path that differs, in Dutch, in the order of the paths."""
    for path in sorted({*expected, *found}):
        if found.get(path) == expected.get(path):
            continue
        yield f"{shown(path)}: {what_differs(path, expected, found)}."


def what_differs(path: str, expected: Mapping[str, str], found: Mapping[str, str]) -> str:
    """What is the matter with `path`, of which the two do not say the same; in Dutch, without a full stop."""
    match found.get(path):
        case None:
            return MISSING + HINTS.get(path, HIDDEN if path.startswith(".") or "/." in path else "")
        case "odd":
            return LINK
        case "unreadable":
            return LOCKED
        case _:
            return CHANGED if path in expected else EXTRA + HINTS.get(path, "")


def shown(path: Path | str) -> str:
    """A name as it may be printed: with nothing in it that steers a terminal or reads backwards."""
    return escaped(f"‘{path}’")
