"""What an edition gives to the base reads as it did in the edition, which has nothing left to say of it."""

from __future__ import annotations

import dataclasses

import pytest

from boxes import BASE, CASES
from toolbox.core.form import Format
from toolbox.core.page import Page
from toolbox.core.place import Place
from toolbox.proposals.promoting import promote
from toolbox.source import prose
from toolbox.source.check import Checked, check_source
from toolbox.source.overlays.byhand import override_key
from toolbox.source.overlays.intotext import NotPromoted, relinked, with_own_text
from toolbox.source.overlays.model import Aim, Difference, Operation, Override, Standing, Target
from toolbox.source.tree import Tree, read_tree

FOLDER = "content/regio/voorbeeld"
CONDITION = b"      showIf:\n        question: stage\n        value: 'ja'\n"
WHOLE = Tree({**read_tree(BASE)[0].files, **read_tree(CASES / "valid" / "editie-met-alles")[0].files})
# Without what only the edition itself can have: a link to its own page, and a question that waits for one which only
# stands before it there.
TREE = Tree(
    {
        **WHOLE.files,
        f"{FOLDER}/teksten/onze-mensen.md": b"Voor **ons**, en voor wie dit leest.\n",
        f"{FOLDER}/edition.yaml": WHOLE.files[f"{FOLDER}/edition.yaml"].replace(CONDITION, b""),
    }
)
SOURCE = check_source(TREE, ())
(LAID,) = SOURCE.overlaid
NOT_FOR_ALL = [Operation.DEFAULT, Operation.HIDE]
FOR_ALL = [one for one in LAID.differences if one.override.operation not in NOT_FOR_ALL]


def after(one: Difference) -> Checked:
    made = promote(TREE, SOURCE.toolbox, LAID, one)
    files = {path: data for path, data in {**TREE.files, **made.files}.items() if data is not None}
    return check_source(Tree(files), ())


def of_page(page: Page) -> tuple[str, str]:
    """Without what ids its own texts have in an edition."""
    return page.path, " ".join(prose.plain_text(page.body.html).split())


def of_form(form: Format) -> list[object]:
    """All that people read of it, in order, and how its questions are called without the region's name."""
    asked = [(one.name.removeprefix("voorbeeld_"), one.title, one.help, one.choices) for one in form.questions]
    tables = [(one.title, one.help.html, [column.title for column in one.columns], one.rows) for one in form.tables]
    return [asked, tables, [(section.title, section.intro.html) for section in form.sections]]


@pytest.mark.parametrize("one", FOR_ALL, ids=lambda one: one.words)
def test_the_edition_reads_as_it_did_and_nothing_of_it_is_out_of_step(one: Difference) -> None:
    source = after(one)
    (laid,) = source.overlaid
    assert [finding.code for finding in source.findings] == []
    assert (laid.behind, len(laid.differences)) == ((), len(LAID.differences) - 1)
    assert override_key(one.override) not in {override_key(other.override) for other in laid.differences}
    assert list(map(of_page, laid.toolbox.pages)) == list(map(of_page, LAID.toolbox.pages))
    assert list(map(of_form, laid.toolbox.formats)) == list(map(of_form, LAID.toolbox.formats))
    assert source.toolbox != SOURCE.toolbox


def test_a_question_for_all_has_a_name_without_the_region_and_is_still_read() -> None:
    (one,) = [one for one in FOR_ALL if one.override.operation is Operation.ADD]
    (form,) = after(one).toolbox.formats
    (added,) = [question for question in form.questions if question.title == "Waar loop je stage?"]
    assert (added.name, added.previous_names) == ("stageplek", ("voorbeeld_stageplek",))


@pytest.mark.parametrize(
    ("operation", "code"), [(Operation.REPLACE, "link-missing"), (Operation.ADD, "condition-question")]
)
def test_what_only_fits_in_the_edition_is_found_before_anything_is_written(operation: Operation, code: str) -> None:
    source = check_source(WHOLE, ())
    (laid,) = source.overlaid
    one = next(one for one in laid.differences if one.override.operation is operation)
    made = promote(WHOLE, source.toolbox, laid, one)
    assert (made.has_errors, code in {finding.code for finding in made.findings}) == (True, True)


@pytest.mark.parametrize(
    "one", [one for one in LAID.differences if one not in FOR_ALL], ids=lambda one: one.override.operation
)
def test_what_is_of_the_region_alone_is_no_proposal(one: Difference) -> None:
    with pytest.raises(NotPromoted):
        promote(TREE, SOURCE.toolbox, LAID, one)


def test_what_is_out_of_step_is_first_brought_in_step() -> None:
    with pytest.raises(NotPromoted, match="niet bij"):
        promote(TREE, SOURCE.toolbox, LAID, dataclasses.replace(FOR_ALL[0], standing=Standing.CHANGED))


def test_notes_of_a_page_stay_with_what_they_belong_to() -> None:
    source = "---\ntitel: A\n---\n## Een\n\nA.[^1]\n\n## Twee\n\nB.[^2]\n\n[^1]: Eerste.\n[^2]: Tweede,\n    langer.\n"
    html = prose.render("content/a.md", source.split("---\n", 2)[2])[0].html
    file = "content/regio/eigen/teksten/b.md"
    place = Place("content/regio/eigen/edition.yaml", 1)
    override = Override(Operation.REPLACE, Target(Aim.TEXT, "content/a.md", "een"), "", place, file=file)
    made = with_own_text(source, html, override, "Nieuw.\n")
    assert made == "---\ntitel: A\n---\n## Een\n\nNieuw.\n\n## Twee\n\nB.[^2]\n\n[^2]: Tweede,\n    langer.\n"


def test_a_link_leads_to_the_same_page_from_where_it_stands_now() -> None:
    text = "[a](../../../stappen/1-a.md#b) en [c](https://c.example/d.md), [e](#e)."
    made = relinked(text, "content/regio/eigen/teksten/x.md", "content/bijlagen/1.1-y.md")
    assert made == "[a](../stappen/1-a.md#b) en [c](https://c.example/d.md), [e](#e)."
