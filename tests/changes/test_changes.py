"""Two states of the toolbox put side by side: nothing that differs goes unsaid, and nothing is said twice over."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from enum import Enum
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from examples import examples
from toolbox.changes.annotations import Annotation, annotate, changed_lines, workflow_commands
from toolbox.changes.blocks import compare_blocks, read_blocks
from toolbox.changes.compare import compare
from toolbox.changes.data import to_json
from toolbox.changes.model import Change, Changes, Fate
from toolbox.changes.paperwords import PrintedWord, Rectangle, compare_pages
from toolbox.changes.report import Report
from toolbox.changes.words import Mark, compare_words, text_after, text_before
from toolbox.core.findings import Finding
from toolbox.core.form import Choice, Format, Question, Table
from toolbox.core.model import Toolbox
from toolbox.core.place import Place
from toolbox.core.prose import Prose
from toolbox.source.load import load
from toolbox.source.tree import Tree, read_tree

TESTS = Path(__file__).parent.parent
BASE = TESTS / "cases" / "base"


@functools.cache
def tree() -> Tree:
    return read_tree(BASE)[0]


@functools.cache
def base() -> Toolbox:
    return load(tree()).toolbox


@functools.cache
def repository() -> Toolbox:
    return load(read_tree(TESTS.parent)[0]).toolbox


def edited(path: str, old: str, new: str) -> Toolbox:
    """The base with one piece of text in one file replaced."""
    source = tree().files[path].decode()
    assert source.count(old) >= 1
    return load(Tree(tree().files | {path: source.replace(old, new, 1).encode()})).toolbox


def changes_of(found: Changes, code: str) -> list[Change]:
    return [change for item in found.items for change in item.changes if change.code == code]


def codes(found: Changes) -> list[str]:
    return [change.code for item in found.items for change in item.changes]


FORM = "forms/1.2-kennismaking/datapackage.yaml"
ROWS = "forms/1.2-kennismaking/taken_lijst.csv"
STEP = "content/stappen/1-kennismaken.md"


# Every single thing that can differ


@dataclass(frozen=True)
class Leaf:
    """A value somewhere in a Toolbox: `steps` lead to it, by field name or index."""

    steps: tuple[str | int, ...]
    value: Any


# What follows from something else, or says only where something stands or whose it is.
DERIVED = {"place", "draft", "headings", "links", "file", "badge"}


def leaves(value: Any, steps: tuple[str | int, ...] = ()) -> Iterator[Leaf]:
    if is_dataclass(value) and not isinstance(value, (type, Place)):
        for part in fields(value):
            if part.name not in DERIVED:
                yield from leaves(getattr(value, part.name), (*steps, part.name))
    elif isinstance(value, tuple):
        # A row always has as many cells as the table has columns.
        # What has its place beside it is one thing.
        placed = any(isinstance(item, Place) for item in value)
        if len(value) > 1 and steps[-2:-1] != ("rows",) and not placed:
            yield Leaf(steps, value)
        for index, item in enumerate(value):
            yield from leaves(item, (*steps, index))
    elif not isinstance(value, (Place, dict)) and value is not None:
        yield Leaf(steps, value)


def put(value: Any, steps: tuple[str | int, ...], new: Any) -> Any:
    if not steps:
        return new
    step, rest = steps[0], steps[1:]
    if isinstance(step, int):
        return (*value[:step], put(value[step], rest, new), *value[step + 1 :])
    return replace(value, **{step: put(getattr(value, step), rest, new)})


def mutated(leaf: Leaf, draw: st.DataObject) -> Any:
    """Something else of the same kind."""
    value = leaf.value
    if isinstance(value, Enum):
        return draw.draw(st.sampled_from([other for other in type(value) if other is not value]))
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + draw.draw(st.integers(1, 3))
    if isinstance(value, tuple):
        index = draw.draw(st.integers(0, len(value) - 1))
        return (*value[:index], *value[index + 1 :])
    if leaf.steps[-1] == "html":
        return value + "<p>Zebra.</p>"
    if leaf.steps[0] == "method" and leaf.steps[-1] == "pages":
        return draw.draw(st.sampled_from([other for other in ("", "stap", "inleiding") if other != value]))
    return "third" if leaf.steps[-1] == "width" else f"{value} zebra".strip()


@functools.cache
def all_leaves(which: str) -> tuple[Leaf, ...]:
    return tuple(leaves(base() if which == "base" else repository()))


@pytest.mark.parametrize("which", ["base", "repository"])
def test_nothing_differs_from_itself(which: str) -> None:
    box = base() if which == "base" else repository()
    assert compare(box, box) == Changes()


def test_where_something_stands_in_its_file_is_no_difference() -> None:
    assert not compare(base(), edited(FORM, "sections:\n  - name: jezelf\n", "sections:\n  -\n    name: jezelf\n"))


@pytest.mark.parametrize("which", ["base", "repository"])
@settings(deadline=None, max_examples=examples(300))
@given(draw=st.data())
def test_every_difference_is_reported(which: str, draw: st.DataObject) -> None:
    box = base() if which == "base" else repository()
    leaf = draw.draw(st.sampled_from(all_leaves(which)))
    new = mutated(leaf, draw)
    other = put(box, leaf.steps, new)
    # A group that is no column, and a section of a column, are nothing to a reader; nor is a format's folder, which
    # changes with its number or name only, or the name of a diagram's file.
    assume(new != leaf.value and not (leaf.steps[-1] in ("group_by", "section") and not leaf.value))
    assume((leaf.steps[0], leaf.steps[-1]) not in (("formats", "path"), ("diagrams", "name")))
    # Made of the question that it names, and never other than that.
    assume(leaf.steps[-2:] != ("condition", "words"))
    # Of a condition its words are told, which are made of its value, and here are not.
    of_condition = leaf.steps[-2:] in (("condition", "question"), ("condition", "value"))
    named = leaf.steps[-1] in ("name", "group_by", "after") or of_condition
    for old, changed in ((box, other), (other, box)):
        found = compare(old, changed)
        assert found, leaf
        assert "invisible" not in codes(found), leaf
        # A technical name is not shown: without the old one on record it is another question.
        if isinstance(new, str) and "ebra" in new and not named:
            assert "ebra" in to_json(Report("a", "b", found)), leaf


@settings(deadline=None, max_examples=examples(100))
@given(draw=st.data())
def test_one_changed_word_of_a_page_is_the_one_that_is_marked(draw: st.DataObject) -> None:
    box = repository()
    index = draw.draw(st.integers(0, len(box.pages) - 1))
    page = box.pages[index]
    words = [word for block in read_blocks(page.body.html) for word in block.text.split() if word.isalpha()]
    word = draw.draw(st.sampled_from(words))
    start = page.body.html.index(word, page.body.html.index(">"))
    html = f"{page.body.html[:start]}Zebravraag{page.body.html[start + len(word) :]}"
    assume("Zebravraag" in " ".join(block.text for block in read_blocks(html)))  # else it stood in a tag
    other = replace(box, pages=(*box.pages[:index], replace(page, body=Prose(html)), *box.pages[index + 1 :]))
    found = compare(box, other)
    assert len(found.items) == 1
    marked = [
        run
        for change in found.items[0].changes
        for block in change.blocks
        for text in (block.text, *(cell for row in block.rows for cell in row.cells))
        for run in text
    ]
    added = "".join(run.text for run in marked if run.mark is Mark.ADDED)
    assert "Zebravraag" in added
    assert len(added) < len(word) + 40


# Words


@settings(deadline=None)
@given(st.text(alphabet="ab é.,-’\n", max_size=40), st.text(alphabet="ab é.,-’\n", max_size=40))
def test_both_texts_can_be_read_from_the_marked_words(old: str, new: str) -> None:
    marked = compare_words(old, new)
    assert text_before(marked).split() == old.split()
    assert text_after(marked).split() == new.split()
    if old.split() == new.split():
        assert all(run.mark is Mark.SAME for run in marked)


def shown(old: str, new: str) -> str:
    signs = {Mark.SAME: "{}", Mark.ADDED: "+{}+", Mark.REMOVED: "-{}-"}
    return "".join(signs[run.mark].format(run.text) for run in compare_words(old, new))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Wat is je wensberoep?", "Wat wil je worden?", "Wat- is je wensberoep-+ wil je worden+?"),
        ("Een vraag.", "Een goede vraag.", "Een+ goede+ vraag."),
        ("Bel de SLB’er", "Bel de mentor", "Bel de- SLB’er-+ mentor+"),
        ("", "Nieuw", "+Nieuw+"),
        ("Weg", "", "-Weg-"),
        ("school-naar-werk", "school naar werk", "-school-naar-werk-+school naar werk+"),
        ("Foo bar", "Een Foo bar", "+Een+ Foo bar"),
    ],
)
def test_words_read_as_a_person_would_mark_them(old: str, new: str, expected: str) -> None:
    assert shown(old, new) == expected


def test_a_page_of_one_repeated_word_takes_no_time() -> None:
    long = "de " * 6000
    assert text_after(compare_words(long, f"{long} het {long}")).split().count("het") == 1


# Prose


def blocks_of(old: str, new: str) -> list[tuple[str, str, str, str]]:
    diff = compare_blocks(read_blocks(old), read_blocks(new))
    return [(block.state.value, block.kind, text_before(block.text), text_after(block.text)) for block in diff]


def test_a_new_paragraph_leaves_the_others_alone() -> None:
    assert blocks_of("<p>Een.</p><p>Drie.</p>", "<p>Een.</p><p>Twee.</p><p>Drie.</p>") == [
        ("gelijk", "p", "Een.", "Een."),
        ("toegevoegd", "p", "", "Twee."),
        ("gelijk", "p", "Drie.", "Drie."),
    ]


def test_a_moved_paragraph_is_called_moved() -> None:
    old = "<p>Dit is de eerste.</p><h2>Kop</h2><ul><li>punt</li></ul>"
    new = "<h2>Kop</h2><ul><li>punt</li></ul><p>Dit is de eerste.</p>"
    assert [state for state, *_ in blocks_of(old, new)] == ["stond hier", "gelijk", "gelijk", "verplaatst"]


def test_bold_is_a_change_of_looks_and_not_of_words() -> None:
    (block,) = compare_blocks(read_blocks("<p>Leeg mag</p>"), read_blocks("<p>Leeg <strong>mag</strong></p>"))
    assert block.restyled
    assert block.state.value == "gewijzigd"


def test_tables_are_compared_by_row_and_cell() -> None:
    old = "<table><tr><th>Wie</th><th>Wat</th></tr><tr><td>Ann</td><td>Bellen</td></tr></table>"
    new = (
        "<table><tr><th>Wie</th><th>Wanneer</th><th>Wat</th></tr><tr><td>Bob</td><td>Nu</td><td>Mailen</td></tr>"
        "<tr><td>Ann</td><td>Straks</td><td>Bellen</td></tr></table>"
    )
    (table,) = compare_blocks(read_blocks(old), read_blocks(new))
    rows = [
        (row.state.value, [text_before(c) for c in row.cells], [text_after(c) for c in row.cells]) for row in table.rows
    ]
    assert rows == [
        ("gewijzigd", ["Wie", "", "Wat"], ["Wie", "Wanneer", "Wat"]),
        ("toegevoegd", ["", "", ""], ["Bob", "Nu", "Mailen"]),
        ("gewijzigd", ["Ann", "", "Bellen"], ["Ann", "Straks", "Bellen"]),
    ]


def test_a_table_of_the_same_words_is_another_block() -> None:
    table = "<table><thead><tr><th>Een</th></tr></thead><tbody><tr><td>twee</td></tr></tbody></table>"
    found = compare_blocks(read_blocks("<p>Een twee</p>"), read_blocks(table))
    assert sorted((block.state.value, block.kind) for block in found) == [("toegevoegd", "table"), ("verwijderd", "p")]


def test_nested_lists_notes_and_quotes_are_all_read() -> None:
    html = (
        "<ol><li><p>Een<sup><a class='footnote-ref'>1</a></sup></p><ul><li>onder</li></ul></li></ol>"
        "<blockquote><p>Citaat</p></blockquote><dl><dt>Woord</dt><dd>Uitleg</dd></dl><pre><code>a  b</code></pre>"
        "<div class='footnote'><hr><ol><li><p>Noot <a class='footnote-backref'>terug</a></p></li></ol></div>"
    )
    assert [(block.kind, block.depth, block.text) for block in read_blocks(html)] == [
        ("step", 1, "Een[1]"),
        ("li", 2, "onder"),
        ("quote", 1, "Citaat"),
        ("dt", 0, "Woord"),
        ("dd", 0, "Uitleg"),
        ("code", 0, "a b"),
        ("hr", 0, ""),
        ("step", 1, "Noot"),
    ]


def test_an_image_is_its_words_and_its_file_and_a_break_is_a_space() -> None:
    image = '<img src="image:content/afbeeldingen/boom.png" alt="Een boom">'
    found = read_blocks(f"<p>een<br>twee {image}</p><p>{image}</p>")
    boom = ("img", "Een boom (afbeeldingen/boom.png)")
    assert [(block.kind, block.text) for block in found] == [("p", "een twee"), boom, boom]


# Pages


def test_a_link_that_goes_elsewhere_is_told_even_if_its_words_stay() -> None:
    found = compare(base(), edited(STEP, "(../bijlagen/1.1-uitnodiging.md)", "(https://voorbeeld.nl/)"))
    (change,) = changes_of(found, "link-target")
    assert change.sentence == (
        "De link ‘uitnodiging’ gaat nu naar https://voorbeeld.nl/. Eerst ging hij naar bijlagen/1.1-uitnodiging."
    )


def moved_page(old_path: str, new_path: str, change_from: str = "", change_to: str = "") -> Changes:
    files = dict(tree().files)
    text = files.pop(old_path).decode()
    assert change_from in text
    files[new_path] = text.replace(change_from, change_to).encode()
    return compare(base(), load(Tree(files)).toolbox)


def test_a_page_is_known_by_its_number_when_its_file_moves() -> None:
    found = moved_page(STEP, "content/stappen/1-ontmoeten.md")
    assert [(item.fate, item.old_path) for item in found.items] == [(Fate.MOVED, STEP)]
    assert "Het nummer is hetzelfde." in found.items[0].changes[0].sentence


def test_a_page_is_known_by_its_text_when_its_number_changes_too() -> None:
    found = moved_page(STEP, "content/stappen/2-kennismaken.md", "nummer: '1'", "nummer: '2'")
    assert [item.fate for item in found.items] == [Fate.MOVED]
    assert found.items[0].changes[0].sentence.endswith("De tekst is voor 100% dezelfde.")
    assert changes_of(found, "number")[0].sentence == "Het nummer was 1 en wordt 2."


def test_another_text_under_another_number_is_another_page() -> None:
    found = moved_page(STEP, "content/stappen/2-anders.md", "nummer: '1'", "nummer: '2'")
    files = {path: data for path, data in tree().files.items() if path != STEP}
    files["content/stappen/2-anders.md"] = (
        tree().files[STEP].decode().replace("nummer: '1'", "nummer: '2'").split("Neem de tijd")[0]
        + "Heel iets anders.\n"
    ).encode()
    found = compare(base(), load(Tree(files)).toolbox)
    assert sorted(item.fate.value for item in found.items) == ["nieuw", "verwijderd"]


# Formats


def form(box: Toolbox) -> Format:
    return box.formats[0]


def with_questions(change: Any) -> Changes:
    """The base, with the questions of its first section changed."""
    section = form(base()).sections[0]
    other = put(base(), ("formats", 0, "sections", 0, "questions"), tuple(change(section.questions)))
    return compare(base(), other)


def test_a_question_that_goes_tells_what_becomes_of_answers() -> None:
    found = with_questions(lambda questions: questions[1:])
    (change,) = changes_of(found, "removed")
    assert change.subject == "Vraag ‘Hoe heet je?’"
    assert change.effect_sentences == (
        "Antwoorden op deze vraag in eerder ingevulde bestanden komen in de lijst ‘niet geplaatst’.",
    )


def renamed(question: Question, previous: tuple[str, ...]) -> Question:
    return replace(question, name="anders", previous_names=previous)


def test_a_new_name_is_known_only_when_the_old_one_is_written_down() -> None:
    noted = with_questions(lambda questions: (renamed(questions[0], ("naam",)), *questions[1:]))
    assert codes(noted) == ["renamed"]
    silent = with_questions(lambda questions: (renamed(questions[0], ()), *questions[1:]))
    assert sorted(codes(silent)) == ["added", "removed", "rename-unnoted"]
    # What came asks something else, so that there is no telling.
    other = with_questions(lambda questions: (replace(renamed(questions[0], ()), title="Adres"), *questions[1:]))
    assert sorted(codes(other)) == ["added", "removed"]
    assert "maybe-renamed" in changes_of(other, "removed")[0].effects


def test_only_the_question_that_was_moved_is_called_moved() -> None:
    found = with_questions(lambda questions: (*questions[1:], questions[0]))
    assert [(change.code, change.subject) for item in found.items for change in item.changes] == [
        ("moved", "Vraag ‘Hoe heet je?’")
    ]
    assert found.items[0].changes[0].sentence == "Deze vraag staat nu na ‘Wanneer kun je werken?’."


def test_choices_are_told_one_by_one() -> None:
    def narrowed(questions: tuple[Question, ...]) -> Iterator[Question]:
        for question in questions:
            if question.name == "stage":
                choices = (Choice("ja", "Ja, altijd"), Choice("soms", "Soms"))
                question = replace(question, choices=choices)
            yield question

    found = with_questions(narrowed)
    assert [change.sentence for item in found.items for change in item.changes] == [
        "De keuze ‘Ja’ heet nu ‘Ja, altijd’.",
        "Nieuwe keuze ‘Soms’.",
        "De keuze ‘Nee’ is weg.",
    ]
    assert "Wie eerder ‘Nee’ koos" in changes_of(found, "choice-removed")[0].effect_sentences[0]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("De student kiest zelf of dit wordt ingevuld.", "Het helpt.", "ground"),
        (
            "          ground: De student kiest zelf of dit wordt ingevuld.\n",
            "",
            "sensitive-off",
        ),
        (
            "title: Hoe heet je?",
            "title: Hoe heet je?\n          ground: Moet.",
            "sensitive-on",
        ),
    ],
)
def test_what_is_sensitive_is_told(old: str, new: str, code: str) -> None:
    assert codes(compare(base(), edited(FORM, old, new))) == [code]


def test_rows_of_a_table_are_told_by_row() -> None:
    found = compare(base(), edited(ROWS, "Samen,,Helpt een collega\n", "Samen,,Helpt collega’s\nSamen,,Luistert\n"))
    (change,) = changes_of(found, "rows")
    assert [row.state.value for row in change.blocks[0].rows] == [
        "gelijk",
        "gelijk",
        "gelijk",
        "gewijzigd",
        "toegevoegd",
    ]
    assert change.effects == ("rows-extra", "rows-absent")


def table_with(change: Any) -> Changes:
    at = ("formats", 0, "sections", 1, "tables", 0)
    table: Table = form(base()).sections[1].tables[0]
    return compare(base(), put(base(), at, change(table)))


def test_a_choice_with_another_value_behind_it_is_not_two_choices() -> None:
    found = compare(base(), edited(FORM, "value: 'nee'\n              label", "value: neen\n              label"))
    (change,) = changes_of(found, "choice-value")
    assert change.sentence == "De keuze ‘Nee’ heet in de gegevens nu ‘neen’. Eerst was dat ‘nee’."
    assert codes(found) == ["choice-value"]


def test_a_column_to_fill_in_that_goes_does_not_touch_the_rows() -> None:
    def without_judgement(table: Table) -> Table:
        return replace(table, columns=table.columns[:-1], rows=tuple(row[:-1] for row in table.rows))

    found = table_with(without_judgement)
    assert codes(found) == ["removed"]
    assert changes_of(found, "removed")[0].subject == "Tabel ‘Wat kun je al?’, kolom ‘Oordeel’"


def test_another_heading_above_a_row_is_not_another_row() -> None:
    found = table_with(lambda table: replace(table, rows=(("Stipt", *table.rows[0][1:]), *table.rows[1:])))
    assert changes_of(found, "rows")[0].effects == ("headings-noted",)


# The check


PATCH = b"""diff --git a/content/a.md b/content/a.md
--- a/content/a.md
+++ b/content/a.md
@@ -3 +3,2 @@ kop
-oud
+nieuw
+++ b/kwaad.md
@@ -10,2 +11,0 @@
-weg
-weg
\\ No newline at end of file
diff --git a/content/b.md b/content/b.md
new file mode 100644
--- /dev/null
+++ b/content/b.md
@@ -0,0 +1,2 @@
+een
+@@ -1 +99 @@
diff --git a/content/weg.md b/content/weg.md
deleted file mode 100644
--- a/content/weg.md
+++ /dev/null
@@ -1 +0,0 @@
-weg
"""


def test_a_line_that_looks_like_a_patch_is_only_a_line() -> None:
    assert changed_lines(PATCH) == {"content/a.md": (range(3, 5), range(11, 13)), "content/b.md": (range(1, 3),)}


def test_remarks_are_about_what_changed_or_what_it_broke() -> None:
    on_line = Finding("page-empty", "content/a.md", 4, {}, 7)
    beside = Finding("page-empty", "content/a.md", 7)
    broken = Finding("link-missing", "content/c.md", 2, {"link": "b.md", "hint": ""})
    known = Finding("bom", "content/d.md", 1)
    moved = replace(beside, line=6)
    whole, elsewhere = (Finding("page-empty", path) for path in ("content", "conte"))
    found = [on_line, beside, broken, known, whole, elsewhere]
    notes = annotate(found, ["content/a.md"], changed_lines(PATCH), [known, moved, whole, elsewhere])
    assert [(note.path, note.line, note.column, note.level) for note in notes] == [
        ("content/a.md", 4, 7, "error"),
        ("content/c.md", 2, 0, "error"),
        ("content", 0, 0, "error"),
    ]


def test_a_workflow_command_stays_one_command() -> None:
    note = Annotation("content/a,b:c%.md", 3, 12, "warning", "bom", "100%\n::error::kwaad\r")
    whole_line = Annotation("content/a.md", 3, 0, "error", "bom", "Fout.")
    whole_file = Annotation("content/a.md", 0, 0, "error", "bom", "Fout.")
    assert list(workflow_commands([note, whole_line, whole_file])) == [
        "::warning file=content/a%2Cb%3Ac%25.md,line=3,col=12,title=Controle van de toolbox"
        "::100%25%0A::error::kwaad%0D",
        "::error file=content/a.md,line=3,title=Controle van de toolbox::Fout.",
        "::error file=content/a.md,title=Controle van de toolbox::Fout.",
    ]


# Paper


def printed(*pages: str) -> list[list[PrintedWord]]:
    """A word each 50 points, a line of at most ten words."""
    return [
        [
            PrintedWord(text, number, Rectangle(50 * (i % 10), 20 * (i // 10), 50 * (i % 10) + 40, 20 * (i // 10) + 12))
            for i, text in enumerate(page.split())
        ]
        for number, page in enumerate(pages)
    ]


def found_on(old: list[list[PrintedWord]], new: list[list[PrintedWord]]) -> list[tuple[int, int, str, str]]:
    return [
        (c.old, c.new, " ".join(w.text for w in c.removed), " ".join(w.text for w in c.added))
        for c in compare_pages(old, new)
    ]


def test_an_inserted_page_does_not_shift_the_others() -> None:
    old = printed("een twee drie", "vier vijf zes")
    new = printed("een twee drie", "nieuw blad", "vier vijf acht")
    assert found_on(old, new) == [(0, 0, "", ""), (-1, 1, "", "nieuw blad"), (1, 2, "zes", "acht")]


def test_a_question_that_slides_to_the_next_page_is_no_change() -> None:
    old = printed("een twee drie vier vijf", "zes zeven acht")
    new = printed("een extra twee drie vier", "vijf zes zeven acht")
    assert found_on(old, new) == [(0, 0, "", "extra"), (1, 1, "", "")]


def test_a_page_that_went_is_told_where_it_was() -> None:
    old = printed("een twee", "weg ermee", "drie vier")
    assert found_on(old, printed("een twee", "drie vier")) == [(0, 0, "", ""), (1, -1, "weg ermee", ""), (2, 1, "", "")]


def test_a_short_word_between_two_changes_belongs_to_them() -> None:
    """What went and what came read as phrases: without 'je' they would not."""
    old, new = printed("Naam Wat kun je goed ?"), printed("Naam Waarin ben je sterk ?")
    assert found_on(old, new) == [(0, 0, "Wat kun je goed", "Waarin ben je sterk")]
    assert found_on(printed("een je"), printed("twee je")) == [(0, 0, "een", "twee")]
    assert found_on(printed("drie jaar een"), printed("vier jaar twee")) == [(0, 0, "drie een", "vier twee")]


def strip(page: int, top: float) -> list[PrintedWord]:
    return [PrintedWord(mark, page, Rectangle(20 * i, top, 20 * i + 5, top + 4)) for i, mark in enumerate("1?2345678")]


def test_the_route_strip_is_no_part_of_the_line_that_was_drawn_before_it() -> None:
    """It stands in the head and is drawn last."""
    last = PrintedWord("ja", 0, Rectangle(0, 700, 10, 706))
    other = replace(last, text="nee")
    assert found_on([[last, *strip(0, 125)]], [[other, *strip(0, 142)]]) == [(0, 0, "ja", "nee")]


def test_a_line_that_is_drawn_at_another_moment_is_no_change() -> None:
    """The page breaks a question earlier: it now comes after the strip of the first page."""
    (lines,) = printed("a b c d e f g h i j een extra vraag hier")
    first, question = lines[:10], lines[10:]
    slid = [replace(word, page=1) for word in question]
    new = [[*first, *strip(0, 125)], slid]
    assert found_on([[*first, *question, *strip(0, 125)]], new) == [(0, 0, "", ""), (-1, 1, "", "")]


def test_a_short_line_elsewhere_is_told() -> None:
    old, new = printed("Naam", "een twee drie"), printed("een twee drie", "Naam")
    assert [(went, came) for _, _, went, came in found_on(old, new) if went or came] == [
        ("", "een twee drie"),
        ("een twee drie", ""),
    ]


def test_the_json_is_json() -> None:
    data = json.loads(to_json(Report("a", "b", compare(base(), edited(FORM, "Hoe heet je?", "Hoe heet je echt?")))))
    assert data["version"] == 2
    assert [change["code"] for change in data["items"][0]["changes"]] == ["reworded"]
    assert data["summary"] == ["Gewijzigd: 1 format.", "De controle vindt geen fouten in dit voorstel."]
