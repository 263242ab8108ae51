"""How a process ends that works behind walls for another one, which waits for it and clears up."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass


@dataclass(slots=True)
class _Process:
    """This one."""

    is_walled: bool = False


_process = _Process()


def behind_walls() -> None:
    """From here on this process is one."""
    _process.is_walled = True


def end(status: int) -> None:
    """End such a process at once with an exit status; returns in every other.

    All that it had to say and to keep is said and kept. To take apart what it held takes Python as long as to look at a
    page.
    """
    if _process.is_walled:
        for stream in filter(None, (sys.stdout, sys.stderr)):
            stream.flush()
        os._exit(status)
