"""A base with the words of a language laid over it. Names and values stay, so that what is filled in reads back.

A part (a question with its help, its ground and its choices; a section; a table) is translated as a whole or not at
all: half of it would leave a reader with a choice that is missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from toolbox.core.diagram import Diagram
from toolbox.core.form import Choice, Format, Question, Section, Table, Translation
from toolbox.core.language import Language
from toolbox.core.model import Toolbox
from toolbox.core.page import Page
from toolbox.source.overlays.model import Aim, Override
from toolbox.source.overlays.parts import on_column, on_question, on_section, on_sections, on_table

NO_TITLE = "de titel"


class TooShort(Exception):
    """A part of the base has no words in the translation of what it belongs to; says which, in Dutch."""


def translated_part(form: Format, override: Override) -> Format:
    """The format with one part in other words. Raises TooShort."""
    name = override.target.name
    match override.target.aim:
        case Aim.FORM:
            _whole(("de titel", form.title, override.title), ("de uitleg", form.description, override.help))
            return replace(form, title=override.title, description=override.help)
        case Aim.SECTION:
            return on_section(form, name, lambda one: _section(one, override))
        case Aim.QUESTION:
            return on_question(form, name, lambda one: _question(one, override))
        case _:
            return on_table(form, name, lambda one: _table(one, override))


def _section(section: Section, override: Override) -> Section:
    _whole(("de titel", section.title, override.title), ("de uitleg", section.intro.html, override.text.html))
    return replace(section, title=override.title, intro=override.text)


def _table(table: Table, override: Override) -> Table:
    if override.target.aim is Aim.COLUMN:
        return on_column(table, override.target.part, lambda one: _question(one, override))
    _whole(
        ("de titel", table.title, override.title),
        ("de uitleg", table.help.html, override.text.html),
        ("‘grond’", table.ground, override.ground),
    )
    # A title where the base has none would be a part that nobody asked for.
    title = override.title if table.title else ""
    return replace(table, title=title, help=override.text, ground=override.ground)


def _question(question: Question, override: Override) -> Question:
    labels = {choice.value: choice.label for choice in override.choices}
    _whole(
        ("de titel", question.title, override.title),
        ("de uitleg", question.help, override.help),
        ("‘grond’", question.ground, override.ground),
        *((f"keuze ‘{one.value}’ ({one.label})", one.label, labels.get(one.value, "")) for one in question.choices),
    )
    choices = tuple(Choice(one.value, labels[one.value]) for one in question.choices)
    return replace(question, title=override.title, help=override.help, ground=override.ground, choices=choices)


def unknown_choices(form: Format, override: Override) -> list[tuple[str, list[str]]]:
    """(value that its question does not have, those that it has) of each choice too many."""
    if not override.choices:
        return []
    asked = [*form.questions, *(column for table in form.tables for column in table.columns)]
    name = override.target.part or override.target.name
    known = next(([choice.value for choice in one.choices] for one in asked if one.name == name), [])
    return [(choice.value, known) for choice in override.choices if choice.value not in known]


def _whole(*parts: tuple[str, str, str]) -> None:
    """(what it is called, what the base says, what the translation says) of each."""
    missing = [what for what, base, words in parts if base and not words]
    if missing:
        raise TooShort(", ".join(missing))


def with_phrases(language: Language, done: Sequence[Override]) -> Language:
    """The language with our own words in it."""
    phrases = tuple(sorted((one.target.name, one.title) for one in done if one.target.aim is Aim.PHRASE))
    return replace(language, phrases=phrases)


def with_language(base: Toolbox, box: Toolbox, language: Language, done: Sequence[Override]) -> Toolbox:
    """The toolbox in a language: of its formats each that has a part in it, with what it still has in Dutch."""
    pages = {one.target.unit: one for one in done if one.target.aim is Aim.PAGE}
    boxes = {one.target: one for one in done if one.target.aim is Aim.BOX}
    return replace(
        box,
        pages=tuple(_page(page, pages.get(page.path)) for page in box.pages),
        diagrams=tuple(_diagram(diagram, boxes.values()) for diagram in box.diagrams),
        formats=tuple(_format(form, base, language, done) for form in box.formats),
    )


def _page(page: Page, override: Override | None) -> Page:
    return replace(page, title=override.title, summary=override.help or page.summary) if override else page


def _diagram(diagram: Diagram, overrides: Iterable[Override]) -> Diagram:
    words = {one.target.name: one.title for one in overrides if one.target.unit == diagram.name}
    boxes = tuple(replace(box, text=words.get(box.name, box.text)) for box in diagram.boxes)
    return replace(diagram, boxes=boxes) if words else diagram


def _format(form: Format, base: Toolbox, language: Language, done: Sequence[Override]) -> Format:
    before = base.format(form.number)
    if before is None or form is before:
        return form
    mine = [one for one in done if one.target.unit == form.number]
    there = {part_name(one) for one in mine}
    untranslated = tuple(name for name in part_names(before) if name not in there)
    pictures = tuple((part_name(one), one.picture) for one in mine if one.picture)
    # What its condition says is of the question that it waits for.
    form = on_sections(
        form, lambda section: replace(section, questions=tuple(_waiting(one, form) for one in section.questions))
    )
    return replace(
        form, concept=form.concept or language.draft, translation=Translation(language, before, untranslated, pictures)
    )


def _waiting(question: Question, form: Format) -> Question:
    condition = question.condition
    if condition is None:
        return question
    asked = next(one for one in form.questions if one.name == condition.question)
    label = next((one.label for one in asked.choices if one.value == condition.value), condition.value)
    return replace(question, condition=replace(condition, words=f"‘{label}’ ({asked.title})"))


def part_name(override: Override) -> str:
    """As `Translation.untranslated` calls it."""
    target = override.target
    return f"{target.name}.{target.part}" if target.aim is Aim.COLUMN else target.name


def part_names(form: Format) -> Iterator[str]:
    """Everything of a format that has words, but for a table without words of its own."""
    yield ""
    for section in form.sections:
        yield section.name
        yield from (question.name for question in section.questions)
        for table in section.tables:
            if table.title or table.help or table.ground:
                yield table.name
            yield from (f"{table.name}.{column.name}" for column in table.columns)
