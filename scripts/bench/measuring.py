"""A copy of the checkout, a command run to its end, the yardstick, and how far what was measured lies apart."""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
BIN = Path(sys.executable).parent
TOOLBOX = BIN / "toolbox"

PAGE = "content/stappen/3-school-naar-werk-gesprek.md"
FORM = "forms/3.1-format-school-naar-werk-gesprek/datapackage.yaml"
PLAIN = "kaal.yml"
# What anybody has who begins with this engine and this theme.
PLAIN_SETTINGS = "site_name: Toolbox\ndocs_dir: {docs}\ntheme: material\n"


# A program and its arguments.
Command = Sequence[str | Path]


@dataclass(frozen=True, slots=True)
class Run:
    """One finished command: seconds by the clock and of processor time, of all it started, and MB of its largest
    process."""

    seconds: float
    megabytes: float
    processor: float = 0


def run(command: Command, folder: Path) -> Run:
    """Run to the end; an error ends the benchmark with what the command said."""
    with tempfile.TemporaryFile() as output:
        start = time.perf_counter()
        process = subprocess.Popen([str(part) for part in command], cwd=folder, stdout=output, stderr=output)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            output.seek(0)
            sys.exit(f"{command}: {output.read().decode(errors='replace')}")
    return Run(seconds, usage.ru_maxrss / 1000, usage.ru_utime + usage.ru_stime)


def build(root: Path) -> Run:
    """`toolbox build` of the checkout at `root`."""
    return run([TOOLBOX, "build"], root)


def copy_checkout(target: Path) -> None:
    """The working tree as git sees it, with what is not committed yet, and its history."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    ).stdout.decode()
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, target / name)
    shutil.copytree(ROOT / ".git", target / ".git", symlinks=True)


def plain_command(root: Path, folder: Path) -> Command:
    """Builds all that a build of `root` staged, the pages of regions in their own folders, as anybody would."""
    docs = folder / "staged"
    shutil.rmtree(docs, ignore_errors=True)
    shutil.copytree(root / ".build" / "docs", docs)
    for region in (root / ".build").glob("regio/*/docs"):
        shutil.copytree(region, docs / "regio" / region.parent.name, dirs_exist_ok=True)
    return plain_build(docs, folder)


def plain_build(docs: Path, folder: Path) -> Command:
    """Builds the staged pages in `docs` as anybody would, in `folder`."""
    (folder / PLAIN).write_text(PLAIN_SETTINGS.format(docs=docs), "utf-8")
    return [BIN / "mkdocs", "build", "-q", "-f", folder / PLAIN, "--site-dir", folder / "plain"]


class Edit:
    """Puts `new` in the place of the first `old` at each call."""

    def __init__(self, path: Path, old: str, new: str) -> None:
        self.path, self.old, self.new = path, old, new

    def make(self) -> None:
        before, _, after = self.path.read_text("utf-8").partition(self.old)
        self.path.write_text(before + self.new + after, "utf-8")


def spread(values: Sequence[float], form: str = ".2f") -> str:
    """Least, median and most, each as `form` has it; a dash when it was not measured."""
    if not values:
        return "–"
    return " – ".join(format(value, form) for value in (min(values), statistics.median(values), max(values)))
