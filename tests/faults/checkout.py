"""A small toolbox with a history and a site, and what must hold of it whatever happened."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from boxes import BASE, ROOT
from faults.phases import Place
from faults.watch import Done, watch

COMMAND = Path(sys.executable).with_name("toolbox")
PERSON = ("-c", "user.name=Proef", "-c", "user.email=proef@example.org")
SAME, PUBLISHED = "de oude site is niet veranderd", "de nieuwe site staat er al"
# What a build keeps, and what is in the checkout.
WORK = frozenset({"cache", "check", "clean", "docs", "lock", "looked", "mkdocs.yml"})
TOP = frozenset({".build", ".git", ".gitignore", ".site.kept", "content", "forms", "mkdocs.yml", "site"})
SECONDS = 5.0  # for what was killed to be gone


class Checkout:
    """At `root`, an absent or a copied folder; what its builds put aside comes in a folder beside it."""

    def __init__(self, root: Path, edits: int = 0) -> None:
        self.root, self.edits, self.rights = root, edits, "all"
        self.aside = root.with_name(f"{root.name}-aside")
        self.aside.mkdir()

    @classmethod
    def make(cls, root: Path) -> Checkout:
        shutil.copytree(BASE, root)
        shutil.copy(ROOT / "mkdocs.yml", root)
        (root / ".gitignore").write_text("/site/\n/.build/\n/.site.old/\n", "utf-8")
        for command in (["init", "-q", "-b", "main"], ["add", "-A"], [*PERSON, "commit", "-q", "-m", "Begin"]):
            subprocess.run(["git", *command], cwd=root, check=True)
        return cls(root)

    def copy(self, root: Path) -> Checkout:
        """With its own name for what is beside it."""
        shutil.copytree(self.root, root, symlinks=True)
        return Checkout(root, self.edits)

    @property
    def place(self) -> Place:
        return Place(self.root, self.aside)

    def environment(self) -> dict[str, str]:
        return os.environ | {"TMPDIR": str(self.aside)}

    def edit(self) -> None:
        """Another sentence, so that there is something to build."""
        self.edits += 1
        page = self.root / "content" / "inleiding.md"
        page.write_text(page.read_text("utf-8").split("\nZin ")[0] + f"\nZin {self.edits}.\n", "utf-8")

    def build(self) -> Done:
        return watch([COMMAND, "build"], self.root, (), lambda call, watched: 0, self.environment(), self.rights)

    def stands(self) -> int | None:
        """Of which edit the site is; None when it is not whole: every file as its own record says, and no other."""
        site = self.root / "site"
        try:
            record = json.loads((site / "build.json").read_text("utf-8"))
            page = (site / "inleiding" / "index.html").read_text("utf-8")
        except (OSError, ValueError):
            return None
        found = [number for number in range(self.edits + 1) if f"Zin {number}." in page]
        if record["files"] != dict(_hashes(site)) or len(found) > 1:
            return None
        return found[0] if found else 0

    def left(self) -> set[str]:
        """What lies in the checkout, among what a build keeps, and aside, and does not belong there."""
        work = self.root / ".build"
        kept = {path.name for path in work.iterdir()} - WORK if work.is_dir() else set()
        kept |= {path.name for name in ("cache", "check") for path in (work / name).glob(".*")}
        return kept | {path.name for path in self.root.iterdir()} - TOP | {path.name for path in self.aside.iterdir()}

    def will_be_put_back(self) -> bool:
        """Whether there is no site now, and the next build has one to put back."""
        return not os.path.lexists(self.root / "site") and (self.root / ".site.old").is_dir()

    def empty_aside(self) -> None:
        for path in self.aside.iterdir():
            shutil.rmtree(path)

    def running(self) -> list[str]:
        """Processes that still work for the checkout, some seconds after."""
        end = time.monotonic() + SECONDS
        while (found := list(_at_work(os.fsencode(self.root)))) and time.monotonic() < end:
            time.sleep(0.05)
        return found


def _hashes(site: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(site.rglob("*")):
        if path.is_file() and (name := path.relative_to(site).as_posix()) != "build.json":
            yield name, hashlib.sha256(path.read_bytes()).hexdigest()


def _at_work(root: bytes) -> Iterator[str]:
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                line = (entry / "cmdline").read_bytes()
                held = [os.fsencode((entry / "cwd").readlink())]
                held += [os.fsencode(link.readlink()) for link in (entry / "fd").iterdir()]
            except OSError:
                continue
            if any(name == root or name.startswith(root + b"/") for name in (line, *held)):
                yield f"{entry.name} {os.fsdecode(line)}"


def untrue(done: Done, before: int | None, now: int | None, wanted: int) -> Iterator[str]:
    """What is not as promised of a build that was to bring the site from edit `before` to `wanted`."""
    if now not in (before, wanted):
        yield f"the site is broken, or of another edit: {now}"
    if "Traceback" in done.said or "Exception ignored" in done.said:
        yield f"a traceback: {done.said[-1500:]}"
    if done.status == 0 and now != wanted:
        yield "it said that it was done and was not"
    if done.status > 0:
        if done.status != 2 or "toolbox: " not in done.said:
            yield f"ended with {done.status}: {done.out}{done.said}"
        if (now != before and SAME in done.said.lower()) or (now != wanted and PUBLISHED in done.said.lower()):
            yield f"said otherwise than it was (edit {now}, not {before}): {done.said[-400:]}"
