"""Where things stand: the source in the checkout, and this package with its templates and theme."""

from __future__ import annotations

import sys
from pathlib import Path

# This package, with its templates and theme in it.
PACKAGE = Path(__file__).resolve().parent.parent
# In a wheel alone: what stands outside the package in a clone. setup.py fills it.
VENDOR = PACKAGE / "vendor"
IS_WHEEL = VENDOR.is_dir()
BESIDE = VENDOR if IS_WHEEL else PACKAGE.parent
PYTHON_LOCK, NPM_LOCK = BESIDE / "lock" / "requirements.txt", BESIDE / "web" / "package-lock.json"
# What npm brings: in a clone set-up puts it in the virtual environment that runs this.
NODE_MODULES = (VENDOR if IS_WHEEL else Path(sys.prefix)) / "web" / "node_modules"
ROOTS = ("content", "forms")
# In the checkout: the settings, what a build writes, and what it keeps for itself.
CONFIG, SITE, WORK = "mkdocs.yml", "site", ".build"
# In there: what was found out of the source before, and a folder for each region.
KEPT, REGION_WORK = "check", "regio"
# Beside the site: those of regions, as they came past the wall. No inner build can write there.
KEPT_SITES = ".site.kept"
# In the site: from which commit it was built and what must be in it, for us and for others' programs; and of what.
RECORD, PROVENANCE, BILL = "build.json", "build.intoto.json", "sbom.cdx.json"
# Beside what a build makes, and none of the bytes that a commit gives: what came of building it again.
COMPARED = "nagebouwd.html"


def unit(path: str) -> str:
    """What is read as one: a format's folder, else the file."""
    parts = path.split("/")
    return "/".join(parts[:2]) if parts[0] == "forms" and len(parts) > 2 else path
