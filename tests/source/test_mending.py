"""Files with mistakes: one does not hide another, and what can be made of them can be compared."""

from __future__ import annotations

import copy
import itertools
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import yaml

from boxes import BASE
from toolbox.changes.align import State
from toolbox.changes.compare import compare
from toolbox.changes.diagrams import diagram_changes
from toolbox.changes.formats import format_changes, whole_format
from toolbox.changes.model import Changes
from toolbox.changes.pages import page_changes, whole_page
from toolbox.changes.sides import Sides, load_sides
from toolbox.source import mending
from toolbox.source.diagrams import load_diagram
from toolbox.source.formats import load_format
from toolbox.source.mending import Mended
from toolbox.source.pages import load_page
from toolbox.source.profile import FORMAT
from toolbox.source.tree import Tree, read_tree

pytestmark = pytest.mark.slow

TREE = read_tree(BASE)[0]
FOLDER = "forms/1.2-kennismaking"
PACKAGE, STEP, ROUTE = f"{FOLDER}/datapackage.yaml", "content/stappen/1-kennismaken.md", "content/schemas/route.yaml"
ABOUT = "content/over-deze-site.md"
GONE = object()
ODD: tuple[Any, ...] = (None, [], {}, "x", GONE, -1, ["a", "a"], [{"name": "naam"}], True)


def spots(value: Any) -> Iterator[tuple[Any, Any]]:
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, child in list(pairs):
        yield value, key
        yield from spots(child)


def spoilt(data: Any) -> Iterator[str]:
    """Every spot in turn holds something odd, or is gone."""
    odd = itertools.cycle(ODD)
    for index in range(len(list(spots(data)))):
        # As many as do not divide the number of odd things: another pair of them at each spot.
        for one in itertools.islice(odd, 2):
            changed = copy.deepcopy(data)
            parent, key = next(itertools.islice(spots(changed), index, None))
            if one is GONE:
                del parent[key]
            else:
                parent[key] = copy.deepcopy(one)
            yield yaml.safe_dump(changed, allow_unicode=True, sort_keys=False)


def test_what_is_not_right_after_so_many_rounds_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    data = yaml.safe_load(TREE.files[PACKAGE])
    wrong: set[tuple[Any, ...]] = set()
    spoilt = {**data, "title": 5}
    mended = mending._mended(spoilt, FORMAT, wrong)
    assert mended is not None
    assert wrong == {("title",)}
    monkeypatch.setattr(mending, "ROUNDS", 1)
    assert mending._mended(spoilt, FORMAT, set()) is None
    assert mending._mended(data, FORMAT, set()) == data


def front(text: str) -> tuple[str, str]:
    _, head, body = text.split("---\n", 2)
    return head, body


STEP_HEAD, STEP_BODY = front(TREE.files[STEP].decode())
KINDS: dict[str, tuple[str, Callable[[str], Mended[Any]], Callable[[Any, Any], Any], Callable[[Any], Any]]] = {
    "format": (
        TREE.files[PACKAGE].decode(),
        lambda text: load_format(FOLDER, Tree({**TREE.files, PACKAGE: text.encode()})),
        format_changes,
        lambda form: whole_format(form, State.ADDED),
    ),
    "page": (
        STEP_HEAD,
        lambda text: load_page(STEP, f"---\n{text}---\n{STEP_BODY}".encode()),
        page_changes,
        lambda page: whole_page(page, State.REMOVED),
    ),
    "diagram": (
        TREE.files[ROUTE].decode(),
        lambda text: load_diagram(ROUTE, text.encode()),
        diagram_changes,
        lambda diagram: (),
    ),
}


@pytest.mark.parametrize("kind", KINDS)
def test_what_could_be_made_of_a_file_can_be_compared(kind: str) -> None:
    text, load, changes, whole = KINDS[kind]
    good = load(text).item
    guessed = tried = 0
    for wrong in spoilt(yaml.load(text, yaml.BaseLoader if kind == "page" else yaml.SafeLoader)):
        read = load(wrong)
        assert read.item or read.findings
        tried, guessed = tried + 1, guessed + (read.guess is not None)
        if read.guess:
            assert list(changes(good, read.guess)) + list(changes(read.guess, good)) is not None
            assert list(whole(read.guess)) is not None
    assert guessed > tried / 2


def proposal(**changed: tuple[str, str]) -> tuple[Sides, Changes]:
    """The base, and the same with a text replaced in some files."""
    files = dict(TREE.files)
    for path, (old, new) in changed.items():
        text = files[path].decode()
        assert old in text
        files[path] = text.replace(old, new).encode()
    sides = load_sides(TREE, Tree(files))
    return sides, compare(sides.old, sides.new)


def told(changes: Changes) -> list[tuple[str, str]]:
    return [(change.code, change.subject) for item in changes.items for change in item.changes]


def test_a_format_with_a_mistake_is_compared_all_the_same() -> None:
    wrong = ("title: Hoe heet je?\n          type: string", "title: Hoe heet je precies?\n          tpye: string")
    sides, changes = proposal(**{PACKAGE: wrong})
    assert (sides.unreadable, sides.faulty) == ((), (FOLDER,))
    assert told(changes) == [("reworded", "Vraag ‘Hoe heet je precies?’")]


def test_a_text_with_a_mistake_is_compared_all_the_same() -> None:
    wrong = "makers van de proeven <script>alert(1)</script> [klik](javascript:y)"
    sides, changes = proposal(**{ABOUT: ("makers van de tests", wrong), PACKAGE: ("**mag ook**", "<b>mag</b>")})
    assert (sides.unreadable, sides.faulty) == ((), (ABOUT, FOLDER))
    assert [code for code, _ in told(changes)] == ["text", "link-added", "section-intro"]
    # What may not be there shows as words.
    html = next(page for page in sides.new.pages if page.path == ABOUT).body.html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; <a>klik</a>" in html


def test_a_text_that_would_take_too_long_is_not_compared() -> None:
    sides, changes = proposal(**{ABOUT: ("makers", "m" * 9_000)})
    assert sides.unreadable == (ABOUT,)
    assert not changes


def test_front_matter_and_a_diagram_with_a_mistake_are_compared() -> None:
    sides, changes = proposal(
        **{ABOUT: ("titel: Over deze site", "titel: Over de site\nschemaa: x"), ROUTE: ("kolom: 1", "kolom: 44")}
    )
    assert sides.unreadable == ()
    assert sides.faulty == (ABOUT, ROUTE)
    assert ("title", "") in told(changes)
