"""No test is passed over: pytest does not look into folders with some names, `build` among them, unless told to."""

from __future__ import annotations

from fnmatch import fnmatch

import pytest

from boxes import TESTS


def test_every_folder_with_tests_is_looked_into(pytestconfig: pytest.Config) -> None:
    passed_over = pytestconfig.getini("norecursedirs")
    folders = {part for path in TESTS.rglob("test_*.py") for part in path.relative_to(TESTS).parts[:-1]}
    assert {"build", "site"} <= folders
    assert [name for name in sorted(folders) if any(fnmatch(name, pattern) for pattern in passed_over)] == []
