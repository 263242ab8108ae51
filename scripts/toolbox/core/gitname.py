"""How Git calls a content: computed here, so that who needs a name starts no git."""

from __future__ import annotations

import hashlib


def blob_name(data: bytes, length: int = 40) -> str:
    """In full. `length` is that of a name of the same repository, maybe shortened: above 40 its hashes are SHA-256."""
    algorithm = hashlib.sha256 if length > 40 else hashlib.sha1
    return algorithm(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()
