"""What a program is to the command: its name, how it types and saves, and what it needs that a machine may lack."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from clients.typed import Filled

PATIENCE = 900.0  # seconds
SYSTEM_PYTHON = "/usr/bin/python3"


@dataclass(frozen=True, slots=True)
class Work:
    """Where the blank files are (a built site), and where a program may write."""

    site: Path
    folder: Path

    def blank(self, filled: Filled, ending: str) -> Path:
        return self.site / "bestanden" / f"{filled.form.slug}{ending}"

    def target(self, filled: Filled, ending: str) -> Path:
        return self.folder / f"{filled.form.slug}.{ending}"


# Gives the files that were saved, by what they are called in the table; each for every format, in their order.
Typist = Callable[[Work, tuple[Filled, ...]], Mapping[str, list[Path]]]


@dataclass(frozen=True, slots=True)
class Program:
    """`needs` maps what must be there to how it gets there: a command, 'python:' and a module, 'system:' and a
    module of the system's own Python, or 'file:' and a path."""

    name: str
    type_all: Typist
    version: Callable[[], str]
    needs: Mapping[str, str] = field(default_factory=dict)

    def lacking(self) -> Iterator[str]:
        """How to install what is not there."""
        for need, remedy in self.needs.items():
            kind, _, module = need.partition(":")
            if kind == "python":
                there = importlib.util.find_spec(module) is not None
            elif kind == "system":
                there = _runs(SYSTEM_PYTHON, "-c", f"import {module}")
            elif kind == "file":
                there = Path(module).exists()
            else:
                there = shutil.which(need) is not None
            if not there:
                yield remedy


def _runs(*command: str) -> bool:
    return shutil.which(command[0]) is not None and not subprocess.run(command, capture_output=True).returncode


def run(*command: str | Path, stdin: str = "", cwd: Path | None = None) -> str:
    """What a program says. Raises RuntimeError with its words when it fails."""
    done = subprocess.run(
        list(map(str, command)), input=stdin, capture_output=True, text=True, timeout=PATIENCE, check=False, cwd=cwd
    )
    if done.returncode:
        raise RuntimeError(f"{Path(command[0]).name}: {(done.stderr or done.stdout)[-500:]}")
    return done.stdout


def first_line(*command: str) -> Callable[[], str]:
    """What a program says of its version."""
    return lambda: run(*command).strip().split("\n")[0]
