"""Several forms in one Word file, one below the other: each is read as it is by itself."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from functools import cache
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from docx.oxml.ns import qn
from lxml import etree

from boxes import IMPRINT, ROOT, source_of
from filled import answer, fill_in
from toolbox.core.edition import Stamp
from toolbox.core.form import Question, QuestionType
from toolbox.reading.run import Form, read_one
from toolbox.reading.wordvalues import style
from toolbox.shapes.office import wordnames
from toolbox.shapes.office.word import render_word
from toolbox.shapes.office.wordxml import paragraph, run, w
from wordfiles import body, filled, joined, members, packed, with_body

TOOLBOX = source_of(ROOT).toolbox
FORMATS = {form.number: form for form in TOOLBOX.formats}
NAMES = ("Ayşe", "Bram", "Carla")


@cache
def word(number: str, who: str) -> bytes:
    """Filled in by `who`, each with other ticks, dates and choices."""
    form, before = FORMATS[number], NAMES.index(who)

    def typed(question: Question, count: int) -> object:
        free = question.type is QuestionType.TEXT and not question.choices
        return f"{who} {count}" if free else answer(question, count + before)

    given = list(fill_in(form, typed).fields())
    blank = render_word(form, Stamp(form.version, "2026-11-23", "", "https://toolbox.example/", IMPRINT))
    ticks = [name for name, value in given if value is True]
    return filled(blank, form, {name: value for name, value in given if value is not True or name in ticks[before::2]})


def forms(tmp_path: Path, data: bytes) -> list[Form]:
    (tmp_path / "samen.docx").write_bytes(data)
    read = read_one(tmp_path / "samen.docx", TOOLBOX)
    assert read.refusal is None
    return list(read.forms)


def alone(tmp_path: Path, number: str, who: str) -> Form:
    (form,) = forms(tmp_path, word(number, who))
    return form


@pytest.mark.parametrize("number", list(FORMATS))
def test_of_one_format(number: str, tmp_path: Path) -> None:
    together = joined(joined(word(number, "Ayşe"), word(number, "Bram")), word(number, "Carla"))
    assert forms(tmp_path, together) == [alone(tmp_path, number, who) for who in NAMES]


def test_of_several_formats_and_in_whatever_order(tmp_path: Path) -> None:
    """What the file says of itself is of the first: the version of another format nobody knows."""
    parts = [("2.2.2", "Ayşe"), ("2.2.3", "Bram"), ("1.4", "Carla")]
    for first, second, third in permutations(parts):
        found = forms(tmp_path, joined(joined(word(*first), word(*second)), word(*third)))
        expected = [alone(tmp_path, *part) for part in (first, second, third)]
        assert [form.placed.answers for form in found] == [form.placed.answers for form in expected]
        assert [form.placed.unplaced for form in found] == [(), (), ()]
        assert [form.number for form in found] == [form.number for form in expected]
        assert [form.version for form in found] == [FORMATS[first[0]].version, "", ""]


def test_the_marks_of_the_file_can_be_those_of_any_of_them(tmp_path: Path) -> None:
    """LibreOffice takes those of the file that was put in."""
    parts = {**members(word("2.2.2", "Ayşe"))}
    parts["word/document.xml"] = members(joined(word("1.4", "Carla"), word("2.2.2", "Ayşe")))["word/document.xml"]
    found = forms(tmp_path, packed(parts))
    assert [(form.number, form.version) for form in found] == [("1.4", ""), ("2.2.2", FORMATS["2.2.2"].version)]
    assert found[1] == alone(tmp_path, "2.2.2", "Ayşe")


def test_a_format_is_known_by_its_old_name_and_without_its_number(tmp_path: Path) -> None:
    together = joined(word("2.2.2", "Ayşe"), word("2.2.2", "Bram"))
    renumbered = members(together)["word/document.xml"].replace(b"2.2.2 Voorbeeld", b"9.9 Voorbeeld")
    found = forms(tmp_path, packed({**members(together), "word/document.xml": renumbered}))
    assert [form.number for form in found] == ["2.2.2", "2.2.2"]
    assert [form.placed.answers.values["naam"] for form in found] == ["Ayşe 0", "Bram 0"]


def test_the_first_may_have_lost_its_heading(tmp_path: Path) -> None:
    """Then its questions say which format it is, and nothing of which version."""
    together = body(joined(word("2.2.2", "Ayşe"), word("1.4", "Carla")))
    heading = next(together.iter(qn("w:p")))
    assert style(heading) == "Heading1"
    heading.getparent().remove(heading)
    found = forms(tmp_path, with_body(word("2.2.2", "Ayşe"), together))
    assert [(form.number, form.version) for form in found] == [("2.2.2", ""), ("1.4", "")]
    assert [form.placed.answers for form in found] == [
        alone(tmp_path, *part).placed.answers for part in (("2.2.2", "Ayşe"), ("1.4", "Carla"))
    ]


def test_a_comment_and_a_note_are_of_the_form_in_which_they_stand(tmp_path: Path) -> None:
    """What stands in the head of the pages is of the first: the file does not say whose it is."""
    parts = members(joined(word("2.2.2", "Ayşe"), word("2.2.2", "Bram")))
    root = etree.fromstring(parts["word/document.xml"])
    first, second = (block for block in root.iter(qn("w:p")) if style(block) == "Heading1")
    for block, number in ((first, "1"), (second, "2")):
        for kind in ("comment", "footnote", "endnote"):
            block.append(w("r", w(f"{kind}Reference", id=number)))
    for kind in ("comment", "footnote", "endnote"):
        notes = (
            w(kind, paragraph("Tekst", run(f"{kind} bij {who}")), id=at) for at, who in (("1", "Ayşe"), ("2", "Bram"))
        )
        parts[f"word/{kind}s.xml"] = etree.tostring(w(f"{kind}s", *notes))
    parts["word/header1.xml"] = etree.tostring(w("hdr", paragraph("Tekst", run("Klas 3B"))))
    found = forms(tmp_path, packed({**parts, "word/document.xml": etree.tostring(root)}))
    listed = [sorted(item.value for item in form.placed.unplaced) for form in found]
    assert listed == [
        ["Klas 3B", "comment bij Ayşe", "endnote bij Ayşe", "footnote bij Ayşe"],
        ["comment bij Bram", "endnote bij Bram", "footnote bij Bram"],
    ]


def last(blocks: Any, added: Any) -> None:
    blocks.insert(len(blocks) - 1, added)


def middle(blocks: Any, added: Any) -> None:
    blocks.insert(len(blocks) // 2, added)


def top(blocks: Any, added: Any) -> None:
    blocks.insert(0, added)


@pytest.mark.parametrize(
    ("where", "styled", "text"),
    [
        (last, "Heading1", "2.2.2 Voorbeeld 1 aanmeldformulier"),  # no answer below it
        (top, "Heading1", "3.1 Verslag"),  # no answer above it
        (middle, "Heading1", "Bijlage bij 2.2.2"),  # of somebody's own
        (middle, "Heading1", "2026 was een goed jaar"),
        (middle, "Heading2", "2.2.2 Voorbeeld 1 aanmeldformulier"),
        (middle, "Antwoord", "2.2.2 Voorbeeld 1 aanmeldformulier"),
    ],
)
def test_what_is_no_heading_of_a_form_divides_nothing(
    where: Callable[[Any, Any], None], styled: str, text: str, tmp_path: Path
) -> None:
    root = body(word("2.2.2", "Ayşe"))
    where(root.find(qn("w:body")), paragraph(styled, run(text)))
    (form,) = forms(tmp_path, with_body(word("2.2.2", "Ayşe"), root))
    assert form.placed.answers.values["naam"] == "Ayşe 0"
    assert form.placed.answers.rows == alone(tmp_path, "2.2.2", "Ayşe").placed.answers.rows
    written = [*(item.value for item in form.placed.unplaced), *form.placed.answers.values.values()]
    assert any(text in one for one in written)


def test_a_heading_in_several_pieces_and_as_dutch_word_calls_its_style(tmp_path: Path) -> None:
    together = body(joined(word("2.2.2", "Ayşe"), word("2.2.2", "Bram")))
    _, heading = (block for block in together.iter(qn("w:p")) if style(block) == "Heading1")
    heading.find(f"{qn('w:pPr')}/{qn('w:pStyle')}").set(qn("w:val"), "Kop1")
    (text,) = heading.iter(qn("w:t"))
    whole, text.text = str(text.text), "2.2."
    rest = deepcopy(text.getparent())
    rest.find(qn("w:t")).text = whole.removeprefix("2.2.")
    text.getparent().addnext(rest)
    found = forms(tmp_path, with_body(word("2.2.2", "Ayşe"), together))
    assert [form.placed.answers.values["naam"] for form in found] == ["Ayşe 0", "Bram 0"]
    assert [form.placed.unplaced for form in found] == [(), ()]


def test_a_bookmark_that_was_counted_is_of_the_same_question() -> None:
    """As far as forty characters go, which is what Word holds."""
    for name in ("naam", "tabel.2.kolom-a", "leefgebieden_lijst.1.toelichting", "a" * 33):
        for count in ("1", "12"):
            counted = f"{wordnames.bookmark(name)}_Copy_{count}"[: wordnames.MAX_BOOKMARK]
            assert wordnames.from_bookmark(counted, {}) == name
    long = "een_naam_die_veel_langer_is.3.dan_een_bladwijzer_in_word"
    known = wordnames.properties([long], "merk")
    assert wordnames.from_bookmark(wordnames.bookmark(long) + "_Copy_1", known) == long
