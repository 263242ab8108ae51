"""Part of `make bench`: the report on a proposal that touches three pages and two formats."""

from __future__ import annotations

import subprocess
from pathlib import Path

from bench.measuring import TOOLBOX, build, run, spread

RUNS = 3
PAGES = ("content/inleiding.md", "content/aan-de-slag.md", "content/toolbox.md")
FORMATS = ("3.1-format-school-naar-werk-gesprek", "5.4-beoordelingsformulier-werkontwikkeling")
PERSON = ("-c", "user.name=Bench", "-c", "user.email=bench@example.org")


def rows(root: Path) -> list[str]:
    """Rows of Markdown, from a checkout that may be changed and has been built."""
    first, second = _two_states(root)
    ratios, texts = [], []
    for _ in range(RUNS):
        builds = 0.0
        for state in (second, first):
            _git(root, "checkout", "--quiet", "--force", state)
            builds += build(root).seconds
        with_paper = run([TOOLBOX, "changes", f"{first}..{second}"], root).seconds
        texts.append(run([TOOLBOX, "changes", f"{first}..{second}", "--no-paper"], root).seconds)
        ratios.append(with_paper / builds)
    return [
        "| the report of a proposal | goal | least – median – most |",
        "| --- | --- | --- |",
        f"| all, × the time to build of both states what differs | ≤ 1.5 | {spread(ratios)} |",
        f"| the text alone, the whole command with its check, seconds | – | {spread(texts)} |",
    ]


def _two_states(root: Path) -> tuple[str, str]:
    """The commits before and after the proposal."""
    _git(root, "add", "--all")
    _git(root, *PERSON, "commit", "--quiet", "--allow-empty", "-m", "Voor")
    first = _git(root, "rev-parse", "HEAD")
    for page in PAGES:
        path = root / page
        path.write_text(path.read_text("utf-8") + "\nNog een zin over deze pagina.\n", "utf-8")
    for folder in FORMATS:
        path = root / "forms" / folder / "datapackage.yaml"
        text = path.read_text("utf-8")
        at = text.index("          title: ") + len("          title: ")
        path.write_text(text[:at] + "Ook " + text[at:], "utf-8")
    _git(root, "add", "--all")
    _git(root, *PERSON, "commit", "--quiet", "-m", "Na")
    return first, _git(root, "rev-parse", "HEAD")


def _git(root: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=root, capture_output=True, text=True, check=True)
    return done.stdout.strip()
