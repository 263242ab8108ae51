"""What there is one of, and pages, formats, diagrams and images: each is told with its kind, fate, place and title."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest

from boxes import BASE, ROOT, source_of
from toolbox.changes import compare as compared
from toolbox.changes.compare import compare
from toolbox.changes.model import Fate, ItemDiff, ItemKind
from toolbox.core.model import Toolbox
from toolbox.core.page import Image

BOX = source_of(ROOT).toolbox
SMALL = source_of(BASE).toolbox
EMPTY = Toolbox((), (), (), ())
SINGLE = {
    "method": (ItemKind.METHOD, "content/toolbox.yaml", compared.METHOD_TITLE),
    "since": (ItemKind.SINCE, "content/sinds.yaml", compared.SINCE_TITLE),
    "glossary": (ItemKind.WORDS, "content/woorden.yaml", compared.WORDS_TITLE),
    "journey": (ItemKind.JOURNEY, "content/mijn-route.yaml", compared.JOURNEY_TITLE),
    "terms": (ItemKind.TERMS, "forms/begrippen.yaml", compared.TERMS_TITLE),
    "example": (ItemKind.EXAMPLE, "forms/voorbeeld.yaml", compared.EXAMPLE_TITLE),
}


def less(value: Any) -> Any:
    """The same with one thing taken out."""
    if not is_dataclass(value):
        return value[:-1]
    lists = (field.name for field in fields(value) if isinstance(getattr(value, field.name), tuple))
    name = next(name for name in lists if len(getattr(value, name)) > 1)
    return replace(value, **{name: getattr(value, name)[:-1]})  # type: ignore[type-var]


def of(item: ItemDiff) -> tuple[ItemKind, Fate, str, str, str]:
    return (item.kind, item.fate, item.path, item.number, item.title)


@pytest.mark.parametrize("name", SINGLE)
def test_what_there_is_one_of(name: str) -> None:
    kind, path, title = SINGLE[name]
    value, nothing = getattr(BOX, name), getattr(EMPTY, name)
    states = ((nothing, value, Fate.NEW), (value, nothing, Fate.REMOVED), (value, less(value), Fate.CHANGED))
    for old, new, fate in states:
        (item,) = compare(replace(EMPTY, **{name: old}), replace(EMPTY, **{name: new})).items
        assert of(item) == (kind, fate, path, "", title)
        assert item.changes
        assert all(change.code != "invisible" for change in item.changes)
    assert compare(replace(EMPTY, **{name: value}), replace(EMPTY, **{name: value})).items == ()


def test_the_list_of_what_must_be_there_is_always_changed() -> None:
    for old, new in ((EMPTY, BOX), (BOX, EMPTY)):
        (item,) = compare(replace(EMPTY, inventory=old.inventory), replace(EMPTY, inventory=new.inventory)).items
        assert of(item) == (
            *(ItemKind.INVENTORY, Fate.CHANGED, "content/inventaris.yaml", ""),
            compared.INVENTORY_TITLE,
        )
        assert len(item.changes) == len(BOX.inventory)


def test_pages_formats_and_diagrams_that_come_and_go() -> None:
    expected = [
        *((ItemKind.PAGE, page.path, page.number, page.title) for page in SMALL.pages),
        *((ItemKind.FORMAT, form.folder, form.number, form.title) for form in SMALL.formats),
        *((ItemKind.DIAGRAM, diagram.path, "", diagram.title) for diagram in SMALL.diagrams),
    ]
    there = replace(EMPTY, pages=SMALL.pages, formats=SMALL.formats, diagrams=SMALL.diagrams)
    for old, new, fate in ((EMPTY, there, Fate.NEW), (there, EMPTY, Fate.REMOVED)):
        items = compare(old, new).items
        assert [of(item) for item in items] == [(kind, fate, *names) for kind, *names in expected]
        assert all(item.changes and not item.old_path for item in items)


def test_a_page_of_the_same_number_and_one_of_the_same_text_moved() -> None:
    page = next(page for page in BOX.pages if page.number == "3.1")
    by_number = replace(page, path="content/elders/3.1.md")
    by_text = replace(page, path="content/elders/anders.md", number="")
    for new, code in ((by_number, "page-moved-number"), (by_text, "page-moved-text")):
        (item,) = compare(replace(EMPTY, pages=(page,)), replace(EMPTY, pages=(new,))).items
        assert of(item) == (ItemKind.PAGE, Fate.MOVED, new.path, new.number, new.title)
        assert item.old_path == page.path
        moved, *_ = item.changes
        assert (moved.code, moved.values) == (code, {"old": page.path, "new": new.path, "percent": "100"})


def test_a_format_in_another_folder_moved_and_one_in_its_own_did_not() -> None:
    form = SMALL.formats[0]
    elsewhere = replace(form, path=form.path.replace(form.folder, "forms/9.9-elders"), number="9.9")
    reworded = replace(form, title="Anders")
    moved, changed = (
        compare(replace(EMPTY, formats=(form,)), replace(EMPTY, formats=(new,))).items for new in (elsewhere, reworded)
    )
    assert [(*of(item), item.old_path) for item in moved] == [
        (ItemKind.FORMAT, Fate.MOVED, "forms/9.9-elders", "9.9", form.title, form.folder)
    ]
    assert [(*of(item), item.old_path) for item in changed] == [
        (ItemKind.FORMAT, Fate.CHANGED, form.folder, form.number, "Anders", "")
    ]


def test_images_by_their_place() -> None:
    def image(name: str, width: int, data: str) -> Image:
        return Image(f"content/afbeeldingen/{name}.png", width, 20, data)

    old = (image("blijft", 1, "a"), image("weg", 2, "b"), image("vervangen", 3, "c"))
    new = (image("blijft", 1, "a"), image("erbij", 4, "d"), image("vervangen", 30, "e"))
    items = compare(replace(EMPTY, images=old), replace(EMPTY, images=new)).items
    assert [(*of(item), *(change.code for change in item.changes)) for item in items] == [
        (ItemKind.IMAGE, fate, f"content/afbeeldingen/{name}.png", "", f"afbeeldingen/{name}.png", code)
        for fate, name, code in (
            (Fate.NEW, "erbij", "image-new"),
            (Fate.CHANGED, "vervangen", "image-replaced"),
            (Fate.REMOVED, "weg", "image-removed"),
        )
    ]
    assert [sorted(item.changes[0].values) for item in items] == [["new"], ["new", "old"], ["old"]]
