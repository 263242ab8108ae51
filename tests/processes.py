"""What became of a process, and what this system lets one do: asked of the system and not of our own code."""

from __future__ import annotations

import subprocess
from pathlib import Path

from patience import comes_true


def is_gone(pid: int) -> bool:
    """Whether a process has ended (as a zombie that nobody asked after, perhaps)."""

    def has_ended() -> bool:
        try:
            return Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()[0] == "Z"
        except OSError:
            return True

    return comes_true(has_ended)


def can_cut() -> bool:
    """Whether this system lets a process leave the network, asked of util-linux."""
    return subprocess.run(["unshare", "-rn", "true"], capture_output=True, check=False).returncode == 0
