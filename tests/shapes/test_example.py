"""The filled-in example on paper: a blank format's own paper, with answers in it and a word across each sheet."""

from __future__ import annotations

import io
import re
from functools import partial

import pikepdf
import pytest

from papers import FORMATS, ROUTE, TOOLBOX, Paper, format_paper, listening, squeeze, stamp
from toolbox.core.example import Example
from toolbox.core.form import QuestionType
from toolbox.forms.answers import dutch_numbers, split_list
from toolbox.forms.example import fill_in
from toolbox.reading.pdf import read_pdf
from toolbox.reading.refusal import Refusal
from toolbox.shapes.paper.single import EXAMPLE, render_example

pytestmark = pytest.mark.xdist_group("paper")

TOLD: Example = TOOLBOX.example
NUMBERS = [written.format for written in TOLD.forms]
WATERMARK = re.compile(rb"/Artifact <</Type /Pagination /Subtype /Watermark>> BDC\n(.*?)EMC\n", re.S)


@pytest.fixture(scope="module")
def papers() -> dict[str, Paper]:
    drawn = {}
    for written in TOLD.forms:
        form = FORMATS[written.format]
        render = partial(render_example, fill_in(form, written), stamp(form), ROUTE, TOLD.note)
        drawn[form.number] = Paper(*listening(render))
    return drawn


def test_the_conversation_and_the_plan_are_there() -> None:
    assert NUMBERS == ["3.1", "4.1"]


@pytest.mark.parametrize("number", NUMBERS)
def test_each_answer_stands_on_its_paper(number: str, papers: dict[str, Paper]) -> None:
    form, written = FORMATS[number], TOLD.of(number)
    assert written
    text = papers[number].squeezed
    questions = {question.name: question for question in form.questions}
    columns = {(table.name, column.name): column for table in form.tables for column in table.columns}
    asked = [(questions[one.name], one.text) for one in written.answers]
    cells = [(table, one) for table in written.tables for row in table.rows for one in row]
    asked += [(columns[table.name, one.name], one.text) for table, one in cells]
    ticks = 0
    for question, answer in asked:
        if question.choices or question.type is QuestionType.TICK:
            ticks += len(split_list(answer))
        else:
            assert squeeze(dutch_numbers(answer)) in text, question.name
    assert text.count("×") == ticks


@pytest.mark.parametrize("number", NUMBERS)
def test_it_is_the_blank_paper_with_answers_in_it(number: str, papers: dict[str, Paper]) -> None:
    form = FORMATS[number]
    asked = [squeeze(question.title) for question in form.questions]
    assert all(title in papers[number].squeezed for title in asked)
    assert len(papers[number].texts) == len(format_paper(number).texts)
    assert papers[number].log == []


@pytest.mark.parametrize("number", NUMBERS)
def test_each_sheet_has_the_word_under_its_text_and_outside_of_the_tags(number: str, papers: dict[str, Paper]) -> None:
    with pikepdf.open(io.BytesIO(papers[number].data)) as pdf:
        for page in pdf.pages:
            content = page.obj.Contents.read_bytes()
            marks = list(WATERMARK.finditer(content))
            # What is drawn first lies under all else; outlines are no text, and no content has a part in them.
            assert [mark.start() for mark in marks] == [0]
            assert b"Tj" not in marks[0][1]
            assert b"MCID" not in marks[0][1]


@pytest.mark.parametrize("number", NUMBERS)
def test_its_title_and_one_sentence_say_what_it_is(number: str, papers: dict[str, Paper]) -> None:
    paper = papers[number]
    with pikepdf.open(io.BytesIO(paper.data)) as pdf:
        assert str(pdf.docinfo.Title) == f"{EXAMPLE}: {number} {FORMATS[number].title}"
    assert paper.squeezed.count(squeeze(TOLD.note)) == 1
    assert EXAMPLE not in paper.squeezed


def test_an_example_is_nobody_s_answers(papers: dict[str, Paper]) -> None:
    with pytest.raises(Refusal) as refused:
        read_pdf(papers["3.1"].data, "voorbeeld.pdf", TOOLBOX.method.mark)
    assert refused.value.code == "file-example"


def test_both_forms_tell_of_one_person() -> None:
    """Also held by the check: here it is said of what."""
    shared: dict[str, set[str]] = {}
    for written in TOLD.forms:
        terms = {question.name: question.term for question in FORMATS[written.format].questions if question.term}
        for one in written.answers:
            if one.name in terms:
                shared.setdefault(terms[one.name], set()).add(one.text)
    assert {"naam_student", "opleiding", "wensberoep"} <= shared.keys()
    assert all(len(texts) == 1 for texts in shared.values())
