"""Plain Dutch: short sentences, and few long words in what a student or a parent reads. Titles are the source's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from lxml import html

from boxes import ROOT, source_of
from readability import WORD, ease, running_text, sentences
from toolbox.core.form import Format
from toolbox.core.page import Page
from toolbox.source.prose import plain_text

BOX = source_of(ROOT).toolbox
LONGEST, AVERAGE, EASIEST = 20, 12, 60  # words in a sentence, and on average; reading ease at least
# Of pages for whoever works with the method.
LONGEST_OF_A_PAGE, AVERAGE_OF_A_PAGE = 30, 15
FORMS = ("2.2.3", "2.3", "3.1", "5.3.2", "5.5")
ROLES = ("student", "ouder")
# A sentence of words: what has fewer is a label.
SAID = 3


def of_form(form: Format) -> Iterator[str]:
    """All that explains, and not what is asked."""
    yield form.description
    yield from (plain_text(section.intro.html) for section in form.sections)
    yield from (text for table in form.tables for text in (plain_text(table.help.html), table.ground))
    asked = (*form.questions, *(column for table in form.tables for column in table.columns))
    yield from (text for one in asked for text in (one.help, one.ground))


def of_role(name: str) -> Iterator[str]:
    guide = next(guide for guide in BOX.method.guides if guide.role == name)
    yield guide.text
    yield from (point.text for duty in guide.duties for point in duty.points)
    yield from (moment.text for moment in BOX.journey.calendar.of(name))


def of_route() -> Iterator[str]:
    journey = BOX.journey
    yield from (journey.intro, journey.calendar.intro)
    yield from (text for stop in journey.stops for text in (stop.done, stop.after))
    yield from (moment.text for moment in journey.calendar.moments)


def of_example() -> Iterator[str]:
    yield from (BOX.example.intro, BOX.example.note)
    for form in BOX.example.forms:
        yield from (one.text for one in form.answers)
        yield from (one.text for table in form.tables for row in table.rows for one in row)


TEXTS = {
    **{number: tuple(of_form(form)) for number in FORMS if (form := BOX.format(number))},
    **{role: tuple(of_role(role)) for role in ROLES},
    "mijn-route": tuple(of_route()),
    "voorbeeld": tuple(of_example()),
}


def judge(texts: Iterable[str]) -> None:
    # What stands there twice is read once.
    text = "\n".join(dict.fromkeys(filter(None, texts)))
    long = [one for one in sentences(text) if len(WORD.findall(one)) > LONGEST]
    assert long == []
    found = ease("\n".join(one for one in sentences(text) if len(WORD.findall(one)) >= SAID))
    assert found.words_a_sentence <= AVERAGE
    assert found.flesch_douma >= EASIEST


@pytest.mark.parametrize("name", TEXTS)
def test_what_students_read_is_plain(name: str) -> None:
    judge(TEXTS[name])


@pytest.mark.parametrize("path", ["mijn-route", "rol/student", "rol/ouder", "voorbeeld", "het-gaat-mis"])
def test_their_pages_are_plain_as_they_stand(site: Path, path: str) -> None:
    """With what the page itself says around those texts."""
    (main,) = html.fromstring((site / path / "index.html").read_bytes()).iter("main")
    leaves = (
        one for one in main.iter("p", "li", "dd", "summary") if next(one.iterdescendants("p", "li"), None) is None
    )
    parts = (" ".join(" ".join(map(str, leaf.itertext())).split()) for leaf in leaves)
    judge(part for part in parts if part.endswith((".", "?", "!")))


@pytest.mark.parametrize("page", BOX.pages, ids=lambda page: page.path)
def test_sentences_of_a_page_are_short(page: Page) -> None:
    found = sentences(running_text(page.body.html))
    assert [one for one in found if len(WORD.findall(one)) > LONGEST_OF_A_PAGE] == []
    assert ease("\n".join(found)).words_a_sentence <= AVERAGE_OF_A_PAGE


def test_running_text_is_what_stands_between_headings_and_tables() -> None:
    text = running_text("<h2>Kop</h2><p>Een zin. Nog een zin met 20.000 erin!</p><ul><li>een punt</li></ul>")
    assert sentences(text) == ["Een zin.", "Nog een zin met 20000 erin!", "een punt"]


@pytest.mark.parametrize(
    ("text", "words", "most"),
    [
        ("Je kiest zelf. Wie mag dit lezen?", 7, 4),
        ("De school mag dit (privacywet AVG, art. 9). Anders niet.", 6, 4),
        ("Kies ‘ja’ of ‘nee’: dat mag.", 6, 6),
    ],
)
def test_words_are_counted_as_somebody_reads_them(text: str, words: int, most: int) -> None:
    assert ease(text).words == words
    assert max(len(WORD.findall(one)) for one in sentences(text)) == most


def test_long_words_and_long_sentences_are_less_plain() -> None:
    short, long = "Je kiest zelf wie dit leest.", "Studieloopbaanbegeleiders inventariseren ondersteuningsbehoeften."
    assert ease(short).flesch_douma > 90
    assert ease(long).flesch_douma < 0
