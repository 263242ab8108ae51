"""What pyproject.toml cannot say: a wheel brings along what stands outside the package in a clone.

Fonts and bundled scripts come from what `scripts/setup.sh site` put in place, so that who has the wheel needs no Node.
"""

from __future__ import annotations

import sys
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

ROOT = Path(__file__).resolve().parent
# Built apart from the rest (PEP 517), this Python is not the one that set-up made.
PREFIXES = (Path(sys.prefix), ROOT / ".venv")


class BuildWhole(build_py):
    def run(self) -> None:
        super().run()
        if self.editable_mode:
            return
        sys.path.insert(0, str(ROOT / "scripts"))
        from toolbox.assets.vendored import vendored

        modules = [prefix / "web" / "node_modules" for prefix in PREFIXES]
        here = next((folder for folder in modules if folder.is_dir()), None)
        if here is None:
            raise SystemExit("A wheel holds fonts and bundled scripts. Run scripts/setup.sh site first.")
        for name, data in vendored(here):
            target = Path(self.build_lib, "toolbox", "vendor", name)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)


setup(cmdclass={"build_py": BuildWhole})
