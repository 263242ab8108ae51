"""`toolbox propose`: from a person's own checkout to a pull request, against a forge of our own. With the real git."""

from __future__ import annotations

import argparse
import json
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from forge import Forge
from proposed import FORM, PAGE, QUESTION, SENTENCE, STEP, Checkout, new_toolbox, write_person
from toolbox.changes.model import Change, Changes, Fate, ItemDiff, ItemKind
from toolbox.changes.report import Report
from toolbox.commands import intake, propose
from toolbox.core.settings import Settings
from toolbox.history.runner import GitError
from toolbox.proposals.base import Base
from toolbox.proposals.branchname import branch_name, slug
from toolbox.proposals.judging import MAX_LINES, _changes
from toolbox.proposals.publishing import body, fenced, find_route
from toolbox.proposals.refused import Refused
from toolbox.proposals.session import open_session

pytestmark = pytest.mark.slow

BETTER = "De toolbox is voor elke mentor."
TOKEN, OTHER_TOKEN = "geheim-van-de-beheerder", "geheim-van-twente"


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Checkout:
    return new_toolbox(tmp_path_factory.mktemp("toolbox") / "toolbox")


@pytest.fixture
def forge(original: Checkout, tmp_path: Path) -> Iterator[Forge]:
    with Forge(tmp_path / "forge", {TOKEN: "beheer", OTHER_TOKEN: "twente"}) as running:
        running.create("beheer/toolbox", original.root)
        yield running


