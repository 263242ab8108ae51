"""Folders that are there for a while, outside the checkout or beside what they become."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from toolbox.machine.stops import hold_back, let_go


@contextmanager
def put_aside(prefix: str = "toolbox-", beside: Path | None = None) -> Iterator[Path]:
    """A new folder for its owner alone, in TMPDIR or where `beside` stands; gone afterwards, however that ends.

    Also in a command that is asked to stop while the folder is made or removed: that waits. What cannot be removed
    stays: it hides no other error. Raises OSError.
    """
    hold_back()
    try:
        folder = Path(tempfile.mkdtemp(prefix=prefix, dir=beside and beside.parent))
        try:
            let_go()
            yield folder
        finally:
            try:
                hold_back()
            finally:
                # Asked to stop just before: no other request is heard after the first.
                shutil.rmtree(folder, ignore_errors=True)
    finally:
        let_go()
