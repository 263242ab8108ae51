"""What was found with some code holds for that alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from toolbox.machine import code

# Of one process the code stays what it was loaded from.
code_stamp = code.code_stamp.__wrapped__


def rewrite(package: Path) -> None:
    (package / "module.py").write_text("VALUE = 2\n", "utf-8")


def replace(package: Path) -> None:
    (package / "other.py").write_text("VALUE = 1\n", "utf-8")
    (package / "other.py").replace(package / "module.py")


def add(package: Path) -> None:
    (package / "below" / "more.json").write_text("{}", "utf-8")


def rename(package: Path) -> None:
    (package / "below" / "schema.json").rename(package / "below" / "schema2.json")


def remove(package: Path) -> None:
    (package / "below" / "schema.json").unlink()


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "below").mkdir()
    (tmp_path / "module.py").write_text("VALUE = 1\n", "utf-8")
    (tmp_path / "below" / "schema.json").write_text("{}", "utf-8")
    monkeypatch.setattr(code, "PACKAGE", tmp_path)
    return tmp_path


@pytest.mark.parametrize("change", [rewrite, replace, add, rename, remove], ids=lambda change: change.__name__)
def test_another_package_has_another_stamp(package: Path, change: Callable[[Path], None]) -> None:
    before = code_stamp()
    assert code_stamp() == before
    change(package)
    assert code_stamp() != before


def test_another_python_or_lock_has_another_stamp(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stamps = {code_stamp()}
    monkeypatch.setattr(code, "PYTHON_LOCK", package / "module.py")
    stamps.add(code_stamp())
    monkeypatch.setattr("sys.version", "4")
    assert len(stamps | {code_stamp()}) == 3


def test_what_is_compiled_has_no_say(package: Path) -> None:
    before = code_stamp()
    (package / "__pycache__").mkdir()
    (package / "__pycache__" / "module.pyc").write_bytes(b"")
    assert code_stamp() == before
