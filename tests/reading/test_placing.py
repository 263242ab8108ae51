"""`toolbox.reading.placing`: what was found, into a format; nothing may get lost."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boxes import BASE, source_of
from examples import examples
from toolbox.core.form import Format, Question
from toolbox.core.sentences import SENTENCES
from toolbox.forms.answers import Found
from toolbox.forms.dates import iso_date
from toolbox.reading.placing import Placed, place, place_nowhere
from toolbox.reading.run import Form as ReadForm

FORM = source_of(BASE).toolbox.formats[0]
GIVEN = (
    {"groep": "Op tijd", "nr": "a", "taak": "Komt op tijd, ook op maandag", "oordeel": ""},
    {"groep": "Op tijd", "nr": "b", "taak": "Meldt zich af bij ziekte", "oordeel": ""},
    {"groep": "Samen", "nr": "", "taak": "Helpt een collega", "oordeel": ""},
)


def found(values: dict[str, str] | None = None, version: str = "1.0.0", **rows: tuple[dict[str, str], ...]) -> Found:
    return Found("f.pdf", "pdf", FORM.name, version, {"naam": "Jan"} | (values or {}), rows)


def placed(values: dict[str, str] | None = None, version: str = "1.0.0", **rows: tuple[dict[str, str], ...]) -> Placed:
    return place(found(values, version, **rows), FORM)


def with_old_names(form: Format) -> Format:
    """The base format as if its questions, a table and a column had other names before."""
    section, tasks, agreements = form.sections
    (table,) = agreements.tables
    what, when = table.columns
    when = replace(when, previous_names=("datum",))
    table = replace(table, previous_names=("afspraken",), columns=(what, when))
    questions = tuple(replace(question, previous_names=(f"oud_{question.name}",)) for question in section.questions)
    return replace(form, sections=(replace(section, questions=questions), tasks, replace(agreements, tables=(table,))))


def messages(result: Placed) -> list[str]:
    return [note.message for note in result.notes]


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("naam", "Jan\r\nde Boer \n", "Jan\nde Boer"),
        ("naam", "  Jan", "  Jan"),
        ("geboren", "3-11-2006", "2006-11-03"),
        ("geboren", "2006-11-03", "2006-11-03"),
        ("geboren", "2006-11-03T00:00:00", "2006-11-03"),
        ("geboren", "3 november 2006", "2006-11-03"),
        ("stage", "ja", "ja"),
        ("stage", " JA ", "ja"),
        ("dagen", "week,weekend", "week,weekend"),
        ("dagen", "weekend, Door  de WEEK", "week,weekend"),
        ("akkoord", "true", "true"),
        ("akkoord", "X", "true"),
        ("akkoord", "☒", "true"),
    ],
)
def test_a_value_is_placed(name: str, text: str, value: str) -> None:
    result = placed({name: text})
    assert result.answers.values == {"naam": "Jan"} | {name: value}
    assert (result.notes, result.unplaced) == ((), ())


@pytest.mark.parametrize("text", ["false", "Onwaar", "0", "Off", "☐", " "])
def test_an_open_box_is_no_answer(text: str) -> None:
    result = placed({"akkoord": text})
    assert result.answers.values == {"naam": "Jan"}
    assert (result.notes, result.unplaced) == ((), ())


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("geboren", "31-2-2006", "filled-date"),
        ("geboren", "vorig jaar", "filled-date"),
        ("geboren", "2006-11-03T14:30:00", "filled-date"),
        ("stage", "misschien", "filled-choice"),
        ("akkoord", "liever niet", "filled-tick"),
        ("bestaat_niet", "een antwoord", "filled-gone"),
        # Typed in the box of one choice; of what is not there, no box is known either.
        ("dagen.week", "soms", "filled-tick"),
        ("bestaat_niet.week", "soms", "filled-gone"),
        ("dagen_week", "soms", "filled-gone"),
    ],
)
def test_what_does_not_fit_is_kept_apart(name: str, text: str, code: str) -> None:
    result = placed({name: text})
    assert result.answers.values == {"naam": "Jan"}
    (item,) = result.unplaced
    assert (item.code, item.table, item.row, item.name, item.value) == (code, "", 0, name, text)
    assert [note.code for note in result.notes] == [code]
    assert item.why


@pytest.mark.parametrize(
    ("code", "before", "after"),
    [
        ("filled-date", {"geboren": "vorig jaar"}, {"geboren": "03-11-2026"}),
        ("filled-choice", {"stage": "misschien"}, {"stage": "Nee"}),
        ("filled-tick", {"akkoord": "liever niet"}, {"akkoord": "x"}),
        ("filled-tick", {"akkoord": "liever niet"}, {}),
        ("filled-missing", {"naam": ""}, {"naam": "Jan"}),
        ("filled-gone", {"bestaat_niet": "rust"}, {"gezondheid": "rust"}),
        ("filled-double", {"werkdagen": "week", "dagen": "weekend"}, {"dagen": "weekend"}),
        ("filled-unreadable", {"naam": "Jan \uf642"}, {"naam": "Jan"}),
    ],
)
def test_of_an_answer_that_is_put_right_nothing_is_said(
    code: str, before: dict[str, str], after: dict[str, str]
) -> None:
    wrong, right = placed(before), placed(after)
    assert code in {note.code for note in wrong.notes} | {item.code for item in wrong.unplaced}
    assert (right.notes, right.unplaced) == ((), ())


def test_of_a_list_the_known_items_stay() -> None:
    result = placed({"dagen": "weekend,nooit,Altijd,week"})
    assert result.answers.values["dagen"] == "week,weekend"
    assert [item.value for item in result.unplaced] == ["nooit", "Altijd"]


def test_a_label_with_a_comma_is_one_choice() -> None:
    (section, *others) = FORM.sections
    days = next(question for question in section.questions if question.name == "dagen")
    first, second = days.choices
    days = replace(days, choices=(replace(first, label="Ja, soms"), second))
    questions = tuple(days if question.name == "dagen" else question for question in section.questions)
    form = replace(FORM, sections=(replace(section, questions=questions), *others))
    for text in ("ja,soms , weekend", "weekend, Ja, soms", "weekend, ja,soms,weekend"):
        result = place(found({"dagen": text}), form)
        assert result.answers.values["dagen"] == "week,weekend"
        assert result.unplaced == ()


def test_missing_is_told_but_not_of_what_could_not_be_placed() -> None:
    assert messages(placed({"naam": "  "})) == ["‘Hoe heet je?’: dit moet ingevuld zijn en is leeg. Vraag het na."]
    section = FORM.sections[0]
    required = tuple(replace(question, required=True) for question in section.questions)
    form = replace(FORM, sections=(replace(section, questions=required), *FORM.sections[1:]))
    result = place(found({"geboren": "morgen"}), form)
    missing = next(note for note in result.notes if note.code == "filled-missing")
    assert missing.places == (
        "‘Waar moeten we rekening mee houden?’",
        "‘Heb je al een stage?’",
        "‘Wanneer kun je werken?’",
    )


def test_old_names() -> None:
    form = with_old_names(FORM)
    values = {"oud_geboren": "3-11-2006", "oud_stage": "ja", "stage": "nee", "oud_dagen": "week", "dagen": "week"}
    result = place(found(values, "0.9.0", afspraken=({"wat": "Bellen", "datum": "1-2-2027"},)), form)
    assert result.answers.values == {"naam": "Jan", "geboren": "2006-11-03", "stage": "nee", "dagen": "week"}
    assert result.answers.rows == {"afspraken_lijst": (("Bellen", "2027-02-01"),)}
    (item,) = result.unplaced
    assert (item.code, item.name, item.value) == ("filled-double", "oud_stage", "ja")
    assert (
        messages(result)[0] == "gemaakt met versie 0.9.0; nu is het versie 1.0.0. Kijk of er vragen bij zijn gekomen."
    )


def test_an_old_answer_takes_the_place_of_a_new_one_that_does_not_fit() -> None:
    result = place(found({"oud_geboren": "3-11-2006", "geboren": "gisteren"}), with_old_names(FORM))
    assert result.answers.values["geboren"] == "2006-11-03"
    assert [(item.name, item.value) for item in result.unplaced] == [("geboren", "gisteren")]


def test_given_rows_follow_the_definition() -> None:
    first, second, third = GIVEN
    rows = (
        third | {"taak": "helpt  een COLLEGA", "oordeel": "Nog oefenen"},
        first | {"oordeel": "goed"},
        {"taak": "Iets van vroeger", "oordeel": "goed"},
        {"taak": " ", "oordeel": ""},
    )
    result = placed(taken_lijst=rows)
    assert result.answers.rows["taken_lijst"] == (
        ("Op tijd", "a", "Komt op tijd, ook op maandag", "goed"),
        ("Op tijd", "b", "Meldt zich af bij ziekte", ""),
        ("Samen", "", "Helpt een collega", "oefenen"),
        ("", "", "Iets van vroeger", "goed"),
    )
    assert {note.code: note.places for note in result.notes} == {
        "filled-rows-absent": ("‘Wat kun je al?’",),
        "filled-row-extra": ("‘Wat kun je al?’ (rij 4)",),
    }
    assert result.unplaced == ()
    del second


def test_an_untouched_table_keeps_its_given_rows_and_an_absent_one_has_none() -> None:
    assert placed(taken_lijst=GIVEN).answers.rows["taken_lijst"] == FORM.tables[0].rows
    assert placed().answers.rows == {}


def test_a_heading_only_breaks_ties() -> None:
    tasks = FORM.sections[1]
    rows = (("A", "", "Dweilen", ""), ("B", "", "Dweilen", ""), ("C", "", "Dweilen", ""))
    form = replace(
        FORM,
        sections=(FORM.sections[0], replace(tasks, tables=(replace(tasks.tables[0], rows=rows),)), FORM.sections[2]),
    )
    filled = (
        {"groep": "Nieuw", "taak": "Dweilen", "oordeel": "goed"},
        {"groep": "B", "taak": "Dweilen", "oordeel": "oefenen"},
        {"groep": "A", "taak": "Dweilen", "oordeel": ""},
    )
    result = place(found(taken_lijst=filled), form)
    assert [row[3] for row in result.answers.rows["taken_lijst"]] == ["", "oefenen", "goed"]
    # Of this version's form somebody changed it; of another one it may have been so.
    assert [(item.row, item.name, item.value) for item in result.unplaced] == [(1, "groep", "Nieuw")]
    assert messages(result) == [f"‘Wat kun je al?’: {SENTENCES['filled-given']}"]
    older = place(found(version="0.9.0", taken_lijst=filled), form)
    assert older.unplaced == ()
    assert "‘Wat kun je al?’: hier stond ‘Nieuw’ als tussenkop; die heet nu ‘C’." in messages(older)
    result = place(found(taken_lijst=(*filled[1:], filled[0])), form)
    assert [row[3] for row in result.answers.rows["taken_lijst"]] == ["", "oefenen", "goed"]


def test_own_rows_of_a_table_with_empty_rows_are_no_news() -> None:
    tasks = FORM.sections[1]
    table = replace(tasks.tables[0], empty_rows=2)
    form = replace(FORM, sections=(FORM.sections[0], replace(tasks, tables=(table,)), FORM.sections[2]))
    rows = (*GIVEN, {"taak": "Zelf bedacht", "oordeel": "goed"})
    assert place(found(taken_lijst=rows), form).notes == ()
    earlier = place(found(version="0.9.0", taken_lijst=rows), form)
    assert [note.code for note in earlier.notes] == ["filled-version", "filled-row-extra"]
    assert earlier.answers.rows["taken_lijst"][3] == ("", "", "Zelf bedacht", "goed")


def test_rows_of_an_open_table_stay_in_their_order() -> None:
    rows = ({"wat": "b", "wanneer": ""}, {"wat": "", "wanneer": ""}, {"wat": "a", "wanneer": "morgen"}, {"wat": "b"})
    result = placed(afspraken_lijst=rows)
    assert result.answers.rows == {"afspraken_lijst": (("b", ""), ("a", ""), ("b", ""))}
    (item,) = result.unplaced
    assert (item.table, item.row, item.name, item.value) == ("afspraken_lijst", 3, "wanneer", "morgen")


def test_a_required_column_is_missed_in_rows_with_something_in_them() -> None:
    section = FORM.sections[2]
    (table,) = section.tables
    what, when = table.columns
    table = replace(table, columns=(what, replace(when, required=True)))
    form = replace(FORM, sections=(*FORM.sections[:2], replace(section, tables=(table,))))
    result = place(found(afspraken_lijst=({"wat": "a"}, {}, {"wat": "b"})), form)
    assert [note.places for note in result.notes] == [
        ("‘Wanneer?’ (‘afspraken_lijst’, rij 1)", "‘Wanneer?’ (‘afspraken_lijst’, rij 2)")
    ]


def test_tables_and_columns_that_are_gone() -> None:
    result = placed(afspraken_lijst=({"wat": "a", "wie": "Jan"},), weg=({"x": "1", "y": ""}, {"y": "2"}))
    cells = [(item.table, item.row, item.name, item.value) for item in result.unplaced]
    assert cells == [("afspraken_lijst", 1, "wie", "Jan"), ("weg", 1, "x", "1"), ("weg", 2, "y", "2")]
    (note,) = result.notes
    assert note.message.startswith(
        "‘wie’ (‘afspraken_lijst’, rij 1), ‘x’ (‘weg’, rij 1), ‘y’ (‘weg’, rij 2): dit staat niet"
    )


def test_what_was_typed_in_a_row_is_told_by_its_column_and_row() -> None:
    form = with_old_names(FORM)
    row = {"wat": "Bellen", "wanneer": "morgen", "datum": "1-2-2027", "wat.x": "iets"}
    result = place(found(afspraken_lijst=({"wat": "a"}, row | {"wanneer": "2-2-2027"}, row)), form)
    assert [(item.code, item.table, item.row, item.name, item.value) for item in result.unplaced] == [
        ("filled-double", "afspraken_lijst", 2, "datum", "1-2-2027"),
        ("filled-tick", "afspraken_lijst", 2, "wat.x", "iets"),
        ("filled-date", "afspraken_lijst", 3, "wanneer", "morgen"),
        ("filled-tick", "afspraken_lijst", 3, "wat.x", "iets"),
    ]
    assert {note.code: note.places for note in result.notes} == {
        "filled-double": ("‘Wanneer?’ (‘afspraken_lijst’, rij 2)",),
        "filled-tick": ("‘wat.x’ (‘afspraken_lijst’, rij 2)", "‘wat.x’ (‘afspraken_lijst’, rij 3)"),
        "filled-date": ("‘Wanneer?’ (‘afspraken_lijst’, rij 3)",),
    }
    # What fits as a whole is told as it was typed, and of a list what fits in it.
    (double,) = place(found({"dagen": "week", "oud_dagen": "weekend, nooit"}), form).unplaced[1:]
    assert (double.code, double.row, double.value) == ("filled-double", 0, "weekend")


@pytest.mark.parametrize("version", ["", "1.0.0", "1.0.0+nijmegen"])
def test_a_file_of_this_version_or_of_none_is_not_older(version: str) -> None:
    """A region has its own mark behind the version of the format."""
    assert placed(version=version).notes == ()


def test_a_note_is_short_in_a_terminal() -> None:
    result = placed({f"weg_{number}": "x" for number in range(9)})
    assert result.notes[0].brief.startswith("‘weg_0’, ‘weg_1’, ‘weg_2’, ‘weg_3’, en nog 5 andere: ")


def test_characters_that_no_file_can_hold_are_told() -> None:
    result = placed({"naam": "J\x00a\x0bn\ud83d", "weg\x1b[31m": "\x07x"})
    assert result.answers.values["naam"] == "Ja\nn"
    assert [(item.name, item.value) for item in result.unplaced] == [("weg[31m", "x")]
    told = [note for note in result.notes if note.code == "filled-characters"]
    assert [note.values["characters"] for note in told] == ["U+0000, U+D83D", "U+0007"]


def test_half_an_emoji_is_told() -> None:
    """Chrome's PDF viewer keeps U+F642 of U+1F642."""
    result = placed({"naam": "Jan \uf642"})
    assert result.answers.values["naam"] == "Jan \uf642"
    (note,) = [note for note in result.notes if note.code == "filled-unreadable"]
    assert note.message.startswith("‘Hoe heet je?’: hier staat een teken dat niemand kan lezen (U+F642)")


