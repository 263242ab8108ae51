"""What `toolbox changes` tells of content/toolbox.yaml."""

from __future__ import annotations

import pytest

from boxes import BASE
from toolbox.changes.compare import compare
from toolbox.changes.sides import load_sides
from toolbox.source.tree import Tree, read_tree

PATH = "content/toolbox.yaml"
TREE = read_tree(BASE)[0]


def told(*edits: tuple[str, str]) -> list[str]:
    """Each change as 'subject: sentence', with what it means."""
    text = TREE.files[PATH].decode()
    for old, new in edits:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    sides = load_sides(TREE, Tree({**TREE.files, PATH: text.encode()}))
    assert sides.unreadable == ()
    items = compare(sides.old, sides.new).items
    assert {(item.kind, item.path, item.fate) for item in items} <= {("toolbox", PATH, "gewijzigd")}
    return [
        " ".join((f"{change.subject}: " * bool(change.subject) + change.sentence, *change.effect_sentences))
        for item in items
        for change in item.changes
    ]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("naam: Toolbox Kennismaken", "naam: Toolbox Ontmoeten", "Naam: De tekst is anders."),
        ("organisatie: school", "organisatie: werkplaats", "Waar de toolbox wordt gebruikt: De tekst is anders."),
        ("naar: downloads", "naar: nieuw", "Menu: De tekst is anders."),
        ("route: Kies waar je staat.", "route: Kies.", "Voorpagina: boven de route: De tekst is anders."),
        (
            "- naam: ouder",
            "- naam: ouder\n    tekst: verzorger",
            "De rol ‘ouder’ heette op de site ouder en gaat verzorger heten.",
        ),
        (
            "- naam: ouder",
            "- naam: ouder\n    doet:\n      kort: Je leest mee.\n      stappen:\n        - stap: '1'\n"
            "          punten:\n            - tekst: Je vertelt wie je bent.\n              bron: '1.2'",
            "Wat de rol ‘ouder’ doet: De tekst is anders.",
        ),
        (
            "kenmerk: toolbox-transitieroute",
            "kenmerk: toolbox-nieuw",
            "Het kenmerk was toolbox-transitieroute en wordt toolbox-nieuw. "
            "Eerder ingevulde bestanden worden niet meer herkend.",
        ),
    ],
)
def test_a_change_is_told_in_words(old: str, new: str, expected: str) -> None:
    assert told((old, new)) == [expected]


def test_a_role_that_comes_and_one_that_goes() -> None:
    assert told(("- naam: coördinator", "- naam: buur")) == [
        "Nieuwe rol ‘buur’: op de site heet die buur.",
        "De rol ‘coördinator’ is weg.",
    ]


def test_nothing_is_told_of_another_way_to_write_it() -> None:
    assert told(("naam: Toolbox Kennismaken", "naam: 'Toolbox Kennismaken'")) == []


def test_a_toolbox_from_before_this_file_is_compared_too() -> None:
    before = Tree({path: data for path, data in TREE.files.items() if path != PATH})
    (item,) = compare(*(lambda sides: (sides.old, sides.new))(load_sides(before, TREE))).items
    assert (item.kind, item.fate) == ("toolbox", "nieuw")
