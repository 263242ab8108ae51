"""What may not be in the tests as a whole: a folder passed over, a wait that only a fast machine gets through."""

from __future__ import annotations

from fnmatch import fnmatch

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
