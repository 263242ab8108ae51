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

from boxes import BASE
from toolbox.source.canonical import canonical, format_all, header_follows
from toolbox.source.tree import read_tree
from toolbox.source.yamlsource import parse

PACKAGE = "forms/1.2-kennismaking/datapackage.yaml"


@pytest.fixture
def box(tmp_path: Path) -> Path:
    shutil.copytree(BASE, tmp_path / "box")
    return tmp_path / "box"


def point_to(box: Path, path: str) -> None:
    """The first table's rows at another `path`."""
    package = box / PACKAGE
    text = package.read_text("utf-8")
    assert "path: taken.csv" in text
    package.write_text(text.replace("path: taken.csv", f"path: {path}"), "utf-8")


def everything(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_a_missing_csv_is_made(box: Path) -> None:
    point_to(box, "nieuw.csv")
    assert format_all(box, read_tree(box)[0]) == ["forms/1.2-kennismaking/nieuw.csv"]
    assert (box / "forms/1.2-kennismaking/nieuw.csv").read_text("utf-8") == "groep,nr,taak,oordeel\n"


@pytest.mark.parametrize(
    ("text", "follows"),
    [
        ("a,b\n1,2\n", "b,a,c\n2,1,\n"),
        ("b,a,c,weg\n2,1,,\n2,1,, \n", "b,a,c\n2,1,\n2,1,\n"),
        ("", "b,a,c\n"),
        ("a\r\n1\r\n", "b,a,c\n,1,\n"),
    ],
)
def test_the_columns_follow_the_questions(text: str, follows: str) -> None:
    assert header_follows(text, ["b", "a", "c"]) == follows


@pytest.mark.parametrize(
    "text",
    [
        "a,weg\n1,tekst\n",
        "a,a\n1,2\n",
        "a,b\n1,2,3\n",
        "a,b,weg\n1,2,3,4\n",
        "a,b\n1\n",
        'a,b\n"1" x,2\n',
        'a,b\n"1,2\n',
    ],
    ids=["lost", "twice", "too many", "lost and too many", "too few", "after a quote", "no end"],
)
def test_no_cell_is_lost(text: str) -> None:
    assert header_follows(text, ["b", "a", "c"]) == text


def test_a_cell_that_is_too_long_to_read_is_left_alone() -> None:
    before = csv.field_size_limit(100)  # for the whole process: frictionless changes it too
    try:
        assert header_follows("a,b\n" + "1" * 101 + ",2\n", ["b", "a"]) == "a,b\n" + "1" * 101 + ",2\n"
    finally:
        csv.field_size_limit(before)


CELLS = st.lists(st.sampled_from(["", " ", "a", "b", "c", "weg", "1", "x,y", 'z"', "r\rs"]), max_size=5)


@given(st.lists(CELLS, max_size=5), st.lists(st.sampled_from("abc"), unique=True))
def test_every_cell_with_text_stands_in_it_as_often(table: list[list[str]], names: list[str]) -> None:
    out = io.StringIO(newline="")
    csv.writer(out).writerows(table)
    after = list(csv.reader(io.StringIO(header_follows(out.getvalue(), names), newline="")))
    below = [row for row in table if row][1:]
    assert with_text(below) <= with_text(after)


def with_text(rows: list[list[str]]) -> Counter[str]:
    return Counter(cell for row in rows for cell in row if cell.strip())


@pytest.mark.promise("format-own-files")
def test_a_link_is_not_followed(box: Path, tmp_path: Path) -> None:
    """Git makes a link of a proposed file as it makes any other."""
    outside = tmp_path / "profiel"
    outside.write_text("mijn eigen bestand\n", "utf-8")
    (box / "forms/1.2-kennismaking/weg.csv").symlink_to(outside)
    (box / "forms/1.2-kennismaking/los.csv").symlink_to(tmp_path / "nog-niet")
    for name in ("weg.csv", "los.csv"):
        point_to(box, name)
        assert format_all(box, read_tree(box)[0]) == []
        point_to_back(box, name)
    assert outside.read_text("utf-8") == "mijn eigen bestand\n"
    assert not (tmp_path / "nog-niet").exists()


def point_to_back(box: Path, name: str) -> None:
    package = box / PACKAGE
    package.write_text(package.read_text("utf-8").replace(f"path: {name}", "path: taken.csv"), "utf-8")


@pytest.mark.parametrize(
    "path",
    [
        "../../buiten.csv",
        "../../../buiten.csv",
        "/tmp/buiten.csv",
        "..\\buiten.csv",
        "map/buiten.csv",
        "buiten.md",
        "[a]",
    ],
)
def test_nothing_is_written_anywhere_else(box: Path, tmp_path: Path, path: str) -> None:
    point_to(box, path)
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


CHOICES = """\
          categories:
            - value: 'ja'
              label: 'Ja'
            - value: 'nee'
              label: 'Nee'
"""
ENUM = "            enum:\n              - 'ja'\n              - 'nee'\n"


@pytest.mark.parametrize("kept", ["", "            required: true\n"], ids=["enum alone", "and another"])
def test_an_enum_goes_with_its_choices(kept: str) -> None:
    """And no `constraints: {}` is left, which would be refused."""
    text = (BASE / PACKAGE).read_text("utf-8")
    left = f"          section: jezelf\n          constraints:\n{ENUM}{kept}"
    before = text.replace(f"          section: jezelf\n{CHOICES}          constraints:\n{ENUM}", left)
    assert before != text
    follows = before.replace(left, "          section: jezelf\n" + f"          constraints:\n{kept}" * bool(kept))
    assert canonical(before) == follows
    assert parse(PACKAGE, follows)[1] == []
