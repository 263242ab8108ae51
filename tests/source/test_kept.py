"""What was found out before is not found out again, and what a check says is the same with it as without."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boxes import BASE, CASES, ROOT, case_tree, source_of
from examples import examples
from toolbox.core.findings import Finding
from toolbox.core.page import Image
from toolbox.source import images, plain
from toolbox.source.ahead import lay_ahead, look_ahead
from toolbox.source.check import Checked, check_source, say_source
from toolbox.source.kept import Kept
from toolbox.source.tree import Tree, read_tree
from toolbox.source.verdict import Said, from_text, key_of, to_text

pytestmark = pytest.mark.slow

INTRO, PAGE, TOLD = "content/inleiding.md", "content/stappen/3-school-naar-werk-gesprek.md", "content/toolbox.yaml"
FOLDER = "forms/3.1-format-school-naar-werk-gesprek"
PACKAGE = f"{FOLDER}/datapackage.yaml"
ABOUT, CONTACTS = "content/stappen/1-voorbereidingen.md", "content/regio/voorbeeldregio/sociale-kaart.csv"
REGION, LANGUAGE = "content/regio/voorbeeldregio/edition.yaml", "content/taal/en/formats/3.1.yaml"
Known = dict[str, str]


def with_kept(tree: Tree, found: list[Finding], known: Known) -> tuple[Said, Kept]:
    kept = Kept(known, plain)
    return say_source(tree, found, kept), kept


def with_another(tree: Tree, found: list[Finding], known: Known) -> tuple[Said, Kept]:
    """As the command does it where there are two cores."""
    kept = Kept(known, plain)
    look_ahead(tree, kept)
    return say_source(tree, found, kept, lay_ahead), kept


def said_of(checked: Checked) -> Said:
    box = checked.toolbox
    counts = (len(box.pages), len(box.formats), len(checked.overlaid), len(checked.languages))
    return Said(checked.findings, *counts)


def same(tree: Tree, found: list[Finding], known: Known, bare: Checked | None = None) -> Kept:
    """Asserts that it makes no difference what was known; gives what is known now, and what was looked at. `bare` is
    what a look with nothing known finds, where that was seen before."""
    said, kept = with_kept(tree, found, known)
    bare = bare or check_source(tree, found)
    assert list(map(str, said.findings)) == list(map(str, bare.findings))
    assert said == said_of(bare)
    # What is made of it is the same too, and the next one need not look at anything.
    assert check_source(tree, found, Kept(kept.now, plain)) == bare
    again, then = with_kept(tree, found, kept.now)
    assert again == said
    assert then.looked == []
    assert then.now == kept.now
    return kept


@cache
def whole() -> tuple[Tree, Known]:
    """Our own toolbox, and what a check of it kept."""
    tree, found = read_tree(ROOT)
    assert found == []
    return tree, same(tree, [], {}).now


@cache
def small() -> Known:
    return same(*read_tree(BASE), {}).now


@pytest.mark.parametrize(
    "case", [*sorted((CASES / "invalid").iterdir()), *sorted((CASES / "valid").iterdir())], ids=lambda case: case.name
)
def test_a_fault_is_found_and_mended_with_what_was_kept_as_without(case: Path) -> None:
    broken = same(*case_tree(case), small())
    same(*read_tree(BASE), broken.now, source_of(BASE))


def edited(path: str, before: str, after: str) -> Callable[[Tree], Tree]:
    def edit(tree: Tree) -> Tree:
        text = tree.files[path].decode()
        assert before in text
        return Tree({**tree.files, path: text.replace(before, after, 1).encode()})

    return edit


def renamed(path: str, to: str) -> Callable[[Tree], Tree]:
    return lambda tree: Tree({to if each == path else each: data for each, data in tree.files.items()})


def deleted(path: str) -> Callable[[Tree], Tree]:
    return lambda tree: Tree({each: data for each, data in tree.files.items() if each != path})


def refused(path: str) -> Callable[[Tree], Tree]:
    """As a file that may not be read, such as a link."""
    return lambda tree: Tree(deleted(path)(tree).files, frozenset({path}))


def looks(path: str, *rules: str) -> set[tuple[str, str]]:
    # Another language spells them its own way.
    spelt = () if path.startswith("content/taal/") else ("spelling",)
    return {(rule, path) for rule in ("characters", "people", *spelt, *rules)}


def laid(*names: str) -> set[tuple[str, str]]:
    return {("laid", f"content/{name}") for name in names}


# All that is laid over the base.
LAID = laid("regio/nijmegen", "regio/rijn-ijssel", "regio/voorbeeldregio", "taal/en", "taal/nl-simple")
# What is edited, and what is looked at again: nothing else.
EDITS: dict[str, tuple[Callable[[Tree], Tree], set[tuple[str, str]]]] = {
    "a sentence": (edited(PAGE, "\n## ", "\nNog een zin.\n\n## "), looks(PAGE, "load_page", "entities")),
    "a sentence that regions stand beside": (
        edited(ABOUT, "\n## ", "\nNog een zin.\n\n## "),
        laid("regio/nijmegen", "regio/voorbeeldregio") | looks(ABOUT, "load_page", "entities"),
    ),
    "a heading": (edited(PAGE, "\n## ", "\n## Nieuw: "), LAID | looks(PAGE, "load_page", "entities")),
    "a title": (edited(PAGE, "titel: ", "titel: Nieuw "), LAID | looks(PAGE, "load_page", "front")),
    "a broken link": (edited(PAGE, "\n## ", "\n[weg](weg.md)\n\n## "), looks(PAGE, "load_page", "entities")),
    "no front matter": (edited(PAGE, "---\n", ""), looks(PAGE, "load_page")),
    "a renamed page": (
        renamed(INTRO, "content/begin.md"),
        LAID | looks("content/begin.md", "load_page", "front", "entities"),
    ),
    "a page that is gone": (deleted(INTRO), LAID),
    "a page that is refused": (refused(INTRO), LAID),
    "a format": (
        edited(PACKAGE, "title: Stages", "title: Stage"),
        LAID | looks(PACKAGE, "canonical") | {("format", FOLDER)},
    ),
    "a format that is no more": (deleted(PACKAGE), LAID),
    "a region": (
        edited(REGION, "naam: ", "naam: De "),
        laid("regio/voorbeeldregio") | looks(REGION) | {("region", "voorbeeldregio")},
    ),
    "a language": (
        edited(LANGUAGE, "titel: ", "titel: The "),
        laid("taal/en") | looks(LANGUAGE) | {("language", "en")},
    ),
    "the method": (
        edited(TOLD, "naam: ", "naam: De "),
        LAID | looks(TOLD, "load_method"),
    ),
    "the words": (
        edited("content/woorden.yaml", "titel: ", "titel: De "),
        LAID | looks("content/woorden.yaml", "load_glossary") - {("spelling", "content/woorden.yaml")},
    ),
    "whom a region can be asked for": (
        edited(CONTACTS, "Balie op de begane grond", "06-12345678"),
        laid("regio/voorbeeldregio") | looks(CONTACTS) | {("region", "voorbeeldregio")},
    ),
}


@pytest.mark.parametrize("name", EDITS)
def test_only_what_changed_is_looked_at_again(name: str) -> None:
    edit, expected = EDITS[name]
    tree, known = whole()
    kept = same(edit(tree), [], known)
    assert set(kept.looked) == expected
    same(tree, [], kept.now)
    said, beside = with_another(edit(tree), [], known)
    assert said == with_kept(edit(tree), [], known)[0]
    assert sorted(beside.looked) == sorted(kept.looked)
    assert beside.now == kept.now


PATHS = sorted(read_tree(BASE)[0].files)
PIECES = ["", "x", "\n", "---\n", ": ", "- a\n", "[a](b.md)", "## Kop\n", "\u4e2d", "Jan Jansen", "'", '"', "\\u4E2D"]
STEP = st.tuples(st.sampled_from(PATHS), st.integers(0, 3_000), st.integers(0, 30), st.sampled_from(PIECES))


@settings(max_examples=examples(120), deadline=None)
@given(st.lists(STEP, min_size=1, max_size=4))
def test_whatever_is_typed_is_said_the_same(steps: list[tuple[str, int, int, str]]) -> None:
    """One after the other, each with what the one before kept."""
    (tree, _), known = read_tree(BASE), small()
    for path, at, size, piece in steps:
        data = tree.files[path]
        tree = Tree({**tree.files, path: data[:at] + piece.encode() + data[at + size :]})
        known = same(tree, [], known).now


def test_with_another_process_beside_it_the_same_is_found_and_nothing_twice() -> None:
    tree, known = whole()
    said, kept = with_another(tree, [], {})
    assert said == said_of(check_source(tree, []))
    assert kept.now == known
    assert len(kept.looked) == len(set(kept.looked))


def test_that_process_looks_at_images(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pillow takes as long to load as a check of one file: here nobody waits for it."""
    tree, found = case_tree(CASES / "valid" / "afbeeldingen-op-een-pagina")
    here = os.getpid()
    looked = images.load_image
    monkeypatch.setattr("os.sched_getaffinity", lambda _: {0, 1})

    def load_image(path: str, data: bytes) -> tuple[Image | None, list[Finding]]:
        assert os.getpid() != here
        return looked(path, data)

    monkeypatch.setattr(images, "load_image", load_image)
    said, kept = with_another(tree, found, {})
    assert said.findings == ()
    monkeypatch.undo()
    assert kept.now == same(tree, found, {}).now


