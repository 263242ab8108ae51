"""Formats of any shape, for property tests: what the loader could have made, with nasty but lawful texts."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from toolbox.core.form import Choice, Format, Question, QuestionType, Section, Table
from toolbox.core.place import Place
from toolbox.core.prose import Prose

NOWHERE = Place("forms/1.1-proef/datapackage.yaml", 1)
LETTERS = "abcdefghij éëşğıłěñ AEIOU 0123456789 <>&\"'‘’“”()/:;,.=+-@%{}[]#*_|\\~€?!"
WORDS = st.text(LETTERS, min_size=1, max_size=40).map(lambda text: " ".join(text.split())).filter(bool)
HELP = st.one_of(st.just(""), WORDS)
GROUND = st.one_of(st.just(""), st.just(""), WORDS)
VALUES = ("a", "b", "ja", "nee", "weet-niet", "geen_idee", "1")
KINDS = (
    (QuestionType.TEXT, False),
    (QuestionType.TEXT, True),
    (QuestionType.DATE, False),
    (QuestionType.TICK, False),
    (QuestionType.LIST, True),
)


@st.composite
def questions(draw: Any, name: str, *, section: str = "", given: bool = False) -> Question:
    kind, chosen = (QuestionType.TEXT, False) if given else draw(st.sampled_from(KINDS))
    values = draw(st.lists(st.sampled_from(VALUES), min_size=2, max_size=4, unique=True)) if chosen else []
    labels = draw(st.lists(WORDS, min_size=len(values), max_size=len(values), unique_by=str.casefold))
    choices = tuple(Choice(value, label) for value, label in zip(values, labels, strict=True))
    free_text = kind is QuestionType.TEXT and not choices
    return Question(
        name=name,
        title=draw(WORDS),
        help=draw(HELP),
        type=kind,
        place=NOWHERE,
        section=section,
        choices=choices,
        required=bool(section) and draw(st.booleans()),
        lines=draw(st.integers(1, 4)) if free_text else 1,
        width=draw(st.sampled_from(("full", "half", "third"))) if section else "full",
        signature=bool(section) and free_text and draw(st.integers(0, 6)) == 0,
        ground=draw(GROUND),
        given=given,
        matrix=not section and kind is QuestionType.TEXT and bool(choices) and draw(st.booleans()),
    )


@st.composite
def tables(draw: Any, name: str, section: str) -> Table:
    grouped = draw(st.integers(0, 3)) == 0
    texts = draw(st.integers(0, 2)) + grouped
    asked = draw(st.integers(1, 3))
    columns = [draw(questions(f"{name}_k{number}", given=True)) for number in range(texts)]
    columns += [draw(questions(f"{name}_v{number}")) for number in range(asked)]
    named = texts - grouped > 0
    rows = []
    for number in range(draw(st.integers(1 if grouped else 0, 3)) if texts else 0):
        cells = [f"{draw(WORDS)} {number}" if column.given else "" for column in columns]
        if grouped:
            # Rows of one group stand together.
            cells[0] = f"Groep {number // 2}"
            if not named:
                cells[texts:] = [""] * asked
        rows.append(tuple(cells))
    empty = draw(st.integers(0 if rows else 1, 3))
    group = columns[0].name if grouped else ""
    help_text = draw(HELP)
    prose = Prose(f"<p>{_escape(help_text)}</p>") if help_text else Prose()
    title, ground = draw(HELP), draw(GROUND)
    return Table(
        name=name,
        title=title,
        help=prose,
        section=section,
        columns=tuple(columns),
        rows=tuple(rows),
        empty_rows=empty,
        group_by=group,
        ground=ground,
        file=f"forms/1.1-proef/{name}.csv",
        place=NOWHERE,
    )


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


@st.composite
def formats(draw: Any) -> Format:
    sections = []
    for number in range(draw(st.integers(1, 3))):
        name = f"deel{number}"
        asked = tuple(
            draw(questions(f"vraag_{number}_{index}", section=name)) for index in range(draw(st.integers(0, 4)))
        )
        grids = tuple(
            draw(tables(f"tabel_{number}_{index}", name)) for index in range(draw(st.integers(0 if asked else 1, 2)))
        )
        if asked and grids and draw(st.booleans()):
            # A question that stands after a table, and what follows it.
            index = draw(st.integers(0, len(asked) - 1))
            moved = replace(asked[index], after=draw(st.sampled_from(grids)).name)
            asked = (*asked[:index], moved, *asked[index + 1 :])
        sections.append(Section(name, draw(WORDS), Prose(), draw(st.booleans()) and number > 0, asked, grids))
    return Format(
        path=NOWHERE.path,
        name="proef",
        number="1.1",
        title=draw(WORDS),
        description=draw(WORDS),
        version="2.3.4",
        kind="formulier",
        roles=("student",),
        landscape=draw(st.booleans()),
        sections=tuple(sections),
    )


DATES = st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 1, 1)).map(lambda day: f"{day:%d-%m-%Y}")
# What people write in a field: no control characters, nothing at the ends that a program would trim.
ANSWERS = st.text(LETTERS + "ÅßŐ", min_size=1, max_size=60).map(str.strip).filter(bool)


@st.composite
def answers(draw: Any, form: Format) -> dict[str, object]:
    """Something for most places of the form, by slot name as in `filled.Filled.fields`."""
    given: dict[str, object] = {}

    def fill(name: str, question: Question) -> None:
        if draw(st.integers(0, 4)) == 0:
            return
        match question.type:
            case QuestionType.TICK:
                given[name] = True
            case QuestionType.DATE:
                given[name] = draw(DATES)
            case QuestionType.LIST:
                chosen = draw(st.sets(st.sampled_from([choice.value for choice in question.choices])))
                given.update({f"{name}.{value}": True for value in sorted(chosen)})
            case _ if question.choices:
                given[name] = draw(st.sampled_from([choice.value for choice in question.choices]))
            case _:
                given[name] = draw(ANSWERS)

    for question in form.questions:
        fill(question.name, question)
    for table in form.tables:
        for number in range(len(table.rows) + table.empty_rows):
            for column in table.columns:
                if column.name != table.group_by and (number >= len(table.rows) or not column.given):
                    fill(f"{table.name}.{number + 1}.{column.name}", column)
    return given
