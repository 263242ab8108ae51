"""What `toolbox changes` tells of forms/voorbeeld.yaml: answer by answer, as a reader calls it."""

from __future__ import annotations

import pytest

from remedies.changes import lay_out
from remedies.example import DAY, EXAMPLE, NAME, ROW, TOLD
from toolbox.changes.compare import compare
from toolbox.changes.model import ItemKind
from toolbox.changes.sides import load_sides
from toolbox.forgereport.shape import KINDS
from toolbox.source.tree import Tree, read_tree


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Tree:
    root = tmp_path_factory.mktemp("voorbeeld") / "toolbox"
    lay_out(root)
    (root / EXAMPLE).write_text(TOLD, "utf-8")
    return read_tree(root)[0]


def told(tree: Tree, text: str | None) -> list[tuple[str, str, str]]:
    """(fate, subject, sentence) of each change when the example is this text, or is gone."""
    files = {name: data for name, data in tree.files.items() if name != EXAMPLE}
    sides = load_sides(tree, Tree(files if text is None else {**files, EXAMPLE: text.encode()}))
    assert sides.unreadable == ()
    items = compare(sides.old, sides.new).items
    assert {item.title for item in items} == {"Het ingevulde voorbeeld"}
    return [(item.fate, change.subject, change.sentence) for item in items for change in item.changes]


@pytest.mark.parametrize(
    ("old", "new", "subject", "sentence"),
    [
        (NAME, NAME.replace("Noor", "Sam"), "‘1.2: naam’", "De tekst is anders."),
        (DAY, "", "‘1.2: dagen’", "Dit gaat eraf."),
        (ROW, ROW * 2, "‘1.2: afspraken lijst’", "De tekst is anders."),
        ("bestaat niet", "is verzonnen", "Opmerking boven elk formulier", "De tekst is anders."),
    ],
)
def test_an_answer_that_changes_is_told(tree: Tree, old: str, new: str, subject: str, sentence: str) -> None:
    assert told(tree, TOLD.replace(old, new)) == [("gewijzigd", subject, sentence)]


def test_an_example_that_goes_is_told(tree: Tree) -> None:
    found = told(tree, None)
    assert {fate for fate, _, _ in found} == {"verwijderd"}
    assert ("verwijderd", "‘1.2: naam’", "Dit gaat eraf.") in found


def test_a_report_of_each_kind_may_be_posted() -> None:
    assert {kind.value for kind in ItemKind} == set(KINDS)
