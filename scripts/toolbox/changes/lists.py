"""A list that pages draw on, before and after  →  Changes in words: entry by entry, by what each is called."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from toolbox.changes.align import out_of_order
from toolbox.changes.model import Change
from toolbox.changes.words import compare_words
from toolbox.core.example import Example
from toolbox.core.journey import Journey, Milestone
from toolbox.core.lists import Fact, Glossary, Since, Word


def since_changes(old: Since, new: Since) -> Iterator[Change]:
    for subject, before, after in (
        ("Titel", old.title, new.title),
        ("Inleiding", old.intro, new.intro),
        ("Gelezen", old.read, new.read),
    ):
        if before != after:
            yield Change("said", subject, words=compare_words(before, after))
    yield from _entries({fact.name: fact_words(fact) for fact in old.facts}, {f.name: fact_words(f) for f in new.facts})


def glossary_changes(old: Glossary, new: Glossary) -> Iterator[Change]:
    for subject, before, after in (("Titel", old.title, new.title), ("Inleiding", old.intro, new.intro)):
        if before != after:
            yield Change("said", subject, words=compare_words(before, after))
    yield from _entries(
        {one.word: word_words(one) for one in old.words}, {one.word: word_words(one) for one in new.words}
    )


def journey_changes(old: Journey, new: Journey) -> Iterator[Change]:
    for subject, before, after in (
        ("Titel", old.title, new.title),
        ("Inleiding", old.intro, new.intro),
        ("Titel van de kalender", old.calendar.title, new.calendar.title),
        ("Inleiding van de kalender", old.calendar.intro, new.calendar.intro),
    ):
        if before != after:
            yield Change("said", subject, words=compare_words(before, after))
    yield from _entries(_journey_words(old), _journey_words(new))


def example_changes(old: Example, new: Example) -> Iterator[Change]:
    for subject, before, after in (
        ("Titel", old.title, new.title),
        ("Inleiding", old.intro, new.intro),
        ("Opmerking boven elk formulier", old.note, new.note),
    ):
        if before != after:
            yield Change("said", subject, words=compare_words(before, after))
    yield from _entries(_example_words(old), _example_words(new))


def _example_words(example: Example) -> dict[str, str]:
    """Each answer by its format and question, and each table with its rows: '3.1: wensberoep'."""
    words: dict[str, str] = {}
    for form in example.forms:
        words |= {f"{form.format}: {_spaced(one.name)}": one.text for one in form.answers}
        for table in form.tables:
            rows = ("; ".join(f"{_spaced(one.name)}: {one.text}" for one in row) for row in table.rows)
            words[f"{form.format}: {_spaced(table.name)}"] = ". ".join(rows)
    return words


def _spaced(name: str) -> str:
    return name.replace("_", " ")


def _journey_words(journey: Journey) -> dict[str, str]:
    """What stands there of each station, part of the sheet, date and moment."""
    calendar = journey.calendar
    stops = {
        stop.box: f"{stop.done} {stop.after} {', '.join(number for number, _ in stop.formats)}"
        for stop in journey.stops
    }
    sheet = {
        part.title: " ".join(f"{line.words} ({line.format}, {line.question})" for line in part.lines)
        for part in journey.sheet
    }
    anchors = {anchor.name: f"{anchor.title} ({anchor.short})" for anchor in calendar.anchors}
    moments = {moment.name: moment_words(moment) for moment in calendar.moments}
    return stops | sheet | anchors | moments


def moment_words(moment: Milestone) -> str:
    """All that the calendar says of it."""
    parts = ((moment.years, "jaar"), (moment.months, "maanden"), (moment.weeks, "weken"), (moment.days, "dagen"))
    offset = ", ".join(f"{number:+} {unit}" for number, unit in parts if number)
    when = f" Vanaf {moment.anchor}: {offset or 'die dag'}." if moment.is_dated else ""
    roles = "".join(f" {words.role}: {words.text}" for words in moment.roles)
    return f"{moment.text}{when}{roles} Bron: {moment.source} ({moment.page})."


def word_words(word: Word) -> str:
    """All that the list says of it."""
    parts = (("Sinds", word.since), ("Ook", ", ".join(word.forms)), ("Niet", ", ".join(word.refused)))
    return " ".join((f"{word.word}: {word.meaning}", *(f"{name}: {text}." for name, text in parts if text)))


def fact_words(fact: Fact) -> str:
    """All that a reader sees of it, and where."""
    references = "; ".join(reference.words for reference in fact.references)
    pages = ", ".join(page for page, _ in fact.pages)
    return f"{fact.title}. {fact.text} Bron: {references}. Herzien voor: {fact.review}. Op: {pages}."


def _entries(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[Change]:
    for name, words in new.items():
        if name not in old:
            yield Change("entry-added", f"‘{name}’", words=compare_words("", words))
        elif old[name] != words:
            yield Change("said", f"‘{name}’", words=compare_words(old[name], words))
    for name, words in old.items():
        if name not in new:
            yield Change("entry-removed", f"‘{name}’", words=compare_words(words, ""))
    if out_of_order(list(old), list(new)):
        yield Change("entries-order")
