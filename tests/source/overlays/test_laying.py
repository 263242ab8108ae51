"""An overlay without overrides is the base, and the order in which overrides are listed makes no difference."""

from __future__ import annotations

import dataclasses
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boxes import BASE, ROOT, source_of
from toolbox.core.badge import Badge
from toolbox.core.form import Choice, Format, Question, QuestionType
from toolbox.core.model import Toolbox
from toolbox.core.page import Page
from toolbox.core.place import Place
from toolbox.core.prose import Prose
from toolbox.source import prose
from toolbox.source.overlays.baseline import base_hash, base_text, digest, pieces
from toolbox.source.overlays.laying import lay
from toolbox.source.overlays.model import Aim, Operation, Overlaid, Overlay, Override, Standing, Target

REAL, SMALL = source_of(ROOT).toolbox, source_of(BASE).toolbox
BADGE = Badge("regio/eigen/", "Eigen")
PLACE = Place("content/regio/eigen/edition.yaml", 1)
INTRO, STEP = "content/inleiding.md", "content/stappen/1-kennismaken.md"


def text(words: str) -> Prose:
    return prose.render("content/regio/eigen/teksten/a.md", words)[0]


def override(operation: Operation, target: Target, base: Toolbox = SMALL, **more: object) -> Override:
    made = Override(operation, target, base_hash(base, target), PLACE)
    return dataclasses.replace(made, **more)  # type: ignore[arg-type]


def laid(*overrides: Override, base: Toolbox = SMALL) -> Overlaid:
    one, found = lay(base, Overlay("content/regio/eigen", BADGE, overrides))
    assert [str(finding) for finding in found] == []
    return one


def html(one: Overlaid, path: str = INTRO) -> str:
    return next(page.body.html for page in one.toolbox.pages if page.path == path)


def form(one: Overlaid) -> Format:
    (made,) = one.forms
    return made


def test_without_overrides_a_toolbox_is_the_base_but_for_its_badge() -> None:
    one = laid(base=REAL)
    assert dataclasses.replace(one.toolbox, badge=REAL.badge) == REAL
    assert all(mine is theirs for mine, theirs in zip(one.toolbox.formats, REAL.formats, strict=True))
    assert (one.differences, one.changed, one.forms) == ((), frozenset(), ())


def test_each_part_of_a_text_ends_where_the_next_of_its_level_begins() -> None:
    made = '<p>a</p>\n<h2 id="b">B</h2>\n<p>c</p>\n<h3 id="d">D</h3>\n<ul><li>e</li></ul>\n'
    made += '<h2 id="f">F</h2>\n<p>g<br>h</p>\n'
    foot = '<div class="footnote">\n<h2 id="noten">Noten</h2><ol><li id="fn-1">n</li></ol></div>'
    whole, b, d, f = pieces(made + foot)
    assert (made + foot)[whole.start : whole.end] == made
    assert made[b.body : b.end] == '\n<p>c</p>\n<h3 id="d">D</h3>\n<ul><li>e</li></ul>\n'
    assert made[d.start : d.end] == '<h3 id="d">D</h3>\n<ul><li>e</li></ul>\n'
    assert (f.id, made[f.body : f.end]) == ("f", "\n<p>g<br>h</p>\n")
    # A heading in a list or a quotation is none of the text's own.
    assert [piece.id for piece in pieces('<blockquote><h2 id="x">X</h2></blockquote>')] == [""]


def all_headings() -> list[tuple[Page, str]]:
    return [(page, piece.id) for page in REAL.pages for piece in pieces(page.body.html)]


@given(st.data())
def test_overrides_of_different_parts_commute(data: st.DataObject) -> None:
    page = data.draw(st.sampled_from(REAL.pages))
    names = [piece.id for piece in pieces(page.body.html)]
    chosen = data.draw(st.lists(st.sampled_from(names), unique=True, max_size=4))
    doing = st.sampled_from([Operation.BEFORE, Operation.AFTER])
    made = [
        override(data.draw(doing), Target(Aim.TEXT, page.path, name), REAL, text=text(f"Stuk {number}."))
        for number, name in enumerate(chosen)
    ]
    other = random.Random(data.draw(st.integers(0, 9))).sample(made, len(made))
    one = laid(*made, base=REAL)
    assert one.toolbox == laid(*other, base=REAL).toolbox
    # Whatever was added can be taken out again, and the base's own text is what is left.
    left = html(one, page.path)
    for number in range(len(made)):
        assert left.count(f"<p>Stuk {number}.</p>") == 1
        left = left.replace(f"<p>Stuk {number}.</p>", "")
    assert "".join(left.split()) == "".join(page.body.html.split())


def test_a_text_takes_the_place_of_what_stands_below_a_heading_and_the_heading_stays() -> None:
    target = Target(Aim.TEXT, INTRO, "voor-wie")
    one = laid(override(Operation.REPLACE, target, text=text("Voor ons.")))
    assert '<h2 id="voor-wie">Voor wie</h2>\n<p>Voor ons.</p>' in html(one)
    assert "iedereen" not in html(one)
    assert html(one).startswith("<p>Deze toolbox")
    # The format and all other pages are the base's own.
    assert one.changed == frozenset()


