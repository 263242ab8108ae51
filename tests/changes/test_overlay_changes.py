"""What a proposal does to a region's edition is told as what is read there, and once."""

from __future__ import annotations

from pathlib import Path

import pytest

from boxes import BASE, CASES
from pastrepo import Past
from toolbox.changes.across import is_theirs
from toolbox.changes.attention import attention
from toolbox.changes.make import make_report
from toolbox.changes.model import Changes, Fate, ItemDiff, ItemKind
from toolbox.changes.overlays import OverlayDiffs, overlay_changes
from toolbox.changes.report import Report
from toolbox.changes.sides import load_sides
from toolbox.core.badge import Badge
from toolbox.source.tree import Tree, read_tree

FOLDER = "content/regio/voorbeeld"
EDITION, TEXT = f"{FOLDER}/edition.yaml", f"{FOLDER}/teksten/eerst.md"
STEP, INTRO = "content/stappen/1-kennismaken.md", "content/inleiding.md"
OWN = read_tree(CASES / "valid" / "editie-met-alles")[0].files
PLAIN = read_tree(BASE)[0].files
WITH = {**PLAIN, **OWN}


def told(old: dict[str, bytes], new: dict[str, bytes]) -> OverlayDiffs:
    return overlay_changes(Tree(old), Tree(new), load_sides(Tree(old), Tree(new)))


def edited(path: str, old: str, new: str) -> dict[str, bytes]:
    text = WITH[path].decode()
    assert old in text
    return {**WITH, path: text.replace(old, new, 1).encode()}


def lines(items: tuple[ItemDiff, ...]) -> list[str]:
    return [f"{item.kind} {item.name} {item.fate}: {item.changes[0].sentence}" for item in items]


def test_without_a_change_in_an_edition_there_is_nothing_to_tell() -> None:
    """What the common toolbox does to all of them stands with the common toolbox."""
    other = edited("content/over-deze-site.md", "deze site.", "deze mooie site.")
    assert told(PLAIN, PLAIN) == told(WITH, WITH) == told(WITH, other) == OverlayDiffs()


def test_what_an_edition_laid_over_the_base_and_no_longer_fits_is_told_and_so_is_what_does_again() -> None:
    other = edited(STEP, "Neem de tijd", "Neem rustig de tijd")
    (item,) = told(WITH, other).items
    assert (item.kind, item.path, item.fate, item.name) == (ItemKind.OVERLAY, FOLDER, Fate.CHANGED, "Voorbeeld")
    (change,) = item.changes
    assert (change.code, change.subject) == ("overlay-moved", "Stap 1: eigen tekst onder de hele tekst")
    (line,) = attention(Report("a", "b", Changes((item,))))
    assert line.startswith("Voorbeeld: Stap 1: eigen tekst onder de hele tekst. De gezamenlijke toolbox verandert")
    (back,) = told(other, WITH).items
    assert [change.code for change in back.changes] == ["overlay-in-step"]
    assert attention(Report("a", "b", Changes((back,)))) == ()


def test_a_question_that_goes_is_told_to_whoever_changed_it() -> None:
    form = "forms/1.2-kennismaking/datapackage.yaml"
    gone = edited(form, "- name: naam\n", "- name: roepnaam\n")
    (item,) = [one for one in told(WITH, gone).items if one.kind is ItemKind.OVERLAY]
    assert ("1.2: andere woorden voor vraag ‘naam’", "overlay-lost") in [
        (change.subject, change.code) for change in item.changes
    ]
    # Called by its old name it is the same question.
    called = gone[form].decode().replace("roepnaam\n", "roepnaam\n          previousNames:\n            - naam\n", 1)
    found = told(WITH, {**gone, form: called.encode()}).items
    assert "overlay-lost" not in {change.code for one in found for change in one.changes}


def test_a_hash_that_moved_without_an_outcome_is_a_finding_also_the_first_time() -> None:
    moved = edited(EDITION, "basis: inbjhabdmbkl", "basis: aaaabbbbcccc")
    (finding,) = told(WITH, moved).findings
    assert (finding.code, finding.path) == ("overlay-by-hand", EDITION)
    assert "‘inbjhabdmbkl’ terug" in finding.message
    outcome = "    uitkomsten:\n      - van: inbjhabdmbkl\n        naar: aaaabbbbcccc\n        als: kept\n"
    said = edited(EDITION, "basis: inbjhabdmbkl\n", f"basis: aaaabbbbcccc\n{outcome}")
    assert told(WITH, said).findings == told(PLAIN, moved).findings == ()


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


def test_another_region_that_changes_the_folder_is_named(tmp_path: Path) -> None:
    past = Past(tmp_path / "past")
    for path, data in OWN.items():
        past.write(path, data.decode())
    base = past.commit("Begin")
    past.replace(EDITION, "titel: Wat is je naam?", "titel: Hoe noem je jezelf?")
    other = past.commit("Anders\n\nRegio: Regio Elders")
    (line,) = make_report(past.root, base, other, paper=False).across
    assert line.startswith("Dit voorstel is van Regio Elders. Het verandert de map van editie Voorbeeld")
    past.replace(EDITION, "titel: Hoe noem je jezelf?", "titel: Wie ben je?")
    assert make_report(past.root, other, past.commit("Zo\n\nRegio: Regio Voorbeeld"), paper=False).across == ()
    past.replace(EDITION, "titel: Wie ben je?", "titel: Wie ben jij?")
    nobody = past.commit("Nog eens")
    (line,) = make_report(past.root, f"{nobody}^", nobody, paper=False).across
    assert line.startswith("Er staat niet bij")


@pytest.mark.parametrize(
    ("names", "theirs"),
    [(("nijmegen",), True), (("Regio Nijmegen",), True), (("ROC Nijmegen",), True), (("Elders", "Nijmegen"), True),
     (("Elders",), False), ((), False)],
)  # fmt: skip
def test_a_region_is_known_by_its_names_and_its_schools(names: tuple[str, ...], theirs: bool) -> None:
    assert is_theirs(Badge("regio/nijmegen/", "Nijmegen", ("ROC Nijmegen",)), names) is theirs
