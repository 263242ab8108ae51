"""Our own scripts as their own tools see them; what they do in a page is tried in `tests/site`."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from javascript import SCRIPTS, TESTS, run, stage

# What a fixture makes for one test serves the next: another worker would make it again.
pytestmark = pytest.mark.xdist_group("javascript")

NODE = "node_modules"


@pytest.fixture(scope="module")
def staged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return stage(tmp_path_factory.mktemp("javascript"))


def biome(staged: Path, command: str, *folders: str) -> tuple[int, str]:
    """Biome is a program of its own kind for each machine, beside a script that finds it."""
    done = run(staged, f"{NODE}/@biomejs/biome/bin/biome", command, "--config-path=.", "--error-on-warnings", *folders)
    return done.returncode, done.stdout


def test_scripts_have_one_form_and_no_known_fault(staged: Path) -> None:
    for command in ("format", "lint"):
        status, said = biome(staged, command, *SCRIPTS, TESTS)
        assert status == 0, said
        assert re.search(r"Checked [1-9]\d+ files", said), said


def test_the_linter_finds_a_fault(staged: Path) -> None:
    (staged / "fout").mkdir()
    (staged / "fout" / "fout.js").write_text("export function one() {\n  const two = 2;\n}\n", "utf-8")
    status, said = biome(staged, "lint", "fout")
    assert status != 0
    assert "noUnusedVariables" in said


def test_the_linter_finds_scripts_that_ask_for_each_other(staged: Path) -> None:
    (staged / "kring").mkdir()
    for own, other in (("een", "twee"), ("twee", "een")):
        text = f'import {{ {other} }} from "./{other}.js";\n\nexport const {own} = () => {other}();\n'
        (staged / "kring" / f"{own}.js").write_text(text, "utf-8")
    status, said = biome(staged, "lint", "kring")
    assert status != 0
    assert "noImportCycles" in said


def tsc(staged: Path, *asked: str) -> tuple[int, str]:
    done = run(staged, f"{NODE}/typescript/bin/tsc", "--project", ".", *asked)
    return done.returncode, done.stdout


def test_types_hold(staged: Path) -> None:
    status, said = tsc(staged, "--listFiles")
    assert status == 0, said
    # Nothing but what was read.
    read = [Path(line) for line in said.splitlines()]
    assert [path for path in read if not path.is_file()] == []
    assert set((staged / "scripts").rglob("*.js")) <= {*read}


def test_no_script_is_left_out_of_the_types(staged: Path) -> None:
    for path in (staged / "scripts").rglob("*.js"):
        assert not re.search(r"@ts-(nocheck|ignore|expect-error)|\{any\}", path.read_text("utf-8")), path


FAULTS = (
    ("function half(number) {\n  return number / 2;\n}\nhalf(4);\n", "TS7006"),
    ('document.querySelector("main").remove();\n', "TS2531"),
    ('/** @param {number} number */\nconst half = (number) => number / 2;\nhalf("4");\n', "TS2345"),
)


def test_the_type_checker_finds_faults(tmp_path: Path) -> None:
    """As it is set up for our own scripts, which need not be there: the test before this one looks at them."""
    staged = stage(tmp_path)
    for path in [*(staged / "scripts").rglob("*.js"), *(staged / TESTS).rglob("*.js")]:
        path.unlink()
    for index, (script, _) in enumerate(FAULTS):
        (staged / SCRIPTS[0] / f"fout{index}.js").write_text(script, "utf-8")
    status, said = tsc(staged)
    assert status != 0
    for index, (_, code) in enumerate(FAULTS):
        assert re.search(rf"fout{index}\.js\(\d+,\d+\): error {code}", said), said
    assert said.count("error TS") == len(FAULTS), said


def test_the_pure_parts_do_what_is_said_of_them(staged: Path) -> None:
    files = sorted(path.relative_to(staged).as_posix() for path in (staged / TESTS).glob("*.test.js"))
    done = run(staged, "--test", *files)
    assert done.returncode == 0, done.stdout
    passed = re.search(r"# pass (\d+)|ℹ pass (\d+)", done.stdout)
    assert passed
    assert int(passed[0].split()[-1]) >= len(files)
