"""Spelling of all Dutch text."""

from __future__ import annotations

from collections.abc import Iterator

from boxes import ROOT, source_of
from spelling import known, unknown
from toolbox.core.sentences import SENTENCES
from toolbox.forms.concept import concept_note
from toolbox.source import profile, yamlreader
from toolbox.source.overlays.model import Overlay
from toolbox.source.prose import plain_text


def texts() -> dict[str, str]:
    """Where it stands → text."""
    box = source_of(ROOT).toolbox
    found = {f"findings.py {code}": sentence for code, sentence in SENTENCES.items()}
    found["profile"] = " \n ".join([*profile.HINTS.values(), *profile.TYPES.values()])
    found["yamlreader.py"] = " \n ".join(dutch for _, dutch in (*yamlreader.PROBLEMS, *yamlreader.TRAPS))
    for page in box.pages:
        parts = [page.title, page.summary, page.source, plain_text(page.body.html)]
        if page.table:
            parts += [page.table.title, page.table.intro, page.table.what_heading, page.table.goal_heading]
            parts += [text for row in page.table.rows for text in (row.what, *row.goals)]
        found[page.path] = " \n ".join(parts)
    for fact in box.since.facts:
        found[f"since {fact.name}"] = f"{fact.title} \n {fact.text}"
    for word in box.glossary.words:
        found[f"word {word.word}"] = " \n ".join((word.word, word.meaning, *word.forms))
    for diagram in box.diagrams:
        boxes = [text for item in diagram.boxes for text in (item.text, *item.points)]
        arrows = [arrow.text for arrow in diagram.arrows]
        found[diagram.path] = " \n ".join([diagram.title, diagram.description, *boxes, *arrows])
    for form in box.formats:
        parts = [form.title, form.description, concept_note(form)]
        for section in form.sections:
            parts += [section.title, section.source, plain_text(section.intro.html)]
        for table in form.tables:
            parts += [
                table.title,
                table.source,
                plain_text(table.help.html),
                table.ground,
                *(cell for row in table.rows for cell in row),
            ]
        for field in (*form.questions, *(column for table in form.tables for column in table.columns)):
            parts += [field.title, field.help, field.source, field.ground, *(choice.label for choice in field.choices)]
        found[form.path] = " \n ".join(parts)
    return found | {one.overlay.place.path: " \n ".join(of_edition(one.overlay)) for one in source_of(ROOT).overlaid}


def of_edition(overlay: Overlay) -> Iterator[str]:
    """What a region wrote itself."""
    for one in overlay.overrides:
        yield from (one.title, one.help, plain_text(one.text.html), *(text for _, text in one.cells))
        yield from (one.field.title, one.field.help) if one.field else ()
        yield one.choice.label if one.choice else ""
    for page in overlay.pages:
        yield from (page.title, page.summary, page.source, plain_text(page.body.html))
    for contact in overlay.contacts:
        yield from (contact.group, *contact.purposes, *(text for _, text in contact.details if "@" not in text))


def test_every_word_is_known() -> None:
    assert {word: places for word, places in unknown(texts()).items() if word not in known()} == {}


def test_a_misspelling_is_found() -> None:
    assert unknown({"hier": "De studdent gaat naar de eindstage."}) == {"studdent": ["hier"]}


def test_the_list_is_sorted_and_holds_no_more_than_needed() -> None:
    assert known() == sorted(set(known()))
    assert set(known()) - unknown(texts()).keys() == set()
