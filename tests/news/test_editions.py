"""Earlier editions of a format, and what is told of an edition: from a real repository with two tags."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pypdfium2
import pytest

from pastrepo import Past
from toolbox.core.settings import Settings
from toolbox.history.history import read_history
from toolbox.machine.store import Store, run_jobs
from toolbox.news.chronicle import Told
from toolbox.news.editions import Edition, edition_jobs, read_editions
from toolbox.news.news import MAX_SENTENCES
from toolbox.news.releasenotes import _lines, release_notes
from toolbox.source.check import read_source
from warm import toolbox

FORM = "forms/1.2-kennismaking"
PACKAGE = f"{FORM}/datapackage.yaml"
SETTINGS = Settings("https://toolbox.example/", "", "")


@pytest.fixture
def past(tmp_path: Path) -> Past:
    """Edition 2026.10 asks ‘Hoe heet je?’, 2026.11 asks ‘Wat is je naam?’ and so does now."""
    made = Past(tmp_path / "past")
    made.commit("Begin")
    made.git("tag", "2026.10")
    made.replace(PACKAGE, "title: Hoe heet je?", "title: Wat is je naam?")
    made.replace(PACKAGE, "version: 1.0.0", "version: 1.1.0")
    made.commit("Betere vraag\n\nRegio: Twente", "Bram @iedereen")
    made.git("tag", "2026.11")
    return made


def editions(past: Past) -> tuple[Mapping[str, tuple[Edition, ...]], Mapping[str, bytes]]:
    box = read_source(past.root).toolbox
    wanted = edition_jobs(past.root, box, read_history(past.root), SETTINGS)
    read = read_editions(wanted, run_jobs([item.job for item in wanted], Store(past.root / ".cache")))
    return read.by_number, read.files


def words(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return " ".join(page.get_textpage().get_text_range() for page in document)


def test_a_format_can_be_had_as_it_was_at_a_tag(past: Past) -> None:
    found, files = editions(past)
    assert list(found) == ["1.2"]
    (edition,) = found["1.2"]
    assert (edition.tag, edition.date, edition.version) == ("2026.10", "2026-10-01", "1.0.0")
    assert edition.path == "bestanden/eerder/2026.10/1.2-kennismaking.pdf"
    assert list(files) == [edition.path]
    text = words(files[edition.path])
    assert "Hoe heet je?" in text
    assert "Wat is je naam?" not in text
    assert "1.0.0" in text
    assert edition.size == len(files[edition.path])


def test_an_edition_is_the_same_bytes_and_comes_from_the_store_the_second_time(past: Past) -> None:
    _, files = editions(past)
    kept = {path.name: path.stat().st_mtime_ns for path in (past.root / ".cache").iterdir()}
    assert editions(past)[1] == files
    assert {path.name: path.stat().st_mtime_ns for path in (past.root / ".cache").iterdir()} == kept
    for path in (past.root / ".cache").iterdir():
        path.unlink()
    assert editions(past)[1] == files


def test_an_edition_of_a_format_that_moved_stands_with_it(past: Past) -> None:
    past.git("mv", FORM, "forms/1.3-kennismaking")
    past.replace("forms/1.3-kennismaking/datapackage.yaml", "number: '1.2'", "number: '1.3'")
    past.commit("Ander nummer")
    found, files = editions(past)
    assert [edition.tag for edition in found["1.3"]] == ["2026.11", "2026.10"]
    assert set(files) == {f"bestanden/eerder/2026.{month}/1.2-kennismaking.pdf" for month in (10, 11)}


def test_what_only_differs_in_writing_is_no_edition(past: Past) -> None:
    past.replace(PACKAGE, "description: Met dit formulier leer", "description: >-\n  Met dit formulier leer")
    past.commit("Alleen de schrijfwijze")
    past.git("tag", "2026.12")
    past.replace(PACKAGE, "description: >-\n  Met dit formulier leer", "description: Met dit formulier leer")
    past.commit("En terug")
    found, _ = editions(past)
    assert [edition.tag for edition in found["1.2"]] == ["2026.10"]


def test_an_edition_that_cannot_be_read_is_left_out(past: Past) -> None:
    past.write(PACKAGE, "name: van een ouder profiel\n")
    past.commit("Kapot")
    past.git("tag", "2026.12")
    past.git("checkout", "-q", "2026.11", "--", PACKAGE)
    past.commit("Hersteld")
    found, _ = editions(past)
    assert [edition.tag for edition in found["1.2"]] == ["2026.10"]


def test_release_notes_tell_the_difference_between_two_tags(past: Past) -> None:
    done = toolbox(past.root, "release-notes", "2026.10..2026.11")
    assert done.returncode == 0, done.stderr
    assert done.stdout == (
        "# Uitgave 2026.11\n"
        "\n"
        "## Gewijzigd\n"
        "\n"
        "- **Format 1.2 Kennismaking**\n"
        "  - De versie was 1.0.0 en wordt 1.1.0.\n"
        "  - Vraag ‘Wat is je naam?’: De tekst van de vraag is anders.\n"
        "\n"
        "Met dank aan Twente, Bram @&#8203;iedereen.\n"
    )
    done = toolbox(past.root, "release-notes", "2026.11..2026.11")
    assert done.stdout == "# Uitgave 2026.11\n\nEr is niets veranderd dat een lezer ziet.\n"


def test_release_notes_count_what_they_leave_out_and_name_what_they_cannot_read(past: Past) -> None:
    long = tuple(f"Zin {number}." for number in range(MAX_SENTENCES + 1))
    assert list(_lines(Told(PACKAGE, "format", "gewijzigd", "1.2 Kennismaking", long)))[-2:] == [
        f"  - {long[-2]}",
        "  - en nog 1 ander verschil",
    ]
    past.write("content/inleiding.md", "geen kop\n")
    past.commit("Kapot")
    notes = release_notes(past.root, "2026.11", "HEAD", "2026.12")
    assert "een van de twee uitgaven is niet te lezen: content/inleiding.md.\n" in notes
    assert "Er is niets veranderd" not in notes


def test_a_shallow_clone_thanks_nobody(past: Past, tmp_path: Path) -> None:
    """It does not know of everyone."""
    past.git("clone", "-q", "--depth", "2", past.root.as_uri(), str(tmp_path / "shallow"))
    notes = release_notes(tmp_path / "shallow", "2026.10", "2026.11", "2026.11")
    assert "De versie was 1.0.0 en wordt 1.1.0." in notes
    assert "Met dank aan" not in notes


@pytest.mark.parametrize("asked", ["2026.11", "2026.10..2026.9", "--help..x"])
def test_release_notes_of_what_is_not_there_are_a_clear_refusal(past: Past, asked: str) -> None:
    done = toolbox(past.root, "release-notes", "--", asked)
    assert done.returncode == 2
    assert done.stderr.startswith("toolbox: ")
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
