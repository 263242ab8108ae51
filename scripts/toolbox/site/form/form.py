"""A Format  →  what the page to fill it in on the screen shows: its sections, fields and tables, and its definition.

Names and ids follow `slots`: a field is called after its question, in a table `table.row.column`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from toolbox.core import addresses
from toolbox.core.form import Format, Question, Section, Stretch, Table
from toolbox.core.language import Language
from toolbox.core.phrases import SCRIPTS
from toolbox.forms.concept import concept_note
from toolbox.forms.slots import mark
from toolbox.site.form.field import FieldView, Marks, control_name
from toolbox.site.form.shared import shared
from toolbox.site.form.table import TableForm

PDF_SCRIPT = "assets/form-pdf.js"
WORD_SCRIPT = "assets/form-word.js"


@dataclass(frozen=True, slots=True)
class RunForm:
    fields: tuple[FieldView, ...]
    tables: tuple[TableForm, ...]

    @classmethod
    def of(cls, run: Stretch, section: Section, marks: Marks) -> RunForm:
        fields = tuple(
            FieldView(
                question, question.name, control_name(question), question.default, marks.of(question), marks.language
            )
            for question in run.questions
        )
        return cls(fields, tuple(TableForm.of(table, section, marks) for table in run.tables))


@dataclass(frozen=True, slots=True)
class SectionForm:
    """`asks`: there is something to fill in."""

    name: str
    title: str
    intro: Markup
    runs: tuple[RunForm, ...]
    asks: bool
    source: str

    @classmethod
    def of(cls, section: Section, marks: Marks) -> SectionForm:
        runs = tuple(RunForm.of(run, section, marks) for run in section.runs)
        asks = bool(section.questions or section.tables)
        return cls(section.name, section.title, Markup(section.intro.html), runs, asks, section.source)


@dataclass(frozen=True, slots=True)
class FormView:
    """A format as its page to fill in wants it. `toolbox` is the mark of the toolbox.

    `journey` is what the page is called that keeps the forms of one person, '' without one.
    """

    form: Format
    toolbox: str
    rule: str
    sections: tuple[SectionForm, ...]
    others: Mapping[str, Any]
    journey: str

    @property
    def sensitive(self) -> bool:
        """Whether anything asked is sensitive."""
        return is_sensitive(self.form)

    @property
    def language(self) -> Language | None:
        """Of a form in another language than Dutch."""
        return self.form.language if self.form.translation else None

    @property
    def words(self) -> str:
        """JSON for the page's scripts: what they say in another language; '' where they speak Dutch."""
        language = self.form.language
        if not self.form.translation or not language.has_all(SCRIPTS):
            return ""
        own = {name: language.own_words(name) for name in SCRIPTS}
        return json.dumps(own, ensure_ascii=False, separators=(",", ":")) if own != SCRIPTS else ""

    @property
    def note(self) -> str:
        """What a concept says of itself; '' for a format that is none."""
        return concept_note(self.form)

    @property
    def shape_script(self) -> str:
        """Site path of what is loaded when someone wants a PDF or data."""
        return addresses.script_file(self.form)

    @property
    def pdf_script(self) -> str:
        return PDF_SCRIPT

    @property
    def word_script(self) -> str:
        return WORD_SCRIPT

    @property
    def word_lines(self) -> str:
        """Site path of what is loaded when someone opens a Word file."""
        return addresses.word_lines_file(self.form)

    @property
    def definition(self) -> str:
        """JSON for the page's script: what is asked, in order, under which names (also the former ones)."""
        data = {**definition_of(self.form, self.toolbox), "others": self.others, "journey": self.journey}
        return json.dumps(data, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def of(cls, form: Format, toolbox: str, formats: Sequence[Format] = (), journey: str = "") -> FormView:
        """`toolbox` is the mark of the toolbox, `formats` are all that it has: some ask what this one asks."""
        required = sum(question.required for question in form.questions)
        marks = Marks(required, len(form.questions) - required, form.language)
        sections = tuple(SectionForm.of(section, marks) for section in form.sections)
        return cls(form, toolbox, marks.rule, sections, shared(form, formats), journey)


def definition_of(form: Format, toolbox: str) -> dict[str, Any]:
    """What is asked, in order, under which names (also the former ones), for a page's script."""
    return {
        "name": form.name,
        "version": form.version,
        "mark": mark(form, toolbox),
        "number": form.number,
        "title": form.title,
        "slug": form.slug,
        "concept": concept_note(form),
        "sections": [part for section in form.sections for part in _parts(section)],
    }


def is_sensitive(form: Format) -> bool:
    """Whether anything that it asks is."""
    columns = (column for table in form.tables for column in table.columns)
    asked = any(question.ground for question in (*form.questions, *columns))
    return asked or any(table.ground for table in form.tables)


def _parts(section: Section) -> Iterator[dict[str, Any]]:
    """What is asked in it, in order. `goes_on`: it belongs to the section before it."""
    for number, run in enumerate(section.runs):
        yield {
            "title": section.title,
            **({"goes_on": True} if number else {}),
            "questions": [_question(question) for question in run.questions],
            "tables": [_table(table) for table in run.tables],
        }


def _question(question: Question) -> dict[str, Any]:
    return {
        "name": question.name,
        "title": question.title,
        "type": question.type.value,
        "choices": [{"value": choice.value, "label": choice.label} for choice in question.choices],
        "previous": list(question.previous_names),
        **({"term": question.term} if question.term else {}),
        **({"sensitive": True} if question.term and question.sensitive else {}),
    }


def _table(table: Table) -> dict[str, Any]:
    columns = [
        _question(column) | {"given": column.given, "group": column.name == table.group_by} for column in table.columns
    ]
    return {"name": table.name, "title": table.title, "previous": list(table.previous_names), "columns": columns}