def test_a_format_that_is_not_there() -> None:
    result = place_nowhere(Found("f", "pdf", "weg", "1.0.0", {"a": "1", "b": ""}, {"t": ({"c": "2"},)}))
    assert (result.answers.values, result.answers.rows) == ({}, {})
    assert [(item.code, item.value) for item in result.unplaced] == [
        ("filled-no-format", "1"),
        ("filled-no-format", "2"),
    ]


def test_a_blank_form_of_a_format_that_is_not_there_is_told_as_well() -> None:
    result = place_nowhere(Found("f", "pdf", "weg", "1.0.0", {"a": ""}))
    assert [note.code for note in result.notes] == ["filled-no-format"]
    assert ReadForm("pdf", "weg", "", "1.0.0", result).needs_a_look


OLD = with_old_names(FORM)
FITS = {
    "string": ["Komt op tijd, ook op maandag", "helpt een  collega", "a", "Samen", "Op tijd"],
    "date": ["3-11-2006", "2006-11-04", "5 mei 2007"],
    "boolean": ["true", "X"],
    "list": ["week", "weekend", "Door de week", "weekend,week"],
}
# Written apart from the code under test: what may differ between what was found and what is kept.
LOST = re.compile("[\x00-\x08\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def loose(text: str) -> str:
    return re.sub(r"[\s,]+", "", LOST.sub("", text)).casefold()


@st.composite
def filled(draw: st.DrawFn) -> Found:
    """A file in which any place may hold what fits, nothing, or a text that stands nowhere else."""
    number = count()

    def text(question: Question | None) -> str:
        alone = draw(st.text(st.characters(exclude_categories=()), max_size=4)) + f"#{next(number)}"
        fits = [] if question is None else [choice.label for choice in question.choices] or FITS[question.type]
        if question and question.type == "list":
            fits = [*FITS["list"], f"week,{alone}", f"{alone}, In het weekend"]
        return draw(st.sampled_from(["", *fits, alone]))

    def rows(columns: Mapping[str, Question | None]) -> tuple[dict[str, str], ...]:
        return tuple({name: text(column) for name, column in columns.items()} for _ in range(draw(st.integers(0, 4))))

    values = {name: text(question) for question in OLD.questions for name in (question.name, *question.previous_names)}
    values |= {"weg": text(None)}
    tasks, agreements = ({column.name: column for column in table.columns} for table in OLD.tables)
    earlier = {"wat": agreements["wat"], "datum": agreements["wanneer"], "weg": None}
    given_rows = draw(st.lists(st.sampled_from(GIVEN), max_size=3))
    filled_rows = tuple(row | {"oordeel": text(tasks["oordeel"])} for row in given_rows)
    found_rows = {
        "taken_lijst": (*rows(tasks), *filled_rows),
        "afspraken_lijst": rows(agreements),
        "afspraken": rows(earlier),
        "weg": rows({"x": None}),
    }
    return Found("f", "pdf", FORM.name, draw(st.sampled_from(["", "0.9.0", "1.0.0"])), values, found_rows)


def readings(value: str, question: Question) -> set[str]:
    """All that may have been written for an answer."""
    if question.type == "boolean":
        return {"true", "x"} if value else set()
    if question.type == "date":
        return {loose(text) for text in FITS["date"] if iso_date(text) == value}
    chosen = [choice for choice in question.choices if choice.value in value.split(",")]
    return {loose(value)} | {loose(text) for choice in chosen for text in (choice.value, choice.label)}


@settings(max_examples=examples(100))
@given(filled())
def test_no_answer_is_lost(found_in_file: Found) -> None:
    result = place(found_in_file, OLD)
    for question in OLD.questions:
        kept = readings(result.answers.values.get(question.name, ""), question)
        for name in (question.name, *question.previous_names):
            left = [item.value for item in result.unplaced if item.name == name]
            own = kept | {loose(part) for value in left for part in (value, *value.split(","))}
            own |= {reading for value in left for reading in readings(value, question)}
            text = found_in_file.values[name]
            parts = text.split(",") if question.type == "list" else [text]
            assert {loose(part) for part in parts} - {""} <= own
    assert loose(found_in_file.values["weg"]) in {loose(item.value) for item in result.unplaced if not item.row} | {""}


@settings(max_examples=examples(100))
@given(filled())
def test_no_cell_is_lost(found_in_file: Found) -> None:
    result = place(found_in_file, OLD)
    left = [item for item in result.unplaced if item.row]
    kept = {loose(item.value) for item in left}
    kept |= {loose(note.values["found"]) for note in result.notes if note.code == "filled-heading"}
    cells = {}
    for table in OLD.tables:
        for index, column in enumerate(table.columns):
            cells[column.name] = [row[index] for row in result.answers.rows.get(table.name, ())]
            kept |= {reading for cell in cells[column.name] for reading in readings(cell, column)}
    written = [item for rows in found_in_file.rows.values() for row in rows for item in row.items()]
    assert {loose(text) for _, text in written} - {""} <= kept
    for name in ("oordeel", "wat"):
        count_written = sum(bool(loose(text)) for column, text in written if column == name)
        assert count_written == sum(map(bool, cells[name])) + sum(item.name == name for item in left)


@settings(max_examples=examples(100))
@given(filled())
def test_what_is_placed_fits_and_placing_again_changes_nothing(found_in_file: Found) -> None:
    form = OLD
    answers = place(found_in_file, form).answers
    assert all(answers.values.values())
    for question in form.questions:
        value = answers.values.get(question.name, "")
        assert question.type != "date" or re.fullmatch(r"(\d{4}-\d\d-\d\d)?", value)
        assert question.type != "boolean" or value in ("", "true")
        if question.choices and value:
            assert set(value.split(",")) <= {choice.value for choice in question.choices}
    tasks = answers.rows.get("taken_lijst", ())
    assert not tasks or [row[:3] for row in tasks[:3]] == [row[:3] for row in FORM.tables[0].rows]
    rows = {
        table.name: tuple(
            dict(zip((column.name for column in table.columns), cells, strict=True))
            for cells in answers.rows.get(table.name, ())
        )
        for table in form.tables
    }
    again = place(Found("f", "pdf", form.name, form.version, answers.values, rows), form)
    assert again.answers == answers
    assert again.unplaced == ()
