"""`make clients` judges rightly: what it calls kept, listed and lost is so, and what is not installed it names."""

from __future__ import annotations

from dataclasses import replace

import pytest

from clients import __main__ as command
from clients.judge import Tally
from clients.program import Program
from clients.typed import Filled
from formsite import formats
from toolbox.core.form import Format
from toolbox.forms.answers import Answers
from toolbox.reading.notes import Note, Unplaced
from toolbox.reading.placing import Placed
from toolbox.reading.run import Form, Read


@pytest.fixture(scope="module")
def form() -> Format:
    return formats()["2.2.2"]


def read(form: Format, placed: Placed) -> Read:
    return Read("x.pdf", (Form("pdf", form.name, form.number, form.version, placed),))


def whole(filled: Filled) -> Placed:
    """Everything placed as it was typed."""
    found = {answer.place: answer.value for answer in filled.answers}
    rows = {}
    for table in filled.form.tables:
        numbers = range(1, len(table.rows) + table.empty_rows + 1)
        rows[table.name] = tuple(
            tuple(found.get((table.name, number, column.name), "") for column in table.columns) for number in numbers
        )
    return Placed(Answers({name: value for (table, _, name), value in found.items() if not table}, rows))


def judged(filled: Filled, placed: Placed) -> tuple[int, int, int]:
    tally = Tally("x")
    tally.add(filled, read(filled.form, placed))
    assert tally.typed == len(filled.answers) == tally.kept + len(tally.listed) + len(tally.lost)
    return tally.kept, len(tally.listed), len(tally.lost)


def test_every_question_and_cell_of_every_format_is_typed(form: Format) -> None:
    for number, other in enumerate(formats().values()):
        cells = sum(
            column.name != table.group_by and (row >= len(table.rows) or not column.given)
            for table in other.tables
            for row in range(len(table.rows) + table.empty_rows)
            for column in table.columns
        )
        filled = Filled(other, number)
        assert len(filled.answers) == len(other.questions) + cells
        assert all(answer.value for answer in filled.answers)
        # Each text can be told from all others.
        texts = [a.typed for a in filled.answers if a.typed == a.value != "true" and not a.question.choices]
        assert len(set(texts)) == len(texts)


def test_what_is_whole_is_kept_and_what_is_gone_is_lost(form: Format) -> None:
    filled = Filled(form, 1)
    count, placed = len(filled.answers), whole(filled)
    assert judged(filled, placed) == (count, 0, 0)
    values = dict(placed.answers.values)
    text = values.pop("naam")
    gone = Placed(Answers(values, placed.answers.rows))
    assert judged(filled, gone) == (count - 1, 0, 1)
    other = Placed(Answers({**values, "naam": "iets anders"}, placed.answers.rows))
    assert judged(filled, other) == (count - 1, 0, 1)
    listed = replace(gone, unplaced=(Unplaced("filled-beside", "", 0, "buiten de vragen", f"Naam: {text} !"),))
    assert judged(filled, listed) == (count - 1, 1, 0)
    unrelated = replace(gone, unplaced=(Unplaced("filled-beside", "", 0, "buiten de vragen", text[:-1]),))
    assert judged(filled, unrelated) == (count - 1, 0, 1)
    title = next(question.title for question in form.questions if question.name == "naam")
    noted = replace(other, notes=(Note("filled-unreadable", (f"‘{title}’",)),))
    assert judged(filled, noted) == (count - 1, 1, 0)


def test_a_refused_file_is_no_silent_loss_but_no_success_either(form: Format) -> None:
    tally, filled = Tally("x"), Filled(form, 1)
    tally.add(filled, Read("x.odt", refusal=Note("file-other-office", (), {"kind": "OpenDocument"})))
    assert (tally.kept, tally.lost, len(tally.refused)) == (0, [], len(filled.answers))


def test_what_is_not_here_is_named(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    needs = {"no-such-program": "apt-get install a", "python:no_such": "b", "system:no_such": "c", "file:/no": "e"}
    absent = Program("Nergens", lambda work, forms: {}, lambda: "1", {**needs, "sh": "d"})
    assert list(absent.lacking()) == ["apt-get install a", "b", "c", "e"]
    monkeypatch.setattr(command, "PROGRAMS", (absent,))
    monkeypatch.setattr(command, "set_up", lambda: None)
    assert command.main([]) == 0
    told = capsys.readouterr().out
    assert "| Nergens | not installed |" in told
    assert "Nergens: not here, so not tried. Install it: apt-get install a; b; c; e" in told
