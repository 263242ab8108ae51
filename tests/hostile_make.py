"""Makes the files of a case that cannot stand in Git, or are large.

`make` in a case is a list of steps, each a mapping of `path` (in the checkout, or in {{outside}}) and one of

    text       the file's text; with `times` that often ({n} is the number of each), between `before` and `after`
               (which may be such a mapping itself); with `count` so many files, where {n} in `path` and `text`
               is the number of each
    hex        the file's bytes;  sparse  a file that says it has so many bytes and holds none
    link       a symbolic link to this target;  hard  a second name for this file
    fifo, folder, gone   `true`: a pipe, a folder, or nothing any more at this path
    mode       the rights of what is there, in octal
    edit       pairs of texts: in the file that is there each first one, which stands there once, becomes the second
               (a text, or a mapping as for a file)
    zip        a zip: `from` (a file of the good site to begin with), `edit` (member → pairs as above), `add` (a list of
               `name` and `text`, `times`, `hex` or `zip`, and `count` as for files)
"""

from __future__ import annotations

import io
import os
import shutil
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

VERBS = ("text", "hex", "sparse", "link", "hard", "fifo", "folder", "gone", "mode", "edit", "zip")


def write(path: Path, data: bytes) -> None:
    """A new file: the one that is there may have a second name."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    path.write_bytes(data)


def take(step: Mapping[str, Any], root: Path, site: Path) -> None:
    """One step in the checkout at `root`; `site` is a good site, from which a zip can begin."""
    verbs = [verb for verb in VERBS if verb in step]
    assert len(verbs) == 1, step
    assert step.keys() <= {"path", "before", "after", "times", "count", *VERBS}, step
    path, what = root / step["path"], step[verbs[0]]
    path.parent.mkdir(parents=True, exist_ok=True)
    match verbs[0]:
        case "text" if "count" in step:
            for number in range(step["count"]):
                write(Path(str(path).replace("{n}", str(number))), what.replace("{n}", str(number)).encode())
        case "text" | "hex":
            write(path, _data(step))
        case "link":
            _clear(path)
            path.symlink_to(what)
        case "hard":
            path.hardlink_to(what)
        case "sparse":
            with path.open("wb") as stream:
                stream.truncate(what)
        case "fifo":
            os.mkfifo(path)
        case "folder":
            path.mkdir()
        case "gone":
            _clear(path)
        case "mode":
            path.chmod(int(what, 8))
        case "edit":
            write(path, _edited(path.read_bytes(), what, step["path"]))
        case "zip":
            write(path, _zip(what, site))


def _clear(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _data(told: Mapping[str, Any]) -> bytes:
    if "hex" in told:
        return bytes.fromhex(told["hex"])
    if "zip" in told:
        return _zip(told["zip"], Path())
    before, text, times = str(told.get("before", "")), str(told["text"]), int(told.get("times", 1))
    many = "".join(text.replace("{n}", str(n)) for n in range(times)) if "{n}" in text else text * times
    after = told.get("after", "")
    return (before + many).encode() + (_data(after) if isinstance(after, dict) else str(after).encode())


def _edited(data: bytes, pairs: list[list[Any]], name: str) -> bytes:
    for old, new in pairs:
        assert data.count(old.encode()) == 1, (name, old, data.count(old.encode()))
        data = data.replace(old.encode(), _data(new) if isinstance(new, dict) else new.encode())
    return data


def _zip(told: Mapping[str, Any], site: Path) -> bytes:
    assert told.keys() <= {"from", "edit", "add"}, told
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in _begun(told, site):
            archive.writestr(name, data)
        for item in told.get("add", ()):
            for number in range(item.get("count", 1)):
                archive.writestr(item["name"].replace("{n}", str(number)), _data(item))
    return out.getvalue()


def _begun(told: Mapping[str, Any], site: Path) -> Iterator[tuple[str, bytes]]:
    if "from" not in told:
        return
    edits = dict(told.get("edit", {}))
    with zipfile.ZipFile(site / told["from"]) as archive:
        for name in archive.namelist():
            yield name, _edited(archive.read(name), edits.pop(name, []), name)
    assert not edits, edits