def test_what_stands_within_a_text_that_is_replaced_clashes() -> None:
    page = next(page for page in SMALL.pages if page.path == INTRO)
    body = text("## Buiten\n\nA.\n\n### Binnen\n\nB.\n")
    base = dataclasses.replace(SMALL, pages=(dataclasses.replace(page, body=body),))
    outer = override(Operation.REPLACE, Target(Aim.TEXT, INTRO, "buiten"), base, text=text("Nieuw."))
    inner = override(Operation.AFTER, Target(Aim.TEXT, INTRO, "binnen"), base, text=text("Erbij."))
    one, found = lay(base, Overlay("content/regio/eigen", BADGE, (inner, outer)))
    assert [difference.standing for difference in one.differences] == [Standing.CLASH, Standing.SAME]
    assert [finding.code for finding in found] == ["overlay-clash"]
    assert "Erbij" not in html(one)


def test_a_note_goes_with_the_text_that_it_belongs_to() -> None:
    page = next(page for page in SMALL.pages if page.path == INTRO)
    body = text("## Een\n\nA.[^1]\n\n## Twee\n\nB.[^2]\n\n[^1]: Eerste.\n[^2]: Tweede.\n")
    base = dataclasses.replace(SMALL, pages=(dataclasses.replace(page, body=body),))
    first = override(Operation.REPLACE, Target(Aim.TEXT, INTRO, "een"), base, text=text("Nieuw."))
    second = override(Operation.REPLACE, Target(Aim.TEXT, INTRO, "twee"), base, text=text("Nieuw."))
    assert "Eerste" not in html(laid(first, base=base))
    assert "Tweede" in html(laid(first, base=base))
    assert "footnote" not in html(laid(first, second, base=base))


def test_a_tool_that_is_hidden_is_named_nowhere() -> None:
    one = laid(override(Operation.HIDE, Target(Aim.TOOL, "1.1")))
    assert one.toolbox.page("1.1") is None
    assert "page:content/bijlagen" not in html(one, STEP)
    assert "uitnodiging" in html(one, STEP)
    assert "1.1" not in repr([page.table for page in one.toolbox.pages])
    assert "1.1" not in {row.key for row in one.toolbox.inventory}


def test_a_link_to_a_heading_that_went_leads_to_the_page() -> None:
    page = next(page for page in SMALL.pages if page.path == INTRO)
    body = text("## Buiten\n\n### Voor wie\n\nB.\n")
    others = [other for other in SMALL.pages if other is not page]
    base = dataclasses.replace(SMALL, pages=(dataclasses.replace(page, body=body), *others))
    one = laid(override(Operation.REPLACE, Target(Aim.TEXT, INTRO, "buiten"), base, text=text("C.")), base=base)
    assert 'href="page:content/inleiding.md"' in html(one, "content/over-deze-site.md")


ADDED = Question("eigen_extra", "Nog iets?", "", QuestionType.TEXT, PLACE)
OPERATIONS = (
    override(Operation.RELABEL, Target(Aim.QUESTION, "1.2", "naam"), title="Je naam?"),
    override(Operation.RELABEL, Target(Aim.CHOICE, "1.2", "stage", "ja"), title="Jazeker"),
    override(
        Operation.CHOICE, Target(Aim.QUESTION, "1.2", "dagen"), choice=Choice("eigen_nacht", "'s Nachts"), after="week"
    ),
    override(Operation.CELLS, Target(Aim.ROW, "1.2", "taken_lijst", "Helpt een collega"), cells=(("taak", "Helpt"),)),
    override(
        Operation.ROW, Target(Aim.TABLE, "1.2", "taken_lijst"), cells=(("groep", "Samen"), ("taak", "Belt op tijd"))
    ),
    override(Operation.DEFAULT, Target(Aim.QUESTION, "1.2", "gezondheid"), value="Niets"),
    override(Operation.ADD, Target(Aim.SECTION, "1.2", "jezelf"), field=ADDED, after="naam", condition=("stage", "ja")),
    override(Operation.ORDER, Target(Aim.SECTION, "1.2", "jezelf"), order=("geboren", "stage")),
    override(Operation.HIDE, Target(Aim.QUESTION, "1.2", "akkoord")),
)


@given(st.permutations(OPERATIONS))
def test_operations_on_a_format_commute(order: list[Override]) -> None:
    assert laid(*order).toolbox == laid(*OPERATIONS).toolbox


