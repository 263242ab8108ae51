"""What Typst is measured with has the words of our papers, and none of them is markup to it."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench import typst
from bench.typstmarkup import literal, markup, prose
from boxes import ROOT, source_of
from toolbox.core.edition import Stamp
from toolbox.core.form import Format
from toolbox.core.method import Imprint
from toolbox.shapes.paper.sheet import PaperForm

STAMP = Stamp("1.0.0", "2026-01-01", "1a2b3c4", "https://toolbox.example/", Imprint("Toolbox", "toolbox"))


def words(form: Format) -> set[str]:
    """All that stands in its sections, its prose aside."""
    found = {form.title, form.description, *(section.title for section in form.sections)}
    columns = [column for table in form.tables for column in table.shown_columns]
    for question in (*form.questions, *columns):
        found |= {question.title, question.help}
    # A pointer may stand where one ground comes again.
    for question in form.questions:
        found |= {choice.label for choice in question.choices}
    for table in form.tables:
        found |= {table.title, *(cell for row in table.rows for cell in row if len(cell) > 5)}
    return found - {""}


def test_all_words_of_every_format_are_in_its_markup() -> None:
    toolbox = source_of(ROOT).toolbox
    for form in toolbox.formats:
        text = markup(PaperForm(form, STAMP, toolbox.diagram("route")))
        # Of a table's column behind its own words.
        missing = {one for one in words(form) if literal(one) not in text and literal(f"{one}:") not in text}
        assert missing == set(), form.number
        for section in form.sections:
            assert all(part in text for part in prose(section.intro)), section.name


def test_nothing_that_a_format_says_is_markup() -> None:
    assert literal('#eval("\\") *b* $x$') == '"#eval(\\"\\\\\\") *b* $x$"'
    assert literal("a\nb\t") == '"a\\u{a}b\\u{9}"'


def test_without_typst_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(typst, "ROOT", tmp_path)
    said = typst.row(tmp_path)
    assert said.startswith("Typst is not measured")
    assert "pip install --target" in said
    assert "\n" not in said
