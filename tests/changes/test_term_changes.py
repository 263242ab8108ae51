"""What `toolbox changes` tells of forms/begrippen.yaml, and of a question's term."""

from __future__ import annotations

import pytest

from remedies.changes import lay_out
from remedies.terms import LOOSE, NAMED, SECOND, SHARED, SHARING, TERMS
from toolbox.changes.compare import compare
from toolbox.changes.sides import load_sides
from toolbox.source.tree import Tree, read_tree


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Tree:
    root = tmp_path_factory.mktemp("begrippen") / "toolbox"
    lay_out(root)
    SHARING(root)
    return read_tree(root)[0]


def told(tree: Tree, path: str, text: str | None) -> list[tuple[str, str]]:
    """(fate, 'subject: sentence') of each change when `path` gets this text."""
    files = {name: data for name, data in tree.files.items() if name != path}
    sides = load_sides(tree, Tree(files if text is None else {**files, path: text.encode()}))
    assert sides.unreadable == ()
    return [
        (item.fate, f"{change.subject}: " * bool(change.subject) + change.sentence)
        for item in compare(sides.old, sides.new).items
        for change in item.changes
    ]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (SHARED, SHARED + LOOSE, "Nieuw begrip ‘los’: Of er al een stage is."),
        ("Hoe de student heet", "Hoe de student genoemd wil worden", "Het begrip ‘naam_student’ betekent iets anders."),
        (
            "heet\n    type: string",
            "heet\n    type: date",
            "Bij het begrip ‘naam_student’ hoort type date; dat was string.",
        ),
        ("    gevoelig: true\n", "", "Het begrip ‘zorg’ is niet meer gevoelig."),
        (
            "heet\n    type: string\n",
            "heet\n    type: string\n    gevoelig: true\n",
            "Het begrip ‘naam_student’ is gevoelig.",
        ),
    ],
)
def test_a_term_that_changes_is_told(tree: Tree, old: str, new: str, expected: str) -> None:
    assert told(tree, TERMS, SHARED.replace(old, new)) == [("gewijzigd", expected)]


def test_terms_that_go_are_told(tree: Tree) -> None:
    assert told(tree, TERMS, None) == [
        ("verwijderd", "Het begrip ‘naam_student’ is weg."),
        ("verwijderd", "Het begrip ‘zorg’ is weg."),
    ]


def test_a_question_that_gets_or_loses_a_term_is_told(tree: Tree) -> None:
    text = tree.files[SECOND].decode()
    lost = told(tree, SECOND, text.replace(NAMED, "", 1))
    assert lost == [
        (
            "gewijzigd",
            "Vraag ‘Hoe heet je?’: Dit hoort niet meer bij het begrip ‘naam_student’: van andere formats is het "
            "niet over te nemen.",
        )
    ]
    other = told(tree, SECOND, text.replace("term: naam_student", "term: zorg", 1))
    assert other == [
        ("gewijzigd", "Vraag ‘Hoe heet je?’: Dit hoorde bij het begrip ‘naam_student’ en hoort nu bij ‘zorg’.")
    ]
