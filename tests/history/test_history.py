"""What Git knows of each page and format, from a real repository."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from pastrepo import Past
from toolbox.core.dutch import dutch_date
from toolbox.history.git import GitDoesNotWork, PartialClone
from toolbox.history.history import History, ShallowHistory, read_history, shown_name
from toolbox.history.runner import GitError
from warm import toolbox

pytestmark = pytest.mark.promise("history")

STEP, INTRO = "content/stappen/1-kennismaken.md", "content/inleiding.md"
FORM = "forms/1.2-kennismaking"


@pytest.fixture
def past(tmp_path: Path) -> Past:
    made = Past(tmp_path / "past")
    made.commit("Begin")
    return made


def test_each_change_has_its_day_person_and_regions(past: Past) -> None:
    past.replace(INTRO, "iedereen die", "wie")
    commit = past.commit("Een noot\n\nRegio: Twente\nRegio: Zuid-Limburg", "Bram")
    change = read_history(past.root).changes[0]
    assert (change.commit, change.date, change.moment) == (commit, "2026-10-02", "2026-10-02T12:00:00+02:00")
    assert (change.kind, change.path, change.person) == ("M", INTRO, "Bram")
    assert change.regions == ("Twente", "Zuid-Limburg")


def test_names_are_those_of_the_mailmap(past: Past) -> None:
    past.write(".mailmap", "Bram de Wit <bram@school.example>\n")
    past.replace(INTRO, "iedereen die", "wie")
    past.commit("Een noot", "b.wit", "bram@school.example")
    assert read_history(past.root).changes[0].person == "Bram de Wit"


def test_a_page_that_moves_keeps_its_history(past: Past) -> None:
    past.git("mv", INTRO, "content/begin.md")
    past.commit("Anders genoemd")
    past.git("mv", "content/begin.md", "content/welkom.md")
    past.commit("Nog eens anders")
    history = read_history(past.root)
    found = history.of("content/welkom.md")
    assert [change.kind for change in found] == ["R", "R", "A"]
    assert [change.path_then for change in found] == ["content/welkom.md", "content/begin.md", INTRO]
    assert history.of(INTRO) == ()


def test_pages_that_change_places_keep_their_own_history(past: Past) -> None:
    past.write("content/een.md", "Eerste pagina.\n" * 20)
    past.commit("Een")
    past.write("content/twee.md", "Een heel andere tekst.\n" * 20)
    past.commit("Twee")
    past.git("mv", "content/een.md", "content/drie.md")
    past.git("mv", "content/twee.md", "content/een.md")
    past.git("mv", "content/drie.md", "content/twee.md")
    past.commit("Gewisseld")
    history = read_history(past.root)
    # Git sees two changed files, or two renames; whichever, each name has two changes and none is lost.
    assert sorted(len(history.of(f"content/{name}.md")) for name in ("een", "twee")) == [2, 2]


def test_a_format_that_moves_keeps_its_history_and_a_new_one_in_its_place_starts_its_own(past: Past) -> None:
    past.git("mv", FORM, "forms/1.3-kennismaking")
    past.commit("Ander nummer")
    past.write(f"{FORM}/datapackage.yaml", "name: heel-iets-anders\n")
    past.commit("Nieuw format onder het oude nummer")
    history = read_history(past.root)
    assert history.moved == {FORM: "forms/1.3-kennismaking"}
    assert [change.kind for change in history.of(FORM)] == ["A"]
    assert {change.kind for change in history.of("forms/1.3-kennismaking")} == {"R", "A"}


def test_last_change_is_of_page_and_format_together_and_unknown_when_edited(past: Past) -> None:
    past.replace(f"{FORM}/datapackage.yaml", "version: 1.0.0", "version: 1.1.0")
    past.commit("Nieuwe versie")
    change = read_history(past.root).last_of("content/bijlagen/1.2-kennismaking.md", FORM)
    assert change is not None
    assert change.date == "2026-10-02"
    past.replace(f"{FORM}/taken_lijst.csv", "Samen", "Met elkaar")
    history = read_history(past.root)
    assert history.last_of("content/bijlagen/1.2-kennismaking.md", FORM) is None
    assert history.last_of(INTRO) is not None


def test_editions_are_tags_with_a_year_and_a_month_in_the_history_of_now(past: Past) -> None:
    past.git("tag", "2026.9")
    past.git("checkout", "-q", "-b", "zijweg")
    past.commit("Elders")
    past.git("tag", "2026.12")
    past.git("checkout", "-q", "main")
    past.commit("Verder")
    for name in ("2026.10", "v1", "2026.13", "2026.10.1"):
        past.git("-c", "user.name=x", "-c", "user.email=x@x", "tag", "-a", "-m", "Uitgave", name)
    assert [tag.name for tag in read_history(past.root).tags] == ["2026.10.1", "2026.10", "2026.9"]


def test_open_proposals_are_branches_that_are_not_taken_over(past: Past) -> None:
    past.git("checkout", "-q", "-b", "voorstel/noot")
    past.replace(INTRO, "iedereen die", "wie")
    commit = past.commit("Een noot\n\nRegio: Twente")
    past.git("checkout", "-q", "main")
    past.git("branch", "ander-werk", commit)
    past.git("update-ref", "refs/remotes/origin/voorstel/noot", commit)
    (found,) = read_history(past.root).proposed
    assert (found.commit, found.date, found.title, found.regions) == (commit, "2026-10-02", "Een noot", ("Twente",))
    past.replace(INTRO, "iedereen die", "wie")
    past.commit("Hetzelfde onder een andere naam")
    assert read_history(past.root).proposed == ()


def test_hostile_names_are_plain_text_on_one_line(past: Past) -> None:
    past.replace(INTRO, "iedereen die", "wie")
    past.commit("Een noot\n\nRegio: <b>Twente\x1b[31m\u202e", "x" * 300)
    change = read_history(past.root).changes[0]
    assert change.region == "<b>Twente [31m"
    assert len(change.person) == 80
    assert shown_name("a\nb\tc") == "a b c"


def test_without_a_repository_there_is_no_history(tmp_path: Path) -> None:
    assert read_history(tmp_path) == History()


def test_a_clone_without_all_files_stops_before_git_fetches_them(past: Past, tmp_path: Path) -> None:
    past.commit("Nog een")
    past.replace("content/inleiding.md", "iedereen", "allen")
    past.commit("En nog een")
    past.git("config", "uploadpack.allowFilter", "true")
    clone = tmp_path / "partial"
    subprocess.run(["git", "clone", "-q", "--filter=blob:none", f"file://{past.root}", str(clone)], check=True)
    with pytest.raises(PartialClone, match="git fetch --refetch --no-filter"):
        read_history(clone)
    # What it says to do helps.
    subprocess.run(["git", "fetch", "-q", "--refetch", "--no-filter"], cwd=clone, check=True)
    assert len(read_history(clone).changes) == len(read_history(past.root).changes)


def test_a_shallow_clone_stops_the_build_and_not_the_check(past: Past, tmp_path: Path) -> None:
    past.commit("Nog een")
    clone = tmp_path / "shallow"
    subprocess.run(["git", "clone", "-q", "--depth=1", f"file://{past.root}", str(clone)], check=True)
    with pytest.raises(ShallowHistory):
        read_history(clone)
    (clone / "site").mkdir()
    (clone / "site" / "index.html").write_text("de oude site", "utf-8")
    done = toolbox(clone, "build")
    assert done.returncode == 2
    assert "git fetch --unshallow" in done.stderr
    assert "fetch-depth: 0" in done.stderr
    assert "Traceback" not in done.stderr
    assert [path.name for path in (clone / "site").iterdir()] == ["index.html"]
    assert (clone / "site" / "index.html").read_text("utf-8") == "de oude site"
    done = toolbox(clone, "check")
    assert done.returncode == 0
    assert done.stdout.startswith("In orde")


@pytest.mark.parametrize(
    ("iso", "dutch"), [("2026-11-23", "23 november 2026"), ("2027-03-01T10:00:00Z", "1 maart 2027")]
)
def test_dates_are_dutch(iso: str, dutch: str) -> None:
    assert dutch_date(iso) == dutch


def _without_head(root: Path) -> None:
    (root / ".git" / "HEAD").unlink()


def _leads_nowhere(root: Path) -> None:
    (root / ".git").rename(root / "elsewhere")
    (root / ".git").write_text("gitdir: /nergens\n")


def _with_settings_that_cannot_be_read(root: Path) -> None:
    (root / ".git" / "config").write_text("[core\n")


def _of_a_newer_git(root: Path) -> None:
    (root / ".git" / "config").write_text("[core]\nrepositoryformatversion = 99\n")


@pytest.mark.parametrize("damage", [_without_head, _leads_nowhere, _with_settings_that_cannot_be_read, _of_a_newer_git])
def test_where_git_should_answer_and_does_not_nothing_goes_on(past: Past, damage: Callable[[Path], None]) -> None:
    damage(past.root)
    with pytest.raises(GitDoesNotWork, match="de oude site is niet veranderd"):
        read_history(past.root)


def test_a_head_that_leads_nowhere_is_no_new_repository(past: Past) -> None:
    (past.root / ".git" / "HEAD").write_text("ref: refs/heads/weg\n")
    with pytest.raises(GitError):
        read_history(past.root)


def test_without_a_program_git_a_copy_of_git_is_not_built(past: Past, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(past.root))
    with pytest.raises(GitDoesNotWork, match="staat niet op deze computer"):
        read_history(past.root)


def test_a_folder_without_git_and_one_without_commits_have_no_history(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert read_history(tmp_path) == History()
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    assert read_history(tmp_path) == History()
    (tmp_path / ".git").rename(tmp_path / "gone")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert read_history(tmp_path) == History()
