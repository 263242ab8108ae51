"""Where someone fills in, told for a small format of everything: all shapes, and what reads them, take it from here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from boxes import BASE, source_of
from toolbox.core.form import Choice, Question, QuestionType, Table
from toolbox.core.language import Language
from toolbox.forms.slots import Control, Row, Slot, example_mark, mark, question_slots, section_slots, slots, table_rows

(FORM,) = source_of(BASE).toolbox.formats
ASKED = next(question for section in FORM.sections for question in section.questions)
TEXT, DATE, TICK, LIST = QuestionType.TEXT, QuestionType.DATE, QuestionType.TICK, QuestionType.LIST
YES, NO = Choice("ja", "Ja, graag"), Choice("nee", "Nee")
SPOKEN = Language("en", "English", phrases=(("datumvorm", "yyyy-mm-dd"), ("rij", "line {nummer}")))


def asked(name: str, title: str, kind: QuestionType = TEXT, **more: object) -> Question:
    plain = Question(name, title, "", kind, ASKED.place, section="deel")
    return replace(plain, **more)  # type: ignore[arg-type]


TASK, DONE, WHEN = asked("taak", "Taak", given=True), asked("klaar", "Klaar", TICK), asked("datum", "Wanneer", DATE)
PART = asked("blok", "Blok", given=True)
TABLE = Table(
    *("taken", "Taken", FORM.sections[0].intro, "deel", (PART, TASK, DONE, WHEN)),
    rows=(("Vooraf", "Bellen", "", ""), ("Vooraf", "", "", "1 mei")),
    empty_rows=2,
    group_by="blok",
    ground="",
    file="taken.csv",
    place=ASKED.place,
)
SECTION = replace(
    FORM.sections[0],
    name="deel",
    title="Deel",
    questions=(
        asked("naam", "Naam", default="Al bekend"),
        asked("verhaal", "Verhaal", lines=4),
        asked("sinds", "Sinds wanneer?", DATE),
        asked("akkoord", "Akkoord", TICK),
        asked("wil", "Wil je dit?", choices=(YES, NO)),
        asked("soort", "Welke soort:", LIST, choices=(YES, NO)),
        asked("slot", "Tot slot", after="taken"),
    ),
    tables=(TABLE,),
)


def told(found: Iterator[Slot]) -> list[tuple[str, str, str, str]]:
    return [(slot.name, slot.control.value, slot.spoken, slot.initial) for slot in found]


SINGLE = [
    ("naam", "line", "Naam", "Al bekend"),
    ("verhaal", "area", "Verhaal", ""),
    ("sinds", "date", "Sinds wanneer? (dd-mm-jjjj)", ""),
    ("akkoord", "tick", "Akkoord", ""),
    ("wil", "choice", "Wil je dit?", ""),
    ("soort.ja", "tick", "Welke soort: Ja, graag", ""),
    ("soort.nee", "tick", "Welke soort: Nee", ""),
]
IN_ROWS = [
    ("taken.1.klaar", "tick", "Taken: Vooraf: Bellen: Klaar", ""),
    ("taken.1.datum", "date", "Taken: Vooraf: Bellen: Wanneer (dd-mm-jjjj)", ""),
    ("taken.2.klaar", "tick", "Taken: Vooraf: rij 2: Klaar", ""),
    ("taken.2.datum", "date", "Taken: Vooraf: rij 2: Wanneer (dd-mm-jjjj)", "1 mei"),
    ("taken.3.taak", "line", "Taken: rij 3: Taak", ""),
    ("taken.3.klaar", "tick", "Taken: rij 3: Klaar", ""),
    ("taken.3.datum", "date", "Taken: rij 3: Wanneer (dd-mm-jjjj)", ""),
    ("taken.4.taak", "line", "Taken: rij 4: Taak", ""),
    ("taken.4.klaar", "tick", "Taken: rij 4: Klaar", ""),
    ("taken.4.datum", "date", "Taken: rij 4: Wanneer (dd-mm-jjjj)", ""),
]


def test_every_place_in_the_order_of_reading() -> None:
    """The grouping column is a heading and not a place; what is given is filled in on rows of your own alone."""
    assert told(section_slots(SECTION)) == [*SINGLE, *IN_ROWS, ("slot", "line", "Tot slot", "")]
    form = replace(FORM, sections=(SECTION, replace(SECTION, questions=SECTION.questions[:1], tables=())))
    assert told(slots(form)) == [*told(section_slots(SECTION)), SINGLE[0]]


def test_a_slot_knows_its_question_its_choice_and_its_row() -> None:
    found = {slot.name: slot for slot in section_slots(SECTION)}
    questions = {question.name: question for question in (*SECTION.questions, *TABLE.columns)}
    for name, slot in found.items():
        *_, last = name.split(".")
        in_row = name.startswith("taken.")
        assert slot.question == questions[last if in_row else name.partition(".")[0]]
        assert slot.choice == {"soort.ja": YES, "soort.nee": NO}.get(name)
        assert (slot.row.number if slot.row else 0) == (int(name.split(".")[1]) if in_row else 0)


def test_a_list_in_a_row_knows_its_row() -> None:
    row = Row(TABLE, 1, TABLE.rows[0], own=False)
    both = list(question_slots(asked("soort", "Soort", LIST, choices=(YES, NO)), "taken.1.soort", "Taken: Soort", row))
    assert [(slot.name, slot.choice, slot.row) for slot in both] == [
        ("taken.1.soort.ja", YES, row),
        ("taken.1.soort.nee", NO, row),
    ]


def test_it_speaks_the_language_of_the_form() -> None:
    found = {name: spoken for name, _, spoken, _ in told(section_slots(SECTION, SPOKEN))}
    assert found["sinds"] == "Sinds wanneer? (yyyy-mm-dd)"
    assert found["taken.4.datum"] == "Taken: line 4: Wanneer (yyyy-mm-dd)"


def test_a_table_without_a_title_is_called_as_its_section() -> None:
    section = replace(SECTION, questions=(), tables=(replace(TABLE, title=""),))
    assert {slot.spoken.partition(":")[0] for slot in section_slots(section)} == {"Deel"}


def test_rows_are_given_ones_and_then_your_own() -> None:
    given, other, *own = rows = list(table_rows(TABLE, SPOKEN))
    assert [row.number for row in rows] == [1, 2, 3, 4]
    assert [row.own for row in rows] == [False, False, True, True]
    assert [row.heading for row in rows] == ["Vooraf", "Vooraf", "", ""]
    assert [row.cells for row in own] == [("", "", "", "")] * 2
    assert [row.name for row in rows] == ["Bellen", "line 2", "line 3", "line 4"]
    assert all(row.table is TABLE and row.language is SPOKEN for row in rows)
    assert [given.cell(column) for column in TABLE.columns] == ["Vooraf", "Bellen", "", ""]
    assert other.cell(WHEN) == "1 mei"
    assert [row.heading for row in table_rows(replace(TABLE, group_by=""))] == ["", "", "", ""]


@pytest.mark.parametrize(
    ("question", "control"),
    [
        (asked("a", "A"), Control.LINE),
        (asked("a", "A", lines=2), Control.AREA),
        (asked("a", "A", lines=9, choices=(YES,)), Control.CHOICE),
        (asked("a", "A", DATE, choices=(YES,)), Control.DATE),
        (asked("a", "A", TICK), Control.TICK),
    ],
)
def test_how_a_question_is_answered(question: Question, control: Control) -> None:
    (slot,) = question_slots(question, "a", "A")
    assert (slot.control, slot.row, slot.initial) == (control, None, "")


def test_what_a_file_says_of_itself() -> None:
    assert mark(FORM, "toolbox") == f"toolbox {FORM.name} {FORM.version}"
    assert example_mark("toolbox") == "toolbox voorbeeld"
