"""Small parts of a page as its template sees them: sections and tables of a format."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from markupsafe import Markup

from toolbox.core.form import Question, Section, Table


@dataclass(frozen=True, slots=True)
class TableView:
    """A table as the page shows it: columns with text given, and columns to fill in."""

    table: Table
    given: tuple[Question, ...]
    asked: tuple[Question, ...]
    given_groups: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]
    head: int

    @property
    def intro(self) -> Markup:
        return Markup(self.table.help.html)

    @classmethod
    def of(cls, table: Table) -> TableView:
        columns = table.shown_columns
        filled = [any(row[index] for _, rows in table.groups for row in rows) for index in range(len(columns))]
        given = tuple(column for column, has in zip(columns, filled, strict=True) if has)
        groups = tuple(
            (heading, tuple(tuple(itertools.compress(row, filled)) for row in rows)) for heading, rows in table.groups
        )
        head = next((index for index, column in enumerate(given) if column.name != "nr"), 0)
        asked = tuple(column for column in columns if not column.given)
        return cls(table, given, asked, groups, head)


@dataclass(frozen=True, slots=True)
class RunView:
    questions: tuple[Question, ...]
    tables: tuple[TableView, ...]


@dataclass(frozen=True, slots=True)
class SectionView:
    name: str
    title: str
    intro: Markup
    runs: tuple[RunView, ...]
    source: str = ""

    @classmethod
    def of(cls, section: Section) -> SectionView:
        runs = tuple(RunView(run.questions, tuple(map(TableView.of, run.tables))) for run in section.runs)
        # A format's texts hold no links (the loader refuses them), so there is nothing to resolve.
        return cls(section.name, section.title, Markup(section.intro.html), runs, section.source)


def table_frames(html: str) -> str:
    """A frame around each Markdown table, so that a wide one scrolls by itself; by keyboard as well."""
    count = itertools.count(1)

    def open_frame(match: re.Match[str]) -> str:
        return f'<div class="tb-tableframe" tabindex="0" role="region" aria-label="Tabel {next(count)}">{match[0]}'

    html = re.sub(r"<table>", open_frame, html).replace("</table>", "</table></div>")
    return html.replace("<th>", '<th scope="col">')
