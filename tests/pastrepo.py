"""A real repository with a past, made of the base case: each commit at a moment and by a person that a test chooses."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from boxes import BASE

CONFIG = """site_url: https://toolbox.example/
extra:
  issues_url: https://forge.example/issues
"""


class Past:
    """The work tree at `root`, with the texts and formats of `source`; `day` counts on by one with each commit."""

    def __init__(self, root: Path, source: Path = BASE) -> None:
        self.root = root
        self.day = 0
        for folder in ("content", "forms"):
            shutil.copytree(source / folder, root / folder)
        self.write("mkdocs.yml", CONFIG)
        self.git("init", "-q", "-b", "main")

    def git(self, *arguments: str, **environment: str) -> str:
        clean = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
        base = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
        command = ["git", *arguments]
        done = subprocess.run(
            command, cwd=self.root, env=clean | base | environment, capture_output=True, text=True, check=True
        )
        return done.stdout.strip()

    def write(self, path: str, text: str) -> None:
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_text(text, "utf-8")

    def replace(self, path: str, old: str, new: str) -> None:
        text = (self.root / path).read_text("utf-8")
        assert text.count(old) == 1, (path, old)
        self.write(path, text.replace(old, new))

    def commit(self, message: str, who: str = "Anna", mail: str = "anna@school.example") -> str:
        """The hash. The first commit is of 1 oktober 2026."""
        month, day = 10 + self.day // 28, 1 + self.day % 28
        self.day += 1
        moment = f"2026-{month}-{day:02d}T12:00:00+0200"
        self.git("add", "-A")
        self.git(
            *("commit", "-q", "--allow-empty", "-m", message),
            GIT_AUTHOR_NAME=who,
            GIT_AUTHOR_EMAIL=mail,
            GIT_AUTHOR_DATE=moment,
            GIT_COMMITTER_NAME="Beheer",
            GIT_COMMITTER_EMAIL="beheer@toolbox.example",
            GIT_COMMITTER_DATE=moment,
        )
        return self.git("rev-parse", "HEAD")
