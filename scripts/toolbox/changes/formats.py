"""One format before and after  →  Changes, in the order in which the form is read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from toolbox.changes.align import Pair, State, out_of_order
from toolbox.changes.blocks import BlockDiff
from toolbox.changes.formwords import COLUMN, QUESTION, portrait, section_title, table_title
from toolbox.changes.formwords import TABLE as TABLE_WORD
from toolbox.changes.meaning import meaning_changes, rename_changes, seemingly_renamed
from toolbox.changes.model import Change
from toolbox.changes.questions import (
    gone_question,
    moved_things,
    new_question,
    origin_change,
    places_after,
    question_changes,
    same_things,
    what_went,
)
from toolbox.changes.tables import column_subject, gone_table, new_table, prose_change, table_changes
from toolbox.changes.words import Mark, compare_words, marked
from toolbox.core.form import Format, Question, Section, Table
from toolbox.core.prose import Prose


def format_changes(old: Format, new: Format) -> Iterator[Change]:
    yield from _facts(old, new)
    yield from _Comparison.of(old, new).changes()


def whole_format(form: Format, state: State) -> Iterator[Change]:
    """What there is to see of a format that is new (State.ADDED) or gone (State.REMOVED)."""
    new = state is State.ADDED
    mark = Mark.ADDED if new else Mark.REMOVED
    for what, subject in _sensitive(form):
        yield Change("sensitive-new" if new else "sensitive-gone", subject, {"what": what})
    blocks = [BlockDiff(state, "p", text=marked(form.description, mark))]
    for section in form.sections:
        blocks.append(BlockDiff(state, "h3", text=marked(section_title(section), mark)))
        for question in section.questions:
            text = " ".join((question.title, *portrait(question)))
            blocks.append(BlockDiff(state, "li", 1, marked(text, mark)))
        for table in section.tables:
            columns = ", ".join(f"‘{column.title}’" for column in table.columns)
            text = f"Tabel ‘{table_title(table, form)}’ met de kolommen {columns}."
            blocks.append(BlockDiff(state, "li", 1, marked(text, mark)))
    code, effects = ("format-contents", ()) if new else ("format-contents-removed", ("format-gone",))
    yield Change(code, blocks=tuple(blocks), effects=effects)


def _sensitive(form: Format) -> Iterator[tuple[str, str]]:
    """(what it is, what people call it) of all that is sensitive."""
    for question in form.questions:
        if question.ground:
            yield QUESTION, question_subject(question)
    for table in form.tables:
        subject = table_subject(table, form)
        if table.ground:
            yield TABLE_WORD, subject
        for column in table.columns:
            if column.ground:
                yield COLUMN, column_subject(subject, column)


def question_subject(question: Question) -> str:
    return f"Vraag ‘{question.title}’"


def table_subject(table: Table, form: Format) -> str:
    return f"Tabel ‘{table_title(table, form)}’"


def section_subject(section: Section) -> str:
    return f"Blok ‘{section_title(section)}’"


def _facts(old: Format, new: Format) -> Iterator[Change]:
    if old.folder != new.folder:
        yield Change("format-path", values={"old": old.folder, "new": new.folder})
    yield from _names(old, new)
    if old.title != new.title:
        yield Change("title", words=compare_words(old.title, new.title))
    if old.description != new.description:
        yield Change("description", words=compare_words(old.description, new.description))
    for code, before, after, effects in (
        ("number", old.number, new.number, ()),
        ("version", old.version, new.version, ("version-noted",)),
        ("format-kind", old.kind, new.kind, ()),
        ("roles", ", ".join(old.roles), ", ".join(new.roles), ()),
    ):
        if before != after:
            yield Change(code, values={"old": before, "new": after}, effects=effects)
    if old.concept != new.concept:
        yield Change("concept-on" if new.concept else "concept-off")
    if old.landscape != new.landscape:
        yield Change("landscape-on" if new.landscape else "landscape-off")


def _names(old: Format, new: Format) -> Iterator[Change]:
    """By its name, or one that it had, a filled-in file is known as this format."""
    if old.name != new.name:
        effects = ("format-follows",) if old.name in new.previous_names else ("format-unknown", "format-remedy")
        yield Change("format-name", values={"old": old.name, "new": new.name}, effects=effects)
    for name in new.previous_names:
        if name not in (old.name, *old.previous_names):
            yield Change("old-name-added", values={"name": name}, effects=("format-known",))
    for name in old.previous_names:
        if name not in (new.name, *new.previous_names):
            yield Change("old-name-removed", values={"name": name}, effects=("format-forgotten",))
    if old.previous_names != new.previous_names and sorted(old.previous_names) == sorted(new.previous_names):
        yield Change("old-names-order")


@dataclass(frozen=True, slots=True)
class _Comparison:
    """Two formats with their sections, questions and tables paired, and by new name what seems to be renamed."""

    old: Format
    new: Format
    sections: tuple[Pair[Section], ...]
    questions: tuple[Pair[Question], ...]
    tables: tuple[Pair[Table], ...]
    renamed_questions: Mapping[str, Question]
    renamed_tables: Mapping[str, Table]

    @classmethod
    def of(cls, old: Format, new: Format) -> _Comparison:
        questions = tuple(same_things(old.questions, new.questions))
        tables = tuple(same_things(old.tables, new.tables))
        sections = tuple(_same_sections(old, new))
        renamed = seemingly_renamed(questions), seemingly_renamed(tables)
        return cls(old, new, sections, questions, tables, *renamed)

    def changes(self) -> Iterator[Change]:
        yield from self.section_order()
        for pair in self.sections:
            yield from self.section(pair)

    def section_order(self) -> Iterator[Change]:
        now = {pair.old.name: pair.new for pair in self.sections if pair.old and pair.new}
        before = [now[section.name].name for section in self.old.sections if section.name in now]
        after = [pair.new.name for pair in self.sections if pair.old and pair.new]
        moved = out_of_order(before, after)
        places = places_after([section_title(section) for section in self.new.sections])
        for section, place in zip(self.new.sections, places, strict=True):
            if section.name in moved:
                yield Change("section-moved", section_subject(section), {"place": place})

    def section(self, pair: Pair[Section]) -> Iterator[Change]:
        """A block itself, and then what stands in it."""
        subject = section_subject(pair.only)
        if pair.old is None or pair.new is None:
            yield Change("section-added" if pair.new else "section-removed", subject)
            old_intro, new_intro = (pair.only.intro, Prose()) if pair.old else (Prose(), pair.only.intro)
            yield from prose_change(old_intro, new_intro, "section-intro", subject)
        if pair.new is None:
            yield from self.gone(pair.only)
            return
        old, new = pair.old, pair.new
        if old:
            yield from _section_facts(old, new, subject)
        questions = [other for other in self.questions if other.new in new.questions]
        tables = [other for other in self.tables if other.new in new.tables]
        yield from self.some_questions(questions, new)
        yield from self.some_tables(tables, new)
        if old:
            yield from self.gone(old)

    def some_questions(self, pairs: Sequence[Pair[Question]], section: Section) -> Iterator[Change]:
        places = _places(section.questions, [question.title for question in section.questions])
        moved = moved_things(self.old.questions, [pair for pair in pairs if self.same_section(pair)])
        said = meaning_changes(self.questions, QUESTION, question_subject)
        asked = section.questions
        said |= rename_changes(
            self.renamed_questions, QUESTION, asked, question_subject, lambda question: question.title
        )
        for pair, question in ((pair, pair.new) for pair in pairs if pair.new):
            subject = question_subject(question)
            place = places[question.name]
            if pair.old is None:
                where = f" in blok ‘{section_title(section)}’, {place}"
                yield from new_question(question, QUESTION, subject, where)
                yield from said.get(question.name, ())
                continue
            yield from question_changes(pair.old, question, QUESTION, subject)
            yield from said.get(question.name, ())
            yield from self.placement(pair, QUESTION, subject)
            if question.name in moved:
                yield Change("moved", subject, {"what": QUESTION, "place": place})

    def some_tables(self, pairs: Sequence[Pair[Table]], section: Section) -> Iterator[Change]:
        places = _places(section.tables, [table_title(table, self.new) for table in section.tables])
        moved = moved_things(self.old.tables, [pair for pair in pairs if self.same_section(pair)])
        named = partial(table_subject, form=self.new)
        before = partial(table_title, form=self.old)
        said = meaning_changes(self.tables, TABLE_WORD, named)
        said |= rename_changes(self.renamed_tables, TABLE_WORD, section.tables, named, before)
        for pair, table in ((pair, pair.new) for pair in pairs if pair.new):
            subject = table_subject(table, self.new)
            if pair.old is None:
                yield from new_table(table, subject, f" in blok ‘{section_title(section)}’")
                yield from said.get(table.name, ())
                continue
            yield from table_changes(pair.old, table, subject)
            yield from said.get(table.name, ())
            yield from self.placement(pair, TABLE_WORD, subject)
            if table.name in moved:
                yield Change("moved", subject, {"what": TABLE_WORD, "place": places[table.name]})

    def placement(self, pair: Pair[Question] | Pair[Table], what: str, subject: str) -> Iterator[Change]:
        if pair.old and pair.new and not self.same_section(pair):
            values = {"what": what, "old": _title(self.old, pair.old), "new": _title(self.new, pair.new)}
            yield Change("section-changed", subject, values)

    def same_section(self, pair: Pair[Question] | Pair[Table]) -> bool:
        if pair.old is None or pair.new is None:
            return False
        names = {other.old.name: other.new.name for other in self.sections if other.old and other.new}
        return names.get(pair.old.section) == pair.new.section

    def gone(self, section: Section) -> Iterator[Change]:
        """What stood in this block of the old format and is nowhere now."""
        where = f" uit blok ‘{section_title(section)}’"
        for pair in self.questions:
            if pair.new is None and pair.only in section.questions:
                effects = what_went(pair.only, self.questions, self.renamed_questions)
                yield from gone_question(pair.only, QUESTION, question_subject(pair.only), where, effects)
        for table in self.tables:
            if table.new is None and table.only in section.tables:
                effects = what_went(table.only, self.tables, self.renamed_tables)
                yield from gone_table(table.only, table_subject(table.only, self.old), where, effects)


def _section_facts(old: Section, new: Section, subject: str) -> Iterator[Change]:
    if old.title != new.title:
        yield Change("section-title", subject, words=compare_words(old.title, new.title))
    elif old.name != new.name:
        yield Change("section-name", subject, {"old": old.name, "new": new.name})
    yield from prose_change(old.intro, new.intro, "section-intro", subject)
    yield from origin_change(old.source, new.source, "de tekst van dit blok", subject)
    if old.page_break != new.page_break:
        yield Change("page-break-on" if new.page_break else "page-break-off", subject)


def _same_sections(old: Format, new: Format) -> Iterator[Pair[Section]]:
    """By name, else by title: nothing is ever filled in under a block's name. New order, then what went."""
    left = {section.name: section for section in old.sections}
    kept = {section.name for section in new.sections}
    for section in new.sections:
        titled = (name for name, other in left.items() if other.title == section.title and name not in kept)
        name = section.name if section.name in left else next(titled, "")
        yield Pair(left.pop(name, None), section)
    yield from (Pair(section, None) for section in left.values())


def _places(items: Sequence[Question] | Sequence[Table], titles: Sequence[str]) -> dict[str, str]:
    return dict(zip([item.name for item in items], places_after(titles), strict=True))


def _title(form: Format, item: Question | Table) -> str:
    section = next((section for section in form.sections if section.name == item.section), None)
    return section_title(section) if section else item.section
