"""Which page, format and diagram of one state is which of the other; and what is told of one that has no other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest

from boxes import BASE, ROOT, source_of
from toolbox.changes import compare as compared
from toolbox.changes.align import State
from toolbox.changes.compare import compare
from toolbox.changes.model import Change, Changes, Fate, ItemDiff, ItemKind
from toolbox.core.form import Format
from toolbox.core.model import Toolbox
from toolbox.core.page import Page

EMPTY = Toolbox((), (), (), ())
PAGE = next(page for page in source_of(ROOT).toolbox.pages if page.number == "3.1")
STEP = next(page for page in source_of(ROOT).toolbox.pages if page.table)
FORM = source_of(BASE).toolbox.formats[0]
DIAGRAM = source_of(BASE).toolbox.diagrams[0]


def page(path: str, words: str, number: str = "") -> Page:
    return replace(PAGE, path=f"content/{path}.md", number=number, body=replace(PAGE.body, html=f"<p>{words}</p>"))


def form(name: str, number: str = "9.9", *, folder: str = "", previous: tuple[str, ...] = ()) -> Format:
    path = f"forms/{folder or name}/datapackage.yaml"
    return replace(FORM, name=name, number=number, path=path, previous_names=previous)


def pages(old: Iterable[Page], new: Iterable[Page]) -> Changes:
    return compare(replace(EMPTY, pages=tuple(old)), replace(EMPTY, pages=tuple(new)))


def formats(old: Iterable[Format], new: Iterable[Format]) -> list[tuple[Fate, str, str]]:
    """What became of each, where it stands and where it stood."""
    items = compare(replace(EMPTY, formats=tuple(old)), replace(EMPTY, formats=tuple(new))).items
    return [(item.fate, item.path, item.old_path) for item in items]


def told(items: Iterable[ItemDiff]) -> list[tuple[Fate, str, str, str]]:
    """What became of each, where it stands and where it stood, and how many per cent of its words stayed."""
    return [
        (item.fate, item.path, item.old_path, item.changes[0].values.get("percent", "") if item.changes else "")
        for item in items
    ]


def test_a_page_in_its_place_is_the_same_whatever_its_number_and_words() -> None:
    """Also beside one that took its number."""
    old = [page("a", "een twee", "3.1"), page("b", "drie vier", "3.2")]
    new = [page("a", "vijf zes", "3.2"), page("b", "zeven acht", "3.3")]
    assert [(item.kind, item.fate, item.path, item.old_path) for item in pages(old, new).items] == [
        (ItemKind.PAGE, Fate.CHANGED, f"content/{name}.md", "") for name in "ab"
    ]


@pytest.mark.parametrize(("words", "percent"), [("een twee vijf zes", "50"), ("een twee drie zes", "75")])
def test_half_of_the_words_make_it_the_same_page(words: str, percent: str) -> None:
    found = pages([page("a", "een twee drie vier")], [page("b", words)])
    assert told(found.items) == [(Fate.MOVED, "content/b.md", "content/a.md", percent)]
    assert found.items[0].changes[0].code == "page-moved-text"


def test_less_than_half_of_them_do_not() -> None:
    found = pages([page("a", "een twee drie vier")], [page("b", "een vijf zes zeven")])
    assert [item.fate for item in found.items] == [Fate.NEW, Fate.REMOVED]


def test_of_pages_that_are_alike_those_that_are_most_alike_are_the_same() -> None:
    """Whatever their order; and of pages that are as much alike the first ones are the same."""
    a, b = page("a", "een twee drie vier"), page("b", "een twee drie zes")
    like_a, like_b = page("d", "een twee drie vier vijf"), page("c", "een twee drie zes zeven")
    same = {
        (Fate.MOVED, "content/d.md", "content/a.md", "88"),
        (Fate.MOVED, "content/c.md", "content/b.md", "88"),
    }
    for old in ([a, b], [b, a]):
        for new in ([like_a, like_b], [like_b, like_a]):
            assert set(told(pages(old, new).items)) == same
    twins = pages([page("a", "een twee"), page("b", "een twee")], [page("c", "een twee"), page("d", "een twee")])
    assert told(twins.items) == [
        (Fate.MOVED, "content/c.md", "content/a.md", "100"),
        (Fate.MOVED, "content/d.md", "content/b.md", "100"),
    ]


def test_a_page_without_words_is_like_no_other() -> None:
    found = pages([page("a", ""), page("b", "een")], [page("c", ""), page("d", "twee")])
    assert [item.fate for item in found.items] == [*[Fate.NEW] * 2, *[Fate.REMOVED] * 2]


def test_of_a_page_or_format_that_comes_or_goes_all_is_told_as_coming_or_going() -> None:
    old = replace(EMPTY, pages=(STEP,), formats=(FORM,))
    for before, after, state in ((EMPTY, old, State.ADDED), (old, EMPTY, State.REMOVED)):
        step, form = compare(before, after).items
        assert {block.state for item in (step, form) for change in item.changes for block in change.blocks} == {state}
        word = "new" if state is State.ADDED else "removed"
        assert [change.code for change in step.changes][:3] == ["status-whole", f"summary-{word}", f"text-{word}"]
        assert [change.code for change in form.changes][-1].startswith("format-contents")
        assert any(change.code.startswith("step-table") for change in step.changes)


def test_a_format_in_its_folder_is_the_same_whatever_its_name_and_number() -> None:
    old, new = form("oud", "1.1", folder="map"), form("nieuw", "2.2", folder="map")
    assert formats([old], [new]) == [(Fate.CHANGED, "forms/map", "")]


def test_a_format_of_the_same_name_or_number_is_the_same_wherever_it_stands() -> None:
    assert formats([form("naam", "1.1", folder="a")], [form("naam", "2.2", folder="b")]) == [
        (Fate.MOVED, "forms/b", "forms/a")
    ]
    assert formats([form("een", "1.1", folder="a")], [form("twee", "1.1", folder="b")]) == [
        (Fate.MOVED, "forms/b", "forms/a")
    ]
    # Neither name, nor number, nor folder.
    assert formats([form("een", "1.1")], [form("twee", "2.2")]) == [
        (Fate.NEW, "forms/twee", ""),
        (Fate.REMOVED, "forms/een", ""),
    ]


def test_a_format_that_says_how_it_was_called_is_that_one() -> None:
    """But not while there still is one of that name; and a name comes before a number."""
    old, renamed = form("oud", "1.1"), form("nieuw", "2.2", previous=("nooit", "oud"))
    assert formats([old], [renamed]) == [(Fate.MOVED, "forms/nieuw", "forms/oud")]
    assert formats([old], [old, renamed]) == [(Fate.NEW, "forms/nieuw", "")]
    other = form("ander", "2.2")
    assert formats([old, other], [renamed]) == [
        (Fate.MOVED, "forms/nieuw", "forms/oud"),
        (Fate.REMOVED, "forms/ander", ""),
    ]


def test_formats_that_say_nothing_of_a_name_are_not_the_same_for_that() -> None:
    old, new = form("een", "1.1"), form("twee", "2.2")
    assert formats([old, form("drie", "3.3")], [new, form("vier", "4.4")]) == [
        *((Fate.NEW, f"forms/{name}", "") for name in ("twee", "vier")),
        *((Fate.REMOVED, f"forms/{name}", "") for name in ("een", "drie")),
    ]


def test_what_stands_behind_a_format_that_stays_is_looked_at_as_well() -> None:
    stays = form("blijft", "1.1")
    assert formats([stays, form("weg", "2.2")], [stays, form("erbij", "3.3")]) == [
        (Fate.NEW, "forms/erbij", ""),
        (Fate.REMOVED, "forms/weg", ""),
    ]


def test_a_diagram_that_comes_or_goes_is_told_with_all_that_stands_in_it() -> None:
    for old, new, codes in (
        ((), (DIAGRAM,), ("diagram-new", "box-added", "arrow-added")),
        ((DIAGRAM,), (), ("diagram-removed", "box-removed", "arrow-removed")),
    ):
        (item,) = compare(replace(EMPTY, diagrams=old), replace(EMPTY, diagrams=new)).items
        described, box, arrow = codes
        assert [change.code for change in item.changes] == [
            described,
            *[box] * len(DIAGRAM.boxes),
            *[arrow] * len(DIAGRAM.arrows),
        ]
    (item,) = compare(
        replace(EMPTY, diagrams=(DIAGRAM,)), replace(EMPTY, diagrams=(replace(DIAGRAM, title="Anders"),))
    ).items
    assert (item.kind, item.fate) == (ItemKind.DIAGRAM, Fate.CHANGED)


def test_what_differs_and_has_nothing_to_show_is_told_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compared, "page_changes", lambda _old, _new: iter(()))
    (item,) = pages([page("a", "een")], [page("a", "twee")]).items
    assert item.changes == (Change("invisible"),)
    assert item.changes[0].sentence