def test_when_that_process_ends_all_is_looked_at_here(monkeypatch: pytest.MonkeyPatch) -> None:
    tree, found = read_tree(BASE)
    monkeypatch.setattr("toolbox.source.people.check_people", lambda *_: os._exit(3))
    monkeypatch.setattr("toolbox.source.overlays.whole.overlay_findings", lambda *_, **__: os._exit(3))
    said, kept = with_another(tree, found, {})
    assert said.findings == ()
    assert kept.now == small()


def test_where_the_system_gives_no_other_process_all_is_looked_at_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr("os.fork", full)
    said, kept = with_another(*read_tree(BASE), {})
    assert said.findings == ()
    assert kept.now == small()


def test_a_build_drops_nothing_that_a_check_will_ask_for() -> None:
    tree, known = whole()
    for _ in range(3):
        kept = Kept(known, plain)
        check_source(tree, [], kept)
        assert kept.with_others() == known
    # What nobody asks for does not pile up.
    kept = Kept(known | {f"{number:064}": "" for number in range(len(known))}, plain)
    check_source(tree, [], kept)
    assert kept.with_others() == kept.now


def test_a_line_that_something_else_wrote_is_no_answer() -> None:
    tree, known = whole()
    texts = ["", "{", "[]", '["NoType"]', '["core.page.Page",1]', '["dict",1]', "[" * 50_000, '[["list"]]']
    strange = dict(zip(known, texts * len(known), strict=False))
    said, kept = with_kept(tree, [], strange)
    assert said == said_of(check_source(tree, []))
    assert kept.now == known


