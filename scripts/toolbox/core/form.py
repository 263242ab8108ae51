"""A blank format: its sections, with their questions and tables."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from toolbox.core.language import DUTCH, Language
from toolbox.core.place import Place
from toolbox.core.prose import Prose

# The resource that holds a format's single questions; each other resource is a table.
ANSWERS_NAME = "antwoorden"
# The kind of a format of which the paper is folded.
FLYER = "flyer"


class QuestionType(StrEnum):
    """Table Schema field types that a format may use."""

    TEXT = "string"
    DATE = "date"
    TICK = "boolean"
    LIST = "list"


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Condition:
    """On a screen a question waits until `value` is chosen at another one. On paper it always stands."""

    question: str
    value: str
    words: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Question:
    """A single question, or a table's column (then `given`, `matrix` and `share` may be set).

    `default` is text that stands there already and that may be changed.
    `source` is the place that it comes from, in a concept: '4.1, blok Eindstage'.
    `term` names what it asks after where questions of other formats ask the same; '' for none.
    """

    name: str
    title: str
    help: str
    type: QuestionType
    place: Place
    section: str = ""
    choices: tuple[Choice, ...] = ()
    required: bool = False
    lines: int = 1
    width: str = "full"
    signature: bool = False
    ground: str = ""
    previous_names: tuple[str, ...] = ()
    given: bool = False
    matrix: bool = False
    share: int = 0
    condition: Condition | None = None
    default: str = ""
    # The table that it stands after, with the questions that follow it; '' before the tables of its section.
    after: str = ""
    source: str = ""
    term: str = ""

    @property
    def sensitive(self) -> bool:
        return bool(self.ground)


@dataclass(frozen=True, slots=True)
class Table:
    name: str
    title: str
    help: Prose
    section: str
    columns: tuple[Question, ...]
    rows: tuple[tuple[str, ...], ...]
    empty_rows: int
    group_by: str
    ground: str
    file: str
    place: Place
    previous_names: tuple[str, ...] = ()
    source: str = ""

    @property
    def shown_columns(self) -> tuple[Question, ...]:
        return tuple(column for column in self.columns if column.name != self.group_by)

    @property
    def groups(self) -> tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]:
        """(heading, rows without the grouping cell) in order; one group without heading when nothing groups."""
        if not self.group_by:
            return (("", self.rows),)
        index = [column.name for column in self.columns].index(self.group_by)
        groups: list[tuple[str, list[tuple[str, ...]]]] = []
        for row in self.rows:
            if not groups or groups[-1][0] != row[index]:
                groups.append((row[index], []))
            groups[-1][1].append(row[:index] + row[index + 1 :])
        return tuple((heading, tuple(rows)) for heading, rows in groups)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a section: questions, and the tables that come right after them."""

    questions: tuple[Question, ...]
    tables: tuple[Table, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """`questions` and `tables` each in their order; `runs` is how they follow each other, in every shape."""

    name: str
    title: str
    intro: Prose
    page_break: bool
    questions: tuple[Question, ...]
    tables: tuple[Table, ...]
    source: str = ""

    @property
    def runs(self) -> tuple[Stretch, ...]:
        """At least one. Tables come as late as they may: after all questions, unless one of these stands after them."""
        runs: list[Stretch] = []
        waiting: list[Question] = []
        tables = self.tables
        for question in self.questions:
            names = [table.name for table in tables]
            if question.after in names:
                count = names.index(question.after) + 1
                runs.append(Stretch(tuple(waiting), tables[:count]))
                waiting, tables = [], tables[count:]
            waiting.append(question)
        return (*runs, Stretch(tuple(waiting), tables))


@dataclass(frozen=True, slots=True)
class Translation:
    """That a format's words are in another language than those of `base`, whose names and values it keeps.

    `untranslated` are the parts that are still in the language of the base: names of sections, questions and tables,
    'table.column', and '' for title and description. `pictures` are the pictograms (name of a part, of a pictogram).
    """

    language: Language
    base: Format
    untranslated: tuple[str, ...] = ()
    pictures: tuple[tuple[str, str], ...] = ()

    def picture(self, part: str) -> str:
        """The name of the pictogram beside it, '' for none."""
        return dict(self.pictures).get(part, "")


@dataclass(frozen=True, slots=True)
class Format:
    """A blank format: one data package. Whether it is a concept stands on the page of its number."""

    path: str
    name: str
    number: str
    title: str
    description: str
    version: str
    kind: str
    roles: tuple[str, ...]
    landscape: bool
    sections: tuple[Section, ...]
    place: dict[str, Place] = field(default_factory=dict, hash=False)
    previous_names: tuple[str, ...] = ()
    concept: bool = False
    translation: Translation | None = None

    @property
    def language(self) -> Language:
        return self.translation.language if self.translation else DUTCH

    def in_dutch(self, part: str) -> bool:
        """Whether a part of a translated format is still in Dutch: see Translation."""
        return self.translation is not None and part in self.translation.untranslated

    @property
    def is_folded(self) -> bool:
        """Whether its paper is a flyer."""
        return self.kind == FLYER

    @property
    def folder(self) -> str:
        return self.path.rsplit("/", 1)[0]

    @property
    def slug(self) -> str:
        tag = f"-{self.translation.language.tag.lower()}" if self.translation else ""
        return f"{self.number}-{self.name}{tag}"

    @property
    def step(self) -> int:
        return int(self.number.split(".")[0])

    @property
    def questions(self) -> tuple[Question, ...]:
        return tuple(question for section in self.sections for question in section.questions)

    @property
    def tables(self) -> tuple[Table, ...]:
        return tuple(table for section in self.sections for table in section.tables)

    def question(self, name: str) -> Question | None:
        return next((one for section in self.sections for one in section.questions if one.name == name), None)

    def table(self, name: str) -> Table | None:
        return next((one for section in self.sections for one in section.tables if one.name == name), None)
