"""The filled-in example as a page shows it: form by form what was asked and what was answered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from toolbox.core.example import Example, WrittenForm
from toolbox.core.form import Format, Question, QuestionType, Section, Table
from toolbox.core.method import Role
from toolbox.core.page import PageKind
from toolbox.forms.answers import split_list
from toolbox.forms.example import fill_in
from toolbox.site import offers, overviews
from toolbox.site.offers import Shape
from toolbox.site.page import PageView, page_views
from toolbox.site.spot import Spot

TICKED = "aangekruist"


@dataclass(frozen=True, slots=True)
class AnsweredTable:
    """`rows` are those in which something stands, in the order of `heads`."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class AnsweredSection:
    """`answers` are (question, answer), '' for what was left open."""

    title: str
    answers: tuple[tuple[str, str], ...]
    tables: tuple[AnsweredTable, ...]


@dataclass(frozen=True, slots=True)
class AnsweredForm:
    page: PageView
    paper: Shape
    sections: tuple[AnsweredSection, ...]


@dataclass(frozen=True, slots=True)
class ExamplePage:
    example: Example
    forms: tuple[AnsweredForm, ...]


def example_page(spot: Spot) -> ExamplePage:
    toolbox = spot.facts.toolbox
    pages = {page.number: page for page in page_views(PageKind.APPENDIX, spot)}
    forms = (
        _form(form, written, pages[form.number], spot)
        for written in toolbox.example.forms
        if (form := toolbox.format(written.format))
    )
    return ExamplePage(toolbox.example, tuple(forms))


def is_for(example: Example, role: Role, forms: tuple[Format, ...]) -> bool:
    """Whether the role fills in each form of the example, of which `forms` are the formats."""
    numbers = [written.format for written in example.forms]
    shown = [form for form in forms if form.number in numbers]
    return bool(shown) and all(role in overviews.roles_of(form, (role,)) for form in shown)


def _form(form: Format, written: WrittenForm, page: PageView, spot: Spot) -> AnsweredForm:
    paper = spot.links([offers.example_shape(form, spot.facts.rendered)])[0]
    return AnsweredForm(page, paper, tuple(map(_section, fill_in(form, written).sections)))


def _section(section: Section) -> AnsweredSection:
    answers = ((question.title, _words(question, question.default)) for question in section.questions)
    return AnsweredSection(section.title, tuple(answers), tuple(_tables(section)))


def _tables(section: Section) -> Iterator[AnsweredTable]:
    for table in section.tables:
        yield AnsweredTable(table.title, tuple(column.title for column in table.shown_columns), tuple(_rows(table)))


def _rows(table: Table) -> Iterator[tuple[str, ...]]:
    for row in table.rows:
        cells = zip(table.columns, row, strict=True)
        yield tuple(_words(column, cell) for column, cell in cells if column in table.shown_columns)


def _words(question: Question, text: str) -> str:
    """An answer as a person reads it."""
    if not text:
        return ""
    if question.type is QuestionType.TICK:
        return TICKED
    labels = {choice.value: choice.label for choice in question.choices}
    return ", ".join(labels[value] for value in split_list(text)) if labels else text
