"""What is new, what changed on a page and who did it: told from a real repository."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from pastrepo import Past
from toolbox.core.model import Toolbox
from toolbox.history.history import History, read_history
from toolbox.machine.store import Store, run_jobs
from toolbox.news.chronicle import Story, read_stories, story_jobs
from toolbox.news.credits import moments, open_without_region, regions
from toolbox.news.news import MAX_SENTENCES, NewsItem, month_groups, news_items
from toolbox.source.check import read_source

STEP, INTRO = "content/stappen/1-kennismaken.md", "content/inleiding.md"
FORM = "forms/1.2-kennismaking"
PACKAGE = f"{FORM}/datapackage.yaml"


@pytest.fixture
def past(tmp_path: Path) -> Past:
    made = Past(tmp_path / "past")
    made.commit("Begin")
    return made


def told(past: Past) -> tuple[Toolbox, History, Mapping[str, Story]]:
    history = read_history(past.root)
    jobs = story_jobs(past.root, history)
    stories = read_stories(jobs, run_jobs(list(jobs.values()), Store(past.root / ".cache")))
    return read_source(past.root).toolbox, history, stories


def news(past: Past) -> list[NewsItem]:
    return news_items(*told(past))


def titles(items: list[NewsItem]) -> list[tuple[str, str, str]]:
    return [(item.date, item.title, item.words) for item in items]


def test_a_changed_question_is_told_in_words_with_the_region(past: Past) -> None:
    past.replace(PACKAGE, "title: Hoe heet je?", "title: Wat is je naam?")
    past.commit("Betere vraag\n\nRegio: Twente")
    item = news(past)[0]
    assert (item.date, item.title, item.href) == ("2026-10-02", "1.2 Kennismaking", "bijlagen/1.2/")
    assert (item.words, item.region, item.key) == ("format gewijzigd", "Twente", FORM)
    assert item.sentences == ("Vraag ‘Wat is je naam?’: De tekst van de vraag is anders.",)


def test_the_first_commit_is_told_as_new(past: Past) -> None:
    found = titles(news(past))
    assert ("2026-10-01", "Stap 1 Kennismaken", "pagina nieuw") in found
    assert ("2026-10-01", "1.2 Kennismaking", "format nieuw") in found
    assert len(found) == len({title for _, title, _ in found}) + 1  # page and format 1.2 have one title


def test_what_a_reader_does_not_see_is_no_news(past: Past) -> None:
    before = news(past)
    past.replace(PACKAGE, "description: Met dit formulier leer", "description: >-\n  Met dit formulier leer")
    past.write("README.md", "Iets voor beheerders.\n")
    past.commit("Alleen de schrijfwijze")
    assert news(past) == before


def test_what_cannot_be_read_any_more_is_told_without_words(past: Past) -> None:
    past.write(INTRO, "geen kop\n")
    past.commit("Kapot")
    past.git("checkout", "-q", "HEAD^", "--", INTRO)
    past.commit("Hersteld")
    found = [item for item in news(past) if item.title == "Inleiding"]
    assert titles(found) == [
        ("2026-10-03", "Inleiding", "pagina gewijzigd"),
        ("2026-10-02", "Inleiding", "pagina gewijzigd"),
        ("2026-10-01", "Inleiding", "pagina nieuw"),
    ]
    assert [item.sentences for item in found] == [(), (), ()]


def test_a_removed_page_is_told_and_leads_nowhere(past: Past) -> None:
    past.git("rm", "-q", "content/over-deze-site.md")
    past.commit("Weg")
    item = news(past)[0]
    assert (item.words, item.href) == ("pagina verwijderd", "")
    assert item.title


def test_a_moved_page_is_told_as_moved_under_its_own_title(past: Past) -> None:
    past.git("mv", INTRO, "content/welkom.md")
    past.replace("content/inventaris.yaml", "  - inleiding.md", "  - welkom.md")
    past.commit("Verplaatst")
    item = news(past)[0]
    assert (item.title, item.words, item.href) == ("Inleiding", "pagina verplaatst", "welkom/")
    assert item.sentences == ()


def test_changes_of_one_day_are_one_item(past: Past) -> None:
    past.replace(INTRO, "iedereen die", "wie")
    past.commit("Ene\n\nRegio: Twente")
    past.day -= 1
    past.replace(INTRO, "volgorde: 1", "volgorde: 2")
    past.commit("Andere\n\nRegio: Zuid-Limburg")
    found = [item for item in news(past) if item.title == "Inleiding"]
    assert [item.date for item in found] == ["2026-10-02", "2026-10-01"]
    assert found[0].region == "Zuid-Limburg, Twente"
    assert found[0].sentences == ("De tekst is anders.", "De plaats in het menu was 1 en wordt 2.")


def test_months_come_newest_first_each_once(past: Past) -> None:
    past.day = 30
    past.replace(INTRO, "iedereen die", "wie")
    past.commit("In november")
    assert [month for month, _ in month_groups(news(past))] == ["november 2026", "oktober 2026"]


def test_the_same_repository_tells_the_same(past: Past) -> None:
    past.replace(INTRO, "iedereen die", "wie")
    past.commit("Korter")
    first = told(past)
    assert told(past) == first


def test_a_folder_without_git_has_nothing_to_tell(tmp_path: Path) -> None:
    assert story_jobs(tmp_path, read_history(tmp_path)) == {}


def test_a_long_list_is_cut_with_how_much_is_left() -> None:
    sentences = tuple(f"Zin {number}." for number in range(MAX_SENTENCES + 2))
    item = NewsItem("2026-11-01", "Titel", "x/", "pagina gewijzigd", "", sentences)
    assert item.short == (*sentences[:MAX_SENTENCES], "Er zijn nog 2 andere verschillen.")


def test_what_changed_on_a_page_is_marked_and_escaped(past: Past) -> None:
    past.replace(INTRO, "iedereen die", "elke `<script>`")
    past.commit("Anders\n\nRegio: Twente", "Bram")
    toolbox, history, stories = told(past)
    moment, first = moments(history, stories, [INTRO], ())
    assert (moment.date, moment.new, moment.sentences) == ("2026-10-02", False, ("De tekst is anders.",))
    assert (moment.who.regions, moment.who.people) == (("Twente",), ("Bram",))
    (marked,) = moment.marked
    assert "<del>" in marked
    assert "iedereen" in marked
    assert "&lt;script&gt;" in marked
    assert "<script" not in marked
    assert (first.date, first.new, first.marked) == ("2026-10-01", True, ())
    assert toolbox.pages


def test_a_region_has_what_was_accepted_and_what_is_open(past: Past) -> None:
    past.replace(INTRO, "iedereen die", "wie")
    past.commit("Korter\n\nRegio: Twente")
    past.git("checkout", "-q", "-b", "voorstel/een")
    past.replace(STEP, "Neem de tijd", "Neem rustig de tijd")
    past.commit("Rustiger aan\n\nRegio: Twente")
    past.git("checkout", "-q", "-b", "voorstel/twee", "main")
    past.replace(STEP, "Neem de tijd", "Neem ruim de tijd")
    past.commit("Ruimer")
    past.git("checkout", "-q", "main")
    toolbox, history, stories = told(past)
    (region,) = regions(toolbox, history, stories, ())
    assert region.name == "Twente"
    assert [(item.title, item.sentences) for item in region.accepted] == [("Inleiding", ("De tekst is anders.",))]
    assert [item.title for item in region.proposed] == ["Rustiger aan"]
    assert [item.title for item in open_without_region(history, ())] == ["Ruimer"]
    assert regions(toolbox, history, stories, ("Twente",)) == ()
