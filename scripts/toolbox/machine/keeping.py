"""What a run found out, kept for the next one: lines of a key and a text, of the same code alone.

It is written behind the walls, by what read a stranger's files, and read before them: so it is text, never more, and
says no more than what wrote it could have said itself. What is not there, is damaged or is of other code is nothing.
"""

from __future__ import annotations

import hashlib
import os
import re
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from toolbox.machine.code import code_stamp

FILE, BEFORE = "bewaard", ".bewaard-"
KEY = re.compile(r"[0-9a-f]{64}")
# A toolbox of the largest size that is read keeps less.
MAX_BYTES = 200_000_000


def begin(folder: Path) -> None:
    """Make the folder, before the walls; where it cannot be made nothing is kept."""
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        owner = folder.parent.parent.stat()
        for made in (folder.parent, folder) if os.geteuid() == 0 else ():
            # What root makes in somebody's checkout is theirs.
            os.chown(made, owner.st_uid, owner.st_gid, follow_symlinks=False)


def read_kept(folder: Path) -> dict[str, str]:
    """Text by key, as `write_kept` wrote it there."""
    path = folder / FILE
    try:
        if path.stat().st_size > MAX_BYTES:
            return {}
        head, _, body = path.read_bytes().partition(b"\n")
        if head.decode("ascii") != _head(body):
            return {}
        pairs = (line.partition(" ") for line in body.decode("utf-8").split("\n"))
    except (OSError, UnicodeDecodeError):
        return {}
    return {key: text for key, _, text in pairs if KEY.fullmatch(key)}


def write_kept(folder: Path, kept: Mapping[str, str]) -> None:
    """In one step: two runs at once do not mix. Where it cannot be written the next run takes longer."""
    body = "\n".join(f"{key} {text}" for key, text in kept.items()).encode()
    with suppress(OSError):
        # A name that no other process takes at this moment (`tempfile` takes longer to load than this to be written).
        written = folder / f"{BEFORE}{time.time_ns()}-{os.getpid()}"
        with os.fdopen(os.open(written, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(_head(body).encode() + b"\n" + body)
        written.replace(folder / FILE)
        # What a run left that was stopped; another one that is at it now keeps nothing then.
        for left in folder.glob(f"{BEFORE}*"):
            left.unlink()


def _head(body: bytes) -> str:
    return f"{code_stamp()} {hashlib.sha256(body).hexdigest()}"
