"""The site that stands, of which all came past the wall: what is the same in a new one need not be looked at again."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class StandingSite:
    """`files` came past a wall that was told the same: SHA-256 by path in `folder`. None by itself."""

    folder: Path = Path()
    files: Mapping[str, str] = field(default_factory=dict)

    def members(self, name: str) -> Mapping[str, bytes]:
        """By name what the zip file `name` holds; nothing when it is not the one that came past the wall."""
        try:
            data = (self.folder / name).read_bytes() if name in self.files else b""
        except OSError:
            return {}
        if self.files.get(name) != hashlib.sha256(data).hexdigest():
            return {}
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return {member.filename: archive.read(member) for member in archive.infolist()}
