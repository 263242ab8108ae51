"""What is compiled is kept beside the code by whoever may write there, and made anew when the code is another."""

from __future__ import annotations

import compileall
from pathlib import Path

import jinja2
import pytest

from toolbox.machine import code, compiled

MADE: list[str] = []


@pytest.fixture(autouse=True)
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package of one module, that may be written."""
    (tmp_path / "module.py").write_text("VALUE = 1\n", "utf-8")
    folder = tmp_path / "__pycache__"
    marks = (("MARK", folder / "templates"), ("MODULES_MARK", folder / "modules"))
    for name, value in (("PACKAGE", tmp_path), ("FOLDER", folder), *marks):
        monkeypatch.setattr(compiled, name, value)
    monkeypatch.setattr(code, "PACKAGE", tmp_path)
    monkeypatch.setattr(compiled, "code_stamp", code.code_stamp.__wrapped__)
    monkeypatch.setattr("sys.dont_write_bytecode", False)
    monkeypatch.setattr(compiled, "code_hash", lambda: "1")
    MADE.clear()
    return tmp_path


def environment() -> jinja2.Environment:
    MADE.append("environment")
    loader = jinja2.DictLoader({"page.html": "{{ name }}", "other.html": "other"})
    return jinja2.Environment(loader=loader, autoescape=True, bytecode_cache=compiled.kept_templates())


def kept(package: Path) -> list[str]:
    return sorted(path.name.partition("-")[0] for path in (package / "__pycache__").glob("*"))


def test_templates_are_compiled_once_for_the_same_code(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(2):
        compiled.compile_templates(environment)
    assert MADE == ["environment"]
    assert kept(package) == ["template", "template", "templates"]
    monkeypatch.setattr(compiled, "code_hash", lambda: "2")
    compiled.compile_templates(environment)
    assert len(MADE) == 2


def test_what_is_kept_is_what_is_used(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compiled.compile_templates(environment)
    monkeypatch.setattr(jinja2.Environment, "compile", lambda *_: pytest.fail("compiled again"))
    assert environment().get_template("page.html").render(name="<b>") == "&lt;b&gt;"


def test_where_nothing_may_be_written_all_works_as_well(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As behind the walls, where the folder of the package is only read."""

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr("tempfile.NamedTemporaryFile", refuse)
    assert environment().get_template("page.html").render(name="a") == "a"
    monkeypatch.setattr("sys.dont_write_bytecode", True)
    compiled.compile_templates(environment)
    compiled.compile_package()
    assert kept(package) == []


def test_modules_are_compiled_when_one_of_them_is_another(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[Path] = []
    compile_dir = compileall.compile_dir

    def watched(folder: Path, quiet: int) -> bool:
        done.append(folder)
        return compile_dir(folder, quiet=quiet)

    monkeypatch.setattr(compileall, "compile_dir", watched)
    for expected in (1, 1):
        compiled.compile_package()
        assert len(done) == expected
        assert [name.partition(".")[0] for name in kept(package)] == ["module", "modules"]
    (package / "module.py").write_text("VALUE = 2\n", "utf-8")
    compiled.compile_package()
    assert len(done) == 2
