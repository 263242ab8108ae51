"""A list that pages draw on, before and after  →  Changes in words: entry by entry, by what each is called."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from toolbox.changes.align import out_of_order
from toolbox.changes.model import Change
from toolbox.changes.words import compare_words
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