def test_each_operation_does_what_it_says_and_keeps_the_names() -> None:
    made = form(laid(*OPERATIONS))
    asked = {question.name: question for question in made.questions}
    assert [question.name for question in made.sections[0].questions] == [
        "geboren", "stage", "naam", "eigen_extra", "gezondheid", "dagen"
    ]  # fmt: skip
    assert asked["naam"].title == "Je naam?"
    assert [choice.label for choice in asked["stage"].choices] == ["Jazeker", "Nee"]
    assert [choice.value for choice in asked["dagen"].choices] == ["week", "eigen_nacht", "weekend"]
    assert asked["gezondheid"].default == "Niets"
    assert asked["eigen_extra"].condition is not None
    assert "akkoord" not in asked
    assert made.tables[0].rows[2:] == (("Samen", "", "Helpt", ""), ("Samen", "", "Belt op tijd", ""))
    assert made.version == "1.0.0+eigen"


def on(aim: Aim, name: str, operation: Operation, **more: object) -> Override:
    return override(operation, Target(aim, "1.2", name), SMALL, **more)


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        (on(Aim.QUESTION, "geboren", Operation.DEFAULT, value="Nu"), "geen tekst"),
        (on(Aim.QUESTION, "naam", Operation.CHOICE, choice=Choice("eigen_a", "A")), "geen keuzes"),
        (on(Aim.QUESTION, "stage", Operation.CHOICE, choice=Choice("eigen_a", "JA")), "staat er al"),
        (on(Aim.TABLE, "taken_lijst", Operation.ROW, cells=(("weg", "A"),)), "kolom ‘weg’"),
        (on(Aim.SECTION, "jezelf", Operation.ADD, field=dataclasses.replace(ADDED, name="naam")), "is er al"),
        (on(Aim.SECTION, "jezelf", Operation.ADD, field=ADDED, condition=("stage", "soms")), "‘soms’"),
    ],
)
def test_what_the_base_no_longer_allows_clashes_and_is_left_out(wrong: Override, why: str) -> None:
    one, found = lay(SMALL, Overlay("content/regio/eigen", BADGE, (wrong,)))
    assert one.changed == frozenset()
    assert [finding.code for finding in found] == ["overlay-clash"]
    assert why in found[0].message


def test_a_question_that_waited_for_one_that_is_hidden_always_stands() -> None:
    waiting = override(Operation.ADD, Target(Aim.SECTION, "1.2", "jezelf"), field=ADDED, condition=("stage", "ja"))
    hidden = override(Operation.HIDE, Target(Aim.QUESTION, "1.2", "stage"))
    asked = {question.name: question for question in form(laid(waiting, hidden)).questions}
    assert asked["eigen_extra"].condition is None


def test_a_hash_counts_words_and_not_how_lines_are_broken() -> None:
    assert digest("een  twee\n drie") == digest("een twee drie") != digest("een twee, drie")
    reflowed = prose.render(INTRO, "Een lange\nzin.\n")[0].html
    assert digest(reflowed) == digest(prose.render(INTRO, "Een lange zin.\n")[0].html)


def everything() -> list[Target]:
    found = [Target(Aim.TEXT, page.path, name) for page, name in all_headings()]
    for one in REAL.formats:
        found += [Target(Aim.QUESTION, one.number, question.name) for question in one.questions]
        found += [Target(Aim.TABLE, one.number, table.name) for table in one.tables]
        found += [Target(Aim.SECTION, one.number, section.name) for section in one.sections]
    return found


def test_all_that_can_be_named_has_a_hash_of_letters() -> None:
    hashes = [base_hash(REAL, target) for target in everything()]
    assert len(hashes) > 300
    assert all(len(one) == 12 and set(one) <= set("abcdefghijklmnop") for one in hashes)
    assert base_text(REAL, Target(Aim.TEXT, "content/weg.md")) is None
    assert base_hash(REAL, Target(Aim.COLUMN, "1.4", "sociale_kaart", "weg")) == ""


def test_when_the_base_moves_on_the_override_still_does_its_work_and_says_so() -> None:
    mine = dataclasses.replace(OPERATIONS[0], base="aaaabbbbcccc")
    one, found = lay(SMALL, Overlay("content/regio/eigen", BADGE, (mine,)))
    assert form(one).questions[0].title == "Je naam?"
    assert (one.differences[0].standing, one.behind) == (Standing.CHANGED, one.differences)
    assert [(finding.code, finding.severity) for finding in found] == [("overlay-changed", "let op")]


def test_what_the_base_no_longer_has_is_said_and_not_dropped_in_silence() -> None:
    gone = Override(Operation.RELABEL, Target(Aim.QUESTION, "1.2", "weg"), "aaaabbbbcccc", PLACE, title="X")
    one, found = lay(SMALL, Overlay("content/regio/eigen", BADGE, (gone,)))
    assert one.differences[0].standing is Standing.GONE
    assert [finding.code for finding in found] == ["overlay-gone"]
    assert "vraag ‘weg’" in found[0].message


def test_an_override_follows_a_question_that_was_given_another_name() -> None:
    old = Override(Operation.RELABEL, Target(Aim.QUESTION, "1.2", "werkdagen"), "", PLACE, title="Welke dagen?")
    mine = dataclasses.replace(old, base=base_hash(SMALL, Target(Aim.QUESTION, "1.2", "dagen")))
    asked = {question.name: question.title for question in form(laid(mine)).questions}
    assert asked["dagen"] == "Welke dagen?"
