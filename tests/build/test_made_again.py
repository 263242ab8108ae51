"""What an edit makes again: what was changed, what shows it, and nothing else."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from boxes import CASES, ROOT, source_of
from imagefiles import corner, png
from toolbox.build.book import book_of
from toolbox.build.build import build
from toolbox.build.given import Given
from toolbox.build.office import office_jobs
from toolbox.build.paper import format_papers
from toolbox.build.publish import hashes
from toolbox.build.regionpages import NAME as REGION_PAGES
from toolbox.core.model import Toolbox
from toolbox.core.settings import read_settings
from toolbox.history.history import History, read_history
from toolbox.source.tree import Tree

STEP, FORM = "content/stappen/1-kennismaken.md", "forms/1.2-kennismaking/datapackage.yaml"
# With an edit in it the whole is of no date: the cover of the book and its file say it, and the pages that name it.
COVER = ("boek/kaft.pdf", "boek/omslag.pdf", "boek/omslag.json")
BOOK = ("bestanden/toolbox-transitieroute.pdf",)
# Holds a hash of each text.
PROPOSALS = "voorstel/index.html"
# Hold the format of which a question is reworded.
ZIPS = ("bestanden/stap-1-formats.zip",)
# Show the size of files, which a word may leave as it was rounded.
SIZED = frozenset({"downloads/index.html", "stappen/1/index.html"})


@pytest.fixture
def edited(good: Path, tmp_path: Path) -> Path:
    """A checkout with its site, of which the date is gone already."""
    root = Path(shutil.copytree(good, tmp_path / "copy", symlinks=True))
    plain = root / "content/over-deze-site.md"
    plain.write_text(plain.read_text("utf-8") + "\nNog een zin.\n", "utf-8")
    pages = ("over-deze-site/index.html", PROPOSALS)
    assert set(build(root).made) == {*COVER, *BOOK, *pages}
    return root


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert text.count(old) >= 1
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_a_word_of_a_step_draws_its_chapter_and_binds_the_book(edited: Path) -> None:
    change(edited / STEP, "Neem de tijd", "Neem alle tijd")
    # Once before and once after the pages of its links are known.
    chapter = ("boek/stap-1.pdf", "boek/stap-1.json")
    assert build(edited).made == (*chapter, *chapter, *BOOK, "stappen/1/index.html", PROPOSALS)


def test_a_word_that_a_region_replaced_is_made_again_for_who_has_it(edited: Path) -> None:
    """‘Stil’ has nothing of its own; ‘Voorbeeld’ has other words below that heading, and hears that it lags behind."""
    regions = edited / "content/regio"
    shutil.copytree(CASES / "valid/editie-met-alles/content/regio/voorbeeld", regions / "voorbeeld")
    (regions / "stil").mkdir()
    (regions / "stil/edition.yaml").write_text("naam: Stil\ninstellingen:\n  - School\ncontact: ''\n", "utf-8")
    assert build(edited).built
    change(edited / "content/inleiding.md", "iedereen die de tests leest", "wie de tests leest")
    # And since when it lags behind.
    made = tuple(name for name in build(edited).made if not name.startswith("basis/"))
    chapter = ("boek/inleiding-inleiding.pdf", "boek/inleiding-inleiding.json")
    # The book of ‘Stil’ is the common one but for the cover, so the chapter is drawn once for both.
    assert made[: len(chapter) * 2] == chapter * 2
    assert set(made[len(chapter) * 2 :]) == {
        *(*BOOK, f"regio/stil/{BOOK[0]}"),
        *("inleiding/index.html", "regio/stil/inleiding/index.html", PROPOSALS),
        *("regio/index.html", "regio/voorbeeld/editie/index.html", "regio/voorbeeld/inleiding/index.html"),
        # All pages of a region as they are staged.
        *(f"regio/{slug}/{REGION_PAGES}" for slug in ("stil", "voorbeeld")),
    }


def test_a_word_of_one_region_makes_its_own_site_again_and_no_other(edited: Path) -> None:
    regions = edited / "content/regio"
    for slug in ("stil", "anders"):
        (regions / slug).mkdir(parents=True)
        (regions / slug / "edition.yaml").write_text(
            f"naam: {slug.title()}\ninstellingen:\n  - School\ncontact: ''\nlogo: logo.png\n", "utf-8"
        )
        (regions / slug / "logo.png").write_bytes(png(corner()))
    assert build(edited).built
    before = {slug: hashes(edited / "site/regio" / slug) for slug in ("stil", "anders")}
    change(regions / "stil/edition.yaml", "- School", "- Een andere school")
    made = set(build(edited).made)
    assert all(name.startswith("regio/stil/") for name in made - {"regio/index.html"})
    assert f"regio/stil/{REGION_PAGES}" in made
    assert hashes(edited / "site/regio/anders") == before["anders"]
    assert hashes(edited / "site/regio/stil") != before["stil"]
    # Of which the old site was kept meanwhile, also where it says how large the whole has become.
    change(edited / "content/over-deze-site.md", "Nog een zin.", "Nog een zin, en een woord.")
    assert build(edited).built
    change(regions / "stil/edition.yaml", "- Een andere school", "- Weer een andere school")
    assert not any(name.startswith("regio/anders/") for name in build(edited).made)
    # And so it comes out when all is made.
    afresh = hashes(edited / "site")
    shutil.rmtree(edited / ".build")
    shutil.rmtree(edited / "site")
    assert build(edited).built
    assert hashes(edited / "site") == afresh


def numbers(folder: Path) -> set[int]:
    """Of each file, by which the system knows it whatever its names are."""
    return {path.stat().st_ino for path in folder.rglob("*") if path.is_file()}


@pytest.mark.promise("wall")
def test_no_file_of_the_site_can_be_written_where_it_is_built(edited: Path) -> None:
    """Also not what was kept: there a stranger's file is at work, and the site must come past the wall."""
    folder = edited / "content/regio"
    for slug in ("een", "twee"):
        (folder / slug).mkdir(parents=True)
        (folder / slug / "edition.yaml").write_text(f"naam: {slug}\ninstellingen:\n  - School\ncontact: ''\n", "utf-8")
    for school in ("Andere school", "Weer een andere school"):
        assert build(edited).built
        assert not numbers(edited / "site") & numbers(edited / ".build")
        # What did not change is the same file as in the site before: it is not written again.
        before = numbers(edited / "site")
        change(folder / "een/edition.yaml", "- ", f"- {school} en ")
        assert build(edited).built
        assert not numbers(edited / "site") & numbers(edited / ".build")
        assert numbers(edited / "site/regio/twee") <= before
        # But for the zip of the whole.
        assert len(numbers(edited / "site/bestanden") - before) <= 1


