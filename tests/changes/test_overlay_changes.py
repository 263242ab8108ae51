"""What a proposal does to a region's edition is told as what is read there, and once."""

from __future__ import annotations

from pathlib import Path

import pytest

from boxes import BASE, CASES
from pastrepo import Past
from toolbox.changes.attention import attention
from toolbox.changes.make import make_report
from toolbox.changes.model import Changes, Fate, ItemDiff, ItemKind
from toolbox.changes.overlays import OverlayDiffs, overlay_changes
from toolbox.changes.report import Report
from toolbox.source.tree import Tree, read_tree

FOLDER = "content/regio/voorbeeld"
EDITION, TEXT = f"{FOLDER}/edition.yaml", f"{FOLDER}/teksten/eerst.md"
STEP, INTRO = "content/stappen/1-kennismaken.md", "content/inleiding.md"
OWN = read_tree(CASES / "valid" / "editie-met-alles")[0].files
PLAIN = read_tree(BASE)[0].files
WITH = {**PLAIN, **OWN}


def told(old: dict[str, bytes], new: dict[str, bytes]) -> OverlayDiffs:
    return overlay_changes(Tree(old), Tree(new))


def edited(path: str, old: str, new: str) -> dict[str, bytes]:
    text = WITH[path].decode()
    assert old in text
    return {**WITH, path: text.replace(old, new, 1).encode()}


def lines(items: tuple[ItemDiff, ...]) -> list[str]:
    return [f"{item.kind} {item.name} {item.fate}: {item.changes[0].sentence}" for item in items]


def test_without_a_change_in_an_edition_there_is_nothing_to_tell() -> None:
    """What the common toolbox does to all of them stands with the common toolbox."""
    other = edited(STEP, "Neem de tijd", "Neem rustig de tijd")
    assert told(PLAIN, PLAIN) == told(WITH, WITH) == told(WITH, other) == OverlayDiffs()


def test_a_text_of_an_edition_is_told_at_its_page_and_what_else_changed_is_not() -> None:
    text = WITH[TEXT].decode()
    new = {**edited(INTRO, "\n", "\n"), TEXT: f"{text}\nBel [ons](https://regio.nl/).\n".encode()}
    found = told(WITH, new)
    assert found.told == {TEXT}
    (item,) = found.items
    assert (item.kind, item.fate, item.path) == (ItemKind.PAGE, Fate.CHANGED, f"{FOLDER}/{INTRO}")
    assert item.title.endswith("(editie Voorbeeld)")
    (line,) = attention(Report("a", "b", Changes(found.items)))
    assert line == f"{item.name}: Nieuwe link ‘ons’, naar https://regio.nl/."


def test_an_edition_that_comes_or_goes_is_told_with_all_that_it_does() -> None:
    came, went = told(PLAIN, WITH), told(WITH, PLAIN)
    assert lines(came.items)[0] == "editie Voorbeeld nieuw: Deze editie krijgt een site van zichzelf."
    assert lines(went.items)[0] == "editie Voorbeeld verwijderd: Deze editie gaat van de site af."
    assert came.told == went.told == OWN.keys()
    # Its own page is new where it comes; the format reads otherwise.
    fates = {item.path: item.fate for item in came.items}
    assert fates[f"{FOLDER}/paginas/samen.md"] is Fate.NEW
    assert fates[f"{FOLDER}/forms/1.2-kennismaking"] is Fate.CHANGED


def test_what_an_edition_says_of_itself_is_told() -> None:
    (item,) = told(WITH, edited(EDITION, "contact: regio@voorbeeld.nl", "contact: ''")).items
    assert (item.kind, item.fate, item.changes[0].subject) == (ItemKind.OVERLAY, Fate.CHANGED, "Contact")
    assert lines(told(WITH, edited(EDITION, "instellingen:\n", "instellingen:\n  # Samen\n")).items) == [
        "editie Voorbeeld gewijzigd: Er is iets veranderd dat een lezer niet ziet."
    ]


def test_another_question_in_an_edition_is_told_as_in_the_common_toolbox() -> None:
    found = told(WITH, edited(EDITION, "titel: Wat is je naam?", "titel: Wie is je mentor?"))
    (line,) = attention(Report("a", "b", Changes(found.items)))
    assert line.startswith(
        "1.2 Kennismaking (editie Voorbeeld): Vraag ‘Wie is je mentor?’. Deze vraag lijkt iets anders"
    )


@pytest.mark.parametrize("path", [EDITION, STEP])
def test_what_could_not_be_read_is_not_called_gone(path: str) -> None:
    """An edition with a mistake in it, or one on a common toolbox with a mistake."""
    broken = {**edited(TEXT, "\n", "\n\n"), path: b"kapot: [\n"}
    found = told(WITH, broken)
    assert found.items == ()
    assert set(found.unreadable) == {TEXT, *([EDITION] if path == EDITION else [])}


def test_the_report_has_it_among_what_changed(tmp_path: Path) -> None:
    """And not as files that are only written otherwise: a reader does see it."""
    past = Past(tmp_path / "past")
    for path, data in OWN.items():
        past.write(path, data.decode())
    base = past.commit("Begin")
    past.replace(EDITION, "titel: Wat is je naam?", "titel: Hoe noem je jezelf?")
    report = make_report(past.root, base, past.commit("Anders"), paper=True)
    assert [item.name for item in report.changes.items] == ["1.2 Kennismaking (editie Voorbeeld)"]
    assert (report.rewritten, report.unreadable, report.printed, report.errors) == ((), (), (), 0)
