"""Nothing vanishes: what somebody wrote in a file, wherever it stands, is an answer or in the list."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from boxes import ROOT
from toolbox.core.edition import Stamp
from toolbox.core.model import Format
from toolbox.forms.answers import Beside, Found
from toolbox.reading.accounted import account
from toolbox.reading.leftover import left_over
from toolbox.reading.placing import Placed, place
from toolbox.reading.word import read_word
from toolbox.reading.wordsigns import sign
from toolbox.shapes.office.word import render_word
from toolbox.source.check import read_source
from wordfiles import members, packed

FORMATS = {form.number: form for form in read_source(ROOT).toolbox.formats}
all_formats = pytest.mark.parametrize("number", list(FORMATS))
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MAIN, FOOTER = "word/document.xml", "word/footer1.xml"
TOKEN = "ZQ pluim 7"


def stamp(form: Format) -> Stamp:
    return Stamp(form.version, "2026-11-23", "1a2b3c4", f"https://toolbox.example/bijlagen/{form.number}/")


def read(found: Found, form: Format) -> Placed:
    return account(place(found, form), found, form)


def told(result: Placed) -> str:
    """All that somebody gets to see: the answers and the list."""
    cells = [cell for rows in result.answers.rows.values() for row in rows for cell in row]
    return "\n".join([*result.answers.values.values(), *cells, *(item.value for item in result.unplaced)])


def lines(*texts: str) -> list[Beside]:
    return [Beside(text) for text in texts]


def left(*arguments: Any) -> list[str]:
    return [line.text for line in left_over(*arguments)]


def test_own_lines_go_as_often_as_the_form_has_them() -> None:
    assert left(lines("Naam", "Ja", "Ja", "Ja"), ["Ja", "Naam", "Ja"]) == ["Ja"]
    assert left(lines("Naam:  Jan"), ["Naam:"]) == ["Naam:  Jan"]


def test_white_space_and_accents_make_no_difference() -> None:
    assert left(lines("Wat\u00a0is\n je  idee\u0301?"), ["Wat is je idé?"]) == ["Wat\u00a0is\n je  idee\u0301?"]
    assert left(lines("Wat\u00a0is\n je  ide\u0301?"), ["Wat is je idé?"]) == []


@pytest.mark.parametrize(
    ("line", "is_own"),
    [
        (
            "Toolbox Transitieroute. Versie 1.0.0, 23 november 2026, 1a2b3c4\tNieuwste versie: toolbox.example/1.1",
            True,
        ),
        ("Toolbox Transitieroute.", True),
        ("Toolbox Transitieroute. Bel mij: 06 12345678", False),
        ("Toolbox Transitieroute. Versie 1.0.0, bel mij", False),
    ],
)
def test_the_line_of_the_edition(line: str, is_own: bool) -> None:
    assert (left(lines(line), []) == []) is is_own


def test_labels_of_tick_boxes_come_with_every_copied_row() -> None:
    copy = Beside("Ja  Nee, nooit", "", ("Rij: Werk?: Ja", "Rij: Werk?: Nee, nooit"))
    assert left([copy, copy, copy], []) == []
    typed = Beside("Ja soms Nee, nooit", "", copy.labels)
    assert left([typed], []) == ["Ja soms Nee, nooit"]


def test_titles_in_the_file_are_own_lines_of_another_version() -> None:
    assert left(lines("Oude vraag", "Jan"), [], ["Oude vraag"]) == ["Jan"]


def test_signs() -> None:
    assert [sign("Wingdings", code) for code in ("F0E0", "F04A", "4A", "F0FC")] == ["→", "☺", "☺", "✓"]
    assert sign("Webdings", "F021") == "[teken F021 van Webdings]"
    assert [sign("Arial", "2192"), sign("Arial", "x")] == ["→", "\ufffd"]


# Word


@cache
def word(number: str) -> bytes:
    return render_word(FORMATS[number], stamp(FORMATS[number]))


@all_formats
def test_a_blank_word_file_leaves_nothing(number: str) -> None:
    form = FORMATS[number]
    result = read(read_word(word(number), "x.docx"), form)
    assert result.unplaced == ()
    assert [note.code for note in result.notes if note.code != "filled-missing"] == ["filled-blank"]


def typed_into_word(data: bytes, part: str, at: int, how: str) -> bytes:
    """The file with the token typed at the `at`th place of a part, as a program might leave it there."""
    parts = members(data)
    root = etree.fromstring(parts[part])
    run = etree.Element(f"{W}r")
    etree.SubElement(run, f"{W}t").text = TOKEN
    places = list(root.iter(f"{W}p", f"{W}sdtContent", f"{W}r"))
    place = places[at % len(places)]
    if place.tag == f"{W}r":
        text = etree.SubElement(place, f"{W}t")
        text.text = TOKEN
    elif how == "paragraph" and place.tag == f"{W}p":
        paragraph = etree.Element(f"{W}p")
        paragraph.append(run)
        place.addnext(paragraph)
    elif how == "first" and place.tag == f"{W}sdtContent":
        place.insert(0, run)
    elif how == "instead" and place.tag == f"{W}sdtContent":
        place[:] = [run]
    else:
        place.append(run)
    return packed({**parts, part: etree.tostring(root)})


many = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))


@many
@given(
    st.sampled_from(list(FORMATS)),
    st.sampled_from([MAIN, MAIN, MAIN, FOOTER]),
    st.integers(0, 5000),
    st.sampled_from(["end", "first", "instead", "paragraph"]),
)
def test_what_is_typed_anywhere_in_a_word_file_is_told(number: str, part: str, at: int, how: str) -> None:
    found = read_word(typed_into_word(word(number), part, at, how), "x.docx")
    assert TOKEN in " ".join(told(read(found, FORMATS[number])).split())