def test_a_kept_site_of_a_region_that_was_damaged_is_made_again(edited: Path) -> None:
    folder = edited / "content/regio"
    for slug in ("een", "twee"):
        (folder / slug).mkdir(parents=True)
        (folder / slug / "edition.yaml").write_text(f"naam: {slug}\ninstellingen:\n  - School\ncontact: ''\n", "utf-8")
    assert build(edited).built
    before = hashes(edited / "site")
    # Another file, as the one in the site is the same one.
    kept = edited / ".site.kept/twee/site/index.html"
    kept.unlink()
    kept.write_text("<p>Iets anders</p>", "utf-8")
    change(folder / "een/edition.yaml", "School", "Andere school")
    done = build(edited)
    assert done.findings == ()
    assert "regio/een/editie/index.html" in done.made
    assert {name for name in before if name.startswith("regio/twee/")} == {
        name for name, digest in hashes(edited / "site").items() if before.get(name) == digest and "/twee/" in name
    }


def test_a_word_of_a_page_outside_the_book_draws_no_paper(edited: Path) -> None:
    change(edited / "content/over-deze-site.md", "Nog een zin.", "Nog een andere zin.")
    assert build(edited).made == ("over-deze-site/index.html", PROPOSALS)


def test_a_word_of_a_question_draws_its_format_in_each_shape(edited: Path) -> None:
    change(edited / FORM, "Hoe heet je?", "Hoe heet jij?")
    made = build(edited).made
    name = "bestanden/1.2-kennismaking"
    assert set(made) - SIZED == {
        *(f"{name}{end}" for end in (".pdf", "-invulbaar.pdf", ".docx", "-woord.js", ".xlsx", ".png")),
        *("boek/bijlage-1-2-format.pdf", "boek/bijlage-1-2-format.json", "bestanden/stap-1-formats.pdf"),
        *BOOK,
        *ZIPS,
        "bestanden/toolbox-transitieroute-gegevens.xlsx",
        # Of those that show its name or its questions.
        *(f"{page}/index.html" for page in ("bijlagen/1.2", "bijlagen/1.2/invullen")),
    }


def keys_of(toolbox: Toolbox, history: History) -> Mapping[str, str]:
    """Of all papers and other files of the real formats: what each is made from, by its name."""
    given = Given(ROOT, Tree({}), toolbox, history, read_settings(ROOT))
    jobs = (*format_papers(given), *office_jobs(given), *book_of(given, {}).first_jobs())
    return {name: key for job in jobs for name, key in zip(job.names, job.keys, strict=True)}


def test_an_edition_of_one_format_draws_nothing_of_the_others() -> None:
    toolbox, history = source_of(ROOT).toolbox, read_history(ROOT)
    formats = [replace(form, version="9.0.0") if form.number == "2.1" else form for form in toolbox.formats]
    before, after = keys_of(toolbox, history), keys_of(replace(toolbox, formats=tuple(formats)), history)
    name = "bestanden/2.1-selectiecriteria"
    assert {path for path in after if before.get(path) != after[path]} == {
        *(f"{name}{end}" for end in (".pdf", "-invulbaar.pdf", ".png", ".docx", "-woord.js", ".xlsx")),
        *("boek/bijlage-2-1-format.pdf", "boek/bijlage-2-1-format.json"),
    }
