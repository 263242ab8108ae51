"""A Toolbox  →  what two pages show over all its formats: who fills in what, and what of it is sensitive and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from toolbox.core.form import Format, Section
from toolbox.core.method import Role
from toolbox.core.model import Toolbox


def roles_of(form: Format, roles: Sequence[Role]) -> tuple[Role, ...]:
    """Who fills in the format, in the order of `roles`: all that the toolbox has."""
    return tuple(role for role in roles if role.name in form.roles)


def formats_for(toolbox: Toolbox, role: Role) -> tuple[Format, ...]:
    return tuple(form for form in toolbox.formats if role.name in form.roles)


class AskedAs(Enum):
    """As what a format asks something: (one, more than one)."""

    QUESTION = ("vraag", "vragen")
    TABLE = ("tabel", "tabellen")
    COLUMN = ("kolom", "kolommen")


@dataclass(frozen=True, slots=True)
class Asked:
    """Something that a format asks: `within` is the table that a column belongs to, else ''."""

    kind: AskedAs
    title: str
    section: Section
    within: str = ""


@dataclass(frozen=True, slots=True)
class Ground:
    """Why something is asked, word for word from the definition, and all that a format asks for that reason."""

    text: str
    asked: tuple[Asked, ...]


def grounds(form: Format) -> tuple[Ground, ...]:
    """What of the format is sensitive, in reading order; the same reason is given once."""
    found: dict[str, list[Asked]] = {}
    for text, asked in _sensitive(form):
        found.setdefault(text, []).append(asked)
    return tuple(Ground(text, tuple(asked)) for text, asked in found.items())


def _sensitive(form: Format) -> Iterator[tuple[str, Asked]]:
    for section in form.sections:
        for question in section.questions:
            if question.sensitive:
                yield question.ground, Asked(AskedAs.QUESTION, question.title, section)
        for table in section.tables:
            title = table.title or section.title
            if table.ground:
                yield table.ground, Asked(AskedAs.TABLE, title, section)
            for column in table.columns:
                if column.sensitive:
                    yield column.ground, Asked(AskedAs.COLUMN, column.title, section, title)


def count_in_words(form: Format) -> str:
    """'4 vragen en 2 tabellen': how much of the format is sensitive; '' when nothing is."""
    counts = dict.fromkeys(AskedAs, 0)
    for _, asked in _sensitive(form):
        counts[asked.kind] += 1
    parts = [f"{count} {kind.value[count > 1]}" for kind, count in counts.items() if count]
    return " en ".join(filter(None, [", ".join(parts[:-1]), *parts[-1:]]))
