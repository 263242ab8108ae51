"""A format with an overlay's operations done to it. Names never change their meaning, so answers can be read back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from toolbox.core.form import Condition, Format, Question, QuestionType, Section, Table
from toolbox.source.overlays.baseline import find_row
from toolbox.source.overlays.model import Aim, Operation, Override, Target
from toolbox.source.overlays.parts import on_column, on_question, on_section, on_sections, on_table
from toolbox.source.overlays.translating import translated_part

ORDER = {operation: index for index, operation in enumerate(Operation)}


class Clash(Exception):
    """The base has moved on so that this cannot be done; says why, in Dutch."""


def with_operation(form: Format, override: Override) -> Format:
    """The format with one operation done, of which the target is there. Raises Clash, or TooShort."""
    match override.operation:
        case Operation.RELABEL:
            return _relabel(form, override)
        case Operation.CHOICE:
            return _with_choice(form, override)
        case Operation.CELLS | Operation.ROW:
            return on_table(form, override.target.name, lambda one: _with_cells(one, override))
        case Operation.DEFAULT:
            return _with_default(form, override)
        case Operation.ADD:
            return _with_question(form, override)
        case Operation.ORDER:
            return _reordered(form, override)
        case Operation.TRANSLATE:
            return translated_part(form, override)
        case _:
            return _without(form, override.target)


def in_order(overrides: Sequence[Override]) -> list[Override]:
    """In the order in which they are done, whatever the order in which they are listed."""
    return sorted(overrides, key=lambda one: ORDER[one.operation])


def _with_default(form: Format, override: Override) -> Format:
    def changed(question: Question) -> Question:
        if question.type is not QuestionType.TEXT or question.choices or question.signature:
            raise Clash("hier vul je geen tekst in")
        return replace(question, default=override.value)

    return on_question(form, override.target.name, changed)


def _relabel(form: Format, override: Override) -> Format:
    target = override.target
    match target.aim:
        case Aim.QUESTION:
            return on_question(form, target.name, lambda one: _worded(one, override))
        case Aim.CHOICE:
            return on_question(form, target.name, lambda one: _choice_worded(one, override))
        case Aim.SECTION:
            return on_section(form, target.name, lambda one: _section_worded(one, override))
        case _:
            return on_table(form, target.name, lambda one: _table_worded(one, override))


def _worded(question: Question, override: Override) -> Question:
    return replace(question, title=override.title or question.title, help=override.help or question.help)


def _choice_worded(question: Question, override: Override) -> Question:
    value = override.target.part
    choices = tuple(replace(one, label=override.title) if one.value == value else one for one in question.choices)
    return replace(question, choices=choices)


def _section_worded(section: Section, override: Override) -> Section:
    return replace(section, title=override.title or section.title, intro=override.text or section.intro)


def _table_worded(table: Table, override: Override) -> Table:
    if override.target.aim is Aim.COLUMN:
        return on_column(table, override.target.part, lambda one: _worded(one, override))
    return replace(table, title=override.title or table.title, help=override.text or table.help)


def _with_choice(form: Format, override: Override) -> Format:
    choice = override.choice
    assert choice is not None

    def changed(question: Question) -> Question:
        if question.name != override.target.name:
            return question
        if not question.choices:
            raise Clash("deze vraag heeft geen keuzes meer")
        if any(choice.label.casefold() == one.label.casefold() for one in question.choices):
            raise Clash(f"de keuze ‘{choice.label}’ staat er al")
        values = [one.value for one in question.choices]
        at = values.index(override.after) + 1 if override.after in values else len(values)
        return replace(question, choices=(*question.choices[:at], choice, *question.choices[at:]))

    return on_question(form, override.target.name, changed)


def _with_cells(table: Table, override: Override) -> Table:
    names = [column.name for column in table.columns]
    for name, _ in override.cells:
        if name not in names:
            raise Clash(f"de kolom ‘{name}’ is er niet")
    given = dict(override.cells)
    if override.operation is Operation.CELLS:
        at = find_row(table, override.target.part)
        assert at is not None
        row = tuple(given.get(name, cell) for name, cell in zip(names, table.rows[at], strict=True))
        return replace(table, rows=(*table.rows[:at], row, *table.rows[at + 1 :]))
    after = find_row(table, override.after) if override.after else None
    at = len(table.rows) if after is None else after + 1
    row = tuple(given.get(name, "") for name in names)
    return replace(table, rows=(*table.rows[:at], row, *table.rows[at:]))


def _names(form: Format) -> set[str]:
    return {one.name for one in form.questions} | {one.name for one in form.tables}


def _with_question(form: Format, override: Override) -> Format:
    wanted = override.field
    assert wanted is not None
    if wanted.name in _names(form):
        raise Clash(f"de naam ‘{wanted.name}’ is er al")
    added = replace(wanted, section=override.target.name, condition=_condition(form, override.condition))

    def changed(section: Section) -> Section:
        names = [one.name for one in section.questions]
        at = names.index(override.after) + 1 if override.after in names else len(names)
        return replace(section, questions=(*section.questions[:at], added, *section.questions[at:]))

    return on_section(form, override.target.name, changed)


def _condition(form: Format, wanted: tuple[str, str]) -> Condition | None:
    name, value = wanted
    if not name:
        return None
    asked = form.question(name)
    label = next((one.label for one in asked.choices if one.value == value), "") if asked else ""
    if not asked or not label:
        raise Clash(f"de keuze ‘{value}’ bij ‘{name}’ is er niet")
    return Condition(name, value, f"‘{label}’ bij ‘{asked.title}’")


def _reordered(form: Format, override: Override) -> Format:
    """What is named comes first, in that order; all else stays as it stood."""

    def changed(section: Section) -> Section:
        by_name = {one.name: one for one in section.questions}
        first = [by_name[name] for name in override.order if name in by_name]
        rest = [one for one in section.questions if one.name not in override.order]
        return replace(section, questions=(*first, *rest))

    return on_section(form, override.target.name, changed)


def _without(form: Format, target: Target) -> Format:
    name = target.name

    def changed(section: Section) -> Section:
        # What waited for an answer that is no longer asked always stands there.
        kept = tuple(
            replace(one, condition=None) if one.condition and one.condition.question == name else one
            for one in section.questions
            if one.name != name
        )
        return replace(section, questions=kept, tables=tuple(one for one in section.tables if one.name != name))

    slim = on_sections(form, changed)
    return replace(slim, sections=tuple(one for one in slim.sections if one.questions or one.tables or one.intro))
