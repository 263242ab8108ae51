"""What changed in the base since a region laid something over it is told in words, with the day, on its own pages."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

from boxes import CASES
from pastrepo import Past
from toolbox.changes.words import Mark, Run
from toolbox.history.history import History, read_history
from toolbox.machine.store import Store, run_jobs
from toolbox.news.earlier import Earlier
from toolbox.news.movedon import moved_jobs, moved_on, read_moved
from toolbox.site.overlays import OverlayView
from toolbox.source.check import Checked, read_source
from toolbox.source.overlays.model import Overlaid
from toolbox.source.tree import read_tree
from xpaths import elements

INTRO = "content/inleiding.md"
FORM = "forms/1.2-kennismaking/datapackage.yaml"
OTHER = "content/regio/anders/edition.yaml"


@pytest.fixture
def past(tmp_path: Path) -> Past:
    """Two editions: of the first a question moved on, and a week later of the second a text."""
    made = Past(tmp_path / "past")
    for path, data in read_tree(CASES / "valid" / "editie-met-alles")[0].files.items():
        made.write(path, data.decode())
    made.write(OTHER, "naam: Anders\nteksten:\n  - pagina: inleiding.md\n    kop: voor-wie\n    doe: erna\n")
    made.write(OTHER, (made.root / OTHER).read_text("utf-8") + "    bestand: a.md\n    basis: bjhdfikaehlm\n")
    made.write("content/regio/anders/teksten/a.md", "Bij ons ook.\n")
    made.commit("Begin")
    made.replace(FORM, "Hoe heet je?", "Hoe heet je <b>nu</b>?")
    made.commit("Vraag")
    made.day += 7
    made.replace(INTRO, "iedereen", "alle mensen")
    made.commit("Tekst")
    return made


def told(past: Past) -> tuple[Checked, Earlier]:
    source, history = read_source(past.root), read_history(past.root)
    jobs = moved_jobs(past.root, history, source.toolbox, source.overlaid)
    made = run_jobs(list(jobs.values()), Store(past.root / ".build"))
    return source, Earlier(moved=read_moved(jobs, made))


def named(source: Checked, slug: str) -> Overlaid:
    return next(one for one in source.overlaid if one.badge.slug == slug)


def test_the_words_and_the_day_are_those_of_the_history(past: Past) -> None:
    source, earlier = told(past)
    (one,) = named(source, "anders").behind
    moved = moved_on(past.root, source.toolbox, one)
    assert moved.since == "2026-10-10"
    assert [run for run in moved.words if run.mark is not Mark.SAME] == [
        Run(Mark.REMOVED, " iedereen"),
        Run(Mark.ADDED, " alle mensen"),
    ]
    shown = html.fromstring(f"<q>{earlier.moved_since(one).marked}</q>")
    assert [mark.text_content() for mark in elements(shown, "ins | del")] == [
        " (verwijderd:)  iedereen (einde) ",
        " (toegevoegd:)  alle mensen (einde) ",
    ]
    (question,) = [one for one in named(source, "voorbeeld").behind if one.override.target.name == "naam"]
    assert "&lt;b&gt;nu" in earlier.moved_since(question).marked.replace(" &gt; ", "&gt;").replace(" ", "")
    assert "string" not in earlier.moved_since(question).marked


def test_what_is_not_committed_yet_has_no_day(past: Past) -> None:
    past.replace("content/stappen/1-kennismaken.md", "Neem de tijd", "Neem alle tijd")
    source = read_source(past.root)
    (one,) = [one for one in named(source, "voorbeeld").behind if one.override.target.unit.endswith("kennismaken.md")]
    moved = moved_on(past.root, source.toolbox, one)
    assert (moved.since, bool(moved.words)) == ("", True)


def test_the_overview_begins_with_what_waits_longest(past: Past) -> None:
    source, earlier = told(past)
    views = [OverlayView(one, str, earlier) for one in source.overlaid]
    assert [view.slug for view in views] == ["anders", "voorbeeld"]
    assert [view.slug for view in sorted(views, key=lambda view: view.order)] == ["voorbeeld", "anders"]


def test_without_a_history_nothing_is_told(past: Past) -> None:
    source = read_source(past.root)
    assert moved_jobs(past.root, History(), source.toolbox, source.overlaid) == {}
