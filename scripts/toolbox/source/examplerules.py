"""Whether the filled-in example fits its formats, tells one story, and is plainly about nobody."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from toolbox.core.example import Example, WrittenAnswer, WrittenForm, WrittenTable
from toolbox.core.findings import Finding, did_you_mean
from toolbox.core.form import Format, Question, QuestionType, Table
from toolbox.core.model import Toolbox
from toolbox.core.place import Place
from toolbox.forms.answers import is_ticked, split_list
from toolbox.forms.dates import iso_date
from toolbox.forms.example import find_named, find_table
from toolbox.source.journey import known

# What nobody is called; and what no telephone, mailbox or letter box has: for `re`, which compiles them when they are
# needed.
MADE_UP = "Voorbeeld"
TELEPHONE = r"(?<!\w)(?:\+31|0)[ -]?[1-9](?:[ -]?[0-9]){8}(?!\w)"
NO_TELEPHONE = r"(?:\+31|0)[ -]?6[ -]?0{4}[ -]?0{4}"
MAIL = r"[\w.+-]+@([\w-]+(?:\.[\w-]+)*)"
# RFC 2606 and RFC 6761 keep these for examples.
NO_MAIL = r"(?i)(?:.+\.)?(?:example(?:\.(?:com|net|org))?|invalid|test)"
POSTCODE = r"(?<!\w)[1-9][0-9]{3} ?[A-Z]{2}(?!\w)"
STREET = r"\b(?!Voorbeeld)[A-Z][\w’-]*(?:straat|weg|laan|plein|kade|gracht|singel|dreef|pad|hof) [0-9]+"


def check_example(box: Toolbox, broken: frozenset[str]) -> Iterator[Finding]:
    """What belongs to a format that could not be read is not looked at."""
    forms = {form.number: form for form in box.formats}
    for written in box.example.forms:
        if any(path.startswith(f"forms/{written.format}-") for path in broken):
            continue
        if written.format not in forms:
            yield from known(written.format, list(forms), "format", written.place)
        else:
            yield from _form(forms[written.format], written)
    for one in _all_written(box.example):
        yield from _real(one)
    yield from _story(box)


def _all_written(example: Example) -> Iterator[WrittenAnswer]:
    for form in example.forms:
        yield from form.answers
        yield from (one for table in form.tables for row in table.rows for one in row)


def _at(code: str, place: Place, **values: str) -> Finding:
    return Finding(code, place.path, place.line, values, place.column)


def _form(form: Format, written: WrittenForm) -> Iterator[Finding]:
    for one in written.answers:
        question = find_named(form.questions, one.name)
        if question:
            yield from _answer(question, one)
            yield from _hidden(form, question, one, written)
        else:
            yield from known(one.name, [item.name for item in form.questions], f"vraag in {form.number}", one.place)
    given = [find_named(form.questions, one.name) for one in written.answers]
    for question in form.questions:
        if question.required and question not in given:
            yield _at("example-required", written.place, form=form.number, question=question.name)
    for rows in written.tables:
        table = find_table(form, rows.name)
        if table:
            yield from _table(table, rows)
        else:
            yield from known(rows.name, [item.name for item in form.tables], f"tabel in {form.number}", rows.place)


def _table(table: Table, written: WrittenTable) -> Iterator[Finding]:
    room = len(table.rows) + table.empty_rows
    if len(written.rows) > room:
        yield _at("example-rows", written.place, table=table.name, count=str(len(written.rows)), room=str(room))
    for number, row in enumerate(written.rows):
        open_columns = [one for one in table.columns if number >= len(table.rows) or not one.given]
        for one in row:
            column = find_named(open_columns, one.name)
            if column:
                yield from _answer(column, one)
            else:
                names = [item.name for item in open_columns]
                yield from known(one.name, names, f"kolom om in te vullen in {table.name}", one.place)


def _answer(question: Question, one: WrittenAnswer) -> Iterator[Finding]:
    allowed = [choice.value for choice in question.choices]
    if allowed:
        chosen = split_list(one.text) if question.type is QuestionType.LIST else (one.text,)
        for value in chosen:
            if value not in allowed:
                hint = did_you_mean(value, allowed)
                yield _at("example-choice", one.place, question=one.name, value=value, hint=hint)
    elif question.type is QuestionType.TICK and not is_ticked(one.text):
        yield _at("example-tick", one.place, question=one.name, value=one.text)
    elif question.type is QuestionType.DATE and iso_date(one.text) != one.text:
        yield _at("date-wrong", one.place, key=one.name, value=one.text)


def _hidden(form: Format, question: Question, one: WrittenAnswer, written: WrittenForm) -> Iterator[Finding]:
    """An answer to what is not asked after the answer before."""
    condition = question.condition
    if condition:
        asked = find_named(form.questions, condition.question)
        texts = [item.text for item in written.answers if find_named(form.questions, item.name) == asked]
        if condition.value not in [value for text in texts for value in split_list(text)]:
            values = {"question": one.name, "other": condition.question, "value": condition.value}
            yield _at("example-not-asked", one.place, **values)


def _real(one: WrittenAnswer) -> Iterator[Finding]:
    """What could be somebody's own."""
    found = [match[0] for match in re.finditer(TELEPHONE, one.text) if not re.fullmatch(NO_TELEPHONE, match[0])]
    found += [match[0] for match in re.finditer(MAIL, one.text) if not re.fullmatch(NO_MAIL, match[1])]
    found += [match[0] for pattern in (POSTCODE, STREET) for match in re.finditer(pattern, one.text)]
    for value in found:
        yield _at("example-real", one.place, question=one.name, value=value)


def _story(box: Toolbox) -> Iterator[Finding]:
    """Answers of one meaning agree, days do not go back, and the name is nobody's."""
    people = {term.name for term in box.terms if term.identifies}
    first: dict[str, WrittenAnswer] = {}
    day: WrittenAnswer | None = None
    for question, one in _asked(box):
        term = question.term
        if term and one.text != first.setdefault(term, one).text:
            values = {"question": one.name, "term": term, "value": one.text, "first": first[term].text}
            yield _at("example-differs", one.place, **values)
        if term in people and question.type is QuestionType.TEXT and MADE_UP not in one.text.split():
            yield _at("example-name", one.place, value=one.text, word=MADE_UP)
        # A term is of the person, such as a birthday; the other dates say when a form was filled in or signed.
        if question.type is QuestionType.DATE and not term and iso_date(one.text) == one.text:
            if day and one.text < day.text:
                values = {"question": one.name, "value": one.text, "first": day.text, "other": day.name}
                yield _at("example-order", one.place, **values)
            day = one


def _asked(box: Toolbox) -> Iterator[tuple[Question, WrittenAnswer]]:
    """Each answer with its question: form by form as the example has them, and as the format asks."""
    for written in box.example.forms:
        form = box.format(written.format)
        for question in form.questions if form else ():
            yield from ((question, one) for one in _of(question, written.answers))


def _of(question: Question, answers: Sequence[WrittenAnswer]) -> list[WrittenAnswer]:
    return [one for one in answers if one.name == question.name or one.name in question.previous_names]
