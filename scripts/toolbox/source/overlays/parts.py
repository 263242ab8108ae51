"""A format with one part changed: what the part is not in stays the very same section."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from toolbox.core.form import Format, Question, Section, Table


def on_sections(form: Format, change: Callable[[Section], Section]) -> Format:
    return replace(form, sections=tuple(map(change, form.sections)))


def on_section(form: Format, name: str, change: Callable[[Section], Section]) -> Format:
    return on_sections(form, lambda section: change(section) if section.name == name else section)


def on_question(form: Format, name: str, change: Callable[[Question], Question]) -> Format:
    def changed(section: Section) -> Section:
        if all(one.name != name for one in section.questions):
            return section
        return replace(section, questions=tuple(change(one) if one.name == name else one for one in section.questions))

    return on_sections(form, changed)


def on_table(form: Format, name: str, change: Callable[[Table], Table]) -> Format:
    def changed(section: Section) -> Section:
        if all(one.name != name for one in section.tables):
            return section
        return replace(section, tables=tuple(change(one) if one.name == name else one for one in section.tables))

    return on_sections(form, changed)


def on_column(table: Table, name: str, change: Callable[[Question], Question]) -> Table:
    return replace(table, columns=tuple(change(one) if one.name == name else one for one in table.columns))
