"""What may not be in the tests as a whole: a folder passed over, a wait that only a fast machine gets through."""

from __future__ import annotations

import os
import subprocess
import sys
from fnmatch import fnmatch
from pathlib import Path

import pytest

from boxes import TESTS


def test_every_folder_with_tests_is_looked_into(pytestconfig: pytest.Config) -> None:
    """pytest does not look into folders with some names, `build` among them, unless told to."""
    passed_over = pytestconfig.getini("norecursedirs")
    folders = {part for path in TESTS.rglob("test_*.py") for part in path.relative_to(TESTS).parts[:-1]}
    assert {"build", "site"} <= folders
    assert [name for name in sorted(folders) if any(fnmatch(name, pattern) for pattern in passed_over)] == []


def test_nothing_waits_for_what_the_policy_of_our_pages_forbids() -> None:
    """Playwright's wait_for_function asks once, and then by eval: `expect` and `comes_true` ask again and again."""
    waiting = [path for path in TESTS.rglob("*.py") if ".wait_for_" + "function(" in path.read_text("utf-8")]
    assert waiting == []


GROUPED = """
import os
import pytest
@pytest.mark.xdist_group("drawn")
@pytest.mark.parametrize("number", range(12))
def test_which(number, request):
    with open(request.config.rootpath / "workers", "a") as file:
        file.write(os.environ["PYTEST_XDIST_WORKER"] + "\\n")
"""


def test_what_is_drawn_once_is_drawn_by_one_worker(tmp_path: Path) -> None:
    """With some versions of pytest the groups of pytest-xdist do nothing, and nothing says so."""
    (tmp_path / "test_grouped.py").write_text(GROUPED, "utf-8")
    (tmp_path / "pytest.ini").write_text("[pytest]\n", "utf-8")
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-n", "2", "--dist", "loadgroup"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    workers = (tmp_path / "workers").read_text("utf-8").split()
    assert len(workers) == 12
    assert len(set(workers)) == 1