@pytest.fixture
def mine(forge: Forge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Checkout:
    """A clone of somebody who may write; the remote is a folder, so what forge it is has been set by hand."""
    write_person(tmp_path / "person", "Kim Jansen")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "person"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    for name in ("GITHUB_TOKEN", "GITLAB_TOKEN", "FORGEJO_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    checkout = Checkout(forge.path("beheer/toolbox"), "Kim Jansen").clone(tmp_path / "mine", "Kim Jansen")
    checkout.git("config", "toolbox.forge", "github")
    checkout.git("config", "toolbox.api", forge.api)
    return checkout


def run(checkout: Checkout, *, region: str = "", title: str = "", why: str = "", yes: bool = True) -> int:
    return propose.run(checkout.root, argparse.Namespace(regio=region, titel=title, waarom=why, ja=yes))


def test_an_edit_becomes_a_pull_request(
    mine: Checkout, forge: Forge, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_TOKEN", TOKEN)
    mine.replace(PAGE, SENTENCE, BETTER)
    mine.write("notities.txt", "van mij")
    assert run(mine, region="Twente", title="Betere zin", why="Duidelijker. @iedereen") == 0
    text = capsys.readouterr().out
    (pull,) = forge.pulls["beheer/toolbox"].values()
    assert (pull.title, pull.base, pull.user) == ("Betere zin", "main", "beheer")
    assert "```text\nDuidelijker. @iedereen\n```" in pull.body
    assert "Regio: ` Twente `" in pull.body
    assert f"{forge.url}/beheer/toolbox/pull/1" in text
    assert TOKEN not in text
    assert "- notities.txt" in text
    # The forge has one commit more, with the trailer; the person stands on it and keeps what was not part of it.
    bare = forge.bare("beheer/toolbox")
    commit = bare.commit(pull.head)
    assert commit["message"] == "Betere zin\n\nDuidelijker. @iedereen\n\nRegio: Twente"
    assert commit["author"]["name"] == "Kim Jansen"
    assert [file["filename"] for file in bare.files("main", pull.head)] == [PAGE]
    assert mine.line("symbolic-ref", "--short", "HEAD") == pull.head
    assert mine.line("status", "--porcelain") == "?? notities.txt"


def test_more_comes_to_the_same_pull_request(
    mine: Checkout, forge: Forge, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_TOKEN", TOKEN)
    mine.replace(PAGE, SENTENCE, BETTER)
    assert run(mine) == 0
    mine.replace(FORM, QUESTION, "title: Wat is je naam?")
    assert run(mine) == 0
    assert "dat is nu bijgewerkt" in capsys.readouterr().out
    (pull,) = forge.pulls["beheer/toolbox"].values()
    about = forge.about_pull(forge.bare("beheer/toolbox"), pull)
    assert about["head"]["sha"] == mine.line("rev-parse", "HEAD")
    assert mine.line("rev-list", "--count", "origin/main..HEAD") == "2"


def test_commits_of_before_get_the_region_and_stay_as_they_are(mine: Checkout, forge: Forge) -> None:
    mine.replace(PAGE, SENTENCE, BETTER)
    first = mine.commit("Betere zin")
    mine.replace(FORM, QUESTION, "title: Wat is je naam?")
    second = mine.commit("Naam\n\nRegio: Elders")
    assert run(mine, region="Twente") == 0
    assert mine.line("rev-parse", "main") == second
    assert mine.line("rev-parse", "main~1") == first
    log = mine.line("log", "--format=%s|%(trailers:key=Regio,valueonly,separator=%x2C)|%an", "origin/main..HEAD")
    assert log.split("\n") == ["Naam|Elders|Kim Jansen", "Betere zin|Twente|Kim Jansen"]
    assert mine.line("rev-parse", "HEAD^{tree}") == mine.line("rev-parse", "main^{tree}")


def test_without_a_token_the_page_is_named(mine: Checkout, forge: Forge, capsys: pytest.CaptureFixture[str]) -> None:
    mine.replace(PAGE, SENTENCE, BETTER)
    assert run(mine, title="Zin & meer") == 0
    text = capsys.readouterr().out
    branch = mine.line("symbolic-ref", "--short", "HEAD")
    assert f"{forge.url}/beheer/toolbox/compare/main...{branch}?quick_pull=1&title=Zin+%26+meer&body=" in text
    assert forge.pulls == {}


def test_a_forge_that_nothing_tells_the_kind_of(
    mine: Checkout, forge: Forge, capsys: pytest.CaptureFixture[str]
) -> None:
    mine.git("config", "--unset", "toolbox.forge")
    mine.replace(PAGE, SENTENCE, BETTER)
    assert run(mine) == 0
    assert "git config toolbox.forge forgejo" in capsys.readouterr().out
    assert forge.bare("beheer/toolbox").branch_hash(mine.line("symbolic-ref", "--short", "HEAD"))


def test_without_a_remote_the_branch_stays_here(mine: Checkout, capsys: pytest.CaptureFixture[str]) -> None:
    mine.git("remote", "remove", "origin")
    mine.replace(PAGE, SENTENCE, BETTER)
    assert run(mine) == 0
    assert "Er is geen remote om naar te pushen." in capsys.readouterr().out
    assert BETTER in mine.line("show", f"{mine.line('symbolic-ref', '--short', 'HEAD')}:{PAGE}")


def test_what_the_forge_refuses_can_be_opened_by_hand(
    mine: Checkout, forge: Forge, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_TOKEN", "sleutel-van-toen")
    mine.replace(PAGE, SENTENCE, BETTER)
    assert run(mine) == 2
    text = capsys.readouterr().out
    branch = mine.line("symbolic-ref", "--short", "HEAD")
    assert "Het pull request openen lukte niet. " in text
    assert f"Open het zelf op: {forge.url}/beheer/toolbox/compare/main...{branch}?" in text
    assert forge.bare("beheer/toolbox").branch_hash(branch) == mine.line("rev-parse", "HEAD")
    assert "sleutel-van-toen" not in text


def test_from_a_fork(
    mine: Checkout, forge: Forge, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    fork = forge.fork("beheer/toolbox", "twente")
    monkeypatch.setenv("GITHUB_TOKEN", OTHER_TOKEN)
    mine.git("remote", "add", "fork", str(fork.path))
    mine.replace(PAGE, SENTENCE, BETTER)
    assert run(mine) == 0, capsys.readouterr().out
    (pull,) = forge.pulls["beheer/toolbox"].values()
    assert (pull.source, pull.user) == ("twente/toolbox", "twente")
    assert forge.bare("beheer/toolbox").refs("refs/heads/voorstel") == []


@pytest.mark.parametrize(
    ("origin", "target"),
    [
        ("git@github.com:twente/toolbox.git", "beheer/toolbox"),
        ("git@github.com:twente/andere-toolbox.git", "twente/andere-toolbox"),
        ("https://gitlab.com/twente/toolbox.git", "twente/toolbox"),
    ],
)
def test_who_cloned_a_fork_proposes_to_what_it_was_forked_from(mine: Checkout, origin: str, target: str) -> None:
    mine.git("config", "--remove-section", "toolbox")
    mine.git("remote", "set-url", "origin", origin)
    settings = Settings("", "https://github.com/beheer/toolbox/edit/main/{path}", "")
    route = find_route(mine.root, settings, Base("main", "origin", mine.line("rev-parse", "HEAD"), True))
    assert route is not None
    assert route.source is not None
    assert route.target is not None
    assert route.source.path in origin
    assert route.target.path == target


def test_offline_the_branch_stays(mine: Checkout, forge: Forge, capsys: pytest.CaptureFixture[str]) -> None:
    forge.path("beheer/toolbox").rename(forge.folder / "weg")
    mine.replace(PAGE, SENTENCE, BETTER)
    assert run(mine) == 2
    text = capsys.readouterr().out
    branch = mine.line("symbolic-ref", "--short", "HEAD")
    assert f"git push origin {branch}" in text
    assert BETTER in mine.line("show", f"{branch}:{PAGE}")
    assert mine.line("status", "--porcelain") == ""
    # Later the same command goes on where it was.
    (forge.folder / "weg").rename(forge.path("beheer/toolbox"))
    assert run(mine) == 0
    assert forge.bare("beheer/toolbox").branch_hash(branch) == mine.line("rev-parse", "HEAD")


def test_nothing_is_ever_forced(mine: Checkout, forge: Forge, capsys: pytest.CaptureFixture[str]) -> None:
    mine.replace(PAGE, SENTENCE, BETTER)
    assert run(mine) == 0
    branch = mine.line("symbolic-ref", "--short", "HEAD")
    bare = forge.bare("beheer/toolbox")
    theirs = bare.commit_file(branch, PAGE, b"van iemand anders", "Ook iets", "ander")
    mine.replace(PAGE, BETTER, SENTENCE)
    mine.write("content/inleiding.md", mine.read(PAGE) + "\nMeer.\n")
    assert run(mine) == 2
    assert bare.branch_hash(branch) == theirs
    assert "Pushen naar origin lukte niet" in capsys.readouterr().out


def commit_code(mine: Checkout) -> None:
    mine.write("mkdocs.yml", mine.read("mkdocs.yml") + "\n# anders\n")
    mine.commit("x")


REFUSALS: dict[str, tuple[Callable[[Checkout], object], str]] = {
    "nothing": (lambda mine: None, "Er is niets veranderd in content/ en forms/"),
    "code": (lambda mine: mine.replace("scripts/code.py", "code", "kwaad"), "scripts/code.py"),
    "committed code": (commit_code, "mkdocs.yml"),
    "check": (lambda mine: mine.replace(FORM, "type: date", "type: datum"), "datum"),
    "link": (lambda mine: (mine.root / "content" / "l.md").symlink_to("/etc/passwd"), "verwijzing (symbolic link)"),
    "name": (lambda mine: mine.write("content/Nieuw.md", "x"), "er staan hoofdletters in"),
    "suffix": (lambda mine: mine.write("content/x.html", "x"), "content/x.html"),
}


@pytest.mark.parametrize("change", REFUSALS, ids=lambda name: name.replace(" ", "-"))
def test_what_is_not_in_order_stays_as_it_was(
    mine: Checkout, forge: Forge, capsys: pytest.CaptureFixture[str], change: str
) -> None:
    make, words = REFUSALS[change]
    if change not in ("nothing", "code", "committed code"):
        mine.replace(PAGE, SENTENCE, BETTER)
    make(mine)
    before = mine.snapshot()
    assert run(mine) == 1
    text = capsys.readouterr().out
    assert words in text
    assert "Er is niets gemaakt of gepusht" in text
    assert mine.snapshot() == before
    assert forge.bare("beheer/toolbox").refs("refs/heads/") == ["refs/heads/main"]


def test_a_folder_without_git_and_one_without_the_main_branch(mine: Checkout, tmp_path: Path) -> None:
    with pytest.raises(Refused) as caught:
        open_session(tmp_path, asks=False)
    assert caught.value.code == "not-a-repository"
    mine.git("remote", "remove", "origin")
    mine.git("branch", "--move", "werk")
    with pytest.raises(Refused) as caught:
        open_session(mine.root, asks=False)
    assert (caught.value.code, caught.value.values) == ("no-base", {"branch": "main"})


def test_a_branch_that_cannot_be_stood_on_is_not_left(mine: Checkout) -> None:
    """Another Git holds HEAD, halfway."""
    mine.replace(PAGE, SENTENCE, BETTER)
    mine.write(".git/HEAD.lock", "")
    with pytest.raises(GitError, match="HEAD"):
        run(mine)
    assert mine.branches() == ["main"]
    assert mine.line("symbolic-ref", "HEAD") == "refs/heads/main"
    assert mine.line("status", "--porcelain") == f"M  {PAGE}"


def test_a_merge_in_progress_is_left_alone(mine: Checkout, capsys: pytest.CaptureFixture[str]) -> None:
    mine.replace(PAGE, SENTENCE, BETTER)
    mine.write(".git/MERGE_HEAD", mine.line("rev-parse", "HEAD") + "\n")
    before = mine.snapshot()
    assert run(mine) == 2
    assert "samenvoegen (merge)" in capsys.readouterr().out
    assert mine.snapshot() == before


@pytest.mark.parametrize(("answer", "status"), [("nee", 0), ("", 0), (None, 2)])
def test_it_asks_first(
    mine: Checkout, forge: Forge, monkeypatch: pytest.MonkeyPatch, answer: str | None, status: int
) -> None:
    def reply(question: str) -> str:
        if answer is None:
            raise EOFError
        return answer

    monkeypatch.setattr("builtins.input", reply)
    mine.replace(PAGE, SENTENCE, BETTER)
    before = mine.snapshot()
    assert run(mine, yes=False) == status
    assert mine.snapshot() == before
    assert forge.bare("beheer/toolbox").refs("refs/heads/") == ["refs/heads/main"]


def test_hooks_do_not_run(mine: Checkout, tmp_path: Path) -> None:
    for name in ("pre-commit", "pre-push", "post-checkout", "reference-transaction"):
        hook = mine.root / ".git" / "hooks" / name
        hook.parent.mkdir(exist_ok=True)
        hook.write_text(f"#!/bin/sh\ntouch {tmp_path}/gelopen\n", "utf-8")
        hook.chmod(0o755)
    mine.replace(PAGE, SENTENCE, BETTER)
    assert run(mine) == 0
    assert not (tmp_path / "gelopen").exists()


def test_what_was_sent_goes_the_same_way(
    mine: Checkout, forge: Forge, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Intake with a forge: the newest main there, though it was not fetched here; then merged, with its author."""
    monkeypatch.setenv("GITHUB_TOKEN", TOKEN)
    sender = mine.clone(tmp_path / "sender", "Şule de Groot")
    sender.replace(PAGE, SENTENCE, BETTER)
    sender.commit("Zin\n\nZo is het beter ```\n@iedereen\n\nRegio: Twente")
    (tmp_path / "zin.patch").write_text(sender.patch(), "utf-8")
    bare = forge.bare("beheer/toolbox")
    newer = bare.commit_file("main", STEP, mine.read(STEP).encode() + b"\nNieuw.\n", "Stap", "beheer")
    before = mine.branches()
    assert (
        intake.run(
            mine.root, argparse.Namespace(files=[tmp_path / "zin.patch"], ja=True, page=False, zonder_muren=True)
        )
        == 0
    )
    text = capsys.readouterr().out
    (pull,) = forge.pulls["beheer/toolbox"].values()
    assert bare.hash(f"{pull.head}~1") == newer
    assert mine.line("rev-parse", "origin/main") != newer
    assert set(mine.branches()) == {*before, pull.head}
    assert "````text\nZo is het beter ```\n(at)iedereen\n````" in pull.body
    assert "Van: ` Şule de Groot `" in pull.body
    assert TOKEN not in text
    merge = urllib.request.Request(
        f"{forge.api}/repos/beheer/toolbox/pulls/1/merge",
        data=b"{}",
        method="PUT",
        headers={"Authorization": f"Bearer {TOKEN}"},
    )
    with urllib.request.urlopen(merge) as response:
        assert json.load(response)["merged"]
    assert BETTER in bare.blob(f"main:{PAGE}").decode()
    assert bare.line("log", "-1", "--format=%an|%(trailers:key=Regio,valueonly)", "main^2") == "Şule de Groot|Twente"


# --- words ---


def test_a_long_list_of_changes_is_cut_and_what_was_told_is_not_told_again() -> None:
    changes = tuple(Change("text", f"Vraag {number}") for number in range(MAX_LINES + 3))
    report = Report("", "", Changes((ItemDiff(ItemKind.FORMAT, Fate.CHANGED, FORM, "1.2", "Begin", changes),)))
    said = changes[0].sentence
    lines = list(_changes(report, (f"1.2 Begin: Vraag 1. {said}",)))
    assert lines[:2] == [f"1.2 Begin: Vraag 0. {said}", f"1.2 Begin: Vraag 2. {said}"]
    assert (len(lines), lines[-1]) == (MAX_LINES + 1, "… en nog 2 veranderingen.")


def test_names_of_branches() -> None:
    assert branch_name("Één betere vraag, bij 3.1!", "1a2b3c4d") == "voorstel/een-betere-vraag-bij-3-1-1a2b3c4d"
    assert slug("../..//.git") == "git"
    assert slug("漢字") == "zonder-titel"
    assert len(slug("x" * 500)) == 40


def test_no_words_break_out_of_their_block() -> None:
    for text in ("a", "```\n@x", "`````", "x\n````md\n"):
        block = fenced(text)
        fence = block.partition("text\n")[0]
        assert set(fence) == {"`"}
        assert fence not in text
        assert block.endswith(f"\n{fence}")
    assert body("", {"Regio": ""}, ()) == "\n"


# --- the stand-in forge itself ---


def test_the_forge_serves_git_over_http(forge: Forge, mine: Checkout, tmp_path: Path) -> None:
    url = f"{forge.url}/beheer/toolbox.git"
    checkout = Checkout(tmp_path, "Kim Jansen")
    checkout.git("clone", "--quiet", url, "over-http")
    clone = Checkout(tmp_path / "over-http", "Kim Jansen")
    clone.replace(PAGE, SENTENCE, BETTER)
    clone.commit("Zin")
    clone.git("push", "--quiet", url.replace("://", f"://x:{TOKEN}@"), "HEAD:refs/heads/zin")
    assert forge.bare("beheer/toolbox").branch_hash("zin") == clone.line("rev-parse", "HEAD")


def test_the_forge_makes_a_commit_from_parts(forge: Forge) -> None:
    """As an editor in the browser does: fork, blob, tree, commit, branch, pull request, comment."""

    def call(method: str, path: str, values: Any = None) -> Any:
        request = urllib.request.Request(
            forge.api + path,
            data=None if values is None else json.dumps(values).encode(),
            method=method,
            headers={"Authorization": f"token {OTHER_TOKEN}"},
        )
        with urllib.request.urlopen(request) as response:
            return json.loads(response.read() or b"null")

    call("POST", "/repos/beheer/toolbox/forks", {})
    fork = "/repos/twente/toolbox"
    main = call("GET", f"{fork}/branches/main")["commit"]["sha"]
    blob = call("POST", f"{fork}/git/blobs", {"content": "Nieuw\n", "encoding": "utf-8"})["sha"]
    entry = {"path": "content/nieuw.md", "mode": "100644", "type": "blob", "sha": blob}
    tree = call("POST", f"{fork}/git/trees", {"base_tree": main, "tree": [entry]})["sha"]
    commit = call("POST", f"{fork}/git/commits", {"message": "Nieuw", "tree": tree, "parents": [main]})["sha"]
    call("POST", f"{fork}/git/refs", {"ref": "refs/heads/nieuw", "sha": commit})
    values = {"title": "Nieuw", "head": "twente:nieuw", "base": "main", "body": ""}
    pull = call("POST", "/repos/beheer/toolbox/pulls", values)
    assert pull["head"]["sha"] == commit
    (file,) = call("GET", "/repos/beheer/toolbox/pulls/1/files")
    assert (file["filename"], file["status"], file["additions"]) == ("content/nieuw.md", "added", 1)
    comment = call("POST", "/repos/beheer/toolbox/issues/1/comments", {"body": "Mooi"})
    call("PATCH", f"/repos/beheer/toolbox/issues/comments/{comment['id']}", {"body": "Heel mooi"})
    assert [made["body"] for made in call("GET", "/repos/beheer/toolbox/issues/1/comments")] == ["Heel mooi"]
    (found,) = call("GET", f"/repos/beheer/toolbox/commits/{commit}/pulls")
    assert found["number"] == 1
    compared = call("GET", "/repos/beheer/toolbox/compare/main...twente:nieuw")
    assert (compared["status"], compared["ahead_by"]) == ("ahead", 1)
