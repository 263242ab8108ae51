"""`toolbox format` on a checkout of what a stranger proposed: it writes the package and its own CSV files alone."""

from __future__ import annotations

import csv
import io
import shutil
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boxes import BASE, CASES
from toolbox.source.canonical import canonical, format_all
from toolbox.source.derived import without_empty_columns
from toolbox.source.tree import read_tree
from toolbox.source.yamlsource import parse

PACKAGE = "forms/1.2-kennismaking/datapackage.yaml"


@pytest.fixture
def box(tmp_path: Path) -> Path:
    shutil.copytree(BASE, tmp_path / "box")
    return tmp_path / "box"


def everything(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_what_follows_is_taken_away_and_nothing_else(box: Path) -> None:
    shutil.copytree(CASES / "invalid" / "vorm-van-vroeger", box, dirs_exist_ok=True)
    (box / "expected.txt").unlink()
    folder = "forms/1.2-kennismaking"
    assert format_all(box, read_tree(box)[0]) == [
        f"{folder}/afspraken_lijst.csv",
        f"{folder}/antwoorden.csv",
        f"{folder}/datapackage.yaml",
        f"{folder}/taken_lijst.csv",
        "content/inventaris.yaml",
    ]
    names = [path.relative_to(BASE) for path in everything(BASE)]
    assert {path.relative_to(box): data for path, data in everything(box).items()} == {
        name: (BASE / name).read_bytes() for name in names
    }


@pytest.mark.parametrize(
    ("text", "follows"),
    [
        ("a,b\n1,\n", "a\n1\n"),
        ("a,b,c\n1,,x\n2, ,\n", "a,c\n1,x\n2,\n"),
        ("", None),
        ("a,b\n\n", None),
    ],
)
def test_a_column_without_text_goes(text: str, follows: str | None) -> None:
    assert without_empty_columns(text) == follows


@pytest.mark.parametrize(
    "text",
    ["a,b\n1,2\n", "a,b\n,\n", "a,b\n1,2,3\n", "a,b\n1\n", 'a,b\n"1" x,\n', 'a,b\n"1,\n'],
    ids=["all", "no text", "too many", "too few", "after a quote", "no end"],
)
def test_no_cell_is_lost(text: str) -> None:
    assert without_empty_columns(text) == text


def test_a_cell_that_is_too_long_to_read_is_left_alone() -> None:
    before = csv.field_size_limit(100)  # for the whole process: frictionless changes it too
    try:
        assert without_empty_columns("a,b\n" + "1" * 101 + ",\n") == "a,b\n" + "1" * 101 + ",\n"
    finally:
        csv.field_size_limit(before)


CELLS = st.lists(st.sampled_from(["", " ", "a", "b", "c", "weg", "1", "x,y", 'z"', "r\rs"]), max_size=5)


@given(st.lists(CELLS, max_size=5))
def test_every_cell_with_text_stands_in_it_as_often(table: list[list[str]]) -> None:
    out = io.StringIO(newline="")
    csv.writer(out).writerows(table)
    after = list(csv.reader(io.StringIO(without_empty_columns(out.getvalue()) or "", newline="")))
    below = [row for row in table if row][1:]
    assert with_text(below) <= with_text(after)


def with_text(rows: list[list[str]]) -> Counter[str]:
    return Counter(cell for row in rows for cell in row if cell.strip())


@pytest.mark.promise("format-own-files")
def test_a_link_is_not_followed(box: Path, tmp_path: Path) -> None:
    """Git makes a link of a proposed file as it makes any other."""
    outside = tmp_path / "profiel"
    outside.write_text("mijn eigen bestand\n", "utf-8")
    for name, target in (("antwoorden.csv", outside), ("afspraken_lijst.csv", tmp_path / "nog-niet")):
        (box / "forms/1.2-kennismaking" / name).symlink_to(target)
    assert format_all(box, read_tree(box)[0]) == []
    assert outside.read_text("utf-8") == "mijn eigen bestand\n"
    assert not (tmp_path / "nog-niet").exists()


@pytest.mark.parametrize(
    "path", ["../../buiten.csv", "/tmp/buiten.csv", "..\\buiten.csv", "map/buiten.csv", "buiten.md", "[a]"]
)
def test_nothing_is_written_anywhere_else(box: Path, tmp_path: Path, path: str) -> None:
    package = box / PACKAGE
    package.write_text(package.read_text("utf-8").replace("    section: taken\n", f"    path: {path}\n"), "utf-8")
    before = everything(tmp_path)
    format_all(box, read_tree(box)[0])
    after = everything(tmp_path)
    assert after.keys() == before.keys()
    assert {file.name for file in before if before[file] != after[file]} <= {"datapackage.yaml"}


@pytest.mark.parametrize(
    "text",
    [
        "[" * 5_000,
        "- " * 5_000 + "a",
        "a: &a [x]\nb: *a\n",
        "resources:\n  - !!python/object:x {}\n",
        "resources: 1\n",
        "",
    ],
    ids=["deep", "deep blocks", "anchor", "tag", "no list", "empty"],
)
def test_what_is_no_strict_yaml_comes_back_as_it_is(text: str) -> None:
    assert canonical(text) == text


ENUM = "            enum:\n              - 'ja'\n              - 'nee'\n"


@pytest.mark.parametrize("kept", ["", "            required: true\n"], ids=["enum alone", "and another"])
def test_an_enum_goes(kept: str) -> None:
    """And no `constraints: {}` is left, which would be refused."""
    text = (BASE / PACKAGE).read_text("utf-8")
    label = "              label: 'Nee'\n"
    assert label in text
    rules = "          constraints:\n"
    follows = text.replace(label, f"{label}{rules}{kept}" if kept else label)
    assert canonical(text.replace(label, f"{label}{rules}{ENUM}{kept}")) == follows
    assert parse(PACKAGE, follows)[1] == []
