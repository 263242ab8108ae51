"""A format with one part changed: what the part is not in stays the very same section."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from toolbox.core.form import Format, Question, Section, Table

Part = TypeVar("Part", Section, Question, Table)


def on_sections(form: Format, change: Callable[[Section], Section]) -> Format:
    return replace(form, sections=tuple(map(change, form.sections)))


def on_section(form: Format, name: str, change: Callable[[Section], Section]) -> Format:
    return replace(form, sections=_on_named(form.sections, name, change))


def on_question(form: Format, name: str, change: Callable[[Question], Question]) -> Format:
    def changed(section: Section) -> Section:
        asked = _on_named(section.questions, name, change)
        return section if asked is section.questions else replace(section, questions=asked)

    return on_sections(form, changed)


def on_table(form: Format, name: str, change: Callable[[Table], Table]) -> Format:
    def changed(section: Section) -> Section:
        tables = _on_named(section.tables, name, change)
        return section if tables is section.tables else replace(section, tables=tables)

    return on_sections(form, changed)


def on_column(table: Table, name: str, change: Callable[[Question], Question]) -> Table:
    return replace(table, columns=_on_named(table.columns, name, change))


def _on_named(parts: tuple[Part, ...], name: str, change: Callable[[Part], Part]) -> tuple[Part, ...]:
    """The very same ones where none is so called."""
    if all(one.name != name for one in parts):
        return parts
    return tuple(change(one) if one.name == name else one for one in parts)
