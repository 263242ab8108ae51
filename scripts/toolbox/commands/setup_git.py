"""`toolbox setup-git`: has Git merge texts and formats in this clone by what they mean."""

from __future__ import annotations

import argparse
import shlex
import sys
from pathlib import Path

from toolbox.commands.command import Command
from toolbox.core.exitstatus import CLEAN

DRIVER = "toolbox"
PATTERNS = (
    *("/content/*.md", "/content/*.yaml", "/content/**/*.md", "/content/**/*.yaml"),
    *("/forms/*/*.yaml", "/forms/*/*.csv"),
)


def run(root: Path, _options: argparse.Namespace) -> int:
    """Only in this clone: its settings and its own list of attributes, neither of which is ever committed."""
    from toolbox.history import runner

    program = shlex.quote(str(Path(sys.executable).with_name("toolbox")))
    runner.run(root, "config", f"merge.{DRIVER}.name", "samenvoegen naar betekenis")
    runner.run(root, "config", f"merge.{DRIVER}.driver", f"{program} merge-driver %O %A %B %P")
    attributes = root / runner.line(root, "rev-parse", "--git-path", "info/attributes")
    attributes.parent.mkdir(parents=True, exist_ok=True)
    kept = attributes.read_text("utf-8").splitlines() if attributes.exists() else []
    wanted = [f"{pattern} merge={DRIVER}" for pattern in PATTERNS]
    lines = [*(line for line in kept if line not in wanted), *wanted]
    attributes.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    print("Git voegt teksten en formats in deze kopie nu samen naar betekenis.")
    return CLEAN


COMMAND = Command("setup-git", "laat Git in deze kopie samenvoegen naar betekenis", run)