@pytest.mark.parametrize(
    "head",
    ["Page", "page.Page", "core.page.Place", "core.page.dataclass", "core.page.NONE", "source.load.Loaded", "os.stat"],
)
def test_nothing_is_made_but_what_is_kept_under_its_own_name(head: str) -> None:
    """`Loaded` is of ours, and of a module that keeps nothing."""
    with pytest.raises(KeyError):
        plain.from_text(json.dumps([head]))


def test_what_is_not_kept_cannot_be_written() -> None:
    with pytest.raises(KeyError):
        plain.to_text(Tree({}))


def test_the_same_tree_is_answered_at_once() -> None:
    tree, found = read_tree(CASES / "base")
    said = Said((Finding("yaml-trap", "a.yaml", 1, {"value": "ja\n", "reading": "waar"}, 2),), 1, 2, 3, 4)
    assert from_text(to_text(said)) == said
    keys = {key_of(tree, found), key_of(tree, [Finding("too-many-files", "a")])}
    for path, data in tree.files.items():
        others = {each: data for each, data in tree.files.items() if each != path}
        trees = [Tree(others), Tree(others, frozenset({path})), Tree({**others, path: data + b"\n"})]
        keys |= {key_of(each, found) for each in [*trees, Tree({**others, f"{path}x": data})]}
    assert len(keys) == 2 + 4 * len(tree.files)


@pytest.mark.parametrize(
    "text",
    [
        *("", "[", "7", "[]", "[[]]", "[[],1,2,3]", '[[],"1",2,3,4]', '[[["no-such-code","a",0,{},0]],1,2,3,4]'),
        '[[["yaml-trap","a",0,{},0]],1,2,3,4]',
        '[[["yaml-trap",7,0,{"value":"a","reading":"b"},0]],1,2,3,4]',
        '[[["yaml-trap","a",0,7,0]],1,2,3,4]',
    ],
)
def test_an_answer_that_cannot_be_said_is_none(text: str) -> None:
    assert from_text(text) is None
