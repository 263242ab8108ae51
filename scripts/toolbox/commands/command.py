"""What a command is to `toolbox.cli`."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from toolbox.core.errors import SAME


def _none(_parser: argparse.ArgumentParser) -> None:
    """No arguments."""


@dataclass(frozen=True, slots=True)
class Command:
    """`run` gets the checkout's folder and the arguments, and gives the exit status (`core.exitstatus`).

    `does` is Dutch, for --help, and so is `same`: what was left as it was when the command could not do its work.
    `guard` is called first in a command that reads in this very process what strangers propose; a build does that in a
    process apart.
    """

    name: str
    does: str
    run: Callable[[Path, argparse.Namespace], int]
    add_arguments: Callable[[argparse.ArgumentParser], None] = _none
    guard: Callable[[], None] | None = None
    same: str = SAME
