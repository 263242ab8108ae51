"""What became of a process, and what this system lets one do: asked of the system and not of our own code."""

from __future__ import annotations

import os
import signal
import subprocess
from pathlib import Path

from patience import comes_true
from toolbox.machine.stops import STOPPING


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


def can_leave(user: int) -> bool:
    """Whether this system gives that user network, processes and mounts of its own, asked of util-linux."""
    command = ["unshare", *(["-r"] if user else []), "-n", "-p", "-i", "-m", "--fork", "true"]
    become = user if os.geteuid() == 0 else None
    return subprocess.run(command, user=become, capture_output=True, check=False).returncode == 0


def hear_stops() -> None:
    """For `preexec_fn`: whoever started the tests may have ignored a stop (nohup, a background job), and that is passed
    on."""
    for number in STOPPING:
        signal.signal(number, signal.SIG_DFL)
